package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.UserRepresentation;
import io.github.kcworkspaces.keycloak.api.UserTypeRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.keycloak.models.UserModel;

/** The users of the realm, as far as workspaces are concerned: their type. */
public final class UsersResource {

    /** Account admins manage every workspace of the realm. */
    enum Type {
        NORMAL,
        ADMIN
    }

    private final Call call;

    UsersResource(Call call) {
        this.call = call;
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
            Type type = Words.upper(
                    "type", call.body(body, UserTypeRepresentation.class).type(), Type.class);
            if (type == null) {
                throw RequestRules.invalid("type", "is required");
            }
            call.rbac().accountAdmins().change(access.realm(), access.actor(), new UserId(id), type == Type.ADMIN);
            return answer(id);
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

    private Response answer(String id) {
        UserModel user = call.session().users().getUserById(call.realm(), id);
        if (user == null) {
            throw RequestRules.userNotFound();
        }
        boolean admin = call.rbac().accountAdmins().isAdmin(call.access().realm(), new UserId(id));
        return call.ok(new UserRepresentation(
                user.getId(),
                user.getUsername(),
                user.getEmail(),
                user.getFirstName(),
                user.getLastName(),
                (admin ? Type.ADMIN : Type.NORMAL).name()));
    }
}
