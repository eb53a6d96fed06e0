package io.github.kcworkspaces.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a row is hashed and how: the one definition of the chain, version 1. Every member is always there, absent values as
 * null; the values of {@link Part} are in it as digests.
 */
public final class RowHash {

    /** Stands where the hash of a row before the first would. */
    public static final String GENESIS = "";

    private static final int VERSION = 1;

    private RowHash() {}

    /** The values of a part, as they are digested and exported. */
    public static Map<String, @Nullable Object> value(Part part, Activity row) {
        Map<String, @Nullable Object> value = new TreeMap<>();
        Actor actor = row.actor();
        switch (part) {
            case ACTOR -> {
                value.put("email", actor.email());
                value.put("id", actor.id() == null ? null : actor.id().value());
                value.put("impersonator", impersonator(actor.impersonator()));
                value.put("username", actor.username());
            }
            case ORIGIN -> value.put("ip", actor.ip());
            case TARGET -> {
                value.put("id", row.target().id());
                value.put("name", row.target().name());
            }
            case DETAILS ->
                row.changes().forEach((name, change) -> {
                    Map<String, @Nullable Object> values = new TreeMap<>();
                    values.put("new", change.newValue());
                    values.put("old", change.oldValue());
                    value.put(name, values);
                });
        }
        return value;
    }

    private static @Nullable Map<String, @Nullable Object> impersonator(Actor.@Nullable Impersonator impersonator) {
        if (impersonator == null) {
            return null;
        }
        Map<String, @Nullable Object> value = new TreeMap<>();
        value.put("id", impersonator.id());
        value.put("username", impersonator.username());
        return value;
    }

    /** The members that the hash covers: canonical JSON of them is what is hashed. */
    public static Map<String, @Nullable Object> content(
            long seq, String previous, Map<Part, SealedPart> parts, Activity row) {
        LoginFacts login = row.login();
        Map<String, @Nullable Object> content = new TreeMap<>();
        content.put("at", row.at());
        content.put("cause", row.actor().cause().name());
        content.put("class", row.trailClass().name());
        content.put("client", row.actor().client());
        content.put("code", login == null ? null : login.code());
        content.put("correlation", row.actor().correlation());
        content.put("digests", digests(parts));
        content.put("error", login == null ? null : login.error());
        content.put("id", row.id());
        content.put("kind", row.actor().kind().name());
        content.put("mode", login == null ? null : login.mode());
        content.put("previous", previous);
        content.put("realm", row.realm().value());
        content.put("request", row.actor().request());
        content.put("seq", seq);
        content.put("session", login == null ? null : login.session());
        content.put("targetKind", row.target().kind());
        content.put("type", row.type().name());
        content.put("version", VERSION);
        content.put(
                "workspace", row.workspace() == null ? null : row.workspace().value());
        content.put("workspaceAlias", row.workspaceAlias());
        return content;
    }

    private static Map<String, Object> digests(Map<Part, SealedPart> parts) {
        Map<String, Object> digests = new TreeMap<>();
        parts.forEach((part, how) -> digests.put(part.key(), how.digest()));
        return digests;
    }

    /** Hash of what {@link #content} says. */
    public static String of(Map<String, @Nullable Object> content) {
        return sha256(CanonicalJson.write(content));
    }

    /** The same of members that were read from somewhere. */
    static String ofMembers(Map<?, ?> content) {
        return sha256(CanonicalJson.write(content));
    }

    /** Digest of a part with this value under this salt. */
    public static String digest(Part part, String salt, Object value) {
        return digest(part.key(), salt, value);
    }

    static String digest(String part, String salt, @Nullable Object value) {
        Map<String, @Nullable Object> salted = new TreeMap<>();
        salted.put("part", part);
        salted.put("salt", salt);
        salted.put("value", value);
        return sha256(CanonicalJson.write(salted));
    }

    /**
     * Puts a row behind another.
     *
     * @param salts a random one for each part
     */
    public static SealedRow seal(long seq, String previous, Activity row, Map<Part, String> salts) {
        Map<Part, SealedPart> parts = new EnumMap<>(Part.class);
        salts.forEach((part, salt) -> parts.put(part, new SealedPart(salt, digest(part, salt, value(part, row)))));
        return new SealedRow(seq, previous, of(content(seq, previous, parts, row)), parts, row);
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
