package io.github.kcworkspaces.keycloak.rest;

import java.util.Locale;

/**
 * How a request names a user: {@code id:…}, {@code username:…}, {@code email:…}, or without such a start an id, or where
 * nobody has that id a username.
 */
record SubjectName(Kind kind, String value) {

    enum Kind {
        ID,
        USERNAME,
        EMAIL,
        PLAIN
    }

    static SubjectName of(String id) {
        for (Kind kind : Kind.values()) {
            String prefix = kind.name().toLowerCase(Locale.ROOT) + ":";
            if (kind != Kind.PLAIN && id.startsWith(prefix)) {
                return new SubjectName(kind, id.substring(prefix.length()));
            }
        }
        return new SubjectName(Kind.PLAIN, id);
    }
}
