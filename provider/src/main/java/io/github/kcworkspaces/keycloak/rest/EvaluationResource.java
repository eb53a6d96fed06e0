package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.Decision;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.api.EvaluationRepresentation;
import io.github.kcworkspaces.keycloak.rest.EvaluationBody.SubjectName;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;

/**
 * Decisions as applications ask for them (AuthZEN 1.0). By far the most frequent request: reads neither settings nor
 * workspace for itself and writes nothing.
 */
public final class EvaluationResource {

    private static final String REQUEST_ID = "X-Request-ID";
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String TRUSTED = "trusted-attributes";

    private final Call call;
    private final @Nullable String reference;

    /** @param reference id or alias of the workspace; null when the request or the resource names it */
    EvaluationResource(Call call, @Nullable String reference) {
        this.call = call;
        this.reference = reference;
    }

    @POST
    @Path("evaluation")
    public Response evaluation(InputStream body) {
        try {
            Response answer = call.answer(() -> answer(body));
            return withRequestId(Response.fromResponse(answer));
        } catch (WebApplicationException refused) {
            throw new Refused(withRequestId(Response.fromResponse(refused.getResponse())));
        }
    }

    private Response answer(InputStream body) {
        Access access = call.access();
        access.requireEvaluation();
        EvaluationBody question = EvaluationBody.read(body, call.header("Content-Type"));
        Decision decision = decide(access, question);
        Map<String, String> context =
                question.explain() ? Map.of("reason", decision.reason().name()) : null;
        return Response.ok(
                        Json.text(new EvaluationRepresentation(decision.allowed(), context)),
                        MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private Decision decide(Access access, EvaluationBody question) {
        boolean trusted = question.hasAttributes() && access.identity().hasClientRole(TRUSTED);
        RealmId realm = access.realm();
        return subject(question.subject())
                .map(subject -> call.rbac().decisions().decide(realm, question.request(reference, subject, trusted)))
                .orElseGet(() -> Decision.deny(Decision.Reason.UNKNOWN_SUBJECT));
    }

    private Optional<UserId> subject(@Nullable SubjectName name) {
        if (name == null || name.value().isBlank()) {
            return Optional.empty();
        }
        UserProvider users = call.session().users();
        UserModel found;
        switch (name.kind()) {
            case ID:
                return Optional.of(new UserId(name.value()));
            case USERNAME:
                found = users.getUserByUsername(call.realm(), name.value());
                break;
            default:
                found = users.getUserByEmail(call.realm(), name.value());
        }
        return Optional.ofNullable(found).map(user -> new UserId(user.getId()));
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
