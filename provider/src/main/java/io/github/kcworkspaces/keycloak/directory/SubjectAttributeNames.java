package io.github.kcworkspaces.keycloak.directory;

import java.util.List;
import org.keycloak.models.RealmModel;

/**
 * Which user attributes conditions may look at, as an attribute of the realm. The settings say it; the copy is there
 * because Keycloak has realms in memory, so that a decision need not read the settings for it.
 */
final class SubjectAttributeNames {

    private static final String ATTRIBUTE = "kcw.subjectAttributes";
    private static final String SEPARATOR = "##";

    private SubjectAttributeNames() {}

    static List<String> of(RealmModel realm) {
        String names = realm.getAttribute(ATTRIBUTE);
        return names == null || names.isEmpty() ? List.of() : List.of(names.split(SEPARATOR, -1));
    }

    /** Writes only a change: a write takes the realm out of every node's memory. */
    static void write(RealmModel realm, List<String> names) {
        if (names.equals(of(realm))) {
            return;
        }
        if (names.isEmpty()) {
            realm.removeAttribute(ATTRIBUTE);
        } else {
            realm.setAttribute(ATTRIBUTE, String.join(SEPARATOR, names));
        }
    }
}
