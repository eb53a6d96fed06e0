package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.Ids;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What requests must look like, whatever they ask for. */
final class RequestRules {

    private RequestRules() {}

    static Problem emptyBody() {
        return new Problem(ProblemCode.INVALID_REQUEST, "the request has no body");
    }

    static Problem malformed(String why) {
        return new Problem(ProblemCode.INVALID_REQUEST, why);
    }

    static Problem invalid(String field, String message) {
        return new Problem(
                ProblemCode.INVALID_REQUEST, field + " " + message, List.of(new Violation(field, message)), Map.of());
    }

    /** A member that is misspelt or can't be set would else be ignored, and the sender think that it worked. */
    static void noneIsUnknown(Collection<String> unknown) {
        if (!unknown.isEmpty()) {
            throw new Problem(
                    ProblemCode.UNKNOWN_MEMBER,
                    "not known here: " + String.join(", ", unknown),
                    unknown.stream()
                            .map(path -> new Violation(path, "is not known here"))
                            .toList(),
                    Map.of());
        }
    }

    static void textHasNoNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw malformed("the body has NUL characters in it");
        }
    }

    /** Nothing has an id or alias with control characters in it. */
    static void pathHasNoControlCharacters(String path) {
        if (Ids.hasControlCharacters(path)) {
            throw new Problem(ProblemCode.NOT_FOUND, "there is nothing at this address");
        }
    }

    static Problem tooLarge(int bytes) {
        return new Problem(ProblemCode.TOO_LARGE, "the body is larger than " + bytes + " bytes");
    }

    static void mediaTypeIs(@Nullable String sent, Collection<String> accepted) {
        String type = sent == null ? "" : sent.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        if (!accepted.contains(type)) {
            throw new Problem(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the body must be one of " + String.join(", ", accepted));
        }
    }

    /** Templates are the same in every workspace, so that they stand to no resource of one. */
    static <T> T inAWorkspace(@Nullable T entered) {
        if (entered == null) {
            throw new Problem(ProblemCode.NOT_FOUND, "how a role stands to resources is asked in a workspace");
        }
        return entered;
    }

    static Problem tooManyTests() {
        return new Problem(ProblemCode.TOO_MANY_TESTS, "other tests of sinks are still waiting; try again in a moment");
    }

    static Problem userNotFound() {
        return new Problem(ProblemCode.USER_NOT_FOUND, "the realm has no such user");
    }

    /** Somebody else changed the same at the same time, and his change was first. */
    static Problem concurrentChange() {
        return new Problem(
                ProblemCode.CONCURRENT_CHANGE, "somebody else changed this at the same time; read it again and repeat");
    }
}
