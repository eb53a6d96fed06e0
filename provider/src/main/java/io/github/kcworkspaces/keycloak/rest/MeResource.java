package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.MeRepresentation;
import io.github.kcworkspaces.keycloak.api.MyWorkspaceRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceReferenceRepresentation;
import io.github.kcworkspaces.keycloak.token.WorkspaceClaims;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.user.User;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/** What the caller is, and where he belongs. */
public final class MeResource {

    private final Call call;

    MeResource(Call call) {
        this.call = call;
    }

    @GET
    public Response get() {
        return call.answer(() -> {
            Access access = call.access();
            Set<Operation> open = access.open();
            boolean enabled = call.rbac().realms().settings(access.realm()).enabled();
            if (enabled || !open.contains(Operation.SETTINGS_READ)) {
                access.require(Operation.ME_READ);
            }
            Optional<SubjectFacts> subject = enabled ? access.subject() : Optional.empty();
            Membership active = subject.map(this::active).orElse(null);
            UserModel user = access.identity().user();
            return call.ok(new MeRepresentation(
                    user.getId(),
                    user.getUsername(),
                    (access.mayEverything() ? User.Type.ADMIN : User.Type.NORMAL).name(),
                    active == null
                            ? null
                            : new WorkspaceReferenceRepresentation(
                                    active.workspace().value(), active.alias()),
                    subject.map(one -> workspaces(one, active))
                            .orElseGet(() -> new Page<>(List.of(), 0))
                            .items(),
                    enabled,
                    Words.dashed(open)));
        });
    }

    @GET
    @Path("workspaces")
    public Response workspaces() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.ME_READ);
            return call.page(
                    access.subject()
                            .map(subject -> workspaces(subject, active(subject)))
                            .orElseGet(() -> new Page<>(List.of(), 0)),
                    workspace -> workspace);
        });
    }

    @Path("invitations")
    public MyInvitationsResource invitations() {
        return new MyInvitationsResource(call);
    }

    /** All claims about workspaces as a signed JWT: where tokens send to that had to leave something out. */
    @GET
    @Path("claims")
    public Response claims() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.ME_READ);
            String workspace = call.query().text("workspace");
            if (workspace != null) {
                access.requireSecondFactor(workspace);
            }
            String jwt = new WorkspaceClaims(call.session(), call.realm())
                    .signed(access.identity(), workspace)
                    .orElseThrow(WorkspaceRules::notFound);
            return Response.ok(jwt, "application/jwt")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        });
    }

    /** The workspace asked for, which the caller must belong to; else that of his token, or the one he falls back to. */
    private @Nullable Membership active(SubjectFacts subject) {
        String wanted = call.query().text("workspace");
        if (wanted != null) {
            return belonging(subject, wanted).orElseThrow(WorkspaceRules::notFound);
        }
        Optional<Membership> ofToken = call.access()
                .identity()
                .token()
                .flatMap(WorkspaceClaims::workspaceOf)
                .flatMap(workspace -> belonging(subject, workspace));
        return ofToken.isPresent()
                ? ofToken.get()
                : call.rbac()
                        .decisions()
                        .fallback(call.access().realm(), subject)
                        .orElse(null);
    }

    private Optional<Membership> belonging(SubjectFacts subject, String workspace) {
        return call.rbac()
                .decisions()
                .membership(call.access().realm(), workspace, subject)
                .filter(membership ->
                        membership.standing() == Membership.Standing.ACTIVE && membership.workspaceActive());
    }

    private Page<MyWorkspaceRepresentation> workspaces(SubjectFacts subject, @Nullable Membership active) {
        RealmId realm = call.access().realm();
        WorkspaceId current = active == null ? null : active.workspace();
        Page<Workspace> page = call.rbac()
                .workspaces()
                .active(realm, subject.subject(), call.query().page());
        Map<WorkspaceId, Membership> memberships = call.rbac()
                .decisions()
                .memberships(realm, page.items().stream().map(Workspace::id).toList(), subject);
        Map<WorkspaceId, Set<Operation>> open = call.access().open(page.items(), subject, memberships);
        return page.map(workspace -> mine(
                workspace,
                workspace.id().equals(current),
                memberships.get(workspace.id()),
                open.getOrDefault(workspace.id(), Set.of())));
    }

    private static MyWorkspaceRepresentation mine(
            Workspace workspace, boolean active, @Nullable Membership membership, Set<Operation> open) {
        List<RoleReference> held = membership == null ? List.of() : membership.roles();
        List<String> roles = held.stream().map(RoleReference::name).sorted().toList();
        return new MyWorkspaceRepresentation(
                workspace.id().value(),
                workspace.alias(),
                workspace.name(),
                roles,
                workspace.isDefault(),
                workspace.mfaRequired(),
                active,
                Words.dashed(open));
    }
}
