package io.github.kcworkspaces.keycloak.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags (RFC 9110, 8.8.3). */
final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"|(\\d{1,18})");

    private EntityTags() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that a change expects.
     *
     * @param ifMatch the header: {@code "5"}, {@code W/"5"} or just {@code 5}; {@code *} expects none in particular
     * @param inBody the member {@code version} of the body
     * @return null when the last write shall win
     */
    static @Nullable Long expected(@Nullable String ifMatch, @Nullable Long inBody) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return inBody;
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw RequestRules.invalid("If-Match", "must be one version, such as \"5\"");
        }
        long version = Long.parseLong(tag.group(1) == null ? tag.group(2) : tag.group(1));
        if (inBody != null && inBody != version) {
            throw RequestRules.invalid("version", "differs from If-Match");
        }
        return version;
    }
}
