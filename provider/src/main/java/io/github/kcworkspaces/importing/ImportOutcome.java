package io.github.kcworkspaces.importing;

import io.github.kcworkspaces.resource.Resource;
import java.util.List;

/**
 * What an import changes.
 *
 * @param connector as it is after the import
 * @param unchanged how many resources the files describe just as they are
 * @param vanished became inactive, because the files have them no longer; they keep their grants
 * @param removed were removed with their grants, because that they vanished was confirmed
 * @param inactive how many are inactive after the import, newly or since an earlier one
 * @param suggestions what vanished and appeared and looks like the same under another id
 * @param unresolved widgets that are named somewhere and are nowhere to be found
 */
public record ImportOutcome(
        Resource connector,
        List<Resource> added,
        List<Change> changed,
        int unchanged,
        List<Resource> vanished,
        List<Resource> removed,
        int inactive,
        List<Suggestion> suggestions,
        List<Inventory.Reference> unresolved,
        List<Inventory.Notice> notices) {

    public ImportOutcome {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        vanished = List.copyOf(vanished);
        removed = List.copyOf(removed);
        suggestions = List.copyOf(suggestions);
        unresolved = List.copyOf(unresolved);
        notices = List.copyOf(notices);
    }

    /** A resource as it is after the import, with what that changed of it. */
    public record Change(Resource before, Resource after, List<String> fields) {

        public Change {
            fields = List.copyOf(fields);
        }
    }

    /** A resource that the files perhaps have under another id. */
    public record Suggestion(Resource vanished, Resource added) {}

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && vanished.isEmpty() && removed.isEmpty();
    }
}
