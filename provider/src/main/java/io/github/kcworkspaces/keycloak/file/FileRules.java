package io.github.kcworkspaces.keycloak.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What files must look like. Everything that is refused is named by its JSON pointer. */
final class FileRules {

    private FileRules() {}

    static Problem malformed(String pointer, JsonProcessingException malformed) {
        return invalid(pointer, SyntaxError.describe(malformed));
    }

    static Problem wrongType(String pointer, String wanted) {
        return invalid(pointer, "must be " + wanted);
    }

    static String present(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw invalid(pointer, "is required");
        }
        return value;
    }

    static void partIsKnown(@Nullable String part, List<String> parts) {
        if (part != null && !parts.contains(part)) {
            throw invalid("part", "must be one of " + String.join(", ", parts));
        }
    }

    /** A file that could be several things is not guessed at: an empty one would make everything vanish. */
    static Problem unclearShape(List<String> parts) {
        return invalid("part", "must say which file it is: " + String.join(", ", parts));
    }

    static void onlyOneConnector(boolean inBody, boolean inQuery) {
        if (inBody && inQuery) {
            throw invalid("connector", "is in the body already");
        }
    }

    static Problem unknownMember(String pointer) {
        return new Problem(
                ProblemCode.UNKNOWN_MEMBER,
                "not known here: " + pointer,
                List.of(new Violation(pointer, "is not known here")),
                Map.of());
    }

    private static Problem invalid(String field, String message) {
        return new Problem(
                ProblemCode.INVALID_REQUEST,
                (field.isEmpty() ? "the body" : field) + " " + message,
                List.of(new Violation(field, message)),
                Map.of());
    }
}
