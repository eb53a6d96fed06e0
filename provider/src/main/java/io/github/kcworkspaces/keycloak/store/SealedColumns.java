package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.Part;
import io.github.kcworkspaces.audit.RowHash;
import io.github.kcworkspaces.audit.SealedPart;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Salts and digests of the parts of a row in one column each, in the order of {@link Part}. A digest is stored once its part
 * is forgotten only; until then it follows from value and salt.
 */
final class SealedColumns {

    private static final String SEPARATOR = ".";

    private SealedColumns() {}

    /** @throws IllegalArgumentException for columns that nobody of us has written */
    static Map<Part, SealedPart> parts(Activity row, @Nullable String salts, @Nullable String digests) {
        Iterator<String> saltOf = split(salts);
        Iterator<String> digestOf = split(digests);
        Map<Part, SealedPart> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            String salt = saltOf.next();
            String digest = digestOf.next();
            parts.put(
                    part,
                    salt.isEmpty()
                            ? new SealedPart(null, digest)
                            : new SealedPart(salt, RowHash.digest(part, salt, RowHash.value(part, row))));
        }
        return parts;
    }

    static String salts(Map<Part, SealedPart> parts) {
        return join(inOrder(parts).map(part -> part.salt() == null ? "" : part.salt()));
    }

    /** @return null while no part is forgotten */
    static @Nullable String digests(Map<Part, SealedPart> parts) {
        return parts.values().stream().noneMatch(SealedPart::isForgotten)
                ? null
                : join(inOrder(parts).map(part -> part.isForgotten() ? part.digest() : ""));
    }

    private static Stream<SealedPart> inOrder(Map<Part, SealedPart> parts) {
        return new EnumMap<>(parts).values().stream();
    }

    private static String join(Stream<String> texts) {
        return texts.collect(Collectors.joining(SEPARATOR));
    }

    private static Iterator<String> split(@Nullable String column) {
        int count = Part.values().length;
        String[] texts = (column == null ? SEPARATOR.repeat(count - 1) : column).split("\\.", -1);
        if (texts.length != count) {
            throw new IllegalArgumentException("not one text for each part");
        }
        return List.of(texts).iterator();
    }
}
