package io.github.kcworkspaces.keycloak.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is named in the changes of a row that is about something else: its owner, who invited, with whom it was shared.
 *
 * @param names user names, and the id
 */
record NamedInChanges(Set<String> names) {

    /** Fields whose value is the name or id of a person. */
    private static final Set<String> PERSONS = Set.of("owner", "accountOwner", "invitedBy");

    /** The field whose values are lists of names with what they may: {@code ben: use, view}. */
    private static final String SHARED_WITH = "members";

    private static final String END_OF_NAME = ": ";

    /** Patterns of {@code LIKE}, with {@code !} to escape: what none of them matches names nobody of these. */
    List<String> patterns() {
        List<String> patterns = new ArrayList<>();
        for (String name : names) {
            String value = Jpql.literal(StoredJson.write(name));
            for (String field : PERSONS) {
                patterns.add("%\"" + field + "\":{\"new\":" + value + ",%");
                patterns.add("%\"" + field + "\":{\"new\":%,\"old\":" + value + "}%");
            }
            String beginning = value.substring(0, value.length() - 1) + END_OF_NAME;
            patterns.add("%\"" + SHARED_WITH + "\":{%" + beginning + "%");
        }
        return patterns;
    }

    /** Whether one of them is named. */
    boolean in(@Nullable String changes) {
        return changes != null
                && StoredJson.changes(changes).entrySet().stream()
                        .anyMatch(change -> isNamed(
                                        change.getKey(), change.getValue().oldValue())
                                || isNamed(change.getKey(), change.getValue().newValue()));
    }

    private boolean isNamed(String field, @Nullable Object value) {
        if (PERSONS.contains(field)) {
            return value instanceof String name && names.contains(name);
        }
        return field.equals(SHARED_WITH)
                && value instanceof List<?> shares
                && shares.stream()
                        .anyMatch(share -> names.stream()
                                .anyMatch(name -> String.valueOf(share).startsWith(name + END_OF_NAME)));
    }
}
