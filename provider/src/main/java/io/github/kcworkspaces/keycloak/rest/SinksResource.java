package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.DeadLetterRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkReplayRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkReplayedRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkRotationRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkStatusRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkTestRepresentation;
import io.github.kcworkspaces.sink.Progress;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Sink;
import io.github.kcworkspaces.sink.SinkDraft;
import io.github.kcworkspaces.sink.SinkService;
import io.github.kcworkspaces.sink.SinkStatus;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Where the audit trail is delivered to. For who manages the realm's workspaces; who reads everything sees how it goes. */
public final class SinksResource {

    /** A test waits for the other side, as long as that takes: few of them at once. */
    private static final Semaphore TESTS = new Semaphore(4);

    private final Call call;

    SinksResource(Call call) {
        this.call = call;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_READ);
            return call.page(
                    call.rbac()
                            .sinks()
                            .page(
                                    access.realm(),
                                    workspace(call.query().text("workspace")),
                                    call.query().page()),
                    status -> of(status.sink(), null, of(status)));
        });
    }

    @POST
    public Response create(InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_WRITE);
            SinkService.Shown created = call.rbac()
                    .sinks()
                    .create(access.realm(), access.actor(), draft(call.body(body, SinkChangeRepresentation.class)));
            Sink sink = created.sink();
            return call.created(of(sink, created.secret()), sink.id(), sink.version());
        });
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_READ);
            return answer(call.rbac().sinks().get(access.realm(), id));
        });
    }

    @PUT
    @Path("{id}")
    public Response update(@PathParam("id") String id, InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_WRITE);
            SinkChangeRepresentation change = call.body(body, SinkChangeRepresentation.class);
            return answer(call.rbac()
                    .sinks()
                    .update(access.realm(), access.actor(), id, draft(change), call.expectedVersion(change.version())));
        });
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_WRITE);
            call.rbac().sinks().delete(access.realm(), access.actor(), id, call.expectedVersion(null));
            return Call.done();
        });
    }

    @GET
    @Path("{id}/status")
    public Response status(@PathParam("id") String id) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_READ);
            return call.ok(of(call.rbac().sinks().status(access.realm(), id)));
        });
    }

    /** Sends one message that is about nothing, and says whether it was taken. */
    @POST
    @Path("{id}/test")
    public Response test(@PathParam("id") String id) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_WRITE);
            if (!TESTS.tryAcquire()) {
                throw RequestRules.tooManyTests();
            }
            try {
                Report.Failure failure =
                        call.rbac().sinks().test(access.realm(), id).failure();
                return call.ok(new SinkTestRepresentation(failure == null, failure == null ? null : failure.reason()));
            } finally {
                TESTS.release();
            }
        });
    }

    @POST
    @Path("{id}/secret")
    public Response rotate(@PathParam("id") String id, InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_WRITE);
            SinkRotationRepresentation rotation = call.body(body, SinkRotationRepresentation.class);
            Integer overlap = rotation.overlapHours();
            SinkService.Shown rotated = call.rbac()
                    .sinks()
                    .rotate(
                            access.realm(),
                            access.actor(),
                            id,
                            rotation.secret(),
                            overlap == null ? SinkService.OVERLAP_HOURS : overlap);
            return call.ok(of(rotated.sink(), rotated.secret()), rotated.sink().version());
        });
    }

    @POST
    @Path("{id}/replay")
    public Response replay(@PathParam("id") String id, InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_WRITE);
            SinkReplayRepresentation what = call.body(body, SinkReplayRepresentation.class);
            Long after = what.after();
            List<Long> letters = what.deadLetters();
            if ((after == null) == (letters == null)) {
                throw RequestRules.invalid("after", "or deadLetters must be there, and not both");
            }
            if (after != null) {
                call.rbac().sinks().replay(access.realm(), access.actor(), id, after);
                return call.ok(new SinkReplayedRepresentation(after, null));
            }
            Set<Long> seqs = Set.copyOf(letters == null ? List.of() : letters);
            return call.ok(new SinkReplayedRepresentation(
                    null, call.rbac().sinks().requeue(access.realm(), access.actor(), id, seqs)));
        });
    }

    @GET
    @Path("{id}/dead-letters")
    public Response deadLetters(@PathParam("id") String id) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.SINKS_READ);
            return call.page(
                    call.rbac()
                            .sinks()
                            .deadLetters(access.realm(), id, call.query().page()),
                    letter -> new DeadLetterRepresentation(
                            letter.seq(),
                            letter.eventId(),
                            letter.type(),
                            letter.reason(),
                            letter.at(),
                            letter.queued()));
        });
    }

    private SinkDraft draft(SinkChangeRepresentation change) {
        return new SinkDraft(
                change.name(),
                Words.upper("kind", change.kind(), Sink.Kind.class),
                Words.upper("format", change.format(), Schema.class),
                change.url(),
                Lists.withoutNull("types", change.types()),
                change.enabled(),
                workspace(change.workspace()),
                change.secret());
    }

    private @Nullable WorkspaceId workspace(@Nullable String reference) {
        return reference == null
                ? null
                : WorkspaceRules.exists(
                                call.rbac().workspaces().find(call.access().realm(), reference))
                        .id();
    }

    private Response answer(Sink sink) {
        return call.ok(of(sink, null), sink.version());
    }

    private static SinkRepresentation of(Sink sink, @Nullable String secret) {
        return of(sink, secret, null);
    }

    private static SinkRepresentation of(
            Sink sink, @Nullable String secret, @Nullable SinkStatusRepresentation status) {
        WorkspaceId workspace = sink.workspace();
        return new SinkRepresentation(
                sink.id(),
                sink.name(),
                sink.kind().name(),
                sink.enabled(),
                sink.format().name(),
                sink.url(),
                sink.types(),
                workspace == null ? null : workspace.value(),
                sink.hasSecret(),
                secret,
                status,
                sink.createdAt(),
                sink.version());
    }

    private static SinkStatusRepresentation of(SinkStatus status) {
        Progress progress = status.progress();
        return new SinkStatusRepresentation(
                status.state().name(),
                progress.position(),
                status.head(),
                status.lag(),
                progress.lastError(),
                progress.attempts(),
                progress.nextAttemptAt() == 0 ? null : progress.nextAttemptAt(),
                progress.lastSuccessAt(),
                progress.delivered(),
                status.deadLetters());
    }
}
