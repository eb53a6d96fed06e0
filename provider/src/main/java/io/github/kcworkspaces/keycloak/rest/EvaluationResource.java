package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.decision.Decision;
import io.github.kcworkspaces.decision.Decision.Reason;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.api.EvaluationRepresentation;
import io.github.kcworkspaces.keycloak.api.EvaluationsRepresentation;
import io.github.kcworkspaces.keycloak.rest.EvaluationsBody.Item;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decisions as applications ask for them (AuthZEN 1.0). By far the most frequent request: reads neither settings nor
 * workspace for itself and writes nothing.
 */
public final class EvaluationResource {

    /** What nearly all answers are. */
    private static final EvaluationRepresentation ALLOWED = new EvaluationRepresentation(true, null);

    private static final EvaluationRepresentation DENIED = new EvaluationRepresentation(false, null);
    private static final byte[] ALLOWED_BYTES = Json.bytes(ALLOWED);
    private static final byte[] DENIED_BYTES = Json.bytes(DENIED);

    private final AccessCall call;

    /** @param reference id or alias of the workspace; null when the request or the resource names it */
    EvaluationResource(Call call, @Nullable String reference) {
        this.call = new AccessCall(call, reference);
    }

    @POST
    @Path("evaluation")
    public Response evaluation(InputStream body) {
        return call.answer(body, Access::requireEvaluation, this::evaluation);
    }

    @POST
    @Path("evaluations")
    public Response evaluations(InputStream body) {
        return call.answer(body, Access::requireEvaluation, this::evaluations);
    }

    @Path("search")
    public SearchResource search() {
        return new SearchResource(call);
    }

    private byte[] evaluation(JsonNode root) {
        EvaluationBody question = EvaluationBody.of(root);
        boolean explain = EvaluationBody.explain(root);
        Decision decision = decide(List.of(question)).get(0);
        if (explain) {
            return Json.bytes(answer(decision, true));
        }
        return decision.allowed() ? ALLOWED_BYTES : DENIED_BYTES;
    }

    private byte[] evaluations(JsonNode root) {
        EvaluationsBody body = EvaluationsBody.of(root);
        List<Item> items = body.items();
        if (items == null) {
            return evaluation(root);
        }
        boolean explain = EvaluationBody.explain(root);
        List<Decision> decisions = decide(items.stream()
                .flatMap(item -> Optional.ofNullable(item.question()).stream())
                .toList());
        List<EvaluationRepresentation> answers = new ArrayList<>();
        int decided = 0;
        for (Item item : items) {
            EvaluationRepresentation answer;
            if (item.question() == null) {
                answer = new EvaluationRepresentation(
                        false, Map.of("error", Map.of("status", 400, "message", String.valueOf(item.wrong()))));
            } else {
                answer = answer(decisions.get(decided), explain);
                decided++;
            }
            answers.add(answer);
            if (body.semantic().endsWith(answer.decision())) {
                break;
            }
        }
        return Json.bytes(new EvaluationsRepresentation(answers, null, null));
    }

    /** Loads for all questions together, so that many cost little more than one. */
    private List<Decision> decide(List<EvaluationBody> questions) {
        List<Request> requests = new ArrayList<>();
        List<Optional<UserId>> users = new ArrayList<>();
        for (EvaluationBody question : questions) {
            boolean trusted = question.hasAttributes() && call.trusted();
            String workspace = call.workspace(question.context(), question.resource());
            Optional<UserId> subject = call.subjects().find(question.subject());
            subject.ifPresent(user -> requests.add(question.request(workspace, user, trusted)));
            users.add(subject);
        }
        Call inner = call.call();
        DecisionService decisions = inner.rbac().decisions();
        List<Decision> found =
                requests.isEmpty() ? List.of() : decisions.decide(inner.access().realm(), requests);
        List<Decision> all = new ArrayList<>();
        int next = 0;
        for (Optional<UserId> user : users) {
            if (user.isPresent()) {
                all.add(found.get(next));
                next++;
            } else {
                all.add(Decision.deny(Reason.UNKNOWN_SUBJECT));
            }
        }
        return all;
    }

    private static EvaluationRepresentation answer(Decision decision, boolean explain) {
        if (explain) {
            return new EvaluationRepresentation(
                    decision.allowed(), Map.of("reason", decision.reason().name()));
        }
        return decision.allowed() ? ALLOWED : DENIED;
    }
}
