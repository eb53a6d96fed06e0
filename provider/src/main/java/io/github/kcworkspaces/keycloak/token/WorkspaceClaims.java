package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.access.Identity;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.Urls;

/** The claim about a workspace, as tokens have it and as it can be asked for where a token had to leave something out. */
public final class WorkspaceClaims {

    /** Name of the claim, unless a mapper says otherwise. */
    public static final String CLAIM = "workspace";

    static final String ID = "id";
    static final String ROLES = "roles";
    static final String PERMISSIONS = "permissions";

    private static final int LIFESPAN_SECONDS = 60;

    private final KeycloakSession session;
    private final RealmModel realm;

    public WorkspaceClaims(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * All of the claim.
     *
     * @param workspace id or alias
     * @return empty when the caller has no access to such a workspace
     */
    public Optional<Map<String, Object>> full(Identity caller, String workspace) {
        return new ActiveWorkspace(session, realm)
                .chosen(caller.user(), workspace)
                .map(chosen -> claim(chosen, true));
    }

    /**
     * All of the claim as a JWT signed by the realm, which is what a source of distributed claims answers (OpenID Connect
     * Core 1.0, 5.6.2). Its members are the claim itself and those that {@code _claim_names} of a token may name. It is no
     * access token: its type says so, and it has no audience but the client.
     *
     * @param workspace id or alias
     * @return empty when the caller has no access to such a workspace
     */
    public Optional<String> signed(Identity caller, String workspace) {
        return full(caller, workspace).map(claim -> {
            WorkspaceClaimsToken token = new WorkspaceClaimsToken();
            token.id(SecretGenerator.getInstance().generateSecureID());
            token.issuer(issuer());
            token.subject(caller.user().getId());
            token.audience(caller.client().getClientId());
            token.issuedNow();
            token.exp((long) Time.currentTime() + LIFESPAN_SECONDS);
            token.getOtherClaims().put(CLAIM, claim);
            for (String member : List.of(ROLES, PERMISSIONS)) {
                token.getOtherClaims().put(CLAIM + "." + member, claim.get(member));
            }
            return session.tokens().encode(token);
        });
    }

    /** Where {@link #signed} can be had. */
    String endpoint(Membership membership) {
        return issuer() + "/rbac/me/claims?workspace=" + membership.workspace().value();
    }

    Map<String, Object> claim(ActiveWorkspace.Chosen chosen, boolean withPermissions) {
        Membership membership = chosen.membership();
        if (!withPermissions) {
            return claim(membership, null);
        }
        RealmId id = new RealmId(realm.getId());
        DecisionService decisions = session.getProvider(RbacProvider.class).decisions();
        Catalogue catalogue = decisions.catalogue(id, membership.catalogueRevision());
        Holdings holdings = chosen.subject().accountAdmin() ? Holdings.EVERYTHING : decisions.holdings(id, membership);
        return claim(membership, holdings.permissionKeys(catalogue));
    }

    /** Id of the workspace that a token is about; empty when it has no such claim. */
    public static Optional<String> workspaceOf(AccessToken token) {
        return Optional.ofNullable(TokenRequest.workspace(token, CLAIM));
    }

    private String issuer() {
        return Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
    }

    /** @param permissions null leaves the member out */
    static Map<String, Object> claim(Membership membership, @Nullable Set<String> permissions) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put(ID, membership.workspace().value());
        claim.put("alias", membership.alias());
        claim.put(
                ROLES,
                membership.roles().stream()
                        .map(RoleReference::name)
                        .distinct()
                        .sorted()
                        .toList());
        if (permissions != null) {
            claim.put(PERMISSIONS, List.copyOf(permissions));
        }
        claim.put("rev", revision(membership));
        return claim;
    }

    /**
     * Changes whenever workspace, roles, their grants or the resource types do; positive. Compare for equality only. Roles
     * count whatever the order they were loaded in.
     */
    static int revision(Membership membership) {
        long hash = mix(membership.workspaceVersion(), membership.catalogueRevision());
        List<RoleReference> roles = membership.roles().stream()
                .sorted(Comparator.comparing(role -> role.id().value()))
                .toList();
        for (RoleReference role : roles) {
            hash = mix(hash, role.id().value().hashCode());
            hash = mix(hash, role.revision());
        }
        int folded = (int) (hash ^ (hash >>> 32)) & Integer.MAX_VALUE;
        return Math.max(1, folded);
    }

    /** The finalizer of MurmurHash3: one bit in changes half of the bits out. */
    private static long mix(long hash, long value) {
        long mixed = hash * 31 + value;
        mixed ^= mixed >>> 33;
        mixed *= 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 33;
        mixed *= 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
