package io.github.kcworkspaces.keycloak.access;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenVerifier;
import org.keycloak.common.Profile;
import org.keycloak.common.VerificationException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.GrantTypeEndpointRestrictionValidator;
import org.keycloak.util.TokenUtil;

/**
 * Authenticates the bearer of an access token (RFC 6750) at {@code /realms/{realm}/rbac}.
 *
 * <p>Tokens of service accounts without a session ({@code sid}) and without a bound key ({@code cnf}) take a short way:
 * for them Keycloak's own way builds a transient user session, which costs more than the decision that was asked for. All
 * other tokens take Keycloak's own way. No check of it is lost on the short one:
 *
 * <table>
 * <caption>What {@code AuthenticationManager.verifyIdentityToken} checks, and where the short way does</caption>
 * <tr><th>check</th><th>short way</th></tr>
 * <tr><td>one Authorization header, scheme Bearer (RFC 6750, 2.1)</td><td>Keycloak's own parser; more than one is refused,
 *     another scheme takes Keycloak's way</td></tr>
 * <tr><td>signature by an enabled key of the realm</td><td>{@link VerifiedTokens}; remembered, key compared each time</td></tr>
 * <tr><td>issuer, type, exp, nbf</td><td>the same {@link TokenVerifier} checks, each time</td></tr>
 * <tr><td>token not revoked (RFC 7009)</td><td>{@link TokenManager.TokenRevocationCheck}, each time</td></tr>
 * <tr><td>grant type allowed at this endpoint</td><td>{@link GrantTypeEndpointRestrictionValidator}, each time</td></tr>
 * <tr><td>key binding (DPoP, RFC 9449), client that requires it</td><td>tokens with {@code cnf} or of type DPoP, and such
 *     clients, take Keycloak's way</td></tr>
 * <tr><td>not before of realm, client and user</td><td>each time</td></tr>
 * <tr><td>client exists and is enabled; user exists and is enabled</td><td>each time, and the user is the service account
 *     of this client</td></tr>
 * <tr><td>session of the token is alive, has the client, began before the token</td><td>the token was issued without a
 *     session, as its id says; others take Keycloak's way</td></tr>
 * <tr><td>roles of a lightweight token</td><td>lightweight tokens take Keycloak's way</td></tr>
 * </table>
 */
public final class BearerAuthentication {

    private static final VerifiedTokens VERIFIED = new VerifiedTokens();

    private BearerAuthentication() {}

    /**
     * Who calls. The realm is that of the session's context.
     *
     * @throws io.github.kcworkspaces.problem.Problem {@code UNAUTHENTICATED} when there is no token, or none that is good
     *     for the audience {@code workspaces} (RFC 9068, 4), or the realm is disabled
     */
    public static Identity authenticate(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        if (!realm.isEnabled()) {
            throw AccessRules.unauthenticated();
        }
        AppAuthManager.AuthHeader header = header(session);
        if (TokenUtil.TOKEN_TYPE_BEARER.equalsIgnoreCase(header.getScheme())) {
            Optional<AccessToken> token = VERIFIED.withoutSession(session, realm, header.getToken());
            ClientModel client = token.map(AccessToken::getIssuedFor)
                    .map(clientId -> RealmMemory.client(realm, clientId))
                    .orElse(null);
            UserModel account = client == null ? null : serviceAccount(session, realm, client, token.get());
            if (client != null && account != null) {
                return shortWay(session, realm, client, account, token.get());
            }
        }
        return keycloaksWay(session, realm);
    }

    /** More than one header is refused by Keycloak's parser itself, with 401. */
    private static AppAuthManager.AuthHeader header(KeycloakSession session) {
        AppAuthManager.AuthHeader header = AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(
                session.getContext().getRequestHeaders());
        if (header == null) {
            throw AccessRules.unauthenticated();
        }
        return header;
    }

    /** @return the service account that the token stands for; null when the token has to take Keycloak's way */
    private static @Nullable UserModel serviceAccount(
            KeycloakSession session, RealmModel realm, ClientModel client, AccessToken token) {
        if (token.getId() == null
                || token.getSubject() == null
                || token.getIat() == null
                || !issuedWithoutSession(session, token)
                || requiresKeyBinding(client)) {
            return null;
        }
        UserModel user = session.users().getUserById(realm, token.getSubject());
        return user != null && client.getId().equals(user.getServiceAccountClientLink()) ? user : null;
    }

    private static boolean issuedWithoutSession(KeycloakSession session, AccessToken token) {
        AccessTokenContext context;
        try {
            context = session.getProvider(TokenContextEncoderProvider.class).getTokenContextFromTokenId(token.getId());
        } catch (IllegalArgumentException unreadableId) {
            return false;
        }
        return context.getSessionType() == AccessTokenContext.SessionType.TRANSIENT
                && context.getTokenType() == AccessTokenContext.TokenType.REGULAR;
    }

    private static boolean requiresKeyBinding(ClientModel client) {
        return Profile.isFeatureEnabled(Profile.Feature.DPOP)
                && OIDCAdvancedConfigWrapper.fromClientModel(client).isUseDPoP();
    }

    private static Identity shortWay(
            KeycloakSession session, RealmModel realm, ClientModel client, UserModel account, AccessToken token) {
        try {
            TokenVerifier.createWithoutSignature(token)
                    .withDefaultChecks()
                    .realmUrl(RealmMemory.issuer(session, realm))
                    .tokenType(List.of(TokenUtil.TOKEN_TYPE_BEARER))
                    .audience(Identity.CLIENT)
                    .withChecks(
                            new TokenManager.TokenRevocationCheck(session),
                            TokenManager.NotBeforeCheck.forModel(client),
                            GrantTypeEndpointRestrictionValidator.check(session))
                    .verify();
        } catch (VerificationException refused) {
            throw AccessRules.unauthenticated();
        }
        if (!client.isEnabled() || !TokenManager.isUserValid(session, realm, token, account)) {
            throw AccessRules.unauthenticated();
        }
        session.getContext().setClient(client);
        return Identity.ofBearer(realm, account, client, token, null);
    }

    private static Identity keycloaksWay(KeycloakSession session, RealmModel realm) {
        AuthenticationManager.AuthResult result = new AppAuthManager.BearerTokenAuthenticator(session)
                .setAudience(Identity.CLIENT)
                .authenticate();
        if (result == null) {
            throw AccessRules.unauthenticated();
        }
        AuthenticationManager.resolveLightweightAccessTokenRoles(session, result.token(), realm);
        return Identity.ofBearer(realm, result.user(), result.client(), result.token(), result.session());
    }
}
