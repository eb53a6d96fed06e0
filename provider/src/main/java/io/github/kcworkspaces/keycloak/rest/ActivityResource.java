package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.audit.TrailQuery;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was changed in the realm or in one workspace, newest first, by cursor. */
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
        return new TrailQueries(call).window(this::query, Representations::of);
    }

    /** How many rows there are by type and by day. */
    @GET
    @Path("counts")
    public Response counts() {
        return new TrailQueries(call).counts(this::query);
    }

    /** The rows of this place as a file. */
    @Path("export")
    public TrailExportResource export() {
        return new TrailExportResource(call, reference, Operation.ACTIVITY_READ, Set.of(TrailClass.ACTIVITY));
    }

    /** What Keycloak tells of its own changes is about the realm as a whole. */
    private TrailQuery query() {
        Access access = call.access();
        if (reference != null) {
            return new TrailQueries(call)
                    .activity(
                            access.enter(reference, Operation.WORKSPACE_ACTIVITY_READ)
                                    .workspace()
                                    .id(),
                            TrailClass.ACTIVITY);
        }
        access.require(Operation.ACTIVITY_READ);
        TrailClass wanted = Words.upper("class", call.query().text("class"), TrailClass.class);
        if (wanted == TrailClass.LOGIN) {
            throw RequestRules.invalid("class", "must be ACTIVITY or KEYCLOAK");
        }
        return new TrailQueries(call).activity(null, wanted == null ? TrailClass.ACTIVITY : wanted);
    }
}
