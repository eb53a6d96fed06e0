package io.github.kcworkspaces.decision;

import java.util.Locale;

/**
 * Name of an attribute in a condition, such as {@code resource.status}.
 *
 * @param source what it is an attribute of
 * @param name its name there, in the case in which it is stored
 */
public record AttributeName(Source source, String name) {

    public enum Source {
        SUBJECT,
        RESOURCE,
        ACTION,
        CONTEXT
    }

    @Override
    public String toString() {
        return source.name().toLowerCase(Locale.ROOT) + "." + name;
    }
}
