package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.CompiledRole;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.ResourceName;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.workspace.Organization;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What decisions need, from memory. */
public final class InMemoryDecisionStore implements DecisionStore {

    static final Subject NOBODY = new Subject(new UserId("-"), Set.of());

    private final InMemoryWorld world;

    InMemoryDecisionStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Optional<Membership> membership(RealmId realm, String workspace, Subject subject) {
        return world.workspaces()
                .find(realm, workspace)
                .filter(found -> world.settings.containsKey(realm))
                .map(found -> membership(found, subject));
    }

    @Override
    public Optional<Loaded> load(RealmId realm, String workspace, Subject subject, ResourceName resource) {
        return membership(realm, workspace, subject)
                .map(membership -> new Loaded(
                        membership,
                        world.resources()
                                .findByExternalId(realm, membership.workspace(), resource.type(), resource.externalId())
                                .map(found -> facts(found, membership.workspace(), NOBODY))
                                .orElse(null)));
    }

    @Override
    public Map<UserId, Membership> memberships(RealmId realm, String workspace, Collection<Subject> subjects) {
        Map<UserId, Membership> memberships = new HashMap<>();
        subjects.forEach(subject -> membership(realm, workspace, subject)
                .ifPresent(membership -> memberships.put(subject.user(), membership)));
        return memberships;
    }

    @Override
    public Map<WorkspaceId, Membership> memberships(
            RealmId realm, Collection<WorkspaceId> workspaces, Subject subject) {
        Map<WorkspaceId, Membership> found = new HashMap<>();
        for (WorkspaceId workspace : workspaces) {
            membership(realm, workspace.value(), subject).ifPresent(one -> found.put(workspace, one));
        }
        return found;
    }

    @Override
    public Optional<Membership> fallback(RealmId realm, Subject subject) {
        record Candidate(Workspace workspace, long since) {}
        return world.workspaces.values().stream()
                .filter(workspace -> workspace.realm().equals(realm) && workspace.status() == Workspace.Status.ACTIVE)
                .filter(this::enabled)
                .flatMap(workspace -> world.members().find(realm, workspace.id(), subject).stream()
                        .filter(member -> member.status() == Member.Status.ACTIVE)
                        .map(member -> new Candidate(workspace, member.direct() ? member.since() : Long.MAX_VALUE)))
                .min(Comparator.comparing(
                                (Candidate candidate) -> !candidate.workspace().isDefault())
                        .thenComparing(Candidate::since)
                        .thenComparing(candidate -> candidate.workspace().id().value()))
                .map(candidate -> membership(candidate.workspace(), subject));
    }

    /** Whether its organization, if it has one, is enabled. */
    private boolean enabled(Workspace workspace) {
        String id = workspace.organization();
        return id == null
                || world.directory()
                        .find(workspace.realm(), id)
                        .filter(Organization::enabled)
                        .isPresent();
    }

    @Override
    public Catalogue catalogue(RealmId realm, long revision) {
        List<TypeDefinition> types = new ArrayList<>();
        ResourceType.withBuiltIn(realm, world.resourceTypes().all(realm)).forEach(type -> types.add(type.definition()));
        return Catalogue.of(revision, types);
    }

    @Override
    public List<CompiledRole> compile(RealmId realm, List<RoleReference> roles, Catalogue catalogue) {
        return roles.stream()
                .map(role -> CompiledRole.compile(
                        role, world.grants.getOrDefault(role.id(), Map.of()).values(), catalogue))
                .toList();
    }

    @Override
    public Optional<ResourceFacts> resource(
            RealmId realm, Membership membership, Subject subject, TypeDefinition type, String externalId) {
        return registered(realm, membership.workspace(), subject, type.key(), externalId);
    }

    @Override
    public List<ResourceFacts> resourcesNamed(
            RealmId realm, Membership membership, Catalogue catalogue, Collection<ResourceName> names) {
        return names.stream()
                .flatMap(name ->
                        registered(realm, membership.workspace(), NOBODY, name.type(), name.externalId()).stream())
                .toList();
    }

    @Override
    public Map<UserId, Map<ResourceId, Set<String>>> directShares(
            RealmId realm, WorkspaceId workspace, Collection<Subject> subjects, Collection<ResourceId> resources) {
        Map<UserId, Map<ResourceId, Set<String>>> shares = new HashMap<>();
        for (Subject subject : subjects) {
            for (ResourceId id : resources) {
                Set<String> actions = world.shares().with(id, subject);
                if (!actions.isEmpty()
                        && world.resources().find(realm, workspace, id).isPresent()) {
                    shares.computeIfAbsent(subject.user(), user -> new HashMap<>())
                            .put(id, actions);
                }
            }
        }
        return shares;
    }

    @Override
    public List<ResourceFacts> resources(
            RealmId realm, Membership membership, Subject subject, Collection<ResourceId> ids) {
        WorkspaceId workspace = membership.workspace();
        return ids.stream()
                .distinct()
                .sorted(Comparator.comparing(ResourceId::value))
                .flatMap(id -> world
                        .resources()
                        .find(realm, workspace, id)
                        .or(() -> world.resources().findShared(realm, workspace, id))
                        .stream())
                .map(found -> facts(found, workspace, subject))
                .toList();
    }

    @Override
    public List<ResourceId> shared(
            RealmId realm, WorkspaceId workspace, Subject subject, @Nullable ResourceId after, int max) {
        return Stream.concat(
                        world.shares().found(realm, workspace),
                        world.resources.values().stream()
                                .filter(resource -> resource.realm().equals(realm)
                                        && resource.workspace().equals(workspace)
                                        && !world.shares()
                                                .with(resource.id(), subject)
                                                .isEmpty()))
                .map(Resource::id)
                .filter(id -> after == null || id.value().compareTo(after.value()) > 0)
                .sorted(Comparator.comparing(ResourceId::value))
                .limit(max)
                .toList();
    }

    @Override
    public boolean sharesAny(RealmId realm, WorkspaceId workspace, Subject subject, String type) {
        return world.resources.values().stream()
                .anyMatch(resource -> resource.realm().equals(realm)
                        && resource.workspace().equals(workspace)
                        && resource.type().equals(type)
                        && !world.shares().with(resource.id(), subject).isEmpty());
    }

    @Override
    public List<WorkspaceId> homes(RealmId realm, String type, String externalId) {
        return world.resources.values().stream()
                .filter(resource -> resource.realm().equals(realm)
                        && resource.type().equals(type)
                        && resource.externalId().equals(externalId))
                .map(Resource::workspace)
                .sorted(Comparator.comparing(WorkspaceId::value))
                .limit(2)
                .toList();
    }

    @Override
    public Map<ResourceName, WorkspaceId> onlyHomes(RealmId realm, Collection<ResourceName> names) {
        Map<ResourceName, WorkspaceId> only = new HashMap<>();
        names.forEach(name -> {
            List<WorkspaceId> homes = homes(realm, name.type(), name.externalId());
            if (homes.size() == 1) {
                only.put(name, homes.get(0));
            }
        });
        return only;
    }

    @Override
    public Map<ResourceId, List<ResourceId>> requirements(
            RealmId realm, WorkspaceId workspace, Collection<ResourceId> resources) {
        return resources.stream()
                .distinct()
                .flatMap(id -> world.resources().find(realm, workspace, id).stream())
                .filter(resource -> !resource.requires().isEmpty())
                .collect(Collectors.toMap(Resource::id, Resource::requires));
    }

    @Override
    public List<WorkspaceId> workspaces(RealmId realm, SubjectFacts subject, @Nullable String after, int max) {
        return world.workspaces.values().stream()
                .filter(workspace -> workspace.realm().equals(realm))
                .map(Workspace::id)
                .filter(id -> after == null || id.value().compareTo(after) > 0)
                .filter(id -> subject.accountAdmin()
                        || world.members().find(realm, id, subject.subject()).isPresent())
                .sorted(Comparator.comparing(WorkspaceId::value))
                .limit(max)
                .toList();
    }

    private Optional<ResourceFacts> registered(
            RealmId realm, WorkspaceId workspace, Subject subject, String type, String externalId) {
        return world.resources()
                .findByExternalId(realm, workspace, type, externalId)
                .or(() -> world.resources().findShared(realm, workspace, type, externalId))
                .map(found -> facts(found, workspace, subject));
    }

    ResourceFacts facts(Resource resource, WorkspaceId in, Subject subject) {
        ResourceId parent = resource.parent();
        return new ResourceFacts(
                resource.id(),
                resource.type(),
                resource.externalId(),
                resource.workspace(),
                resource.owner(),
                resource.active(),
                parent == null
                        ? null
                        : world.resources()
                                .find(resource.realm(), resource.workspace(), parent)
                                .map(found -> facts(found, in, subject))
                                .orElse(null),
                resource.attributes(),
                origin(resource, in),
                world.shares().with(resource.id(), subject));
    }

    private ResourceFacts.@Nullable Origin origin(Resource resource, WorkspaceId in) {
        Workspace home = world.workspaces.get(resource.workspace());
        return home == null || !world.shares().sharedTo(resource.id(), in)
                ? null
                : new ResourceFacts.Origin(home.status() == Workspace.Status.ACTIVE, home.organization());
    }

    private Membership membership(Workspace workspace, Subject subject) {
        RealmSettings settings =
                world.settings.getOrDefault(workspace.realm(), RealmSettings.initial(workspace.realm()));
        Optional<Member> member = world.members().find(workspace.realm(), workspace.id(), subject);
        Membership.Standing standing = member.map(found -> found.status() == Member.Status.ACTIVE
                        ? Membership.Standing.ACTIVE
                        : Membership.Standing.SUSPENDED)
                .orElse(Membership.Standing.NONE);
        return new Membership(
                workspace.id(),
                workspace.alias(),
                workspace.version(),
                settings.enabled(),
                workspace.status() == Workspace.Status.ACTIVE,
                workspace.organization(),
                settings.catalogueRevision(),
                standing,
                standing == Membership.Standing.ACTIVE ? roles(member) : List.of(),
                settings.mfaRequiredFor().in(workspace.mfaRequired()),
                true);
    }

    private List<RoleReference> roles(Optional<Member> member) {
        return member.stream()
                .flatMap(found -> found.roles().stream())
                .map(Member.HeldRole::id)
                .distinct()
                .sorted(Comparator.comparing(id -> id.value()))
                .flatMap(id -> Stream.ofNullable(world.roles.get(id)))
                .map(Role::reference)
                .toList();
    }
}
