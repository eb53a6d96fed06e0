package io.github.kcworkspaces.member;

import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleRules;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the roles that requests name by id or name. */
final class RoleReferences {

    private final RoleStore roles;

    RoleReferences(RoleStore roles) {
        this.roles = roles;
    }

    /** @throws io.github.kcworkspaces.problem.Problem {@code UNKNOWN_ROLE}, naming all that are unknown */
    List<Role> resolve(Workspace workspace, Collection<String> references) {
        if (references.isEmpty()) {
            return List.of();
        }
        List<Role> found = roles.resolve(workspace.realm(), workspace.id(), new LinkedHashSet<>(references));
        Set<String> known = new LinkedHashSet<>();
        found.forEach(role -> {
            known.add(role.id().value());
            known.add(role.name().toLowerCase(Locale.ROOT));
        });
        RoleRules.referencesAreKnown(references.stream()
                .filter(reference -> !known.contains(reference) && !known.contains(reference.toLowerCase(Locale.ROOT)))
                .toList());
        return found;
    }
}
