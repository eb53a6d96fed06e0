package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.MappingRepresentation;
import io.github.kcworkspaces.member.GroupMappingService.MappedGroup;
import io.github.kcworkspaces.member.OutsideMapping;
import io.github.kcworkspaces.member.SourceApprovalService;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/** What outside brings roles to a workspace: groups, which are counted and cut in the database, and then mappers. */
public final class MappingsResource {

    private enum Kind {
        GROUP,
        IDP,
        LDAP;

        boolean is(OutsideMapping mapper) {
            return mapper.source().kind().name().equals(name());
        }
    }

    private final Call call;
    private final String reference;

    MappingsResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Workspace workspace =
                    call.access().enter(reference, Operation.GROUPS_READ).workspace();
            Kind kind = Words.upper("kind", call.query().text("kind"), Kind.class);
            PageRequest request = call.query().page();
            Page<MappedGroup> groups = kind == null || kind == Kind.GROUP
                    ? call.rbac().groupMappings().page(workspace, request)
                    : new Page<>(List.of(), 0);
            List<SourceApprovalService.Mapping> mappers = kind == Kind.GROUP
                    ? List.of()
                    : call.rbac()
                            .sourceApprovals()
                            .list(workspace, mapper -> kind == null || kind.is(mapper), request.search());
            List<MappingRepresentation> rows = new ArrayList<>();
            groups.items().forEach(group -> rows.add(Representations.mapping(group)));
            mappers.stream()
                    .skip(Math.max(0, request.first() - groups.total()))
                    .limit(mappersBelow(groups, request))
                    .forEach(mapper -> rows.add(Representations.of(mapper)));
            return call.page(new Page<>(rows, groups.total() + mappers.size()), row -> row);
        });
    }

    /** How many mappers fit on the page below the groups. */
    private static long mappersBelow(Page<MappedGroup> groups, PageRequest request) {
        long groupsHere = Math.max(0, Math.min(groups.total() - request.first(), request.max()));
        return request.max() - groupsHere;
    }

    @PUT
    @Path("{id}/approval")
    public Response approve(@PathParam("id") String id) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.GROUPS_WRITE);
            return call.ok(Representations.of(
                    call.rbac().sourceApprovals().approve(entered.caller(), entered.workspace(), id)));
        });
    }

    @DELETE
    @Path("{id}/approval")
    public Response withdraw(@PathParam("id") String id) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.GROUPS_WRITE);
            call.rbac().sourceApprovals().withdraw(entered.caller(), entered.workspace(), id);
            return Call.done();
        });
    }
}
