package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.keycloak.api.GrantsChangeRepresentation;
import io.github.kcworkspaces.role.GrantFilter;
import io.github.kcworkspaces.role.GrantService;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** What a role grants. */
public final class GrantsResource {

    private final Call call;
    private final RoleEntry entry;
    private final String role;

    GrantsResource(Call call, RoleEntry entry, String role) {
        this.call = call;
        this.entry = entry;
        this.role = role;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            RoleScope scope = entry.toRead().scope();
            Role found = call.rbac().roles().get(scope, new RoleId(role)).role();
            Query query = call.query();
            return call.page(
                    call.rbac()
                            .grants()
                            .page(
                                    found,
                                    new GrantFilter(
                                            query.text("type"),
                                            query.text("category"),
                                            query.text("provider"),
                                            query.page())),
                    Grants::write);
        });
    }

    /** Adds and removes in bulk: all of it or nothing. */
    @PATCH
    public Response change(InputStream body) {
        return call.answer(() -> {
            RoleEntry.Scoped entered = entry.toWrite();
            GrantsChangeRepresentation change = call.body(body, GrantsChangeRepresentation.class);
            GrantService.Outcome outcome = call.rbac()
                    .grants()
                    .change(
                            entered.caller(),
                            entered.scope(),
                            new RoleId(role),
                            Grants.read("add", change.add()),
                            Grants.read("remove", change.remove()),
                            call.expectedVersion(change.version()));
            return call.ok(Representations.of(outcome));
        });
    }
}
