package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.InvitationService;
import io.github.kcworkspaces.keycloak.directory.KeycloakPeople;
import io.github.kcworkspaces.keycloak.spi.Actors;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.problem.Problem;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.broker.provider.AbstractIdentityProvider;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Accepts the invitation that a login was begun with, at its end and in its transaction: behind password, identity provider,
 * directory and second factor alike, and whoever has signed in in the end. Who is somebody else than the invited is told so
 * (rule I4).
 */
public final class InvitationAcceptance implements RequiredActionFactory, RequiredActionProvider {

    /** Provider id; enabling a realm registers it. */
    public static final String ID = "workspaces-invitation";

    /** Note of a login that was begun with an invitation; its id, which is no secret. */
    private static final String EXPECTED = "kcw.invitation";

    private static final String TEMPLATE = "workspace-invitation-login.ftl";

    static void expect(AuthenticationSessionModel login, Invitation invitation) {
        login.setClientNote(EXPECTED, invitation.id().value());
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        if (login.getClientNote(EXPECTED) == null || context.getUser() == null) {
            return;
        }
        login.addRequiredAction(ID);
        boolean theirs = expected(context)
                .filter(shown -> isFor(shown.invitation(), context.getUser()))
                .isPresent();
        if (theirs && !isProved(context)) {
            login.addRequiredAction(UserModel.RequiredAction.VERIFY_EMAIL);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Optional<InvitationService.Shown> expected = expected(context);
        if (expected.isEmpty()) {
            goOn(context, "workspaceInvitationClosed");
            return;
        }
        Invitation invitation = expected.get().invitation();
        if (!isFor(invitation, context.getUser())) {
            context.challenge(page(context, "workspaceInvitationOther")
                    .setAttribute("invited", invitation.email())
                    .createForm(TEMPLATE));
            return;
        }
        try {
            accept(context, invitation);
            context.getAuthenticationSession().removeClientNote(EXPECTED);
            context.success();
        } catch (Problem refusal) {
            goOn(context, InvitationTexts.of(refusal.code()));
        }
    }

    /** Who sees one of the pages goes on without the invitation, which stays as it is. */
    @Override
    public void processAction(RequiredActionContext context) {
        context.getAuthenticationSession().removeClientNote(EXPECTED);
        context.success();
    }

    private static void accept(RequiredActionContext context, Invitation invitation) {
        UserModel user = context.getUser();
        RealmId realm = new RealmId(context.getRealm().getId());
        boolean proved = isProved(context);
        Person person = new KeycloakPeople(context.getSession())
                .find(realm, new UserId(user.getId()))
                .orElseGet(() -> new Person(new UserId(user.getId()), user.getUsername(), user.getEmail(), null, null));
        services(context).invitations().accept(realm, invitation.id(), actor(context), person, proved);
        if (!user.isEmailVerified()) {
            user.setEmailVerified(true);
        }
    }

    private static Actor actor(RequiredActionContext context) {
        return Actors.of(
                context.getSession(),
                context.getUser(),
                context.getAuthenticationSession().getClient(),
                null);
    }

    /** By Keycloak; or by the link, for an account that an identity provider has made in this very login. */
    private static boolean isProved(RequiredActionContext context) {
        return context.getUser().isEmailVerified()
                || "true"
                        .equals(context.getAuthenticationSession()
                                .getAuthNote(AbstractIdentityProvider.BROKER_REGISTERED_NEW_USER));
    }

    private static boolean isFor(Invitation invitation, UserModel user) {
        return invitation.email().equalsIgnoreCase(user.getEmail());
    }

    private static Optional<InvitationService.Shown> expected(RequiredActionContext context) {
        String id = context.getAuthenticationSession().getClientNote(EXPECTED);
        return id == null
                ? Optional.empty()
                : services(context)
                        .invitations()
                        .pending(new RealmId(context.getRealm().getId()), new InvitationId(id));
    }

    private static void goOn(RequiredActionContext context, String text) {
        context.challenge(page(context, text).createForm(TEMPLATE));
    }

    private static LoginFormsProvider page(RequiredActionContext context, String text) {
        return context.form()
                .setAttribute("text", text)
                .setAttribute("invited", "")
                .setAttribute("signedIn", context.getUser().getUsername());
    }

    private static RbacProvider services(RequiredActionContext context) {
        return context.getSession().getProvider(RbacProvider.class);
    }

    @Override
    public String getDisplayText() {
        return "Invitation to a workspace";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to prepare.
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    @Override
    public String getId() {
        return ID;
    }
}
