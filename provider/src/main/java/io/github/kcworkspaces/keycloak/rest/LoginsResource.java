package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.TrailQuery;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Logins, failed logins and logouts, of all users or of one, newest first, by cursor. */
public final class LoginsResource {

    private final Call call;
    private final @Nullable String user;

    /** @param user id; null for all */
    LoginsResource(Call call, @Nullable String user) {
        this.call = call;
        this.user = user;
    }

    @GET
    public Response list() {
        return new TrailQueries(call).window(this::query, Representations::login);
    }

    /** How many there are by type and by day. */
    @GET
    @Path("counts")
    public Response counts() {
        return new TrailQueries(call).counts(this::query);
    }

    private TrailQuery query() {
        Access access = call.access();
        access.require(Operation.LOGINS_READ);
        String reference = call.query().text("workspace");
        WorkspaceId workspace = reference == null
                ? null
                : WorkspaceRules.exists(call.rbac().workspaces().find(access.realm(), reference))
                        .id();
        return new TrailQueries(call).logins(workspace, user);
    }
}
