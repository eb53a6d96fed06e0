package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.ChainVerification;
import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.ActivityTypeRepresentation;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.spi.SessionTransactions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSessionFactory;

/** What proves the audit trail, and what it has of single persons. */
public final class AuditResource {

    private final Call call;

    AuditResource(Call call) {
        this.call = call;
    }

    /** The closed vocabulary of what is recorded. */
    @GET
    @Path("types")
    public Response types() {
        return call.answer(() -> {
            call.access().require(Operation.TYPES_READ);
            return call.ok(Arrays.stream(ActivityType.values())
                    .map(type -> new ActivityTypeRepresentation(
                            type.name(), type.trailClass().name()))
                    .toList());
        });
    }

    /** Reads the whole trail and says whether it is what was sealed. */
    @GET
    @Path("verify")
    public Response verify() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.AUDIT_READ);
            KeycloakSessionFactory sessions = call.session().getKeycloakSessionFactory();
            // However long the trail is, no transaction grows with it.
            ChainVerification chain =
                    new ChainVerification(new SessionTransactions<>(sessions, AuditResource::reading));
            return call.ok(Representations.of(chain.verify(access.realm())));
        });
    }

    /** The newest first; {@code after} is the number of the last one that was read. */
    @GET
    @Path("checkpoints")
    public Response checkpoints() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.AUDIT_READ);
            Long after = call.query().time("after");
            List<Checkpoint> found = call.rbac()
                    .checkpoints()
                    .below(
                            access.realm(),
                            after == null ? Long.MAX_VALUE : after,
                            call.query().max());
            return call.ok(found.stream().map(Representations::of).toList());
        });
    }

    /** Signs the trail as it is now; 204 if there is nothing to sign, or no key that signs. */
    @POST
    @Path("checkpoints")
    public Response checkpoint(InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.AUDIT_WRITE);
            call.requireNoBody(body);
            RealmId realm = access.realm();
            KeycloakSessionFactory sessions = call.session().getKeycloakSessionFactory();
            Seals.all(sessions, realm);
            return Seals.run(sessions, rbac -> rbac.sealer().checkpoint(realm))
                    .map(checkpoint -> call.ok(Representations.of(checkpoint)))
                    .orElseGet(Call::done);
        });
    }

    @Path("sinks")
    public SinksResource sinks() {
        return new SinksResource(call);
    }

    @Path("retention")
    public RetentionResource retention() {
        return new RetentionResource(call);
    }

    @Path("export")
    public TrailExportResource export() {
        return new TrailExportResource(call, null, Operation.ACTIVITY_READ, Set.of());
    }

    @Path("persons/{id}")
    public PersonResource person(@PathParam("id") String id) {
        return new PersonResource(call, id);
    }

    private static ChainVerification.Reading reading(RbacProvider rbac) {
        return new ChainVerification.Reading(
                rbac.chain(), rbac.sealedTrail(), rbac.checkpoints(), rbac.checkpointSigner(), rbac.purges());
    }
}
