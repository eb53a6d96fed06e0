package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.decision.Narrowing;
import io.github.kcworkspaces.decision.Narrowing.Term;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SearchStore;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.ValueKeys;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.share.Principal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What searches look through, in memory. */
public final class InMemorySearchStore implements SearchStore {

    private final InMemoryWorld world;

    InMemorySearchStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public List<RoleReference> roles(RealmId realm, WorkspaceId workspace) {
        return world.roles.values().stream()
                .filter(role -> role.realm().equals(realm)
                        && role.live()
                        && (role.workspace() == null || role.workspace().equals(workspace)))
                .map(Role::reference)
                .sorted(Comparator.comparing(role -> role.id().value()))
                .toList();
    }

    @Override
    public List<ResourceFacts> resources(
            RealmId realm,
            WorkspaceId workspace,
            TypeDefinition type,
            Collection<Narrowing> any,
            @Nullable ResourceId after,
            int max) {
        return world.resources.values().stream()
                .filter(resource -> resource.realm().equals(realm)
                        && resource.workspace().equals(workspace)
                        && resource.type().equals(type.key())
                        && resource.active())
                .filter(resource -> any.stream()
                        .anyMatch(narrowing -> narrowing.terms().stream().allMatch(term -> holds(term, resource))))
                .sorted(Comparator.comparing(resource -> resource.id().value()))
                .filter(resource -> after == null || resource.id().value().compareTo(after.value()) > 0)
                .limit(max)
                .map(resource ->
                        new InMemoryDecisionStore(world).facts(resource, workspace, InMemoryDecisionStore.NOBODY))
                .toList();
    }

    @Override
    public List<UserId> sharedWith(RealmId realm, ResourceId resource, @Nullable UserId after, int max) {
        Set<UserId> found = new HashSet<>();
        Resource shared = world.resources.get(resource);
        if (shared == null || !shared.realm().equals(realm)) {
            return List.of();
        }
        world.directShares.getOrDefault(resource, Map.of()).keySet().forEach(principal -> {
            if (principal.kind() == Principal.Kind.USER) {
                found.add(new UserId(principal.id()));
            } else {
                found.addAll(world.directory().within(realm, new GroupId(principal.id())));
            }
        });
        return found.stream()
                .sorted(Comparator.comparing(UserId::value))
                .filter(user -> after == null || user.value().compareTo(after.value()) > 0)
                .limit(max)
                .toList();
    }

    @Override
    public List<UserId> members(
            RealmId realm, WorkspaceId workspace, Collection<RoleId> roles, @Nullable UserId after, int max) {
        Set<UserId> found = new HashSet<>();
        world.members.values().stream()
                .filter(row -> row.realm().equals(realm) && row.workspace().equals(workspace))
                .filter(row -> row.roles().stream().anyMatch(roles::contains))
                .forEach(row -> found.add(row.person().id()));
        world.mappings.forEach((mapping, mapped) -> {
            if (mapping.workspace().equals(workspace) && mapped.stream().anyMatch(roles::contains)) {
                found.addAll(world.directory().within(realm, mapping.group()));
            }
        });
        return found.stream()
                .sorted(Comparator.comparing(UserId::value))
                .filter(user -> after == null || user.value().compareTo(after.value()) > 0)
                .limit(max)
                .toList();
    }

    private static boolean holds(Term term, Resource resource) {
        if (term instanceof Term.Owner owner) {
            return resource.owner() != null
                    && owner.users().contains(resource.owner().value());
        }
        if (term instanceof Term.ExternalId id) {
            return id.ids().contains(resource.externalId());
        }
        if (term instanceof Term.Parent parent) {
            return parent.parents().contains(resource.parent());
        }
        return resource.attributes().entrySet().stream()
                .flatMap(entry -> ValueKeys.of(entry.getKey(), entry.getValue()).stream())
                .anyMatch(((Term.Attribute) term).keys()::contains);
    }
}
