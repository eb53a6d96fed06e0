package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.keycloak.access.Access;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One AuthZEN request: who may ask, in which workspace, and what all its answers have in common. */
final class AccessCall {

    private static final String REQUEST_ID = "X-Request-ID";
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String TRUSTED = "trusted-attributes";

    private final Call call;
    private final @Nullable String reference;
    private final NamedSubjects subjects;
    private @Nullable Boolean trusted;

    /** @param reference id or alias of the workspace that the path names; null when it names none */
    AccessCall(Call call, @Nullable String reference) {
        this.call = call;
        this.reference = reference;
        this.subjects = new NamedSubjects(call.session(), call.realm());
    }

    /**
     * Answers the request. Whoever may not ask learns nothing about his request, so it is read after that.
     *
     * @param allowed refuses who may not ask
     * @param answer makes the answer, as it is sent, from the body
     */
    Response answer(@Nullable InputStream body, Consumer<Access> allowed, Function<JsonNode, byte[]> answer) {
        try {
            return call.answer(() -> {
                allowed.accept(call.access());
                byte[] answered = answer.apply(AccessJson.read(
                        body, call.header(HttpHeaders.CONTENT_TYPE), call.header(HttpHeaders.CONTENT_LENGTH)));
                return withRequestId(Response.ok(answered, MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"));
            });
        } catch (WebApplicationException refused) {
            throw new Refused(withRequestId(Response.fromResponse(refused.getResponse())));
        }
    }

    /** Id or alias of the workspace that the path names; null when it names none. */
    @Nullable
    String reference() {
        return reference;
    }

    Call call() {
        return call;
    }

    NamedSubjects subjects() {
        return subjects;
    }

    /** Whether what the application says of subject, resource, action and context counts (rule P6). */
    boolean trusted() {
        Boolean known = trusted;
        if (known == null) {
            known = call.access().identity().hasClientRole(TRUSTED);
            trusted = known;
        }
        return known;
    }

    /**
     * The workspace that is asked about, by id or alias: the one in the path, else the one that context or resource name.
     *
     * @return null when none is named; something that no workspace is called when they name two
     */
    @Nullable
    String workspace(ContextPart context, EntityPart resource) {
        if (reference != null) {
            return reference;
        }
        String inContext = context.workspace();
        String ofResource = resource.workspace();
        if (inContext == null || ofResource == null || inContext.equals(ofResource)) {
            return inContext == null ? ofResource : inContext;
        }
        return "";
    }

    /** Callers find their answer again by it, also when it is a refusal. */
    private Response withRequestId(Response.ResponseBuilder response) {
        String id = call.header(REQUEST_ID);
        if (id != null && PRINTABLE.matcher(id).matches()) {
            response.header(REQUEST_ID, id);
        }
        return response.build();
    }
}
