package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.UserChangeRepresentation;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.user.Administrator;
import io.github.kcworkspaces.user.User;
import io.github.kcworkspaces.user.UserFilter;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The users of the realm, for who manages all workspaces. */
public final class UsersResource {

    private static final int WORKSPACES_IN_LIST = 100;
    private static final int WORKSPACES_IN_PROFILE = 1_000;

    private final Call call;

    UsersResource(Call call) {
        this.call = call;
    }

    /** By cursor: equally fast at any depth. */
    @GET
    public Response list() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.USERS_READ);
            UserId owner = accountOwner(access.realm());
            return call.slice(
                    call.rbac().users().slice(access.realm(), filter()),
                    user -> Representations.of(user, user.id().equals(owner), WORKSPACES_IN_LIST));
        });
    }

    /** The whole list; the trail has it before the first row leaves. */
    @GET
    @Path("export")
    public Response export() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.USERS_READ);
            UserExport.Format format = Words.lower("format", call.query().text("format"), UserExport.Format.class);
            if (format == null) {
                throw RequestRules.invalid("format", "is required");
            }
            return new UserExport(call, access.realm(), filter(), accountOwner(access.realm()))
                    .answer(access.actor(), format);
        });
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return call.answer(() -> {
            call.access().require(Operation.USERS_READ);
            return answer(id);
        });
    }

    @PATCH
    @Path("{id}")
    public Response patch(@PathParam("id") String id, InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.USERS_WRITE);
            UserChangeRepresentation change = call.body(body, UserChangeRepresentation.class);
            User.Type type = Words.upper("type", change.type(), User.Type.class);
            User.Status status = Words.upper("status", change.status(), User.Status.class);
            if (type == null && status == null) {
                throw RequestRules.invalid("type", "is required, or status");
            }
            UserId user = new UserId(id);
            if (type != null) {
                call.rbac().users().changeType(access.realm(), access.actor(), user, type);
            }
            if (status != null) {
                call.rbac().users().changeStatus(access.realm(), by(access), user, status);
            }
            return answer(id);
        });
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.USERS_DELETE);
            String successor = call.query().text("successor");
            call.rbac()
                    .users()
                    .delete(
                            access.realm(),
                            by(access),
                            new UserId(id),
                            successor == null ? null : new UserId(successor));
            return Call.done();
        });
    }

    /** Everything that the user may do in all workspaces, with the roles behind it; by cursor. */
    @GET
    @Path("{id}/permissions")
    public Response permissions(@PathParam("id") String id) {
        return call.answer(() -> {
            call.access().require(Operation.USERS_READ);
            RealmId realm = call.access().realm();
            SubjectFacts subject =
                    call.rbac().decisions().subject(realm, new UserId(id)).orElseThrow(RequestRules::userNotFound);
            return call.slice(
                    call.rbac()
                            .effectivePermissions()
                            .across(
                                    realm,
                                    subject,
                                    call.query().text("after"),
                                    call.query().max()),
                    Representations::of);
        });
    }

    /** The history of the user's logins and logouts. */
    @Path("{id}/logins")
    public LoginsResource logins(@PathParam("id") String id) {
        return new LoginsResource(call, id);
    }

    private UserFilter filter() {
        Query query = call.query();
        String workspace = query.text("workspace");
        WorkspaceId id = workspace == null
                ? null
                : WorkspaceRules.exists(
                                call.rbac().workspaces().find(call.access().realm(), workspace))
                        .id();
        return new UserFilter(
                query.text("search"),
                Words.upper("type", query.text("type"), User.Type.class),
                Words.upper("status", query.text("status"), User.Status.class),
                Words.upper("source", query.text("source"), User.Source.class),
                id,
                query.text("role"),
                query.text("after"),
                query.max());
    }

    private static Administrator by(Access access) {
        return new Administrator(access.actor(), access.managesAccounts(), access.managesUsers());
    }

    private Response answer(String id) {
        RealmId realm = call.access().realm();
        User user = call.rbac().users().get(realm, new UserId(id));
        return call.ok(Representations.of(user, user.id().equals(accountOwner(realm)), WORKSPACES_IN_PROFILE));
    }

    private @Nullable UserId accountOwner(RealmId realm) {
        RealmSettings settings = call.rbac().realms().settings(realm);
        return settings.accountOwner();
    }
}
