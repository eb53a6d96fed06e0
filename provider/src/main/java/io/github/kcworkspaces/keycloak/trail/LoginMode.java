package io.github.kcworkspaces.keycloak.trail;

import io.github.kcworkspaces.keycloak.access.SecondFactor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.component.ComponentModel;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.storage.StorageId;

/**
 * How somebody logged in: the alias of an identity provider, {@code passkey}, {@code kerberos}, {@code x509}, the kind of
 * directory that knows his password ({@code ldap}), {@code password}, or {@code sso} where an earlier login of the browser was
 * enough. {@code +otp} at its end tells of a second factor.
 */
final class LoginMode {

    private static final String PASSKEY = "passkey";
    private static final String PASSWORD = "password";

    /** What proves who somebody is. Steps behind it, such as a second factor, don't change how he came in. */
    private static final Map<String, String> AUTHENTICATORS = Map.of(
            "webauthn-authenticator-passwordless",
            PASSKEY,
            "auth-spnego",
            "kerberos",
            "auth-x509-client-username-form",
            "x509",
            "direct-grant-auth-x509-username",
            "x509",
            "auth-cookie",
            "sso",
            "auth-username-password-form",
            PASSWORD,
            "auth-password-form",
            PASSWORD,
            "direct-grant-validate-password",
            PASSWORD);

    private LoginMode() {}

    /** @param login that has just succeeded or failed; null where it was without one */
    static String of(
            RealmModel realm, Event event, @Nullable UserModel user, @Nullable AuthenticationSessionModel login) {
        Map<String, String> notes = login == null ? Map.of() : login.getUserSessionNotes();
        String provider = detail(event, Details.IDENTITY_PROVIDER);
        if (provider == null) {
            provider = notes.get(Details.IDENTITY_PROVIDER);
        }
        if (provider != null) {
            return provider;
        }
        if (byPasskey(event, login)) {
            return PASSKEY;
        }
        String mode = last(realm, notes.get(Constants.AUTHENTICATORS_COMPLETED));
        if (mode != null && !mode.equals(PASSWORD)) {
            return mode;
        }
        String first = user == null ? PASSWORD : passwordOf(realm, user);
        return login != null && SecondFactor.in(login) ? first + "+otp" : first;
    }

    /** What a login that succeeds says of credentials may be about one that was only set up in it. */
    private static boolean byPasskey(Event event, @Nullable AuthenticationSessionModel login) {
        if (login == null || event.getError() != null) {
            return WebAuthnCredentialModel.TYPE_PASSWORDLESS.equals(detail(event, Details.CREDENTIAL_TYPE));
        }
        return AuthenticatorUtil.getAuthnCredentials(login).contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS);
    }

    static @Nullable String detail(Event event, String name) {
        return event.getDetails() == null ? null : event.getDetails().get(name);
    }

    /** Who knows the password. */
    private static String passwordOf(RealmModel realm, UserModel user) {
        String directory =
                StorageId.isLocalStorage(user.getId()) ? user.getFederationLink() : StorageId.providerId(user.getId());
        ComponentModel component = directory == null ? null : realm.getComponent(directory);
        return component == null ? PASSWORD : component.getProviderId();
    }

    /** What succeeded last; of several in the same second one that says more than a password. */
    private static @Nullable String last(RealmModel realm, @Nullable String completed) {
        if (completed == null) {
            return null;
        }
        String last = null;
        int latest = 0;
        for (Map.Entry<String, Integer> step :
                AuthenticatorUtils.parseCompletedExecutions(completed).entrySet()) {
            AuthenticationExecutionModel execution = realm.getAuthenticationExecutionById(step.getKey());
            String authenticator = execution == null ? null : execution.getAuthenticator();
            String mode = authenticator == null ? null : AUTHENTICATORS.get(authenticator);
            if (mode != null && (step.getValue() > latest || (step.getValue() == latest && PASSWORD.equals(last)))) {
                last = mode;
                latest = step.getValue();
            }
        }
        return last;
    }
}
