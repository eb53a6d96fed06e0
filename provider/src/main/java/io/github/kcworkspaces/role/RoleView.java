package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.RoleId;
import java.util.HashSet;
import java.util.Set;

/**
 * What a role grants on types, as a database needs to know it to tell states of resources.
 *
 * @param types on every resource of which the role grants something
 * @param children types that have a parent type, which the role may lack
 * @param open those of them of which every parent is granted
 * @param loose those of them of which resources without a parent can be used
 */
public record RoleView(RoleId role, Set<String> types, Set<String> children, Set<String> open, Set<String> loose) {

    public RoleView {
        types = Set.copyOf(types);
        children = Set.copyOf(children);
        open = Set.copyOf(open);
        loose = Set.copyOf(loose);
    }

    static RoleView of(Role role, RoleReach reach, Catalogue catalogue) {
        if (role.everything()) {
            return new RoleView(role.id(), catalogue.types().keySet(), Set.of(), Set.of(), Set.of());
        }
        Set<String> children = new HashSet<>();
        Set<String> open = new HashSet<>();
        Set<String> loose = new HashSet<>();
        for (TypeDefinition type : catalogue.types().values()) {
            String parent = type.parentType();
            if (parent != null) {
                children.add(type.key());
                if (reach.types().contains(parent)) {
                    open.add(type.key());
                }
                if (reach.opens(type.key(), null)) {
                    loose.add(type.key());
                }
            }
        }
        return new RoleView(role.id(), reach.types(), children, open, loose);
    }
}
