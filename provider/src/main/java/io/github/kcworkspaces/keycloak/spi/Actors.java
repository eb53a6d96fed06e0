package io.github.kcworkspaces.keycloak.spi;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.UserId;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** Users of Keycloak as the audit trail names those who act. */
public final class Actors {

    private static final String ATTRIBUTE = Actors.class.getName();
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,64}");

    private Actors() {}

    /**
     * Somebody who acts by a request.
     *
     * @param client that he acts through; null for none
     * @param userSession tells whether it is himself; null for none
     */
    public static Actor of(
            KeycloakSession session,
            UserModel user,
            @Nullable ClientModel client,
            @Nullable UserSessionModel userSession) {
        return new Actor(
                new UserId(user.getId()),
                user.getUsername(),
                user.getServiceAccountClientLink() == null ? Actor.Kind.USER : Actor.Kind.SERVICE,
                Actor.Cause.USER,
                address(session),
                client == null ? null : client.getClientId(),
                null,
                user.getEmail(),
                impersonator(userSession),
                request(session));
    }

    /** Where the request comes from, as Keycloak sees it behind the proxies that it trusts; null without a request. */
    public static @Nullable String address(KeycloakSession session) {
        ClientConnection connection = session.getContext().getConnection();
        return connection == null ? null : connection.getRemoteHost();
    }

    /** What a proxy or the caller calls the request; anything that is no such name is passed over. */
    public static void requested(KeycloakSession session, @Nullable String name) {
        if (name != null && REQUEST_ID.matcher(name).matches()) {
            session.setAttribute(ATTRIBUTE, name);
        }
    }

    /** The id of the request, or else one of ours, the same for all that it does. */
    public static String request(KeycloakSession session) {
        String known = session.getAttribute(ATTRIBUTE, String.class);
        if (known != null) {
            return known;
        }
        String id = UUID.randomUUID().toString();
        session.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** Who really acts, where an administrator has taken the place of the user. */
    public static Actor.@Nullable Impersonator impersonator(@Nullable UserSessionModel session) {
        String id = session == null ? null : session.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString());
        return session == null || id == null
                ? null
                : new Actor.Impersonator(
                        id, session.getNote(ImpersonationSessionNote.IMPERSONATOR_USERNAME.toString()));
    }
}
