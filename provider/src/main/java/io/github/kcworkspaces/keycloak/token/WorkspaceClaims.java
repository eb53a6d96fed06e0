package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.keycloak.access.Identity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.Urls;

/** What tokens say about a workspace, and all of it for where a token had to leave something out. */
public final class WorkspaceClaims {

    /** Name of the claim, unless a mapper says otherwise. */
    public static final String CLAIM = "workspace";

    /** Name of the flat claim with the id of the active workspace, unless a mapper says otherwise. */
    static final String FLAT_ID = "workspace_id";

    static final String ID = "id";
    static final String ALIAS = "alias";
    static final String ROLES = "roles";
    static final String PERMISSIONS = "permissions";

    /** Where a token says the id of its workspace, unless mappers have other names. */
    static final List<ClaimPath> IDS = List.of(new ClaimPath(List.of(CLAIM, ID)), new ClaimPath(List.of(FLAT_ID)));

    private static final int LIFESPAN_SECONDS = 60;

    private final KeycloakSession session;
    private final RealmModel realm;

    public WorkspaceClaims(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * All that the mappers of the caller's client say, as a JWT signed by the realm, which is what a source of distributed
     * claims answers (OpenID Connect Core 1.0, 5.6.2). Its members are the claims themselves and those that {@code
     * _claim_names} of a token may name. It is no access token: its type says so, and it has no audience but the client.
     *
     * @param workspace id or alias of the workspace that the token is about; null for a token about none
     * @return empty when the caller has no access to such a workspace
     */
    public Optional<String> signed(Identity caller, @Nullable String workspace) {
        Optional<ActiveWorkspace.Chosen> chosen = workspace == null
                ? Optional.empty()
                : new ActiveWorkspace(session, realm).chosen(caller.user(), workspace);
        if (workspace != null && chosen.isEmpty()) {
            return Optional.empty();
        }
        About about = new About(session, realm, caller.user(), chosen);
        WorkspaceClaimsToken token = new WorkspaceClaimsToken();
        token.id(SecretGenerator.getInstance().generateSecureID());
        token.issuer(issuer(session, realm));
        token.subject(caller.user().getId());
        token.audience(caller.client().getClientId());
        token.issuedNow();
        token.exp((long) Time.currentTime() + LIFESPAN_SECONDS);
        Membership membership = about.membership();
        ClaimPath byDefault = ClaimPath.of(CLAIM);
        if (membership != null && byDefault != null) {
            write(token, WorkspaceMapper.of(byDefault, claim(membership, about.permissions())));
        }
        mappers(caller)
                .flatMap(mapper ->
                        WorkspaceTokenMapper.of(session, mapper).map(ours -> ours.all(mapper, about)).stream())
                .forEach(claims -> write(token, claims));
        return Optional.of(session.tokens().encode(token));
    }

    private static void write(WorkspaceClaimsToken token, MappedClaims all) {
        Map<String, Object> claims = token.getOtherClaims();
        all.claims().forEach((path, value) -> path.put(claims, value));
        for (MappedClaims.Part part : all.dispensable()) {
            Object value = all.value(part);
            if (value != null) {
                claims.put(part.label(), value);
            }
        }
    }

    /** Those of the scopes that the caller's token has, and of the client itself. */
    private Stream<ProtocolMapperModel> mappers(Identity caller) {
        String scope = caller.token().map(AccessToken::getScope).orElse(null);
        return TokenManager.getRequestedClientScopes(session, scope, caller.client(), caller.user())
                .flatMap(ProtocolMapperContainerModel::getProtocolMappersStream);
    }

    /** Where {@link #signed} can be had. */
    static String endpoint(About about) {
        String endpoint = issuer(about.session(), about.realm()) + "/rbac/me/claims";
        Membership membership = about.membership();
        return membership == null
                ? endpoint
                : endpoint + "?workspace=" + membership.workspace().value();
    }

    /** Id of the workspace that a token is about; empty when it has no such claim. */
    public static Optional<String> workspaceOf(AccessToken token) {
        return Optional.ofNullable(TokenRequest.workspace(token, IDS));
    }

    private static String issuer(KeycloakSession session, RealmModel realm) {
        return Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
    }

    /** @param permissions null leaves the member out */
    static Map<String, Object> claim(Membership membership, @Nullable Set<String> permissions) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put(ID, membership.workspace().value());
        claim.put(ALIAS, membership.alias());
        claim.put(ROLES, roles(membership));
        if (permissions != null) {
            claim.put(PERMISSIONS, List.copyOf(permissions));
        }
        claim.put("rev", revision(membership));
        return claim;
    }

    /** Names of the roles held, each once, in order. */
    static List<String> roles(Membership membership) {
        return membership.roles().stream()
                .map(RoleReference::name)
                .distinct()
                .sorted()
                .toList();
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
