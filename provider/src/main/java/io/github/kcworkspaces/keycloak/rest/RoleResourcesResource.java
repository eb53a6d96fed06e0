package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.role.ResourceStates;
import io.github.kcworkspaces.role.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * How a role stands to the resources of a workspace. Who reads all of them gets them by page; everybody else gets those that
 * he may view, by cursor (rule P1).
 */
public final class RoleResourcesResource {

    private final Call call;
    private final RoleEntry entry;
    private final String role;

    RoleResourcesResource(Call call, RoleEntry entry, String role) {
        this.call = call;
        this.entry = entry;
        this.role = role;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            RoleEntry.Scoped scoped = entry.toRead();
            Entered entered = RequestRules.inAWorkspace(scoped.entered());
            Role found =
                    call.rbac().roles().get(scoped.scope(), new RoleId(role)).role();
            Query query = call.query();
            ResourceFilter filter = ResourcesResource.filter(query);
            ResourceStates states = call.rbac().resourceStates();
            if (call.access().may(entered, Operation.ALL_RESOURCES_READ)) {
                Page<Resource> page = call.rbac().resources().page(entered.workspace(), filter);
                return call.page(new Page<>(states.of(found, page.items()), page.total()), Representations::of);
            }
            Entered.Own own = entered.own();
            Slice<Resource> slice = own == null
                    ? new Slice<>(List.of(), null)
                    : call.rbac()
                            .visibleResources()
                            .slice(
                                    entered.workspace(),
                                    own.subject(),
                                    own.membership(),
                                    filter,
                                    query.text("after"),
                                    query.max());
            return call.slice(new Slice<>(states.of(found, slice.items()), slice.next()), Representations::of);
        });
    }
}
