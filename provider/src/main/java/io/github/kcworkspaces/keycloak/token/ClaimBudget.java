package io.github.kcworkspaces.keycloak.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/**
 * Keeps our claims in a token within a number of bytes: tokens travel in headers, which have limits. What does not fit is
 * left out as a whole claim or a whole member of one, never in part, and becomes a distributed claim (OpenID Connect Core
 * 1.0, 5.6.2).
 */
final class ClaimBudget {

    static final String CLAIM_NAMES = "_claim_names";
    static final String CLAIM_SOURCES = "_claim_sources";

    /** The one source that we name. */
    static final String SOURCE = "workspaces";

    /** What a letter takes that is written by its number. */
    private static final int LONGEST_ESCAPE = 6;

    private final int certain;
    private final IntSupplier bytes;

    /**
     * What a token gets.
     *
     * @param claims those that fit
     * @param references what says where the rest is: {@code _claim_names} and {@code _claim_sources}, or nothing
     * @param bytes what all of it takes, at most
     */
    record Fitted(MappedClaims claims, Map<String, Object> references, long bytes) {}

    /**
     * @param certain a number of bytes that the budget is never below; it is not asked for up to there
     * @param bytes the budget
     */
    ClaimBudget(int certain, IntSupplier bytes) {
        this.certain = certain;
        this.bytes = bytes;
    }

    /**
     * @param all what there is to say
     * @param spent what claims of ours take in the same token already
     * @param endpoint where all of it can be had; asked for only when something is left out
     */
    Fitted fit(MappedClaims all, long spent, Supplier<String> endpoint) {
        Map<String, Object> document = all.document();
        long most = most(document);
        if (spent + most <= certain) {
            return new Fitted(all, Map.of(), most);
        }
        int size = size(document);
        if (spent + size <= certain) {
            return new Fitted(all, Map.of(), size);
        }
        long left = bytes.getAsInt() - spent;
        MappedClaims smaller = all;
        Map<String, String> missing = new TreeMap<>();
        Map<String, Object> references = Map.of();
        for (MappedClaims.Part part : all.dispensable()) {
            if (size <= left) {
                return new Fitted(smaller, references, size);
            }
            if (smaller.value(part) != null) {
                smaller = smaller.without(part);
                missing.put(part.label(), SOURCE);
                references = references(missing, endpoint.get());
                size = size(smaller.document()) + size(references);
            }
        }
        // A budget that even the reference does not fit into leaves the claim without it.
        return size <= left
                ? new Fitted(smaller, references, size)
                : new Fitted(smaller, Map.of(), size(smaller.document()));
    }

    private static Map<String, Object> references(Map<String, String> missing, String endpoint) {
        return Map.of(CLAIM_NAMES, Map.copyOf(missing), CLAIM_SOURCES, Map.of(SOURCE, Map.of("endpoint", endpoint)));
    }

    /** At least as much as {@link #size}, without writing it: most claims are small. */
    static long most(@Nullable Object value) {
        long bytes = 2;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                bytes += most(member.getKey()) + most(member.getValue()) + 2;
            }
        } else if (value instanceof Iterable<?> list) {
            for (Object element : list) {
                bytes += most(element) + 1;
            }
        } else {
            String text = String.valueOf(value);
            for (int index = 0; index < text.length(); index++) {
                char letter = text.charAt(index);
                boolean plain = letter >= ' ' && letter < 0x7f && letter != '"' && letter != '\\';
                bytes += plain ? 1 : LONGEST_ESCAPE;
            }
        }
        return bytes;
    }

    static int size(Object value) {
        try {
            return JsonSerialization.writeValueAsBytes(value).length;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
