package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.GroupRolesRepresentation;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** The Keycloak groups whose members hold roles in a workspace. */
public final class GroupMappingsResource {

    private final Call call;
    private final String reference;

    GroupMappingsResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.GROUPS_READ);
            return call.page(
                    call.rbac()
                            .groupMappings()
                            .page(entered.workspace(), call.query().page()),
                    Representations::of);
        });
    }

    @PUT
    @Path("{groupId}")
    public Response put(@PathParam("groupId") String group, InputStream body) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.GROUPS_WRITE);
            GroupRolesRepresentation wanted = call.body(body, GroupRolesRepresentation.class);
            return call.ok(Representations.of(call.rbac()
                    .groupMappings()
                    .put(
                            entered.caller(),
                            entered.workspace(),
                            new GroupId(group),
                            Lists.orEmpty("roles", wanted.roles()))));
        });
    }

    @DELETE
    @Path("{groupId}")
    public Response delete(@PathParam("groupId") String group) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.GROUPS_WRITE);
            call.rbac().groupMappings().remove(entered.caller(), entered.workspace(), new GroupId(group));
            return Call.done();
        });
    }
}
