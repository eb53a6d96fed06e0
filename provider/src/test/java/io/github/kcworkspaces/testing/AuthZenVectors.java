package io.github.kcworkspaces.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A world, and what a decision point has to answer in it, as data: one file under {@code authzen}. The same files are asked
 * of the services in memory and of a real server.
 */
public record AuthZenVectors(
        String description,
        List<Type> types,
        List<String> subjectAttributes,
        List<User> users,
        Map<String, List<JsonNode>> roles,
        List<Thing> resources,
        List<Allowed> allowed,
        List<Question> evaluation,
        List<Questions> evaluations,
        List<String> malformed) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    public AuthZenVectors {
        allowed = allowed == null ? List.of() : allowed;
        evaluation = evaluation == null ? List.of() : evaluation;
        evaluations = evaluations == null ? List.of() : evaluations;
        malformed = malformed == null ? List.of() : malformed;
    }

    public record Type(String key, List<String> actions, String registration) {}

    public record User(
            String username,
            @Nullable String email,
            List<String> roles,
            @Nullable Map<String, String> attributes) {

        public Map<String, String> attributesOrNone() {
            return attributes == null ? Map.of() : attributes;
        }
    }

    public record Thing(
            String type,
            String id,
            @Nullable String owner,
            @Nullable Map<String, Object> attributes) {

        public Map<String, Object> attributesOrNone() {
            return attributes == null ? Map.of() : attributes;
        }
    }

    /** All resources with which a subject may do one thing. */
    public record Allowed(String subject, String action, List<String> resources) {}

    /** A question and its answer; when the client is not trusted for attributes, perhaps another. */
    public record Question(
            String name,
            JsonNode request,
            boolean decision,
            @Nullable Boolean untrusted) {

        public boolean decision(boolean trusted) {
            return (trusted || untrusted == null) ? decision : untrusted;
        }
    }

    public record Questions(String name, JsonNode request, List<Boolean> decisions) {}

    public static AuthZenVectors read(String file) {
        try (InputStream in = AuthZenVectors.class.getResourceAsStream("/authzen/" + file + ".yaml")) {
            return YAML.readValue(Objects.requireNonNull(in, file), AuthZenVectors.class);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the vectors in " + file, e);
        }
    }

    /** The subjects who may do this with that, by their usernames. */
    public List<String> subjects(String action, String resource) {
        return allowed.stream()
                .filter(one -> one.action().equals(action) && one.resources().contains(resource))
                .map(Allowed::subject)
                .sorted()
                .toList();
    }

    /** What the subject may do with that. */
    public List<String> actions(String subject, String resource) {
        return allowed.stream()
                .filter(one -> one.subject().equals(subject) && one.resources().contains(resource))
                .map(Allowed::action)
                .toList();
    }

    /** All actions of the first type. */
    public List<String> actions() {
        return types.get(0).actions();
    }

    /** A search, or a question when nothing is left out. */
    public static Map<String, Object> request(
            @Nullable String subject, @Nullable String action, String type, @Nullable String resource) {
        Map<String, Object> request = new java.util.LinkedHashMap<>();
        request.put("subject", entity("user", subject));
        if (action != null) {
            request.put("action", Map.of("name", action));
        }
        request.put("resource", entity(type, resource));
        return request;
    }

    private static Map<String, Object> entity(String type, @Nullable String id) {
        return id == null ? Map.of("type", type) : Map.of("type", type, "id", id);
    }

    /** The ids of the results of a search. */
    public static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("results").forEach(result -> ids.add(result.path("id").asText()));
        return ids.stream().sorted().toList();
    }
}
