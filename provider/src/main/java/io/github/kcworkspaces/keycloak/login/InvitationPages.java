package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.InvitationService;
import io.github.kcworkspaces.invitation.InvitationService.Shown;
import io.github.kcworkspaces.invitation.LinkSecret;
import io.github.kcworkspaces.keycloak.directory.KeycloakPeople;
import io.github.kcworkspaces.keycloak.spi.Actors;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.problem.Problem;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;

/**
 * What the link of an invitation shows, in the login theme. Looking changes nothing, because programs follow links too; what
 * people answer is posted by the browser that has looked (rule I3). For what is unknown, over, used and revoked there is one
 * page.
 */
public final class InvitationPages {

    private static final Logger LOG = Logger.getLogger(InvitationPages.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String COOKIE = "KCW_INVITATION";
    private static final String INVITATION = "workspace-invitation.ftl";
    private static final String SIGN_UP = "workspace-sign-up.ftl";
    private static final String PASSWORD = "password";
    private static final String PASSWORD_AGAIN = "password-confirm";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RealmId id;
    private final InvitationLogin login;

    public InvitationPages(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.id = new RealmId(realm.getId());
        this.login = new InvitationLogin(session, realm);
    }

    /** What the link leads to. */
    public Response show(String secret) {
        return guarded(() -> behind(secret)
                .map(shown -> invitation(shown, null, Response.Status.OK))
                .orElseGet(this::closed));
    }

    /** What somebody has answered. */
    public Response answer(String secret) {
        return guarded(() -> {
            Optional<Shown> found = behind(secret);
            if (found.isEmpty()) {
                return closed();
            }
            MultivaluedMap<String, String> form =
                    session.getContext().getHttpRequest().getDecodedFormParameters();
            if (!isOfThisBrowser(form)) {
                return invitation(found.get(), "workspaceInvitationAgain", Response.Status.BAD_REQUEST);
            }
            return answer(found.get(), form, Objects.requireNonNullElse(form.getFirst("answer"), ""));
        });
    }

    private Response answer(Shown shown, MultivaluedMap<String, String> form, String answer) {
        AuthenticationManager.AuthResult signedIn = signedIn();
        boolean somebodyElse = signedIn != null && !isFor(shown, signedIn.user());
        return switch (answer) {
            case "decline" -> decline(shown);
            case "sign-in" -> login.signIn(shown, landing(shown));
            case "switch" -> {
                if (signedIn != null) {
                    login.signOut(signedIn.session());
                }
                yield accept(shown, form);
            }
            case "accept" -> somebodyElse ? invitation(shown, null, Response.Status.OK) : accept(shown, form);
            case "sign-up" -> hasAccount(shown) ? login.signIn(shown, landing(shown)) : signUp(shown, form);
            default -> invitation(shown, "workspaceInvitationAgain", Response.Status.BAD_REQUEST);
        };
    }

    private Response accept(Shown shown, MultivaluedMap<String, String> form) {
        return hasAccount(shown)
                ? login.signIn(shown, landing(shown))
                : signUpPage(shown, prefilled(shown), List.of(), form.getFirst("csrf"));
    }

    private Response decline(Shown shown) {
        services()
                .invitations()
                .decline(
                        id,
                        shown.invitation().id(),
                        new Actor(
                                null, shown.invitation().email(), Actor.Kind.USER, Actor.Cause.USER, ip(), null, null),
                        null);
        return forms().setAttribute("messageHeader", "workspaceInvitationDeclinedTitle")
                .setInfo("workspaceInvitationDeclined", shown.workspace().name())
                .setAttribute("skipLink", true)
                .createInfoPage();
    }

    /** The link has proved the address: so the account is made with it, verified, and the invitation taken at once. */
    private Response signUp(Shown shown, MultivaluedMap<String, String> sent) {
        String email = shown.invitation().email();
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        sent.forEach((name, values) -> form.put(name, new ArrayList<>(values)));
        form.putSingle(UserModel.EMAIL, email);
        if (realm.isRegistrationEmailAsUsername()) {
            form.putSingle(UserModel.USERNAME, email);
        }
        String password = form.getFirst(PASSWORD);
        List<FormMessage> errors = new ArrayList<>(passwordErrors(form, password));
        String csrf = form.getFirst("csrf");
        List.of(PASSWORD, PASSWORD_AGAIN, "csrf", "answer").forEach(form::remove);
        UserProfile profile =
                session.getProvider(UserProfileProvider.class).create(UserProfileContext.REGISTRATION, form);
        try {
            profile.validate();
        } catch (ValidationException invalid) {
            invalid.getErrors()
                    .forEach(error -> errors.add(
                            new FormMessage(error.getAttribute(), error.getMessage(), error.getMessageParameters())));
        }
        if (!errors.isEmpty()) {
            return signUpPage(shown, form, errors, csrf);
        }
        if (services().invitations().held(id, shown.invitation().id()).isEmpty()) {
            return closed();
        }
        UserModel user = profile.create();
        user.setEnabled(true);
        user.setEmailVerified(true);
        user.credentialManager().updateCredential(UserCredentialModel.password(password, false));
        new EventBuilder(realm, session, session.getContext().getConnection())
                .event(EventType.REGISTER)
                .user(user)
                .detail(Details.USERNAME, user.getUsername())
                .detail(Details.EMAIL, email)
                .detail(Details.REGISTER_METHOD, "invitation")
                .success();
        Actor actor = Actors.of(session, user, null, null);
        Person person =
                new KeycloakPeople(session).find(id, new UserId(user.getId())).orElseThrow();
        services().invitations().accept(id, shown.invitation().id(), actor, person, true);
        return login.signedUp(shown, landing(shown), user);
    }

    private List<FormMessage> passwordErrors(MultivaluedMap<String, String> form, @Nullable String password) {
        if (password == null || password.isEmpty()) {
            return List.of(new FormMessage(PASSWORD, Messages.MISSING_PASSWORD));
        }
        if (!password.equals(form.getFirst(PASSWORD_AGAIN))) {
            return List.of(new FormMessage(PASSWORD_AGAIN, Messages.INVALID_PASSWORD_CONFIRM));
        }
        PolicyError weak = session.getProvider(PasswordPolicyManagerProvider.class)
                .validate(form.getFirst(UserModel.USERNAME), password);
        return weak == null ? List.of() : List.of(new FormMessage(PASSWORD, weak.getMessage(), weak.getParameters()));
    }

    private Response invitation(Shown shown, @Nullable String error, Response.Status status) {
        AuthenticationManager.AuthResult signedIn = signedIn();
        Invitation invitation = shown.invitation();
        Locale locale = session.getContext().resolveLocale(signedIn == null ? null : signedIn.user());
        String csrf = csrf();
        LoginFormsProvider form = forms().setAttribute(
                        "workspace", shown.workspace().name())
                .setAttribute("inviter", invitation.invitedBy().username())
                .setAttribute("invited", invitation.email())
                .setAttribute("note", Objects.requireNonNullElse(invitation.message(), ""))
                .setAttribute("until", until(invitation, locale))
                .setAttribute(
                        "otherUser",
                        signedIn == null || isFor(shown, signedIn.user())
                                ? ""
                                : signedIn.user().getUsername())
                .setAttribute("csrf", csrf)
                .setActionUri(session.getContext().getUri().getRequestUri());
        if (error != null) {
            form.setError(error);
        }
        return withCookie(form.setStatus(status).createForm(INVITATION), csrf);
    }

    private Response signUpPage(
            Shown shown, MultivaluedMap<String, String> values, List<FormMessage> errors, @Nullable String csrf) {
        boolean others = realm.isIdentityFederationEnabled()
                || session.identityProviders().getAllStream().findAny().isPresent();
        LoginFormsProvider form = forms().setAttribute(
                        "workspace", shown.workspace().name())
                .setAttribute("invited", shown.invitation().email())
                .setAttribute("csrf", Objects.requireNonNullElse(csrf, ""))
                .setAttribute("otherWays", others)
                .setAttribute("profile", new SignUpProfile(values, session, realm.isRegistrationEmailAsUsername()))
                .setActionUri(session.getContext().getUri().getRequestUri());
        if (!errors.isEmpty()) {
            form.setErrors(errors);
        }
        return form.setStatus(errors.isEmpty() ? Response.Status.OK : Response.Status.BAD_REQUEST)
                .createForm(SIGN_UP);
    }

    private MultivaluedMap<String, String> prefilled(Shown shown) {
        Invitation invitation = shown.invitation();
        MultivaluedMap<String, String> values = new MultivaluedHashMap<>();
        values.putSingle(UserModel.USERNAME, invitation.email());
        values.putSingle(UserModel.FIRST_NAME, Objects.requireNonNullElse(invitation.firstName(), ""));
        values.putSingle(UserModel.LAST_NAME, Objects.requireNonNullElse(invitation.lastName(), ""));
        return values;
    }

    private Response closed() {
        return refused(InvitationTexts.CLOSED);
    }

    private Response refused(String text) {
        return forms().setError(text).setAttribute("skipLink", true).createErrorPage(Response.Status.NOT_FOUND);
    }

    /** Nothing half done: what refuses or fails takes everything back. */
    private Response guarded(java.util.function.Supplier<Response> page) {
        try {
            return page.get();
        } catch (Problem refusal) {
            Response response = refused(InvitationTexts.of(refusal.code()));
            session.getTransactionManager().setRollbackOnly();
            return response;
        } catch (ModelException taken) {
            LOG.debug("An account with this name or address was made at the same time", taken);
            Response response = closed();
            session.getTransactionManager().setRollbackOnly();
            return response;
        }
    }

    private Optional<Shown> behind(String secret) {
        InvitationService invitations = services().invitations();
        return LinkSecret.sent(secret).flatMap(sent -> invitations.behind(id, sent.hash()));
    }

    private boolean hasAccount(Shown shown) {
        return session.users()
                .searchForUserStream(
                        realm, Map.of(UserModel.EMAIL, shown.invitation().email(), UserModel.EXACT, "true"), 0, 1)
                .findAny()
                .isPresent();
    }

    private static boolean isFor(Shown shown, UserModel user) {
        return shown.invitation().email().equalsIgnoreCase(user.getEmail());
    }

    private AuthenticationManager.@Nullable AuthResult signedIn() {
        return AuthenticationManager.authenticateIdentityCookie(session, realm, true);
    }

    private URI landing(Shown shown) {
        return login.landing(shown.invitation().application());
    }

    private static String until(Invitation invitation, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(Instant.ofEpochMilli(invitation.expiresAt()).atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    /** Each browser has a value of its own, which a page of another site can neither read nor send along. */
    private String csrf() {
        String known = cookie();
        return known == null ? LinkSecret.random(RANDOM).value() : known;
    }

    private @Nullable String cookie() {
        Cookie cookie = session.getContext().getRequestHeaders().getCookies().get(COOKIE);
        return cookie == null
                ? null
                : LinkSecret.sent(cookie.getValue()).map(LinkSecret::value).orElse(null);
    }

    private boolean isOfThisBrowser(MultivaluedMap<String, String> form) {
        String expected = cookie();
        String sent = form.getFirst("csrf");
        return expected != null
                && sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private Response withCookie(Response response, String csrf) {
        URI site = session.getContext().getUri().getBaseUri();
        return Response.fromResponse(response)
                .cookie(new NewCookie.Builder(COOKIE)
                        .value(csrf)
                        .path(site.getPath() + "realms/" + realm.getName() + "/rbac/invitations")
                        .httpOnly(true)
                        .secure("https".equals(site.getScheme()))
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private @Nullable String ip() {
        ClientConnection connection = session.getContext().getConnection();
        return connection == null ? null : connection.getRemoteHost();
    }

    private LoginFormsProvider forms() {
        return session.getProvider(LoginFormsProvider.class);
    }

    private RbacProvider services() {
        return session.getProvider(RbacProvider.class);
    }
}
