package io.github.kcworkspaces.keycloak.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.http.HttpRequest;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;

/**
 * What the current request says about the token that it asks for or about.
 *
 * @param grantType null when it is no token request (RFC 6749, 4)
 */
record TokenRequest(@Nullable String grantType, Map<String, List<String>> form) {

    static TokenRequest of(KeycloakSession session) {
        HttpRequest request = session.getContext().getHttpRequest();
        Map<String, List<String>> form = request == null ? null : request.getDecodedFormParameters();
        Map<String, List<String>> known = form == null ? Map.of() : form;
        return new TokenRequest(first(known, OAuth2Constants.GRANT_TYPE), known);
    }

    /** @return null when it is missing or has no value, which is the same (RFC 6749, 3.2), or this is no token request */
    @Nullable
    String parameter(String name) {
        return grantType == null ? null : first(form, name);
    }

    /**
     * The workspace in the token that userinfo or introspection is asked about. Keycloak has verified the token before it
     * asks mappers, but keeps it to itself.
     */
    static @Nullable String presentedWorkspace(KeycloakSession session, List<ClaimPath> ids) {
        return presentedToken(session).map(token -> workspace(token, ids)).orElse(null);
    }

    /**
     * A token that is exchanged for another (RFC 8693). Keycloak has verified it.
     *
     * @param workspace id of the workspace that it is about
     * @param issuedFor client id of who got it
     */
    record Exchanged(String workspace, String issuedFor) {}

    /** @return null when no token is exchanged, or one that names no workspace */
    @Nullable
    Exchanged exchanged(Supplier<List<ClaimPath>> ids) {
        String subjectToken = parameter(OAuth2Constants.SUBJECT_TOKEN);
        if (subjectToken == null || !OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE.equals(grantType)) {
            return null;
        }
        AccessToken token = read(subjectToken).orElse(null);
        String workspace = token == null ? null : workspace(token, ids.get());
        String issuedFor = token == null ? null : token.getIssuedFor();
        return workspace == null || issuedFor == null ? null : new Exchanged(workspace, issuedFor);
    }

    /** Id of the workspace in the first of these places of the token; null when it names none. */
    static @Nullable String workspace(AccessToken token, List<ClaimPath> ids) {
        for (ClaimPath id : ids) {
            if (id.find(token.getOtherClaims()) instanceof String workspace) {
                return workspace;
            }
        }
        return null;
    }

    private static Optional<AccessToken> presentedToken(KeycloakSession session) {
        Map<String, List<String>> form = of(session).form();
        String encoded = first(form, "token");
        if (encoded == null) {
            AppAuthManager.AuthHeader header = AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(
                    session.getContext().getRequestHeaders());
            encoded = header == null ? first(form, OAuth2Constants.ACCESS_TOKEN) : header.getToken();
        }
        return encoded == null ? Optional.empty() : read(encoded);
    }

    private static Optional<AccessToken> read(String encoded) {
        try {
            return Optional.of(new JWSInput(encoded).readJsonContent(AccessToken.class));
        } catch (JWSInputException noJwt) {
            return Optional.empty();
        }
    }

    private static @Nullable String first(Map<String, List<String>> form, String name) {
        List<String> values = form.get(name);
        return values == null || values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }
}
