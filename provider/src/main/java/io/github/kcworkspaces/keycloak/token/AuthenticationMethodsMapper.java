package io.github.kcworkspaces.keycloak.token;

import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AmrProtocolMapper;
import org.keycloak.protocol.oidc.utils.AmrUtils;
import org.keycloak.representations.IDToken;
import org.keycloak.util.JsonSerialization;

/**
 * Says what Keycloak's own mapper of {@code amr} says (RFC 8176), at a fraction of its cost, which was as much as that of our
 * claims: it works the same out for each token of an answer, and for an execution without a reference, which a password
 * mostly is, it throws an exception and catches it.
 */
public final class AuthenticationMethodsMapper extends AmrProtocolMapper {

    /** Provider id; the client scopes that enabling a realm creates name it. */
    public static final String ID = "oidc-amr-workspaces-mapper";

    private static final String METHODS = "kcw.amr";

    /** Made once: to find out anew how such a note is read takes longer than to read it. */
    private static final ObjectReader COMPLETED = JsonSerialization.mapper.readerForMapOf(Integer.class);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Authentication methods, for workspaces";
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        List<?> methods = context.getAttribute(METHODS, List.class);
        if (methods == null) {
            methods = getAmr(context.getClientSession(), userSession.getRealm());
            context.setAttribute(METHODS, methods);
        }
        token.setOtherClaims("amr", methods);
    }

    @Override
    protected List<String> getAmr(AuthenticatedClientSessionModel clientSession, RealmModel realm) {
        Map<String, Integer> referred = new LinkedHashMap<>();
        completed(clientSession.getUserSession()).forEach((execution, time) -> {
            if (hasReference(realm.getAuthenticationExecutionById(execution))) {
                referred.put(execution, time);
            }
        });
        return AmrUtils.getAuthenticationExecutionReferences(referred, realm);
    }

    /** When each execution of a flow was done, as Keycloak notes it in the session. */
    private static Map<String, Integer> completed(UserSessionModel session) {
        String note = session.getNote(Constants.AUTHENTICATORS_COMPLETED);
        if (note == null) {
            return Map.of();
        }
        try {
            return COMPLETED.readValue(note);
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak's note of what was done to sign in can't be read", e);
        }
    }

    private static boolean hasReference(@Nullable AuthenticationExecutionModel execution) {
        return execution != null && execution.getAuthenticatorConfig() != null;
    }
}
