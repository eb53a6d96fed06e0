package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.ActionSearchRepresentation;
import io.github.kcworkspaces.keycloak.api.FoundActionsRepresentation;
import io.github.kcworkspaces.keycloak.api.FoundEntitiesRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceSearchRepresentation;
import io.github.kcworkspaces.keycloak.api.SubjectSearchRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Searches (AuthZEN 1.0). */
public interface SearchApi {

    /** Who may do this with that? */
    @POST
    @Path("subject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    FoundEntitiesRepresentation subjects(SubjectSearchRepresentation search);

    /** With what may the subject do this? */
    @POST
    @Path("resource")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    FoundEntitiesRepresentation resources(ResourceSearchRepresentation search);

    /** What may the subject do with that? */
    @POST
    @Path("action")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    FoundActionsRepresentation actions(ActionSearchRepresentation search);
}
