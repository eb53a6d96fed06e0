package io.github.kcworkspaces.keycloak.access;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Whether a session of Keycloak had a second factor. It had one if an execution of Keycloak's own for one-time passwords,
 * security keys, passkeys or recovery codes succeeded in any of its logins, whatever the flow was; or if a step of ours wrote
 * that down: after whatever else the flow asks where a workspace demands a second factor, after a first enrolment, and for
 * an identity provider that is trusted to have asked for one.
 */
public final class SecondFactor {

    /** Types of credentials that are one. */
    public static final Set<String> CREDENTIALS = Set.of(
            OTPCredentialModel.TYPE,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            RecoveryAuthnCodesCredentialModel.TYPE);

    /**
     * Executions that ask for one. Not {@code auth-conditional-otp-form}: it succeeds also when it has decided not to ask.
     */
    private static final Set<String> AUTHENTICATORS = Set.of(
            "auth-otp-form",
            "direct-grant-validate-otp",
            "webauthn-authenticator",
            "webauthn-authenticator-passwordless",
            "auth-recovery-authn-code-form");

    /** Note of a user session: when it was written down, in seconds. */
    private static final String NOTE = "kcw.second-factor";

    private SecondFactor() {}

    public static boolean in(RealmModel realm, UserSessionModel session) {
        return session.getNote(NOTE) != null || wasAsked(realm, session.getNote(Constants.AUTHENTICATORS_COMPLETED));
    }

    /** In a login that goes on, with what it takes over from an earlier one of the same session. */
    public static boolean in(AuthenticationSessionModel login) {
        Map<String, String> notes = login.getUserSessionNotes();
        return notes.get(NOTE) != null || wasAsked(login.getRealm(), notes.get(Constants.AUTHENTICATORS_COMPLETED));
    }

    /** Writes down that the session that comes out of this login has had one. */
    public static void record(AuthenticationSessionModel login) {
        login.setUserSessionNote(NOTE, String.valueOf(Time.currentTime()));
    }

    /**
     * What an authorization request says in {@code acr_values} to be asked for one (RFC 9470).
     *
     * @param level of authentication that a second factor reaches
     * @return the name that client or realm have for that level or the next one above it; the number itself without any
     */
    public static String acr(ClientModel client, int level) {
        return AcrUtils.getAcrLoaMap(client).entrySet().stream()
                .filter(named -> named.getValue() >= level)
                .min(Comparator.comparing(Map.Entry<String, Integer>::getValue).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElseGet(() -> String.valueOf(level));
    }

    private static boolean wasAsked(RealmModel realm, @Nullable String completed) {
        return completed != null
                && AuthenticatorUtils.parseCompletedExecutions(completed).keySet().stream()
                        .map(realm::getAuthenticationExecutionById)
                        .anyMatch(SecondFactor::asks);
    }

    private static boolean asks(@Nullable AuthenticationExecutionModel execution) {
        String authenticator = execution == null ? null : execution.getAuthenticator();
        return authenticator != null && AUTHENTICATORS.contains(authenticator);
    }
}
