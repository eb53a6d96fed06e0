package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.IdentityProviderRepresentation;
import io.github.kcworkspaces.keycloak.api.PersonRepresentation;
import io.github.kcworkspaces.keycloak.api.SettingsChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.SettingsRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enabling the realm, and how it uses workspaces. */
public interface SettingsApi {

    /** The settings, also of a realm that was never enabled. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    SettingsRepresentation get();

    /** The first users of the realm whom a search finds, one of whom could own the account. */
    @GET
    @Path("candidates")
    @Produces(MediaType.APPLICATION_JSON)
    List<PersonRepresentation> candidates(
            @QueryParam("max") @Nullable Integer max, @QueryParam("search") @Nullable String search);

    /** The first identity providers of the realm that a search finds, one of which a rule for first logins could be about. */
    @GET
    @Path("identity-providers")
    @Produces(MediaType.APPLICATION_JSON)
    List<IdentityProviderRepresentation> identityProviders(
            @QueryParam("max") @Nullable Integer max, @QueryParam("search") @Nullable String search);

    /** Changes the settings. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    SettingsRepresentation update(
            @HeaderParam("If-Match") @Nullable String ifMatch, SettingsChangeRepresentation change);
}
