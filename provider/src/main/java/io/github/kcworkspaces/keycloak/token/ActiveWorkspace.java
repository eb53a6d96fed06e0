package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * Finds the workspace that a token is about. The first that applies:
 *
 * <ol>
 *   <li>the parameter {@code workspace} of the token request: per request, so that two tabs of one application stay apart
 *   <li>the same parameter of the authorization request, at its first token
 *   <li>the workspace that this client session used last
 *   <li>the default workspace, or the one the user is longest a member of
 * </ol>
 *
 * A workspace that was asked for and can't be had refuses the request, and nothing is stored; one that was only remembered
 * gives way to the default (rule W6).
 */
final class ActiveWorkspace {

    /** Parameter of token and authorization requests. */
    static final String PARAMETER = "workspace";

    /** Where Keycloak keeps the parameter of the authorization request. */
    private static final String REQUESTED_AT_LOGIN = "client_request_param_" + PARAMETER;

    /** Where the client session keeps the id of the workspace that it used last. */
    private static final String USED_LAST = "kcw.workspace";

    private static final int LONGEST_REFERENCE = 255;

    /** A user and the workspace that the token is about. */
    record Chosen(SubjectFacts subject, Membership membership) {}

    private final KeycloakSession session;
    private final RealmId realm;
    private final RbacProvider services;

    ActiveWorkspace(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = new RealmId(realm.getId());
        this.services = session.getProvider(RbacProvider.class);
    }

    /**
     * For a token that is being issued. What was chosen is remembered in the client session.
     *
     * @return empty when the user is in no workspace or the realm is not enabled
     * @throws ErrorResponseException {@code invalid_request} (RFC 6749, 5.2) when a workspace was asked for that the user
     *     has no access to
     */
    Optional<Chosen> choose(UserModel user, AuthenticatedClientSessionModel clientSession) {
        TokenRequest request = TokenRequest.of(session);
        String usedLast = clientSession.getNote(USED_LAST);
        String atLogin = clientSession.getNote(REQUESTED_AT_LOGIN);
        boolean refresh = OAuth2Constants.REFRESH_TOKEN.equals(request.grantType());
        String asked = request.parameter(PARAMETER);
        if (asked == null && !refresh && atLogin != null && !atLogin.isEmpty()) {
            asked = atLogin;
        }
        SubjectFacts subject = subject(user);
        if (asked != null) {
            Optional<Membership> found = find(subject, asked);
            if (found.isEmpty()) {
                if (enabled()) {
                    throw refusal();
                }
                return Optional.empty();
            }
            remember(clientSession, usedLast, found.get());
            if (atLogin != null && !refresh) {
                // It has done its work: a later login through this client session must not find it again.
                clientSession.removeNote(REQUESTED_AT_LOGIN);
            }
            return found.map(membership -> new Chosen(subject, membership));
        }
        String remembered = usedLast == null ? atLogin : usedLast;
        Optional<Membership> found =
                remembered == null || remembered.isEmpty() ? Optional.empty() : find(subject, remembered);
        if (found.isEmpty()) {
            found = fallback(subject);
            // Written once, with the session itself; from then on a refresh looks one workspace up instead of choosing.
            found.ifPresent(membership -> remember(clientSession, usedLast, membership));
        }
        return found.map(membership -> new Chosen(subject, membership));
    }

    /**
     * For an answer about a token that was issued before; changes nothing and refuses nothing.
     *
     * @param inToken id of the workspace in that token; null when it names none
     * @return empty also when the token's workspace is lost to the user: another would not be that of the token
     */
    Optional<Chosen> describe(
            UserModel user, @Nullable AuthenticatedClientSessionModel clientSession, @Nullable String inToken) {
        SubjectFacts subject = subject(user);
        Optional<Membership> found;
        if (inToken != null) {
            found = find(subject, inToken);
        } else {
            String usedLast = clientSession == null ? null : clientSession.getNote(USED_LAST);
            found = usedLast == null ? Optional.empty() : find(subject, usedLast);
            found = found.isPresent() ? found : fallback(subject);
        }
        return found.map(membership -> new Chosen(subject, membership));
    }

    /** The user in this workspace, if he has access to it. */
    Optional<Chosen> in(UserModel user, String workspace) {
        SubjectFacts subject = subject(user);
        return find(subject, workspace).map(membership -> new Chosen(subject, membership));
    }

    private SubjectFacts subject(UserModel user) {
        return decisions()
                .subject(realm, new UserId(user.getId()))
                .orElseThrow(() -> new IllegalStateException("a token for a user who is not there"));
    }

    private Optional<Membership> find(SubjectFacts subject, String workspace) {
        if (workspace.length() > LONGEST_REFERENCE || workspace.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return decisions()
                .membership(realm, workspace, subject)
                .filter(found -> workspace.equals(found.workspace().value()) || workspace.equals(found.alias()))
                .filter(usableBy(subject));
    }

    /** Account admins have access to every workspace: theirs is the default one, of which they need not be members. */
    private Optional<Membership> fallback(SubjectFacts subject) {
        if (subject.accountAdmin()) {
            WorkspaceId byDefault = services.realms().settings(realm).defaultWorkspace();
            Optional<Membership> found = byDefault == null ? Optional.empty() : find(subject, byDefault.value());
            if (found.isPresent()) {
                return found;
            }
        }
        return decisions().fallback(realm, subject).filter(usableBy(subject));
    }

    private static Predicate<Membership> usableBy(SubjectFacts subject) {
        return membership -> subject.enabled()
                && membership.realmEnabled()
                && membership.workspaceActive()
                && (subject.accountAdmin() || membership.standing() == Membership.Standing.ACTIVE);
    }

    /** A note costs a third of a refresh, also when it says the same again. */
    private static void remember(
            AuthenticatedClientSessionModel clientSession, @Nullable String usedLast, Membership membership) {
        String id = membership.workspace().value();
        if (!id.equals(usedLast)) {
            clientSession.setNote(USED_LAST, id);
        }
    }

    private boolean enabled() {
        return services.realms().settings(realm).enabled();
    }

    private DecisionService decisions() {
        return services.decisions();
    }

    /** Says the same of a workspace that does not exist and one that the user does not belong to (rule P1). */
    private ErrorResponseException refusal() {
        // The token endpoint has said which origins may read its answer; it adds them to refusals of its own only.
        session.getProvider(Cors.class).add();
        return new ErrorResponseException(
                OAuthErrorException.INVALID_REQUEST,
                "The user has no access to the requested workspace",
                Response.Status.BAD_REQUEST);
    }
}
