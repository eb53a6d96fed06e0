package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.OrganizationRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;

/** Keycloak's organizations, for whoever puts workspaces under them. */
public final class OrganizationsResource {

    private final Call call;

    OrganizationsResource(Call call) {
        this.call = call;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.ORGANIZATIONS_READ);
            return call.ok(call
                    .rbac()
                    .workspaces()
                    .organizations(access.realm(), call.query().page())
                    .stream()
                    .map(found ->
                            new OrganizationRepresentation(found.id(), found.alias(), found.name(), found.enabled()))
                    .toList());
        });
    }
}
