package io.github.kcworkspaces.keycloak.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.CompiledRole;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;

/**
 * What decisions keep in memory: one object for the whole server. Everything is kept under the revision that it was
 * compiled from, so nothing is ever invalidated; what is no longer asked for falls out.
 */
public final class DecisionCaches {

    private static final int MOST_CATALOGUES = 1_000;
    private static final int MOST_GRANTS = 2_000_000;

    /** A catalogue of a realm at one revision. */
    record CatalogueKey(RealmId realm, long revision) {}

    /** A role at one revision, compiled with the catalogue at one revision. */
    record RoleKey(RoleId role, long revision, long catalogueRevision) {}

    private final Cache<CatalogueKey, Catalogue> catalogues =
            Caffeine.newBuilder().maximumSize(MOST_CATALOGUES).build();

    private final Cache<RealmId, Catalogue> latest =
            Caffeine.newBuilder().maximumSize(MOST_CATALOGUES).build();

    /** Realms where a workspace of an organization was met. */
    private final Cache<RealmId, Boolean> organizations =
            Caffeine.newBuilder().maximumSize(MOST_CATALOGUES).build();

    private final Cache<RoleKey, CompiledRole> roles = Caffeine.newBuilder()
            .maximumWeight(MOST_GRANTS)
            .weigher((RoleKey key, CompiledRole role) -> role.size() + 1)
            .build();

    Cache<CatalogueKey, Catalogue> catalogues() {
        return catalogues;
    }

    /**
     * A guess, from the catalogue that the realm had when it was asked about last: who is told no has to look at the
     * catalogue as it is now.
     */
    boolean mayHaveParents(RealmId realm, String type) {
        Catalogue guess = latest.getIfPresent(realm);
        return guess == null || guess.hasParents(type);
    }

    void latest(RealmId realm, Catalogue now) {
        Catalogue guess = latest.getIfPresent(realm);
        if (guess == null || guess.revision() != now.revision()) {
            latest.put(realm, now);
        }
    }

    /** A guess like {@link #mayHaveParents}: who is told no has to look whether the workspace has one. */
    boolean mayHaveOrganizations(RealmId realm) {
        return organizations.getIfPresent(realm) != null;
    }

    void hasOrganizations(RealmId realm) {
        organizations.put(realm, true);
    }

    Cache<RoleKey, CompiledRole> roles() {
        return roles;
    }
}
