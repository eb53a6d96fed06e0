package io.github.kcworkspaces.keycloak.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/**
 * Keeps a claim within a number of bytes: tokens travel in headers, which have limits. What does not fit is left out by
 * whole members, never in part, and becomes a distributed claim (OpenID Connect Core 1.0, 5.6.2).
 */
final class ClaimBudget {

    static final String CLAIM_NAMES = "_claim_names";
    static final String CLAIM_SOURCES = "_claim_sources";

    /** The one source that we name. */
    static final String SOURCE = "workspaces";

    /** What is left out, first one first. */
    private static final List<String> DISPENSABLE = List.of("permissions", "roles");

    /** What a letter takes that is written by its number. */
    private static final int LONGEST_ESCAPE = 6;

    private final int certain;
    private final IntSupplier bytes;

    /**
     * @param certain a number of bytes that the budget is never below; it is not asked for up to there
     * @param bytes the budget
     */
    ClaimBudget(int certain, IntSupplier bytes) {
        this.certain = certain;
        this.bytes = bytes;
    }

    /**
     * @param name of the claim
     * @param claim all of it
     * @param endpoint where all of it can be had; asked for only when something is left out
     * @return the members that a token gets: the claim, and what says where the rest is
     */
    Map<String, Object> fit(String name, Map<String, Object> claim, Supplier<String> endpoint) {
        Map<String, Object> members = Map.of(name, claim);
        if (most(members) <= certain) {
            return members;
        }
        int size = size(members);
        if (size <= certain) {
            return members;
        }
        int budget = bytes.getAsInt();
        Map<String, Object> smaller = new LinkedHashMap<>(claim);
        Map<String, String> missing = new TreeMap<>();
        for (String member : DISPENSABLE) {
            if (size <= budget) {
                return members;
            }
            if (smaller.remove(member) != null) {
                missing.put(name + "." + member, SOURCE);
                members = distributed(name, Map.copyOf(smaller), missing, endpoint.get());
                size = size(members);
            }
        }
        // A budget that even the reference does not fit into leaves the claim without it.
        return size <= budget ? members : Map.of(name, smaller);
    }

    private static Map<String, Object> distributed(
            String name, Map<String, Object> claim, Map<String, String> missing, String endpoint) {
        return Map.of(
                name,
                claim,
                CLAIM_NAMES,
                Map.copyOf(missing),
                CLAIM_SOURCES,
                Map.of(SOURCE, Map.of("endpoint", endpoint)));
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

    private static int size(Map<String, Object> members) {
        try {
            return JsonSerialization.writeValueAsBytes(members).length;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
