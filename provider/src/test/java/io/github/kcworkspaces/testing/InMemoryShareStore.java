package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.share.Principal;
import io.github.kcworkspaces.share.ShareStore;
import io.github.kcworkspaces.share.Shares;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shares in memory. */
public final class InMemoryShareStore implements ShareStore {

    private final InMemoryWorld world;

    InMemoryShareStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Shares find(Resource resource) {
        return new Shares(
                world.shares.getOrDefault(resource.id(), Map.of()).keySet(),
                world.directShares.getOrDefault(resource.id(), Map.of()));
    }

    @Override
    public Map<ResourceId, Shares> ofHome(RealmId realm, WorkspaceId home) {
        Map<ResourceId, Shares> shares = new LinkedHashMap<>();
        world.resources.values().stream()
                .filter(resource ->
                        resource.realm().equals(realm) && resource.workspace().equals(home))
                .filter(resource -> !find(resource).isEmpty())
                .forEach(resource -> shares.put(resource.id(), find(resource)));
        return shares;
    }

    @Override
    public void apply(Resource resource, Shares before, Shares after, long at) {
        Map<WorkspaceId, Long> targets = world.shares.computeIfAbsent(resource.id(), id -> new LinkedHashMap<>());
        before.without(after).workspaces().forEach(target -> {
            targets.remove(target);
            ungrant(resource.id(), target);
        });
        after.without(before).workspaces().forEach(target -> targets.put(target, at));
        world.directShares.put(resource.id(), new LinkedHashMap<>(after.direct()));
        world.resources().update(resource);
    }

    @Override
    public List<DirectShare> with(RealmId realm, @Nullable WorkspaceId workspace, Principal principal, int max) {
        return direct(realm, workspace, max, share -> share.principal().equals(principal));
    }

    @Override
    public List<DirectShare> ofOwner(RealmId realm, @Nullable WorkspaceId workspace, UserId owner, int max) {
        return direct(
                realm,
                workspace,
                max,
                share -> owner.equals(world.resources.get(share.resource()).owner()));
    }

    @Override
    public void remove(RealmId realm, Collection<DirectShare> shares) {
        shares.forEach(share -> world.directShares.get(share.resource()).remove(share.principal()));
    }

    /** Of what is shared to the workspace, that by which something is found there; by external id. */
    Stream<Resource> found(RealmId realm, WorkspaceId workspace) {
        Comparator<Resource> first = Comparator.comparing(
                        (Resource resource) -> world.shares.get(resource.id()).get(workspace))
                .thenComparing(resource -> resource.id().value());
        Map<List<String>, Resource> found = new LinkedHashMap<>();
        world.resources.values().stream()
                .filter(resource -> resource.realm().equals(realm))
                .filter(resource ->
                        world.shares.getOrDefault(resource.id(), Map.of()).containsKey(workspace))
                .filter(resource -> world.resources()
                        .findByExternalId(realm, workspace, resource.type(), resource.externalId())
                        .isEmpty())
                .sorted(first)
                .forEach(resource -> found.putIfAbsent(List.of(resource.type(), resource.externalId()), resource));
        return found.values().stream();
    }

    boolean sharedTo(ResourceId resource, WorkspaceId workspace) {
        return world.shares.getOrDefault(resource, Map.of()).containsKey(workspace);
    }

    /** What direct shares of the resource give the subject. */
    Set<String> with(ResourceId resource, Subject subject) {
        Set<String> actions = new HashSet<>();
        world.directShares.getOrDefault(resource, Map.of()).forEach((principal, given) -> {
            if (principal.equals(Principal.of(subject.user()))
                    || subject.groups().stream().anyMatch(group -> principal.equals(Principal.of(group)))) {
                actions.addAll(given);
            }
        });
        return actions;
    }

    void resourceRemoved(ResourceId resource) {
        world.shares.remove(resource);
        world.directShares.remove(resource);
    }

    void workspaceRemoved(WorkspaceId workspace) {
        world.shares.values().forEach(targets -> targets.remove(workspace));
    }

    /** How many shares there are to the workspace. */
    long into(WorkspaceId workspace) {
        return world.shares.values().stream()
                .filter(targets -> targets.containsKey(workspace))
                .count();
    }

    /** How many shares there are of resources of the workspace. */
    long outOf(WorkspaceId workspace) {
        return world.shares.entrySet().stream()
                .filter(entry -> Optional.ofNullable(world.resources.get(entry.getKey()))
                        .filter(resource -> resource.workspace().equals(workspace))
                        .isPresent())
                .mapToLong(entry -> entry.getValue().size())
                .sum();
    }

    private void ungrant(ResourceId resource, WorkspaceId target) {
        world.grants.forEach((id, grants) -> {
            Role role = world.roles.get(id);
            if (role != null
                    && target.equals(role.workspace())
                    && grants.keySet().removeIf(key -> resource.equals(key.resource()))) {
                world.revise(id);
            }
        });
    }

    private List<DirectShare> direct(
            RealmId realm, @Nullable WorkspaceId workspace, int max, Predicate<DirectShare> wanted) {
        return world.directShares.entrySet().stream()
                .flatMap(entry -> Stream.ofNullable(world.resources.get(entry.getKey()))
                        .filter(resource -> resource.realm().equals(realm)
                                && (workspace == null || resource.workspace().equals(workspace)))
                        .flatMap(resource -> entry.getValue().entrySet().stream()
                                .map(share -> new DirectShare(
                                        resource.workspace(),
                                        world.workspaces
                                                .get(resource.workspace())
                                                .alias(),
                                        resource.id(),
                                        resource.type(),
                                        resource.name(),
                                        share.getKey(),
                                        share.getValue()))))
                .filter(wanted)
                .sorted(Comparator.comparing(
                                (DirectShare share) -> share.resource().value())
                        .thenComparing(share -> share.principal().kind())
                        .thenComparing(share -> share.principal().id()))
                .limit(max)
                .toList();
    }
}
