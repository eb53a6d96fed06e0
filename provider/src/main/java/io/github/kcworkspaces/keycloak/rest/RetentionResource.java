package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.retention.Hold;
import io.github.kcworkspaces.audit.retention.Obstacle;
import io.github.kcworkspaces.audit.retention.PurgeRun;
import io.github.kcworkspaces.audit.retention.RetentionService;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.HoldRepresentation;
import io.github.kcworkspaces.keycloak.api.NewHoldRepresentation;
import io.github.kcworkspaces.keycloak.api.PurgeRunRepresentation;
import io.github.kcworkspaces.keycloak.api.RetentionStatusRepresentation;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** How long the trail is kept: how it goes, what has left, what is held. The policy itself is one of the settings. */
public final class RetentionResource {

    private final Call call;

    RetentionResource(Call call) {
        this.call = call;
    }

    @GET
    public Response status() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.RETENTION_READ);
            return call.ok(of(call.rbac().retention().view(access.realm())));
        });
    }

    /** What has left and is leaving, the newest first. */
    @GET
    @Path("archives")
    public Response archives() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.RETENTION_READ);
            return call.page(
                    call.rbac().retention().runs(access.realm(), call.query().page()), RetentionResource::of);
        });
    }

    /** Legal holds, those that were lifted last. */
    @GET
    @Path("holds")
    public Response holds() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.RETENTION_READ);
            return call.page(
                    call.rbac().retention().holds(access.realm(), call.query().page()), RetentionResource::of);
        });
    }

    @POST
    @Path("holds")
    public Response place(InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.HOLDS_WRITE);
            NewHoldRepresentation hold = call.body(body, NewHoldRepresentation.class);
            Hold.Kind kind = Words.upper("kind", hold.kind(), Hold.Kind.class);
            Hold placed = call.rbac()
                    .retention()
                    .place(access.realm(), access.actor(), kind, subject(kind, hold.subject()), hold.reason());
            return call.created(of(placed), placed.id());
        });
    }

    /** Lifts the hold; it is kept. */
    @DELETE
    @Path("holds/{id}")
    public Response lift(@PathParam("id") String id) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.HOLDS_WRITE);
            call.rbac().retention().lift(access.realm(), access.actor(), id);
            return Call.done();
        });
    }

    /** Of a workspace that is gone only its id is left in the trail. */
    private @Nullable String subject(Hold.@Nullable Kind kind, @Nullable String subject) {
        return kind != Hold.Kind.WORKSPACE || subject == null
                ? subject
                : call.rbac()
                        .workspaces()
                        .find(call.access().realm(), subject)
                        .map(workspace -> workspace.id().value())
                        .orElse(subject);
    }

    private static RetentionStatusRepresentation of(RetentionService.View view) {
        Obstacle obstacle = view.status().obstacle();
        PurgeRun running = view.running();
        return new RetentionStatusRepresentation(
                Representations.of(view.policy()),
                view.archiveAvailable(),
                obstacle == null ? null : obstacle.name(),
                view.waitingFor(),
                view.status().lookedAt(),
                view.purgedSeq(),
                view.holds(),
                running == null ? null : of(running));
    }

    private static PurgeRunRepresentation of(PurgeRun run) {
        return new PurgeRunRepresentation(
                run.id(),
                run.trailClass().name(),
                run.before(),
                run.firstSeq(),
                run.lastSeq(),
                run.purged(),
                run.file() != null,
                run.file(),
                run.digest(),
                run.startedAt(),
                run.finishedAt());
    }

    private static HoldRepresentation of(Hold hold) {
        return new HoldRepresentation(
                hold.id(),
                hold.kind().name(),
                hold.subject(),
                hold.reason(),
                hold.since(),
                hold.placedBy(),
                hold.liftedAt());
    }
}
