package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kcworkspaces.keycloak.api.ProblemRepresentation;
import io.github.kcworkspaces.keycloak.api.ViolationRepresentation;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ModelDuplicateException;

/** Turns what went wrong into {@code application/problem+json} (RFC 9457). */
final class ProblemResponses {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE = "urn:keycloak-workspaces:problem:";

    private static final int RETRY_AFTER_SECONDS = 10;

    /** SQL states of a violated constraint, a lost race or a lock that was not to be had. */
    private static final Set<String> CONFLICTS = Set.of("23", "40", "55", "HY");

    private ProblemResponses() {}

    static Response of(Problem problem) {
        int status = status(problem.code());
        ProblemRepresentation body = new ProblemRepresentation(
                type(problem.code().name()),
                problem.code().title(),
                status,
                problem.detail(),
                problem.code().name(),
                problem.detail(),
                problem.violations().stream()
                        .map(violation -> new ViolationRepresentation(violation.field(), violation.message()))
                        .toList());
        ObjectNode json = Json.tree(body);
        problem.details().forEach((name, value) -> json.set(name, Json.MAPPER.valueToTree(value)));
        return response(status, json, problem);
    }

    /** Nothing of the cause is told: it may hold what the caller must not see. */
    static Response unexpected() {
        String detail = "something went wrong on the server; its log says what";
        ProblemRepresentation body = new ProblemRepresentation(
                type("INTERNAL_ERROR"), "Internal error", 500, detail, "INTERNAL_ERROR", detail, List.of());
        return response(500, Json.tree(body), null);
    }

    /** A directory that Keycloak asks for people does not answer. Trying again later may help. */
    static Response directoryUnavailable() {
        String detail = "a directory of this realm does not answer";
        String code = "DIRECTORY_UNAVAILABLE";
        ProblemRepresentation body =
                new ProblemRepresentation(type(code), "Directory unavailable", 503, detail, code, detail, List.of());
        return Response.fromResponse(response(503, Json.tree(body), null))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    static int status(ProblemCode code) {
        return switch (code.kind()) {
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case INVALID -> 400;
            case CONFLICT -> 409;
            case STALE -> 412;
            case UNPROCESSABLE -> 422;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
        };
    }

    /**
     * Whether the failure is a lost race. The persistence layer's own exceptions are told by name, because this package
     * must not depend on it.
     */
    static boolean isLostRace(Throwable failure) {
        int depth = 0;
        for (@Nullable Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            String name = cause.getClass().getSimpleName();
            if (cause instanceof ModelDuplicateException
                    || name.startsWith("OptimisticLock")
                    || name.startsWith("PessimisticLock")
                    || name.startsWith("StaleObjectState")
                    || (cause instanceof SQLException sql && isConflict(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConflict(@Nullable String state) {
        return state != null && state.length() > 2 && CONFLICTS.contains(state.substring(0, 2));
    }

    private static String type(String code) {
        return TYPE + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Response response(int status, ObjectNode body, @Nullable Problem problem) {
        Response.ResponseBuilder response = Response.status(status)
                .entity(body.toString())
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Keycloak adds it to plain JSON, and its other headers to all.
                .header("X-Frame-Options", "SAMEORIGIN");
        if (status == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(problem));
        }
        return response.build();
    }

    /** Says of a session without a second factor what to ask for to get one (RFC 9470, 3). */
    private static String challenge(@Nullable Problem problem) {
        return problem == null || problem.code() != ProblemCode.INSUFFICIENT_USER_AUTHENTICATION
                ? "Bearer"
                : "Bearer error=\"insufficient_user_authentication\", error_description=\"" + problem.detail()
                        + "\", acr_values=\""
                        + quoted(String.valueOf(problem.details().get("acr_values"))) + '"';
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
