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
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What administrators do in Keycloak: which thing, not what is in it, since that may be secret. */
final class AdminEvents {

    private static final Pattern LOGOUT = Pattern.compile("users/([^/]+)/logout");
    private static final Pattern OF_USER = Pattern.compile("users/([^/]+)(?:/.*)?");
    private static final Pattern SESSION = Pattern.compile("sessions/([^/]+)");

    private final KeycloakSession session;
    private final RealmModel realm;

    AdminEvents(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    void record(AdminEvent event) {
        String path = Objects.requireNonNullElse(event.getResourcePath(), "");
        Matcher logout = LOGOUT.matcher(path);
        Matcher ended = SESSION.matcher(path);
        if (event.getOperationType() == OperationType.ACTION && logout.matches()) {
            logout(event, logout.group(1), null);
        } else if (event.getOperationType() == OperationType.DELETE && ended.matches()) {
            logout(event, null, ended.group(1));
        } else {
            change(event, path);
        }
    }

    private void change(AdminEvent event, String path) {
        String kind = event.getResourceTypeAsString() == null
                ? "resource"
                : event.getResourceTypeAsString().toLowerCase(Locale.ROOT).replace('_', '-');
        // So that all that was done to a user is found by his id.
        Matcher ofUser = OF_USER.matcher(path);
        String id = ofUser.matches() ? ofUser.group(1) : event.getResourceId();
        write(
                event,
                type(event.getOperationType()),
                new Target(kind, id == null ? path : id, path),
                new Changes().field("error", null, event.getError()),
                null);
    }

    /** @param user null where Keycloak tells the session only, which is gone */
    private void logout(AdminEvent event, @Nullable String user, @Nullable String sessionId) {
        UserModel known = user == null ? null : session.users().getUserById(realm, user);
        write(
                event,
                ActivityType.LOGOUT,
                new Target("user", user == null ? "" : user, known == null ? "" : known.getUsername()),
                new Changes(),
                new LoginFacts(LoginCode.LOGOUT_SUCCESS.code(), LogoutMode.ADMIN.word(), sessionId, null));
    }

    private void write(
            AdminEvent event, ActivityType type, Target target, Changes changes, @Nullable LoginFacts login) {
        session.getProvider(RbacProvider.class)
                .recorder()
                .told(
                        new RealmId(realm.getId()),
                        event.getTime(),
                        type,
                        actor(event.getAuthDetails()),
                        Recorder.Place.NONE,
                        target,
                        changes,
                        login);
    }

    private static ActivityType type(OperationType operation) {
        return switch (operation) {
            case CREATE -> ActivityType.KEYCLOAK_CREATED;
            case UPDATE -> ActivityType.KEYCLOAK_UPDATED;
            case DELETE -> ActivityType.KEYCLOAK_DELETED;
            case ACTION -> ActivityType.KEYCLOAK_ACTION;
        };
    }

    private Actor actor(@Nullable AuthDetails details) {
        RealmModel home = details == null || details.getRealmId() == null
                ? null
                : session.realms().getRealm(details.getRealmId());
        if (details == null || home == null || details.getUserId() == null) {
            return Actor.system(Actor.Cause.SYSTEM);
        }
        UserModel admin = session.users().getUserById(home, details.getUserId());
        ClientModel client = details.getClientId() == null ? null : home.getClientById(details.getClientId());
        return new Actor(
                new UserId(details.getUserId()),
                admin == null ? details.getUserId() : admin.getUsername(),
                admin == null || admin.getServiceAccountClientLink() == null ? Actor.Kind.USER : Actor.Kind.SERVICE,
                Actor.Cause.USER,
                details.getIpAddress(),
                client == null ? details.getClientId() : client.getClientId(),
                null,
                admin == null ? null : admin.getEmail(),
                null,
                Actors.request(session));
    }
}
