package io.github.kcworkspaces.member;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Something outside that brings roles: a mapper of an identity provider or of a directory. What it brings stays apart from
 * what is given by hand, and from what other sources bring.
 *
 * @param id of the mapper, as Keycloak has it
 * @param name as the trail shows it
 * @param condition all that decides who gets its roles, in any form; what was approved for another condition does not count
 */
public record RoleSource(Kind kind, String id, String name, String condition) {

    /** What kind of thing it is. */
    public enum Kind {
        IDP(Member.Source.IDP),
        LDAP(Member.Source.LDAP);

        private final Member.Source membership;

        Kind(Member.Source membership) {
            this.membership = membership;
        }

        /** The source of a membership that only such a thing gives. */
        public Member.Source membership() {
            return membership;
        }

        String prefix() {
            return name().toLowerCase(Locale.ROOT) + ":";
        }

        /** The kind of a stored source. */
        static Kind of(String key) {
            return key.startsWith(LDAP.prefix()) ? LDAP : IDP;
        }
    }

    /** What stands with a role that was given by hand. */
    public static final String HAND = "-";

    /** What stands with a role that it gives. */
    public String key() {
        return kind.prefix() + id;
    }

    /** A short form of the condition. */
    public String fingerprint() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(condition.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** The source with that key, under a name that is still known or else its id. */
    public static RoleSource of(String key) {
        Kind kind = Kind.of(key);
        String id = key.substring(kind.prefix().length());
        return new RoleSource(kind, id, id, "");
    }
}
