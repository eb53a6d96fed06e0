package io.github.kcworkspaces.keycloak.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document that the server answers is the one that the client's interfaces say, and says all that the server does. */
class OpenApiTest {

    private static final java.nio.file.Path COMMITTED =
            java.nio.file.Path.of("src/main/resources" + OpenApiResource.DOCUMENT);

    @Test
    void committedDocumentIsUpToDate() throws IOException {
        String generated = Json.MAPPER
                        .writer()
                        .with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(OpenApiGenerator.document())
                + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, generated);
        }
        assertThat(Files.readString(COMMITTED))
                .as("regenerate it with -Dopenapi.write=true")
                .isEqualTo(generated);
    }

    @Test
    void everyRouteOfTheServerIsDescribedAndNoOther() throws IOException {
        Set<String> served = new TreeSet<>();
        walk(RbacResource.class, "", served);
        Set<String> described = new TreeSet<>();
        JsonNode paths = Json.MAPPER.readTree(COMMITTED.toFile()).path("paths");
        paths.properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(verb -> described.add(verb + " " + path.getKey())));
        assertThat(described).isEqualTo(served);
    }

    private static void walk(Class<?> resource, String path, Set<String> served) {
        for (Method method : resource.getDeclaredMethods()) {
            Path segment = method.getAnnotation(Path.class);
            String full = segment == null ? path : path + "/" + segment.value();
            String verb = OpenApiGenerator.verb(method);
            Produces produces = method.getAnnotation(Produces.class);
            if (produces != null && List.of(produces.value()).contains(MediaType.TEXT_HTML)) {
                continue; // A page for people.
            }
            if (verb != null) {
                served.add(verb.toLowerCase(java.util.Locale.ROOT) + " " + full.replaceAll("\\{(\\w+):[^}]*}", "{$1}"));
            } else if (segment != null) {
                walk(method.getReturnType(), full, served);
            }
        }
    }
}
