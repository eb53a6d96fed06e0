package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;

/**
 * Users of directories that Keycloak does not import have ids made of their names. Who bears a name after somebody else is
 * noticed here, before a question about him is answered, by the id that the directory has for him.
 */
public final class FederatedSubjects implements SubjectDirectory {

    private final SubjectDirectory subjects;
    private final Realms realms;
    private final Bearers bearers;
    private final Entries entries;

    public FederatedSubjects(SubjectDirectory subjects, KeycloakSession session, Bearers bearers, Entries entries) {
        this.subjects = subjects;
        this.realms = new Realms(session);
        this.bearers = bearers;
        this.entries = entries;
    }

    /** Is told who bears a name that a directory may give to somebody else. */
    @FunctionalInterface
    public interface Bearers {

        /** Takes away what somebody else had under this user id. */
        void seen(RealmId realm, UserId user, String username, String directoryId);
    }

    /** Is told of whom a question is about to be answered. */
    @FunctionalInterface
    public interface Entries {

        /** Lets the roles of the user follow his entry, if that was read in this session. */
        void follow(RealmModel realm, UserModel user);
    }

    @Override
    public Optional<SubjectFacts> find(RealmId realm, UserId user) {
        look(realm, user);
        return subjects.find(realm, user);
    }

    @Override
    public Optional<SubjectFacts> findAsOrdinary(RealmId realm, UserId user) {
        look(realm, user);
        return subjects.findAsOrdinary(realm, user);
    }

    /** Null for users whose id stays theirs, and for those of whom the directory says no more than the name. */
    static @Nullable String directoryId(UserModel user) {
        return StorageId.isLocalStorage(user.getId()) ? null : user.getFirstAttribute(LDAPConstants.LDAP_ID);
    }

    private void look(RealmId realm, UserId user) {
        realms.find(realm)
                .ifPresent(model -> realms.user(model, user.value())
                        .filter(FederatedSubjects::isFederated)
                        .ifPresent(found -> {
                            String directoryId = directoryId(found);
                            if (directoryId != null) {
                                bearers.seen(realm, user, found.getUsername(), directoryId);
                            }
                            entries.follow(model, found);
                        }));
    }

    private static boolean isFederated(UserModel user) {
        return user.getFederationLink() != null || !StorageId.isLocalStorage(user.getId());
    }
}
