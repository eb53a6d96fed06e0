package io.github.kcworkspaces.keycloak.event;

import io.github.kcworkspaces.keycloak.access.SecondFactor;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    private static final Map<String, String> AUTHENTICATORS = Map.of(
            "webauthn-authenticator-passwordless", PASSKEY,
            "auth-spnego", "kerberos",
            "auth-x509-client-username-form", "x509",
            "direct-grant-auth-x509-username", "x509",
            "auth-cookie", "sso");

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
        if (WebAuthnCredentialModel.TYPE_PASSWORDLESS.equals(detail(event, Details.CREDENTIAL_TYPE))) {
            return PASSKEY;
        }
        String last = last(realm, notes.get(Constants.AUTHENTICATORS_COMPLETED));
        String mode = last == null ? null : AUTHENTICATORS.get(last);
        if (mode != null) {
            return mode;
        }
        String first = user == null ? "password" : passwordOf(realm, user);
        return login != null && SecondFactor.in(login) ? first + "+otp" : first;
    }

    static @Nullable String detail(Event event, String name) {
        return event.getDetails() == null ? null : event.getDetails().get(name);
    }

    /** Who knows the password. */
    private static String passwordOf(RealmModel realm, UserModel user) {
        String directory = StorageId.isLocalStorage(user.getId())
                ? user.getFederationLink()
                : StorageId.providerId(user.getId());
        ComponentModel component = directory == null ? null : realm.getComponent(directory);
        return component == null ? "password" : component.getProviderId();
    }

    /** The authenticator that succeeded last; of several in the same second one that says more than a password. */
    private static @Nullable String last(RealmModel realm, @Nullable String completed) {
        if (completed == null) {
            return null;
        }
        Map<String, Integer> times = AuthenticatorUtils.parseCompletedExecutions(completed);
        if (times.isEmpty()) {
            return null;
        }
        int latest = Collections.max(times.values());
        return times.entrySet().stream()
                .filter(execution -> execution.getValue() == latest)
                .map(execution -> realm.getAuthenticationExecutionById(execution.getKey()))
                .filter(execution -> execution != null && execution.getAuthenticator() != null)
                .map(AuthenticationExecutionModel::getAuthenticator)
                .filter(AUTHENTICATORS::containsKey)
                .collect(Collectors.reducing((one, other) -> one))
                .orElse(null);
    }
}
