package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.NewRoleRepresentation;
import io.github.kcworkspaces.keycloak.api.RoleChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.RoleMembersChangeRepresentation;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import io.github.kcworkspaces.role.RoleSummary;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The templates of the realm, or the roles of a workspace. */
public final class RolesResource {

    private final Call call;
    private final RoleEntry entry;

    RolesResource(Call call, RoleEntry entry) {
        this.call = call;
        this.entry = entry;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            RoleScope scope = entry.toRead().scope();
            Query query = call.query();
            return call.page(call.rbac().roles().page(scope, query.flag("deleted"), query.page()), Representations::of);
        });
    }

    @POST
    public Response create(InputStream body) {
        return call.answer(() -> {
            RoleEntry.Scoped entered = entry.toWrite();
            NewRoleRepresentation wanted = call.body(body, NewRoleRepresentation.class);
            String source = wanted.cloneOf();
            Role role = call.rbac()
                    .roles()
                    .create(
                            entered.caller(),
                            entered.scope(),
                            wanted.name(),
                            wanted.description(),
                            Lists.orEmpty("members", wanted.members()).stream()
                                    .map(UserId::new)
                                    .toList(),
                            source == null ? null : new RoleId(source));
            RoleSummary summary = call.rbac().roles().get(entered.scope(), role.id());
            return call.created(
                    Representations.of(summary),
                    role.id().value(),
                    summary.role().version());
        });
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return call.answer(() -> {
            RoleEntry.Scoped entered = entry.toRead();
            Entered in = entered.entered();
            RoleSummary summary = call.rbac().roles().get(entered.scope(), new RoleId(id));
            Set<Operation> open =
                    in == null ? call.access().open() : call.access().open(in);
            return call.ok(
                    Representations.of(summary, Words.dashed(open)),
                    summary.role().version());
        });
    }

    @PUT
    @Path("{id}")
    public Response put(@PathParam("id") String id, InputStream body) {
        return call.answer(() -> {
            RoleEntry.Scoped entered = entry.toWrite();
            RoleChangeRepresentation change = call.body(body, RoleChangeRepresentation.class);
            call.rbac()
                    .roles()
                    .update(
                            entered.caller(),
                            entered.scope(),
                            new RoleId(id),
                            change.name(),
                            change.description(),
                            call.expectedVersion(change.version()));
            return answer(entered.scope(), id);
        });
    }

    /** Softly: it can be restored. */
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        return call.answer(() -> {
            RoleEntry.Scoped entered = entry.toWrite();
            call.rbac().roles().delete(entered.caller(), entered.scope(), new RoleId(id), call.expectedVersion(null));
            return Call.done();
        });
    }

    @POST
    @Path("{id}/restore")
    public Response restore(@PathParam("id") String id) {
        return call.answer(() -> {
            RoleEntry.Scoped entered = entry.toWrite();
            call.rbac().roles().restore(entered.caller(), entered.scope(), new RoleId(id));
            return answer(entered.scope(), id);
        });
    }

    /** Gives the role to members and takes it from others, all or none. */
    @PATCH
    @Path("{id}/members")
    public Response members(@PathParam("id") String id, InputStream body) {
        return call.answer(() -> {
            RoleEntry.Scoped entered = entry.toAssign();
            Entered in = RequestRules.inAWorkspace(entered.entered());
            RoleMembersChangeRepresentation change = call.body(body, RoleMembersChangeRepresentation.class);
            call.rbac()
                    .members()
                    .reassign(
                            entered.caller(),
                            in.workspace(),
                            call.rbac()
                                    .roles()
                                    .get(entered.scope(), new RoleId(id))
                                    .role()
                                    .id(),
                            users("add", change.add()),
                            users("remove", change.remove()));
            return answer(entered.scope(), id);
        });
    }

    private static List<UserId> users(String field, @Nullable List<String> ids) {
        return Lists.orEmpty(field, ids).stream().map(UserId::new).toList();
    }

    @Path("{id}/grants")
    public GrantsResource grants(@PathParam("id") String id) {
        return new GrantsResource(call, entry, id);
    }

    @Path("{id}/resources")
    public RoleResourcesResource resources(@PathParam("id") String id) {
        return new RoleResourcesResource(call, entry, id);
    }

    private Response answer(RoleScope scope, String id) {
        RoleSummary summary = call.rbac().roles().get(scope, new RoleId(id));
        return call.ok(Representations.of(summary), summary.role().version());
    }
}
