package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.share.Principal;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of access once more, by going through all there is: slow, and without a line in common with the engine, so that
 * one finds the other's mistakes.
 */
final class PlainEvaluator {

    private final RandomWorld world;

    PlainEvaluator(RandomWorld world) {
        this.world = world;
    }

    boolean allows(SubjectFacts user, Workspace workspace, String type, String externalId, String action) {
        Resource resource = named(workspace, type, externalId);
        return resource != null && allows(user, workspace, resource, action);
    }

    /** The workspace's own comes first, then what was shared first; null for none. */
    @Nullable
    Resource named(Workspace workspace, String type, String externalId) {
        return world.within(workspace.id()).stream()
                .filter(one -> one.type().equals(type) && one.externalId().equals(externalId))
                .findFirst()
                .orElse(null);
    }

    /** Whether the action is held on the whole type, so that a token names it. */
    boolean holdsOnType(SubjectFacts user, Workspace workspace, TypeDefinition type, String action) {
        if (!enters(user, workspace)) {
            return false;
        }
        return user.accountAdmin()
                || (grantsAlways(user, workspace, type, action)
                        && (type.parentType() == null
                                || grantsAlways(user, workspace, type(type.parentType()), "view")));
    }

    private boolean allows(SubjectFacts user, Workspace workspace, Resource resource, String action) {
        if (!enters(user, workspace) || !resource.active() || withheld(resource, action)) {
            return false;
        }
        TypeDefinition type = type(resource.type());
        Resource parent = find(resource.parent());
        if (parent != null && !parent.active()) {
            return false;
        }
        if (!resource.workspace().equals(workspace.id()) && !shared(workspace, resource, parent, action)) {
            return false;
        }
        if (user.accountAdmin()) {
            return true;
        }
        if (!grants(user, workspace, resource, action) && !direct(user, workspace, resource, action)) {
            return false;
        }
        if (type.parentType() == null) {
            return true;
        }
        return parent == null
                ? grantsAlways(user, workspace, type(type.parentType()), "view")
                : grants(user, workspace, parent, "view") || direct(user, workspace, parent, "view");
    }

    /** From an active home comes what its type shares, a child with its parent (P8). */
    private boolean shared(Workspace workspace, Resource resource, @Nullable Resource parent, String action) {
        boolean homeActive = world.workspaces.stream()
                .anyMatch(home -> home.id().equals(resource.workspace()) && home.status() == Workspace.Status.ACTIVE);
        boolean withParent = parent == null
                || world.workspaceShares.contains(new RandomWorld.WorkspaceShare(parent, workspace.id()));
        return homeActive && shareable(resource).contains(action) && withParent;
    }

    /** At home, what was given to the user or a group of his, of what the type shares (P9). */
    private boolean direct(SubjectFacts user, Workspace workspace, Resource resource, String action) {
        if (!resource.workspace().equals(workspace.id())) {
            return false;
        }
        Set<Principal> principals = new HashSet<>();
        principals.add(Principal.of(user.id()));
        user.groups().forEach(group -> principals.add(Principal.of(group)));
        Set<String> shareable = shareable(resource);
        return world.directShares.get(resource.id()).entrySet().stream()
                .filter(share -> principals.contains(share.getKey()))
                .flatMap(share -> share.getValue().stream())
                .anyMatch(given -> shareable.contains(given)
                        && shareable.contains(action)
                        && (given.equals(action) || action.equals("view")));
    }

    /** "view" comes with whatever is shareable; the update that deleting a flow implies does not. */
    private static Set<String> shareable(Resource resource) {
        return switch (resource.type()) {
            case "connector" -> Set.of("view", "update");
            case "flow" -> Set.of("view", "delete");
            default -> Set.of("view");
        };
    }

    static boolean withheld(Resource resource, String action) {
        return !action.equals("view")
                && List.of(action).equals(resource.attributes().get("withheld"));
    }

    /** Enabled, and an active member, himself or through a group; where there is an organization, one of that. */
    private boolean enters(SubjectFacts user, Workspace workspace) {
        if (!user.enabled() || workspace.status() != Workspace.Status.ACTIVE) {
            return false;
        }
        Member member = world.members.get(new RandomWorld.Seat(workspace.id(), user.id()));
        if (user.accountAdmin()) {
            return true;
        }
        if (workspace.organization() != null && !world.insiders.contains(user.id())) {
            return false;
        }
        return member == null
                ? user.groups().stream()
                        .anyMatch(group -> !mapped(workspace, group).isEmpty())
                : member.status() == Member.Status.ACTIVE;
    }

    private boolean grants(SubjectFacts user, Workspace workspace, Resource resource, String action) {
        for (RoleId id : roles(user, workspace)) {
            Role role = world.roles.get(id);
            if (role.kind() == Role.Kind.ADMIN) {
                return true;
            }
            for (Grant grant : world.grants.get(id)) {
                boolean about = grant.type().equals(resource.type())
                        && (grant.resource() == null || grant.resource().equals(resource.id()));
                if (about && gives(grant, action) && holds(grant.condition(), user, resource)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean grantsAlways(SubjectFacts user, Workspace workspace, TypeDefinition type, String action) {
        for (RoleId id : roles(user, workspace)) {
            if (world.roles.get(id).kind() == Role.Kind.ADMIN) {
                return true;
            }
            for (Grant grant : world.grants.get(id)) {
                if (grant.type().equals(type.key())
                        && grant.resource() == null
                        && grant.condition() == null
                        && gives(grant, action)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Set<RoleId> roles(SubjectFacts user, Workspace workspace) {
        Set<RoleId> roles = new HashSet<>();
        Member member = world.members.get(new RandomWorld.Seat(workspace.id(), user.id()));
        if (member != null) {
            member.roles().forEach(held -> roles.add(held.id()));
        }
        user.groups().forEach(group -> roles.addAll(mapped(workspace, group)));
        return roles;
    }

    private Set<RoleId> mapped(Workspace workspace, GroupId group) {
        return world.mappings.get(workspace.id()).getOrDefault(group, Set.of());
    }

    /** Every action brings "view", and deleting a flow brings updating it. */
    private static boolean gives(Grant grant, String action) {
        return grant.actions().contains(action)
                || action.equals("view")
                || (grant.type().equals("flow")
                        && action.equals("update")
                        && grant.actions().contains("delete"));
    }

    static boolean holds(@Nullable Condition condition, SubjectFacts user, Resource resource) {
        if (condition == null) {
            return true;
        }
        return condition.equals(Condition.OWNER)
                ? user.id().equals(resource.owner())
                : Objects.equals(
                        user.attributes().get("department"),
                        resource.attributes().get("department"));
    }

    private @Nullable Resource find(@Nullable ResourceId id) {
        return world.resources.stream()
                .filter(resource -> resource.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static TypeDefinition type(String key) {
        return RandomWorld.TYPES.stream()
                .filter(type -> type.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
