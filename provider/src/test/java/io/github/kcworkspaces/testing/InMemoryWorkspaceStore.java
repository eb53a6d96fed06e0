package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.DeletionImpact;
import io.github.kcworkspaces.workspace.Organization;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceOverview;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import io.github.kcworkspaces.workspace.WorkspaceStore;
import io.github.kcworkspaces.workspace.WorkspaceSummary;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Workspaces in memory. */
public final class InMemoryWorkspaceStore implements WorkspaceStore {

    private final InMemoryWorld world;

    InMemoryWorkspaceStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Optional<Workspace> find(RealmId realm, String reference) {
        return of(realm)
                .filter(workspace -> workspace.id().value().equals(reference)
                        || workspace.alias().equals(reference))
                .findFirst();
    }

    @Override
    public List<Workspace> named(RealmId realm, @Nullable Subject visibleTo, Collection<String> references) {
        return of(realm)
                .filter(workspace -> visibleTo == null || visible(workspace, visibleTo))
                .filter(workspace ->
                        references.contains(workspace.id().value()) || references.contains(workspace.alias()))
                .sorted(Comparator.comparing(Workspace::alias))
                .toList();
    }

    @Override
    public Optional<WorkspaceSummary> summary(RealmId realm, WorkspaceId workspace) {
        return lock(realm, workspace).map(this::summary);
    }

    @Override
    public Page<WorkspaceSummary> page(
            RealmId realm, @Nullable Subject visibleTo, @Nullable String organization, PageRequest request) {
        List<WorkspaceSummary> all = of(realm)
                .filter(workspace -> organization == null || organization.equals(workspace.organization()))
                .filter(workspace -> visibleTo == null || visible(workspace, visibleTo))
                .filter(workspace -> InMemoryWorld.found(request.search(), workspace.name(), workspace.alias()))
                .sorted(Comparator.comparing(Workspace::name)
                        .thenComparing(workspace -> workspace.id().value()))
                .map(this::summary)
                .toList();
        return InMemoryWorld.page(all, request);
    }

    @Override
    public Page<Workspace> active(RealmId realm, @Nullable Subject visibleTo, PageRequest request) {
        List<Workspace> all = of(realm)
                .filter(workspace -> visibleTo == null || visible(workspace, visibleTo))
                .filter(workspace -> workspace.status() == Workspace.Status.ACTIVE)
                .filter(this::enabled)
                .filter(workspace -> InMemoryWorld.found(request.search(), workspace.name(), workspace.alias()))
                .sorted(Comparator.comparing(Workspace::name)
                        .thenComparing(workspace -> workspace.id().value()))
                .toList();
        return InMemoryWorld.page(all, request);
    }

    @Override
    public Optional<Workspace> lock(RealmId realm, WorkspaceId workspace) {
        return Optional.ofNullable(world.workspaces.get(workspace))
                .filter(found -> found.realm().equals(realm));
    }

    @Override
    public void insert(Workspace workspace) {
        aliasIsFree(workspace);
        if (workspace.isDefault() && of(workspace.realm()).anyMatch(Workspace::isDefault)) {
            throw WorkspaceRules.aliasTaken(workspace.alias());
        }
        world.workspaces.put(workspace.id(), workspace);
    }

    @Override
    public void update(Workspace workspace) {
        aliasIsFree(workspace);
        world.workspaces.computeIfPresent(
                workspace.id(),
                (id, before) -> new Workspace(
                        id,
                        before.realm(),
                        workspace.alias(),
                        workspace.name(),
                        workspace.description(),
                        before.isDefault(),
                        workspace.owner(),
                        workspace.organization(),
                        workspace.status(),
                        workspace.mfaRequired(),
                        before.createdAt(),
                        before.version() + 1));
    }

    @Override
    public void delete(RealmId realm, WorkspaceId workspace) {
        if (lock(realm, workspace).isEmpty()) {
            return;
        }
        world.members.keySet().removeIf(seat -> seat.workspace().equals(workspace));
        world.given.keySet().removeIf(seat -> seat.workspace().equals(workspace));
        world.approvals.remove(workspace);
        world.invitations().workspaceRemoved(workspace);
        world.mappings.keySet().removeIf(mapping -> mapping.workspace().equals(workspace));
        world.shares().workspaceRemoved(workspace);
        world.resources.values().stream()
                .filter(resource -> resource.workspace().equals(workspace))
                .toList()
                .forEach(resource -> {
                    world.shares().resourceRemoved(resource.id());
                    world.resources.remove(resource.id());
                });
        ownRoles(workspace).toList().forEach(role -> {
            world.roles.remove(role.id());
            world.grants.remove(role.id());
        });
        world.workspaces.remove(workspace);
    }

    @Override
    public WorkspaceOverview overview(RealmId realm, WorkspaceId workspace) {
        return new WorkspaceOverview(
                world.members().users(realm, workspace).size(),
                world.mappings.keySet().stream()
                        .filter(mapping -> mapping.workspace().equals(workspace))
                        .count(),
                ownRoles(workspace).filter(Role::live).count(),
                world.roles.values().stream()
                        .filter(role -> role.realm().equals(realm) && role.workspace() == null && role.live())
                        .count(),
                world.resources.values().stream()
                        .filter(resource -> resource.workspace().equals(workspace) && resource.active())
                        .collect(Collectors.groupingBy(Resource::type, Collectors.counting())),
                world.shares().outOf(workspace),
                world.shares().into(workspace));
    }

    @Override
    public DeletionImpact impact(RealmId realm, WorkspaceId workspace) {
        return new DeletionImpact(
                world.members().users(realm, workspace).size(),
                ownRoles(workspace).filter(Role::live).count(),
                world.resources.values().stream()
                        .filter(resource -> resource.workspace().equals(workspace))
                        .count(),
                world.shares().outOf(workspace),
                world.shares().into(workspace),
                world.invitations().countPending(workspace));
    }

    @Override
    public List<Workspace> ownedBy(RealmId realm, UserId owner) {
        return of(realm).filter(workspace -> owner.equals(workspace.owner())).toList();
    }

    @Override
    public List<Workspace> ofOrganization(RealmId realm, String organization) {
        return of(realm)
                .filter(workspace -> organization.equals(workspace.organization()))
                .toList();
    }

    private Stream<Workspace> of(RealmId realm) {
        return world.workspaces.values().stream()
                .filter(workspace -> workspace.realm().equals(realm))
                .sorted(Comparator.comparing(workspace -> workspace.id().value()));
    }

    private Stream<Role> ownRoles(WorkspaceId workspace) {
        return world.roles.values().stream().filter(role -> workspace.equals(role.workspace()));
    }

    /** Whether its organization, if it has one, is enabled. */
    private boolean enabled(Workspace workspace) {
        return workspace.organization() == null
                || organization(workspace).filter(Organization::enabled).isPresent();
    }

    private Optional<Organization> organization(Workspace workspace) {
        String id = workspace.organization();
        return id == null ? Optional.empty() : world.directory().find(workspace.realm(), id);
    }

    private boolean visible(Workspace workspace, Subject subject) {
        return enabled(workspace)
                && workspace.status() == Workspace.Status.ACTIVE
                && world.members()
                        .find(workspace.realm(), workspace.id(), subject)
                        .filter(member -> member.status() == Member.Status.ACTIVE)
                        .isPresent();
    }

    private WorkspaceSummary summary(Workspace workspace) {
        UserId owner = workspace.owner();
        return new WorkspaceSummary(
                workspace,
                owner == null
                        ? null
                        : world.members()
                                .person(workspace.realm(), workspace.id(), owner)
                                .username(),
                organization(workspace).map(Organization::name).orElse(null),
                world.members().users(workspace.realm(), workspace.id()).size());
    }

    private void aliasIsFree(Workspace workspace) {
        if (of(workspace.realm())
                .anyMatch(other ->
                        other.alias().equals(workspace.alias()) && !other.id().equals(workspace.id()))) {
            throw WorkspaceRules.aliasTaken(workspace.alias());
        }
    }
}
