package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.PersonService;
import io.github.kcworkspaces.audit.PersonStore;
import io.github.kcworkspaces.audit.TrailEntry;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.PseudonymisationRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;

/** What the audit trail has of one person; he need not be a user any more. */
public final class PersonResource {

    private static final int CHUNK = 500;

    private final Call call;
    private final String person;

    PersonResource(Call call, String person) {
        this.call = call;
        this.person = person;
    }

    /** All rows that are about the person, newest first, as lines of JSON. */
    @GET
    public Response export() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.AUDIT_WRITE);
            RealmId realm = access.realm();
            Actor actor = access.actor();
            KeycloakSessionFactory sessions = call.session().getKeycloakSessionFactory();
            Seals.run(sessions, rbac -> {
                rbac.persons().exported(realm, actor, person);
                return true;
            });
            StreamingOutput lines = output -> write(sessions, realm, output);
            return Response.ok(lines, "application/x-ndjson")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person.ndjson\"")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        });
    }

    /** Takes away who it was; the rows and the proof that they are complete stay. */
    @POST
    @Path("pseudonymise")
    public Response pseudonymise(InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.AUDIT_WRITE);
            call.requireNoBody(body);
            RealmId realm = access.realm();
            Actor actor = access.actor();
            UserModel user = call.session().users().getUserById(call.realm(), person);
            String email = user == null ? null : user.getEmail();
            String username = user == null ? null : user.getUsername();
            String pseudonym = PersonService.pseudonym(UUID.randomUUID().toString());
            KeycloakSessionFactory sessions = call.session().getKeycloakSessionFactory();
            // What is not sealed has no digests that could take the place of its values.
            Seals.all(sessions, realm);
            PersonStore.Names names = Seals.run(sessions, rbac -> rbac.persons().names(realm, person, email, username));
            long rows = 0;
            int batch;
            do {
                batch = Seals.run(sessions, rbac -> rbac.persons().forget(realm, person, names, pseudonym, CHUNK));
                rows += batch;
            } while (batch == CHUNK);
            long forgotten = rows;
            Seals.run(sessions, rbac -> {
                rbac.persons().forgetInvitations(realm, person, names, pseudonym, user == null);
                rbac.persons().forgotten(realm, actor, pseudonym, forgotten);
                return true;
            });
            return call.ok(new PseudonymisationRepresentation(pseudonym, rows));
        });
    }

    private void write(KeycloakSessionFactory sessions, RealmId realm, OutputStream output) throws IOException {
        PersonStore.Cursor cursor = null;
        List<TrailEntry> rows;
        do {
            PersonStore.@Nullable Cursor before = cursor;
            rows = Seals.run(sessions, rbac -> rbac.persons().rows(realm, person, before, CHUNK));
            for (TrailEntry row : rows) {
                Object line = row.activity().login() == null ? Representations.of(row) : Representations.login(row);
                output.write(Json.text(line).getBytes(StandardCharsets.UTF_8));
                output.write('\n');
                cursor = new PersonStore.Cursor(
                        row.activity().at(), row.activity().id());
            }
            output.flush();
        } while (rows.size() == CHUNK);
    }
}
