package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.MappingRepresentation;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/** What outside brings roles to a workspace. */
public final class MappingsResource {

    private final Call call;
    private final String reference;

    MappingsResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Workspace workspace =
                    call.access().enter(reference, Operation.GROUPS_READ).workspace();
            List<MappingRepresentation> mappings = new ArrayList<>();
            call.rbac().groupMappings().list(workspace).forEach(group -> mappings.add(Representations.mapping(group)));
            call.rbac().sourceApprovals().list(workspace).forEach(found -> mappings.add(Representations.of(found)));
            return call.ok(mappings);
        });
    }

    @PUT
    @Path("{id}/approval")
    public Response approve(@PathParam("id") String id) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.GROUPS_WRITE);
            return call.ok(Representations.of(
                    call.rbac().sourceApprovals().approve(entered.caller(), entered.workspace(), id)));
        });
    }

    @DELETE
    @Path("{id}/approval")
    public Response withdraw(@PathParam("id") String id) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.GROUPS_WRITE);
            call.rbac().sourceApprovals().withdraw(entered.caller(), entered.workspace(), id);
            return Call.done();
        });
    }
}
