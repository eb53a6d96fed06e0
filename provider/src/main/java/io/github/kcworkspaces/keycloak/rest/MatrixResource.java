package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.IncompleteResourceRepresentation;
import io.github.kcworkspaces.keycloak.api.MatrixFacetsRepresentation;
import io.github.kcworkspaces.keycloak.api.MatrixGroupRepresentation;
import io.github.kcworkspaces.keycloak.api.MatrixRepresentation;
import io.github.kcworkspaces.keycloak.api.MatrixRoleRepresentation;
import io.github.kcworkspaces.keycloak.api.MatrixRowRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceNameRepresentation;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.role.MatrixFacets;
import io.github.kcworkspaces.role.MatrixFilter;
import io.github.kcworkspaces.role.MatrixRow;
import io.github.kcworkspaces.role.MatrixState;
import io.github.kcworkspaces.role.MatrixStore;
import io.github.kcworkspaces.role.PermissionMatrix;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How several roles stand to the resources of a workspace, for who reads roles and all resources. */
public final class MatrixResource {

    private static final int MOST_ROLES = 50;

    private final Call call;
    private final String reference;

    MatrixResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response get() {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.MATRIX_READ);
            Workspace workspace = entered.workspace();
            Query query = call.query();
            List<String> wanted = query.texts("role");
            if (wanted.isEmpty() || wanted.size() > MOST_ROLES) {
                throw RequestRules.invalid("role", "must be there once to " + MOST_ROLES + " times");
            }
            MatrixState state = Words.upper("state", query.text("state"), MatrixState.class);
            PermissionMatrix matrix = call.rbac().permissionMatrix();
            List<String> only = query.texts("id");
            if (only.size() > PageRequest.MAX_ROWS) {
                throw RequestRules.invalid("id", "must be there at most " + PageRequest.MAX_ROWS + " times");
            }
            String connector = query.text("connector");
            MatrixFilter filter = new MatrixFilter(
                    ResourcesResource.filter(query),
                    query.flag("roots"),
                    connector == null ? null : new ResourceId(connector),
                    only.stream().map(ResourceId::new).collect(Collectors.toSet()),
                    null);
            boolean facets = query.flag("facets");
            List<Role> roles = matrix.roles(workspace, wanted);
            if (state != null && roles.size() > 1) {
                throw RequestRules.invalid("state", "is possible with one role only");
            }
            Page<MatrixRow> page = matrix.page(workspace, roles, filter, state);
            return call.ok(new MatrixRepresentation(
                    roles(roles, matrix.onTypes(workspace, roles), matrix.grantsOnTypes(roles)),
                    page.total(),
                    page.items().stream().map(row -> row(workspace, roles, row)).toList(),
                    facets ? facets(workspace, matrix.facets(workspace, roles, filter)) : null));
        });
    }

    private static List<MatrixRoleRepresentation> roles(
            List<Role> roles, List<Set<String>> types, List<List<Grant>> grants) {
        List<MatrixRoleRepresentation> answered = new ArrayList<>();
        for (int index = 0; index < roles.size(); index++) {
            Role role = roles.get(index);
            answered.add(new MatrixRoleRepresentation(
                    role.id().value(),
                    role.name(),
                    role.workspace() == null ? "TEMPLATE" : "WORKSPACE",
                    role.builtIn(),
                    List.copyOf(types.get(index)),
                    roles.size() == 1
                            ? grants.get(index).stream().map(Grants::write).toList()
                            : null,
                    role.version()));
        }
        return answered;
    }

    private static MatrixRowRepresentation row(Workspace in, List<Role> roles, MatrixRow row) {
        Resource resource = row.resource();
        boolean leaf = row.children().isEmpty();
        boolean one = roles.size() == 1;
        List<String> conditional = new ArrayList<>();
        for (int index = 0; index < roles.size(); index++) {
            if (row.cells().get(index).details().conditional()) {
                conditional.add(roles.get(index).id().value());
            }
        }
        return new MatrixRowRepresentation(
                resource.id().value(),
                resource.type(),
                resource.externalId(),
                resource.name(),
                resource.category(),
                resource.subCategory(),
                resource.providers(),
                resource.parent() == null ? null : resource.parent().value(),
                row.parentName(),
                resource.active(),
                !resource.workspace().equals(in.id()),
                leaf ? null : new TreeMap<>(row.children()),
                row.cells().stream().map(cell -> cell.state().name()).toList(),
                leaf
                        ? null
                        : row.cells().stream()
                                .map(MatrixRow.Cell::usableChildren)
                                .toList(),
                one && !leaf ? new TreeMap<>(row.cells().get(0).grantedChildren()) : null,
                conditional.isEmpty() ? null : conditional,
                one ? row.cells().get(0).details().blocked() : null,
                one && !row.cells().get(0).own().isEmpty()
                        ? row.cells().get(0).own().stream().map(Grants::write).toList()
                        : null,
                one ? row.cells().get(0).details().granted() : null,
                one ? row.cells().get(0).details().byType() : null);
    }

    private MatrixFacetsRepresentation facets(Workspace workspace, MatrixFacets facets) {
        return new MatrixFacetsRepresentation(
                call.rbac().resourceTypes().all(workspace.realm()).stream()
                        .map(Representations::of)
                        .toList(),
                facets.groups().stream()
                        .map(group -> new MatrixGroupRepresentation(
                                group.type(), group.category(), group.total(), group.granted(), group.singly()))
                        .toList(),
                new TreeMap<>(facets.providers()),
                facets.incomplete().stream()
                        .map(incomplete -> new IncompleteResourceRepresentation(
                                incomplete.resource().id().value(),
                                incomplete.resource().type(),
                                incomplete.resource().name(),
                                incomplete.missing().stream()
                                        .map(MatrixResource::name)
                                        .toList()))
                        .toList());
    }

    private static ResourceNameRepresentation name(MatrixStore.Name name) {
        return new ResourceNameRepresentation(name.id().value(), name.type(), name.name());
    }
}
