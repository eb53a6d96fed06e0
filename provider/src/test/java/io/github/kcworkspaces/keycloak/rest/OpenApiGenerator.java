package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kcworkspaces.keycloak.api.ProblemRepresentation;
import io.github.kcworkspaces.keycloak.client.RbacApi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the OpenAPI 3.1 document from the client's interfaces, the representations and their comments. */
final class OpenApiGenerator {

    private static final java.nio.file.Path SOURCES = java.nio.file.Path.of("src/main/java");

    private final Map<String, ObjectNode> paths = new TreeMap<>();
    private final Map<String, Class<?>> schemas = new TreeMap<>();
    private final Set<String> operations = new TreeSet<>();

    static ObjectNode document() {
        return new OpenApiGenerator().generate();
    }

    private ObjectNode generate() {
        walk(RbacApi.class, "", "");
        schemas.put(name(ProblemRepresentation.class), ProblemRepresentation.class);
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Keycloak Workspaces");
        info.put("version", "1");
        info.put(
                "description",
                "Workspaces, members, roles, resources and decisions of a realm. The same tree is served to"
                        + " administrators and to everyone else. Lists tell the total in X-Total-Count, or the cursor to"
                        + " go on with in X-Next-Cursor. Versions are entity tags: send them back in If-Match.");
        ArrayNode servers = document.putArray("servers");
        server(servers, "/realms/{realm}/rbac", "For everyone: tokens with the audience workspaces");
        server(servers, "/admin/realms/{realm}/rbac", "For administrators of the realm or of master");
        document.putArray("security").addObject().putArray("bearer");
        ObjectNode all = document.putObject("paths");
        paths.forEach(all::set);
        ObjectNode components = document.putObject("components");
        ObjectNode bearer = components.putObject("securitySchemes").putObject("bearer");
        bearer.put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
        responses(components.putObject("responses"));
        ObjectNode described = components.putObject("schemas");
        Set<String> done = new TreeSet<>();
        while (done.size() < schemas.size()) {
            for (Map.Entry<String, Class<?>> schema : List.copyOf(schemas.entrySet())) {
                if (done.add(schema.getKey())) {
                    described.set(schema.getKey(), record(schema.getValue()));
                }
            }
        }
        return document;
    }

    private static void server(ArrayNode servers, String url, String description) {
        ObjectNode server = servers.addObject().put("url", url).put("description", description);
        server.putObject("variables").putObject("realm").put("default", "master");
    }

    private static void responses(ObjectNode responses) {
        ObjectNode problem = responses.putObject("Problem").put("description", "Refused (RFC 9457)");
        problem.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
    }

    private void walk(Class<?> api, String path, String tag) {
        Map<String, String> comments = comments(api);
        Stream.of(api.getMethods())
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> {
                    Path segment = method.getAnnotation(Path.class);
                    String full = segment == null ? path : path + "/" + segment.value();
                    String verb = verb(method);
                    if (verb == null) {
                        walk(method.getReturnType(), full, full);
                    } else {
                        String clean = full.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
                        ObjectNode operation = paths.computeIfAbsent(clean, key -> Json.MAPPER.createObjectNode())
                                .putObject(verb.toLowerCase(Locale.ROOT));
                        describe(operation, method, clean, tag, comments.getOrDefault(method.getName(), ""));
                    }
                });
    }

    static @Nullable String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(http -> http != null)
                .map(HttpMethod::value)
                .findFirst()
                .orElse(null);
    }

    private void describe(ObjectNode operation, Method method, String path, String tag, String comment) {
        operation
                .putArray("tags")
                .add(
                        tag.isEmpty()
                                ? "about"
                                : tag.split("/")[tag.startsWith("/workspaces/") ? tag.split("/").length - 1 : 1]
                                        .replaceAll("[{}]", ""));
        String id = path.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "") + "_" + method.getName();
        if (!operations.add(id)) {
            throw new IllegalStateException("operation twice: " + id);
        }
        operation.put("operationId", id);
        operation.put("summary", comment);
        ArrayNode parameters = Json.MAPPER.createArrayNode();
        Matcher variables = Pattern.compile("\\{(\\w+)}").matcher(path);
        while (variables.find()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", variables.group(1)).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
        }
        for (Parameter parameter : method.getParameters()) {
            parameter(operation, parameters, method, parameter);
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        if (path.equals("/openapi.json")) {
            operation.putArray("security");
        }
        responses(operation, method);
    }

    private void parameter(ObjectNode operation, ArrayNode parameters, Method method, Parameter parameter) {
        QueryParam query = parameter.getAnnotation(QueryParam.class);
        HeaderParam header = parameter.getAnnotation(HeaderParam.class);
        if (query != null || header != null) {
            ObjectNode described = parameters.addObject();
            described.put("name", query != null ? query.value() : header.value());
            described.put("in", query != null ? "query" : "header");
            described.set("schema", schema(parameter.getParameterizedType()));
        } else if (!parameter.isAnnotationPresent(PathParam.class)) {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            ObjectNode content = body.putObject("content");
            for (String type : method.getAnnotation(Consumes.class).value()) {
                content.putObject(type).set("schema", schema(parameter.getParameterizedType()));
            }
        }
    }

    private void responses(ObjectNode operation, Method method) {
        ObjectNode responses = operation.putObject("responses");
        boolean creates = method.isAnnotationPresent(POST.class)
                && (method.getName().equals("create") || method.getName().equals("register"));
        Type answer = method.getGenericReturnType();
        if (answer == void.class) {
            responses.putObject("204").put("description", "Done");
        } else {
            ObjectNode response =
                    responses.putObject(creates ? "201" : "200").put("description", creates ? "Created" : "OK");
            for (String type : method.getAnnotation(Produces.class).value()) {
                response.putObject("content").putObject(type).set("schema", schema(answer));
            }
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    private ObjectNode record(Class<?> record) {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        Map<String, String> comments = comments(record);
        schema.put("description", comments.getOrDefault("", ""));
        ArrayNode required = Json.MAPPER.createArrayNode();
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : record.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = renamed == null ? component.getName() : renamed.value();
            ObjectNode property = schema(component.getGenericType());
            String comment = comments.get(component.getName());
            if (comment != null) {
                property.put("description", comment);
            }
            properties.set(name, property);
            AnnotatedType type = component.getAnnotatedType();
            if (!type.isAnnotationPresent(Nullable.class)) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private ObjectNode schema(Type type) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
                schema.put("type", "array").set("items", schema(arguments[0]));
            } else {
                schema.put("type", "object").set("additionalProperties", schema(arguments[1]));
            }
            return schema;
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            schemas.put(name(raw), raw);
            return schema.put("$ref", "#/components/schemas/" + name(raw));
        }
        if (raw == String.class) {
            return schema.put("type", "string");
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (raw == long.class || raw == Long.class) {
            return schema.put("type", "integer").put("format", "int64");
        }
        if (raw == int.class || raw == Integer.class) {
            return schema.put("type", "integer").put("format", "int32");
        }
        return schema;
    }

    private static String name(Class<?> representation) {
        return representation.getSimpleName().replaceAll("Representation$", "");
    }

    /** Comments of one line before methods, and what {@code @param} says; the comment of the type itself under "". */
    private static Map<String, String> comments(Class<?> type) {
        Map<String, String> comments = new TreeMap<>();
        String source;
        try {
            source = Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Matcher methods = Pattern.compile("/\\*\\* (.*?) \\*/\\s+(?:@[^\\n]*\\n\\s*)*[\\w<>]+ (\\w+)\\(")
                .matcher(source);
        while (methods.find()) {
            comments.put(methods.group(2), text(methods.group(1)));
        }
        Matcher whole = Pattern.compile("/\\*\\*(.*?)\\*/\\s+@JsonInclude", Pattern.DOTALL)
                .matcher(source);
        if (whole.find()) {
            String[] parts = whole.group(1).replaceAll("\\s*\\n \\*", "\n").split("@param ");
            comments.put("", text(parts[0]));
            for (int index = 1; index < parts.length; index++) {
                String[] words = parts[index].split("\\s", 2);
                comments.put(words[0], text(words[1]));
            }
        }
        return comments;
    }

    private static String text(String comment) {
        return comment.replaceAll("\\{@code ((?:[^{}]|\\{[^{}]*})*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
