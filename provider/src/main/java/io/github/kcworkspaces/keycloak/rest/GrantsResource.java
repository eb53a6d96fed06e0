package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.GrantsChangeRepresentation;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.role.GrantFilter;
import io.github.kcworkspaces.role.GrantService;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** By page for who reads all resources; everybody else gets what is about types or what he may view, by cursor. */
    @GET
    public Response list() {
        return call.answer(() -> {
            RoleEntry.Scoped scoped = entry.toRead();
            Role found =
                    call.rbac().roles().get(scoped.scope(), new RoleId(role)).role();
            Query query = call.query();
            GrantFilter filter = new GrantFilter(
                    query.text("type"),
                    query.text("category"),
                    query.text("subCategory"),
                    query.text("provider"),
                    query.page());
            Entered entered = scoped.entered();
            Entered.Own own = entered == null ? null : entered.own();
            if (entered == null || own == null || call.access().may(entered, Operation.ALL_RESOURCES_READ)) {
                return call.page(call.rbac().grants().page(found, filter), Grants::write);
            }
            return call.slice(
                    call.rbac()
                            .visibleGrants()
                            .slice(
                                    entered.workspace(),
                                    own.subject(),
                                    own.membership(),
                                    found,
                                    filter,
                                    query.text("after")),
                    Grants::write);
        });
    }

    /** Adds and removes in bulk: all of it or nothing. With {@code dryRun} it is told what would happen, and to how many. */
    @PATCH
    public Response change(InputStream body) {
        return call.answer(() -> {
            RoleEntry.Scoped entered = entry.toWrite();
            GrantsChangeRepresentation change = call.bulk(body, GrantsChangeRepresentation.class);
            RoleScope scope = entered.scope();
            RoleId id = new RoleId(role);
            List<Grant> added = Grants.read("add", change.add());
            List<Grant> removed = Grants.read("remove", change.remove());
            Long version = call.expectedVersion(change.version());
            RbacProvider rbac = call.rbac();
            if (!call.query().flag("dryRun")) {
                GrantService.Outcome outcome =
                        rbac.grants().change(entered.caller(), scope, id, added, removed, version);
                return call.ok(Representations.of(outcome, null, names(scope, outcome)));
            }
            GrantService.Outcome outcome = rbac.grants().preview(entered.caller(), scope, id, added, removed, version);
            boolean nothing = outcome.added() == 0 && outcome.removed() == 0;
            return call.ok(Representations.of(
                    outcome,
                    nothing ? 0 : rbac.members().holders(scope.realm(), scope.workspaceId(), id),
                    names(scope, outcome)));
        });
    }

    private Map<ResourceId, String> names(RoleScope scope, GrantService.Outcome outcome) {
        Workspace workspace = scope.workspace();
        Set<ResourceId> mentioned = new LinkedHashSet<>();
        outcome.warnings().forEach(warning -> {
            mentioned.add(warning.resource());
            mentioned.addAll(warning.missing());
        });
        mentioned.addAll(outcome.side().raised());
        mentioned.addAll(outcome.side().withdrawn());
        return workspace == null || mentioned.isEmpty()
                ? Map.of()
                : call.rbac()
                        .permissionMatrix()
                        .names(
                                workspace,
                                mentioned.stream().limit(PageRequest.MAX_ROWS).toList());
    }
}
