package io.github.kcworkspaces.keycloak.rest;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Closed vocabularies as words on the wire, in the case in which they are documented. */
final class Words {

    private Words() {}

    /** @return null when nothing was sent */
    static <E extends Enum<E>> @Nullable E upper(String field, @Nullable String word, Class<E> vocabulary) {
        return find(field, word, vocabulary, Enum::name);
    }

    /** For vocabularies that are written in lower case, and with dashes. */
    static <E extends Enum<E>> @Nullable E lower(String field, @Nullable String word, Class<E> vocabulary) {
        return find(field, word, vocabulary, Words::lower);
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As single words joined by dashes, in order. */
    static List<String> dashed(Collection<? extends Enum<?>> values) {
        return values.stream().map(Words::lower).toList();
    }

    private static <E extends Enum<E>> @Nullable E find(
            String field,
            @Nullable String word,
            Class<E> vocabulary,
            java.util.function.Function<? super E, String> name) {
        if (word == null) {
            return null;
        }
        E[] values = vocabulary.getEnumConstants();
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() -> RequestRules.invalid(
                        field,
                        "must be one of " + Arrays.stream(values).map(name).collect(Collectors.joining(", "))));
    }
}
