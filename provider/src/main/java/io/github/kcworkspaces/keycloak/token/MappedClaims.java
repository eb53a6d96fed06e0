package io.github.kcworkspaces.keycloak.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one mapper has to say, before the budget.
 *
 * @param claims by where they go
 * @param dispensable what is left out when there is too much, first one first
 */
record MappedClaims(Map<ClaimPath, Object> claims, List<Part> dispensable) {

    static final MappedClaims NONE = new MappedClaims(Map.of(), List.of());

    /**
     * A claim, or a member of one that is an object.
     *
     * @param member null for all of the claim
     */
    record Part(ClaimPath claim, @Nullable String member) {

        String label() {
            return claim.label(member);
        }
    }

    /** As a document of its own. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        claims.forEach((path, value) -> path.put(document, value));
        return document;
    }

    /** What the part says; null when it says nothing. */
    @Nullable
    Object value(Part part) {
        Object claim = claims.get(part.claim());
        String member = part.member();
        if (member == null) {
            return claim;
        }
        return claim instanceof Map<?, ?> members ? members.get(member) : null;
    }

    /** The same without that part. */
    MappedClaims without(Part part) {
        Map<ClaimPath, Object> rest = new LinkedHashMap<>(claims);
        if (part.member() == null) {
            rest.remove(part.claim());
        } else if (rest.get(part.claim()) instanceof Map<?, ?> members) {
            Map<Object, Object> smaller = new LinkedHashMap<>(members);
            smaller.remove(part.member());
            rest.put(part.claim(), smaller);
        }
        return new MappedClaims(rest, dispensable);
    }
}
