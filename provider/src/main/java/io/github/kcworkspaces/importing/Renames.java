package io.github.kcworkspaces.importing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

/** Says which resources got other ids, as a person wrote it: {@code old:new}, or {@code type:old:new}. Ids may have colons. */
final class Renames {

    /** One resource that has another id in the files than it is registered under. */
    record Rename(ImportPlanner.Key before, ImportPlanner.Key after) {

        @Override
        public String toString() {
            return before.type() + ":" + before.externalId() + ":" + after.externalId();
        }
    }

    private Renames() {}

    /**
     * @param fits whether something vanished under the first key and something that is not registered appeared under the
     *     second
     */
    static Rename read(String text, Set<String> types, BiPredicate<ImportPlanner.Key, ImportPlanner.Key> fits) {
        Set<Rename> found = new LinkedHashSet<>();
        for (String type : types) {
            String prefix = type + ":";
            List<String> untyped =
                    text.startsWith(prefix) ? List.of(text, text.substring(prefix.length())) : List.of(text);
            for (String pair : untyped) {
                for (int colon = pair.indexOf(':'); colon >= 0; colon = pair.indexOf(':', colon + 1)) {
                    ImportPlanner.Key before = new ImportPlanner.Key(type, pair.substring(0, colon));
                    ImportPlanner.Key after = new ImportPlanner.Key(type, pair.substring(colon + 1));
                    if (fits.test(before, after)) {
                        found.add(new Rename(before, after));
                    }
                }
            }
        }
        ImportRules.renameIsKnown(text, found);
        ImportRules.renameIsUnambiguous(text, found);
        return Objects.requireNonNull(found.iterator().next());
    }
}
