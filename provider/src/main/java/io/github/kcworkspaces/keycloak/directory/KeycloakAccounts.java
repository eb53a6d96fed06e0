package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Accounts;
import io.github.kcworkspaces.invitation.InvitationRules;
import io.github.kcworkspaces.member.Member;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;

/** Accounts of Keycloak; those in its own table all at once, those of directories that it has not imported one by one. */
public final class KeycloakAccounts implements Accounts {

    private final KeycloakSession session;
    private final Realms realms;
    private final BiFunction<RealmId, Collection<String>, Map<String, List<Account>>> own;

    /** @param own looks into Keycloak's own table */
    public KeycloakAccounts(
            KeycloakSession session, BiFunction<RealmId, Collection<String>, Map<String, List<Account>>> own) {
        this.session = session;
        this.realms = new Realms(session);
        this.own = own;
    }

    @Override
    public Map<String, List<Account>> byEmail(RealmId realm, Collection<String> emails) {
        Map<String, List<Account>> found = new HashMap<>(own.apply(realm, emails));
        realms.find(realm).filter(this::hasDirectories).ifPresent(model -> {
            for (String email : emails) {
                if (!found.containsKey(email)) {
                    UserModel user = session.users().getUserByEmail(model, email);
                    if (user != null) {
                        found.put(email, List.of(account(user)));
                    }
                }
            }
        });
        return found;
    }

    @Override
    public Account create(RealmId realm, String email, @Nullable String firstName, @Nullable String lastName) {
        RealmModel model = realms.find(realm).orElseThrow(() -> InvitationRules.accountRefused("the realm is gone"));
        if (session.users().getUserByUsername(model, email) != null) {
            throw InvitationRules.accountRefused("the address is somebody's user name");
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(UserModel.USERNAME, email);
        attributes.put(UserModel.EMAIL, email);
        if (firstName != null && !firstName.isBlank()) {
            attributes.put(UserModel.FIRST_NAME, firstName);
        }
        if (lastName != null && !lastName.isBlank()) {
            attributes.put(UserModel.LAST_NAME, lastName);
        }
        RealmModel before = session.getContext().getRealm();
        try {
            session.getContext().setRealm(model);
            UserProfile profile =
                    session.getProvider(UserProfileProvider.class).create(UserProfileContext.USER_API, attributes);
            UserModel user = profile.create();
            user.setEnabled(true);
            user.setEmailVerified(false);
            return account(user);
        } catch (ValidationException invalid) {
            throw InvitationRules.accountRefused(invalid.getErrors().stream()
                    .map(error -> error.getAttribute() + " " + error.getMessage())
                    .sorted()
                    .collect(Collectors.joining(", ")));
        } finally {
            session.getContext().setRealm(before);
        }
    }

    private boolean hasDirectories(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .anyMatch(directory -> directory.get("enabled", true));
    }

    private static Account account(UserModel user) {
        return new Account(
                new Member.Person(
                        new UserId(user.getId()),
                        user.getUsername(),
                        user.getEmail(),
                        user.getFirstName(),
                        user.getLastName(),
                        FederatedSubjects.directoryId(user)),
                user.isEnabled(),
                user.isEmailVerified());
    }
}
