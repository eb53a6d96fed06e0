package io.github.kcworkspaces.keycloak.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.CompiledRole;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What decisions keep in memory: one object for the whole server. Everything is kept under the revision that it was
 * compiled from, so nothing is ever invalidated; what is no longer asked for falls out.
 */
public final class DecisionCaches {

    private static final int MOST_CATALOGUES = 1_000;
    private static final int MOST_ALIASES = 10_000;
    private static final int MOST_GRANTS = 2_000_000;

    /** A catalogue of a realm at one revision. */
    record CatalogueKey(RealmId realm, long revision) {}

    /** A role at one revision, compiled with the catalogue at one revision. */
    record RoleKey(RoleId role, long revision, long catalogueRevision) {}

    /** A workspace as paths name it. */
    record AliasKey(RealmId realm, String alias) {}

    /**
     * What a realm was like when it was asked about last. None of it is relied on: whoever uses it sees in what he reads
     * whether it still holds.
     *
     * @param catalogue the one that counted; null when none was read yet
     * @param organizations whether a workspace of an organization was met
     */
    record Hint(@Nullable Catalogue catalogue, boolean organizations) {

        private static final Hint NONE = new Hint(null, false);

        /** Whether resources of the type may have parents. */
        boolean mayHaveParents(String type) {
            return catalogue == null || catalogue.hasParents(type);
        }
    }

    private final Cache<CatalogueKey, Catalogue> catalogues =
            Caffeine.newBuilder().maximumSize(MOST_CATALOGUES).build();

    private final Cache<RealmId, Hint> hints =
            Caffeine.newBuilder().maximumSize(MOST_CATALOGUES).build();

    private final Cache<AliasKey, WorkspaceId> aliases =
            Caffeine.newBuilder().maximumSize(MOST_ALIASES).build();

    private final Cache<RoleKey, CompiledRole> roles = Caffeine.newBuilder()
            .maximumWeight(MOST_GRANTS)
            .weigher((RoleKey key, CompiledRole role) -> role.size() + 1)
            .build();

    Cache<CatalogueKey, Catalogue> catalogues() {
        return catalogues;
    }

    Hint hint(RealmId realm) {
        Hint known = hints.getIfPresent(realm);
        return known == null ? Hint.NONE : known;
    }

    void latest(RealmId realm, Catalogue now) {
        hints.asMap().compute(realm, (key, known) -> new Hint(now, known != null && known.organizations()));
    }

    void hasOrganizations(RealmId realm) {
        hints.asMap().compute(realm, (key, known) -> new Hint(known == null ? null : known.catalogue(), true));
    }

    /** The workspaces that had these aliases; whoever uses one sees in its row whether it still has it. */
    Cache<AliasKey, WorkspaceId> aliases() {
        return aliases;
    }

    Cache<RoleKey, CompiledRole> roles() {
        return roles;
    }
}
