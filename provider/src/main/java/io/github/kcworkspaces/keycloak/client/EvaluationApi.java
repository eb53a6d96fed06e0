package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.EvaluationRepresentation;
import io.github.kcworkspaces.keycloak.api.EvaluationRequestRepresentation;
import io.github.kcworkspaces.keycloak.api.EvaluationsRepresentation;
import io.github.kcworkspaces.keycloak.api.EvaluationsRequestRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Decisions (AuthZEN 1.0). */
public interface EvaluationApi {

    /** May the subject do this with that? */
    @POST
    @Path("evaluation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    EvaluationRepresentation evaluation(EvaluationRequestRepresentation question);

    /** Many questions at once. */
    @POST
    @Path("evaluations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    EvaluationsRepresentation evaluations(EvaluationsRequestRepresentation questions);

    /** Searches. */
    @Path("search")
    SearchApi search();
}
