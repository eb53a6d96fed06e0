package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.EffectivePermission;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.MemberChangeRepresentation;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.MemberRules;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The members of a workspace. */
public final class MembersResource {

    private final Call call;
    private final String reference;

    MembersResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.MEMBERS_READ);
            Query query = call.query();
            String role = query.text("role");
            return call.page(
                    call.rbac()
                            .members()
                            .page(entered.workspace(), role == null ? null : new RoleId(role), query.page()),
                    Representations::of);
        });
    }

    @GET
    @Path("{userId}")
    public Response get(@PathParam("userId") String user) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.MEMBERS_READ);
            return answer(call.rbac().members().get(entered.workspace(), new UserId(user)));
        });
    }

    /** Adds the user or changes what he is. */
    @PUT
    @Path("{userId}")
    public Response put(@PathParam("userId") String user, InputStream body) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.MEMBERS_WRITE);
            MemberChangeRepresentation change = call.body(body, MemberChangeRepresentation.class);
            return answer(call.rbac()
                    .members()
                    .put(
                            entered.caller(),
                            entered.workspace(),
                            new UserId(user),
                            Words.upper("status", change.status(), Member.Status.class),
                            Lists.withoutNull("roles", change.roles()),
                            call.expectedVersion(change.version())));
        });
    }

    @DELETE
    @Path("{userId}")
    public Response delete(@PathParam("userId") String user) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.MEMBERS_WRITE);
            call.rbac()
                    .members()
                    .remove(entered.caller(), entered.workspace(), new UserId(user), call.expectedVersion(null));
            return Call.done();
        });
    }

    /** Everything that the member may do, with the roles behind it; by cursor. */
    @GET
    @Path("{userId}/permissions")
    public Response permissions(@PathParam("userId") String user) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.MEMBER_PERMISSIONS_READ, user);
            Workspace workspace = entered.workspace();
            DecisionService decisions = call.rbac().decisions();
            Optional<SubjectFacts> subject = decisions.subject(workspace.realm(), new UserId(user));
            Optional<Membership> membership = subject.flatMap(facts ->
                    decisions.membership(workspace.realm(), workspace.id().value(), facts));
            boolean known = membership
                    .filter(found -> found.standing() != Membership.Standing.NONE)
                    .isPresent();
            if (!known && subject.filter(SubjectFacts::accountAdmin).isEmpty()) {
                MemberRules.exists(Optional.empty());
            }
            Slice<EffectivePermission> slice = subject.isEmpty() || membership.isEmpty()
                    ? new Slice<>(List.of(), null)
                    : call.rbac()
                            .effectivePermissions()
                            .slice(
                                    workspace.realm(),
                                    subject.get(),
                                    membership.get(),
                                    call.query().text("after"),
                                    call.query().max());
            Set<ResourceId> mentioned = new HashSet<>();
            for (EffectivePermission permission : slice.items()) {
                Stream.ofNullable(permission.resource()).forEach(mentioned::add);
                mentioned.addAll(permission.missing());
            }
            Map<ResourceId, String> names = call.rbac().permissionMatrix().names(workspace, mentioned);
            boolean tellMissing = call.access().may(entered, Operation.ALL_RESOURCES_READ);
            String type = call.query().text("type");
            String search = call.query().text("search");
            return call.slice(
                    new Slice<>(
                            slice.items().stream()
                                    .filter(permission -> type == null || type.equals(permission.type()))
                                    .filter(permission -> search == null || found(permission, names, search))
                                    .toList(),
                            slice.next()),
                    permission -> Representations.of(permission, names, tellMissing));
        });
    }

    private static boolean found(EffectivePermission permission, Map<ResourceId, String> names, String search) {
        ResourceId resource = permission.resource();
        String wanted = search.toLowerCase(Locale.ROOT);
        return Stream.of(
                        Stream.of(permission.type()),
                        Stream.ofNullable(permission.externalId()),
                        Stream.ofNullable(resource == null ? null : names.get(resource)),
                        permission.via().stream().map(EffectivePermission.Via::name))
                .flatMap(texts -> texts)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private Response answer(Member member) {
        return call.ok(Representations.of(member), member.version());
    }
}
