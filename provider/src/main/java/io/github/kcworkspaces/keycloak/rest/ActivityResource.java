package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.ActivityFilter;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The audit trail of the realm or of one workspace, newest first, by cursor. */
public final class ActivityResource {

    private final Call call;
    private final @Nullable String reference;

    /** @param reference id or alias of a workspace; null for the realm */
    ActivityResource(Call call, @Nullable String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Access access = call.access();
            WorkspaceId workspace = null;
            if (reference == null) {
                access.require(Operation.ACTIVITY_READ);
            } else {
                workspace = access.enter(reference, Operation.WORKSPACE_ACTIVITY_READ)
                        .workspace()
                        .id();
            }
            return call.slice(call.rbac().activity().slice(access.realm(), filter(workspace)), Representations::of);
        });
    }

    @Path("export")
    public TrailExportResource export() {
        return new TrailExportResource(call, reference, Set.of(TrailClass.ACTIVITY));
    }

    private ActivityFilter filter(@Nullable WorkspaceId workspace) {
        Query query = call.query();
        Set<ActivityType> types = EnumSet.noneOf(ActivityType.class);
        for (String type : query.texts("type")) {
            ActivityType known = Words.upper("type", type, ActivityType.class);
            if (known != null) {
                types.add(known);
            }
        }
        return new ActivityFilter(
                workspace,
                types,
                query.text("actor"),
                query.text("target"),
                query.time("from"),
                query.time("to"),
                query.text("after"),
                query.max(),
                query.text("search"));
    }
}
