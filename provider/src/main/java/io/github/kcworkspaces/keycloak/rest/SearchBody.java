package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A search of an application (AuthZEN 1.0, 8).
 *
 * @param question what is searched for has an empty id, and an action that is searched for an empty name
 * @param token of the page before; null for the first page
 * @param limit null when it is left out
 */
record SearchBody(
        Kind kind,
        EvaluationBody question,
        @Nullable String token,
        @Nullable Integer limit) {

    /** What is searched for. */
    enum Kind {
        SUBJECT,
        RESOURCE,
        ACTION
    }

    private static final String PAGE = "page";

    /** @throws Problem {@code INVALID_REQUEST} */
    static SearchBody of(Kind kind, JsonNode root) {
        EvaluationBody question = new EvaluationBody(
                entity(root, EntityPart.SUBJECT, kind == Kind.SUBJECT),
                kind == Kind.ACTION ? ActionPart.NONE : ActionPart.of(root, ""),
                entity(root, EntityPart.RESOURCE, kind == Kind.RESOURCE),
                ContextPart.of(root, ""));
        JsonNode page = AccessJson.optional(root, PAGE, "");
        String token = page == null ? null : AccessJson.optionalText(page, "token", PAGE + ".");
        return new SearchBody(
                kind, question, token == null || token.isEmpty() ? null : token, page == null ? null : limit(page));
    }

    private static EntityPart entity(JsonNode root, String member, boolean searched) {
        return searched ? EntityPart.searched(root, member, "") : EntityPart.of(root, member, "");
    }

    private static @Nullable Integer limit(JsonNode page) {
        JsonNode limit = page.get("limit");
        if (limit == null || limit.isNull()) {
            return null;
        }
        if (!limit.isIntegralNumber() || limit.bigIntegerValue().signum() < 0) {
            throw RequestRules.invalid("page.limit", "must be a whole number, not below 0");
        }
        return limit.canConvertToInt() ? Math.min(limit.intValue(), PageRequest.MAX_ROWS) : PageRequest.MAX_ROWS;
    }

    /** What must stay the same from page to page, as a text that is the same for equal searches. */
    String inputs(@Nullable String workspaceInPath) {
        try {
            return Json.MAPPER
                    .writer()
                    .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(Arrays.asList(kind, workspaceInPath, question));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
