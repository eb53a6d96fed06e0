package io.github.kcworkspaces.audit.format;

import io.github.kcworkspaces.audit.Changes;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which roles somebody got and lost: a row tells it by what they were before and after, or by what came and went. */
record RoleDifference(TreeSet<String> added, TreeSet<String> removed) {

    static RoleDifference of(Map<String, Changes.Change> changes) {
        TreeSet<String> added = new TreeSet<>();
        TreeSet<String> removed = new TreeSet<>();
        Changes.Change roles = changes.get("roles");
        if (roles != null) {
            added.addAll(names(roles.newValue()));
            removed.addAll(names(roles.oldValue()));
            TreeSet<String> kept = new TreeSet<>(added);
            kept.retainAll(removed);
            added.removeAll(kept);
            removed.removeAll(kept);
        }
        Changes.Change more = changes.get("added");
        if (more != null) {
            added.addAll(names(more.newValue()));
        }
        Changes.Change less = changes.get("removed");
        if (less != null) {
            removed.addAll(names(less.oldValue()));
        }
        return new RoleDifference(added, removed);
    }

    TreeSet<String> all() {
        TreeSet<String> all = new TreeSet<>(added);
        all.addAll(removed);
        return all;
    }

    private static TreeSet<String> names(@Nullable Object value) {
        TreeSet<String> names = new TreeSet<>();
        if (value instanceof Collection<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }
}
