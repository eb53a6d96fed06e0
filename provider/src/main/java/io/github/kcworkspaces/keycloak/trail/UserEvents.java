package io.github.kcworkspaces.keycloak.trail;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.LoginCode;
import io.github.kcworkspaces.audit.LoginFacts;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.spi.Actors;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.token.LoginWorkspace;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What users do at Keycloak. Values that they enter are not recorded, except the name they log in with. */
final class UserEvents {

    private static final int NAME = 255;
    private static final int REPLACEMENT = 0xFFFD;

    private static final Set<EventType> FAILED_LOGINS = EnumSet.of(
            EventType.LOGIN_ERROR,
            EventType.IDENTITY_PROVIDER_LOGIN_ERROR,
            EventType.IDENTITY_PROVIDER_FIRST_LOGIN_ERROR,
            EventType.IDENTITY_PROVIDER_POST_LOGIN_ERROR);

    /** What people change of their own accounts. */
    private static final Set<EventType> OF_ACCOUNTS = EnumSet.of(
            EventType.REGISTER,
            EventType.UPDATE_CREDENTIAL,
            EventType.REMOVE_CREDENTIAL,
            EventType.UPDATE_EMAIL,
            EventType.UPDATE_PROFILE,
            EventType.VERIFY_EMAIL,
            EventType.RESET_PASSWORD,
            EventType.FEDERATED_IDENTITY_LINK,
            EventType.FEDERATED_IDENTITY_OVERRIDE_LINK,
            EventType.REMOVE_FEDERATED_IDENTITY,
            EventType.GRANT_CONSENT,
            EventType.REVOKE_GRANT,
            EventType.IMPERSONATE,
            EventType.DELETE_ACCOUNT,
            EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT,
            EventType.USER_DISABLED_BY_TEMPORARY_LOCKOUT);

    private static final Map<String, LoginCode> CODES = Map.of(
            Errors.USER_NOT_FOUND,
            LoginCode.UNKNOWN_USER,
            Errors.USERNAME_MISSING,
            LoginCode.UNKNOWN_USER,
            Errors.INVALID_USER_CREDENTIALS,
            LoginCode.INCORRECT_CREDENTIAL,
            Errors.USER_DISABLED,
            LoginCode.USER_DISABLED,
            Errors.USER_TEMPORARILY_DISABLED,
            LoginCode.USER_DISABLED,
            Errors.NOT_ALLOWED,
            LoginCode.NO_ASSIGNED_WORKSPACE,
            Errors.UNKNOWN_IDENTITY_PROVIDER,
            LoginCode.INVALID_LOGIN_MODE,
            "email_not_verified",
            LoginCode.REGISTRATION_PENDING);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RealmId realmId;

    UserEvents(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.realmId = new RealmId(realm.getId());
    }

    void record(Event event) {
        EventType type = event.getType();
        if (type == EventType.LOGIN) {
            login(event, ActivityType.LOGIN, LoginCode.LOGIN_SUCCESS);
        } else if (FAILED_LOGINS.contains(type)) {
            String error = event.getError();
            login(
                    event,
                    ActivityType.LOGIN_ERROR,
                    error == null ? LoginCode.UNKNOWN_ERROR : CODES.getOrDefault(error, LoginCode.UNKNOWN_ERROR));
        } else if (type == EventType.LOGOUT) {
            logout(event, isBackChannel() ? LogoutMode.BACKCHANNEL : LogoutMode.USER);
        } else if (type == EventType.USER_SESSION_DELETED) {
            logout(event, LogoutMode.EXPIRED);
        } else if (OF_ACCOUNTS.contains(type)) {
            account(event);
        }
    }

    private void login(Event event, ActivityType type, LoginCode code) {
        UserModel user = user(event);
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        write(
                event,
                type,
                user,
                login == null ? Recorder.Place.NONE : place(login),
                new LoginFacts(
                        code.code(), LoginMode.of(realm, event, user, login), event.getSessionId(), event.getError()));
    }

    private void logout(Event event, LogoutMode mode) {
        write(
                event,
                ActivityType.LOGOUT,
                user(event),
                Recorder.Place.NONE,
                new LoginFacts(LoginCode.LOGOUT_SUCCESS.code(), mode.word(), event.getSessionId(), null));
    }

    private void write(
            Event event, ActivityType type, @Nullable UserModel user, Recorder.Place place, LoginFacts facts) {
        recorder()
                .told(
                        realmId,
                        event.getTime(),
                        type,
                        actor(event, user),
                        place,
                        target(event, user),
                        new Changes(),
                        facts);
    }

    private void account(Event event) {
        UserModel user = user(event);
        Changes changes = new Changes().field("event", null, event.getType().name());
        for (String detail : Set.of(Details.CREDENTIAL_TYPE, Details.IDENTITY_PROVIDER, Details.IMPERSONATOR)) {
            changes.field(detail, null, LoginMode.detail(event, detail));
        }
        recorder()
                .told(
                        realmId,
                        event.getTime(),
                        ActivityType.KEYCLOAK_EVENT,
                        actor(event, user),
                        Recorder.Place.NONE,
                        target(event, user),
                        changes,
                        null);
    }

    private Actor actor(Event event, @Nullable UserModel user) {
        UserSessionModel userSession =
                event.getSessionId() == null ? null : session.getContext().getUserSession();
        return new Actor(
                user == null ? null : new UserId(user.getId()),
                name(event, user),
                user == null || user.getServiceAccountClientLink() == null ? Actor.Kind.USER : Actor.Kind.SERVICE,
                Actor.Cause.USER,
                event.getIpAddress(),
                event.getClientId(),
                null,
                user == null ? null : user.getEmail(),
                Actors.impersonator(userSession),
                Actors.request(session));
    }

    private static Target target(Event event, @Nullable UserModel user) {
        return new Target("user", user == null ? "" : user.getId(), name(event, user));
    }

    private static String name(Event event, @Nullable UserModel user) {
        if (user != null) {
            return user.getUsername();
        }
        String typed = LoginMode.detail(event, Details.USERNAME);
        return typed == null
                ? ""
                : typed.codePoints()
                        .limit(NAME)
                        .map(character -> Character.isISOControl(character) ? REPLACEMENT : character)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private @Nullable UserModel user(Event event) {
        return event.getUserId() == null ? null : session.users().getUserById(realm, event.getUserId());
    }

    /** The workspace that the application asked for or the user picked; otherwise that is open until the first token. */
    private Recorder.Place place(AuthenticationSessionModel login) {
        String named = new LoginWorkspace(session, login).named();
        return named == null
                ? Recorder.Place.NONE
                : session.getProvider(RbacProvider.class)
                        .workspaces()
                        .find(realmId, named)
                        .map(workspace -> new Recorder.Place(workspace.id(), workspace.alias()))
                        .orElse(Recorder.Place.NONE);
    }

    /** Whether an identity provider or an application asks for it, without the user's browser. */
    private boolean isBackChannel() {
        try {
            return session.getContext().getUri().getPath().endsWith("/logout/backchannel-logout");
        } catch (RuntimeException withoutRequest) {
            return false;
        }
    }

    private Recorder recorder() {
        return session.getProvider(RbacProvider.class).recorder();
    }
}
