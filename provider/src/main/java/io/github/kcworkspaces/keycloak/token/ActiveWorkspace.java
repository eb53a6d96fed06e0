package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.Ids;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.event.LastSeen;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * Finds the workspace that a token is about. The first that applies:
 *
 * <ol>
 *   <li>the scope {@code workspace:<alias>}, where Keycloak has parameterized scopes: the token never leaves that workspace
 *   <li>at token exchange, the workspace of a token that another client got: the caller gets no other one
 *   <li>the parameter {@code workspace} of the token request: per request, so that two tabs of one application stay apart
 *   <li>at token exchange, the workspace of the token that is exchanged
 *   <li>the same parameter of the authorization request, or what the user picked there, at its first token
 *   <li>the workspace that this client session used last
 *   <li>the default workspace, or the one the user is longest a member of
 * </ol>
 *
 * A workspace that was asked for and can't be had refuses the request, and nothing is stored; one that was only remembered
 * gives way to the default (rule W6).
 *
 * <p>A workspace that demands a second factor is had by a session with one only. Without it, asking for the workspace is
 * refused, and so is staying in it; where it is only what there is to fall back to, the token is about none.
 */
public final class ActiveWorkspace {

    /** Parameter of token and authorization requests. */
    static final String PARAMETER = "workspace";

    /** What Keycloak puts before the name of a parameter of the authorization request that it keeps for us. */
    static final String REQUEST_PARAMETER = "client_request_param_";

    /** Where Keycloak keeps the parameter of the authorization request. */
    static final String REQUESTED_AT_LOGIN = REQUEST_PARAMETER + PARAMETER;

    /** Where the client session keeps the id of the workspace that it used last. */
    static final String USED_LAST = "kcw.workspace";

    private static final int LONGEST_REFERENCE = 255;

    /** A user and the workspace that the token is about. */
    record Chosen(SubjectFacts subject, Membership membership) {}

    private final KeycloakSession session;
    private final RealmModel realmModel;
    private final RealmId realm;
    private final RbacProvider services;

    public ActiveWorkspace(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realmModel = realm;
        this.realm = new RealmId(realm.getId());
        this.services = session.getProvider(RbacProvider.class);
    }

    /**
     * For a token that is being issued. What was chosen is remembered in the client session.
     *
     * @param ids where a token that is exchanged tells its workspace
     * @return empty when the user is in no workspace or the realm is not enabled
     * @throws ErrorResponseException {@code invalid_request} (RFC 6749, 5.2) when a workspace was asked for that the user
     *     has no access to, {@code invalid_scope} when a scope names it; {@code insufficient_user_authentication} when it
     *     demands a second factor that the session has not had
     */
    Optional<Chosen> choose(UserModel user, ClientSessionContext context, Supplier<List<ClaimPath>> ids) {
        AuthenticatedClientSessionModel clientSession = context.getClientSession();
        TokenRequest request = TokenRequest.of(session);
        SubjectFacts subject = subject(user);
        SecondFactorGate gate = new SecondFactorGate(session, realmModel, subject, user, clientSession);
        String usedLast = clientSession.getNote(USED_LAST);
        String asked = request.parameter(PARAMETER);
        String scoped = ScopedWorkspace.of(context);
        if (scoped != null) {
            return within(subject, scoped, asked, OAuthErrorException.INVALID_SCOPE)
                    .map(gate::pass)
                    .map(membership -> used(user, clientSession, usedLast, subject, membership));
        }
        TokenRequest.Exchanged exchanged = request.exchanged(ids);
        if (exchanged != null) {
            if (!clientSession.getClient().getClientId().equals(exchanged.issuedFor())) {
                return within(subject, exchanged.workspace(), asked, OAuthErrorException.INVALID_REQUEST)
                        .map(gate::pass)
                        .map(membership -> used(user, clientSession, usedLast, subject, membership));
            }
            asked = asked == null ? exchanged.workspace() : asked;
        }
        boolean refresh = OAuth2Constants.REFRESH_TOKEN.equals(request.grantType());
        String requested = clientSession.getNote(REQUESTED_AT_LOGIN);
        String nonce = context.getAttribute(OIDCLoginProtocol.NONCE_PARAM, String.class);
        String picked = nonce == null ? null : clientSession.getNote(LoginWorkspace.note(nonce));
        String atLogin = picked == null ? requested : picked;
        if (asked == null && !refresh && atLogin != null && !atLogin.isEmpty()) {
            asked = atLogin;
        }
        if (asked != null) {
            Optional<Membership> found =
                    found(subject, asked, OAuthErrorException.INVALID_REQUEST).map(gate::pass);
            if (found.isPresent() && atLogin != null && !refresh) {
                // It has done its work: a later login through this client session must not find it again.
                if (atLogin.equals(requested)) {
                    clientSession.removeNote(REQUESTED_AT_LOGIN);
                }
                if (picked != null) {
                    clientSession.removeNote(LoginWorkspace.note(nonce));
                }
            }
            return found.map(membership -> used(user, clientSession, usedLast, subject, membership));
        }
        String remembered = usedLast == null ? atLogin : usedLast;
        // Written once, with the session itself; from then on a refresh looks one workspace up instead of choosing.
        Optional<Membership> kept = known(subject, remembered).map(gate::pass);
        return (kept.isPresent() ? kept : fallback(subject).filter(gate::opens))
                .map(membership -> used(user, clientSession, usedLast, subject, membership));
    }

    /**
     * For an assertion, whose request names no workspace: what the user picked when he signed in, else what he used last with
     * this application. It is remembered like that of a token. Where a second factor is missing, the assertion is about none.
     */
    Optional<Chosen> chooseForAssertion(UserModel user, AuthenticatedClientSessionModel clientSession) {
        SubjectFacts subject = subject(user);
        String usedLast = clientSession.getNote(USED_LAST);
        String picked = clientSession.getNote(REQUESTED_AT_LOGIN);
        if (picked != null) {
            clientSession.removeNote(REQUESTED_AT_LOGIN);
        }
        SecondFactorGate gate = new SecondFactorGate(session, realmModel, subject, user, clientSession);
        return remembered(subject, picked == null || picked.isEmpty() ? usedLast : picked)
                .filter(gate::opens)
                .map(membership -> used(user, clientSession, usedLast, subject, membership));
    }

    /** The workspace that bounds what may be asked for, which may name that one only. */
    private Optional<Membership> within(
            SubjectFacts subject, String bounds, @Nullable String asked, String errorWithoutAccess) {
        Optional<Membership> found = found(subject, bounds, errorWithoutAccess);
        if (found.isPresent() && asked != null && !isNamed(found.get(), asked)) {
            throw refusal(OAuthErrorException.INVALID_REQUEST);
        }
        return found;
    }

    /** @return empty only when the realm is not enabled */
    private Optional<Membership> found(SubjectFacts subject, String asked, String errorWithoutAccess) {
        Optional<Membership> found = find(subject, asked);
        if (found.isEmpty() && enabled()) {
            throw refusal(errorWithoutAccess);
        }
        return found;
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
            found = remembered(subject, clientSession == null ? null : clientSession.getNote(USED_LAST));
        }
        SecondFactorGate gate = new SecondFactorGate(session, realmModel, subject, user, clientSession);
        return found.filter(gate::opens).map(membership -> new Chosen(subject, membership));
    }

    /**
     * How the user stands in this workspace, if he has access to it.
     *
     * @param workspace id or alias; nonsense is what he has no access to
     */
    public Optional<Membership> in(UserModel user, String workspace) {
        return find(subject(user), workspace);
    }

    /** The user in this workspace, if he has access to it. */
    Optional<Chosen> chosen(UserModel user, String workspace) {
        SubjectFacts subject = subject(user);
        return find(subject, workspace).map(membership -> new Chosen(subject, membership));
    }

    /**
     * How the user stands in the workspace that was used last, if he still has access to it, else in the one he falls back to.
     *
     * @param usedLast id or alias; null for none
     */
    Optional<Membership> remembered(UserModel user, @Nullable String usedLast) {
        return remembered(subject(user), usedLast);
    }

    private Optional<Membership> remembered(SubjectFacts subject, @Nullable String usedLast) {
        Optional<Membership> found = known(subject, usedLast);
        return found.isPresent() ? found : fallback(subject);
    }

    private Optional<Membership> known(SubjectFacts subject, @Nullable String usedLast) {
        return usedLast == null || usedLast.isEmpty() ? Optional.empty() : find(subject, usedLast);
    }

    /** Whether this can be the id or alias of a workspace at all. */
    static boolean isReference(String workspace) {
        return !workspace.isEmpty() && workspace.length() <= LONGEST_REFERENCE && !Ids.hasControlCharacters(workspace);
    }

    private SubjectFacts subject(UserModel user) {
        return decisions()
                .subject(realm, new UserId(user.getId()))
                .orElseThrow(() -> new IllegalStateException("a token for a user who is not there"));
    }

    private Optional<Membership> find(SubjectFacts subject, String workspace) {
        if (!isReference(workspace)) {
            return Optional.empty();
        }
        return decisions()
                .membership(realm, workspace, subject)
                .filter(found -> isNamed(found, workspace))
                .filter(usableBy(subject));
    }

    private static boolean isNamed(Membership membership, String workspace) {
        return workspace.equals(membership.workspace().value()) || workspace.equals(membership.alias());
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
    private Chosen used(
            UserModel user,
            AuthenticatedClientSessionModel clientSession,
            @Nullable String usedLast,
            SubjectFacts subject,
            Membership membership) {
        String id = membership.workspace().value();
        if (!id.equals(usedLast)) {
            clientSession.setNote(USED_LAST, id);
            if (clientSession.getUserSession().getPersistenceState()
                    != UserSessionModel.SessionPersistenceState.TRANSIENT) {
                LastSeen.in(session, realmModel, user, membership.workspace());
            }
        }
        return new Chosen(subject, membership);
    }

    private boolean enabled() {
        return services.realms().settings(realm).enabled();
    }

    private DecisionService decisions() {
        return services.decisions();
    }

    /** Says the same of a workspace that does not exist and one that the user does not belong to (rule P1). */
    private ErrorResponseException refusal(String error) {
        // The token endpoint has said which origins may read its answer; it adds them to refusals of its own only.
        session.getProvider(Cors.class).add();
        return new ErrorResponseException(
                error, "The user has no access to the requested workspace", Response.Status.BAD_REQUEST);
    }
}
