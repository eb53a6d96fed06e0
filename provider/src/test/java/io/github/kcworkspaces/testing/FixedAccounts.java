package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.realm.AccountAdmins;
import io.github.kcworkspaces.testing.InMemoryWorld.Mark;
import io.github.kcworkspaces.user.Accounts;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keycloak's accounts over the users of a {@link FixedDirectory}. */
public final class FixedAccounts implements Accounts {

    /** Users who administer Keycloak itself. */
    public final Set<UserId> administrators = new HashSet<>();

    /** Users whom their directory does not let go. */
    public final Set<UserId> readOnly = new HashSet<>();

    private final InMemoryWorld world;
    private final Removal removal;

    FixedAccounts(InMemoryWorld world, Removal removal) {
        this.world = world;
        this.removal = removal;
    }

    /** What Keycloak tells us of a user whom it removes. */
    @FunctionalInterface
    interface Removal {
        void removed(RealmId realm, UserId user, String username);
    }

    @Override
    public Collection<String> adminRoles(RealmId realm) {
        return List.of();
    }

    @Override
    public boolean exists(RealmId realm, UserId user) {
        return world.directory().find(realm, user).isPresent();
    }

    @Override
    public boolean administersKeycloak(RealmId realm, UserId user) {
        return administrators.contains(user);
    }

    @Override
    public boolean setEnabled(RealmId realm, UserId user, boolean enabled) {
        if (readOnly.contains(user)) {
            return false;
        }
        if (enabled) {
            world.marks.remove(user);
        } else {
            world.mark(user, Mark.DISABLED);
        }
        change(realm, user, enabled, admins().isAdmin(realm, user));
        return true;
    }

    @Override
    public boolean remove(RealmId realm, UserId user) {
        if (readOnly.contains(user)) {
            return false;
        }
        String username = facts(realm, user).username();
        world.directory().removeUser(realm, user);
        removal.removed(realm, user, username);
        return true;
    }

    /** Which of them are account admins. */
    AccountAdmins admins() {
        return new Admins();
    }

    private final class Admins implements AccountAdmins {

        @Override
        public Collection<UserId> all(RealmId realm) {
            return world.directory().accountAdmins(realm);
        }

        @Override
        public boolean isAdmin(RealmId realm, UserId user) {
            return all(realm).contains(user);
        }

        @Override
        public boolean othersThan(RealmId realm, UserId user) {
            return all(realm).stream()
                    .anyMatch(
                            other -> !other.equals(user) && facts(realm, other).enabled());
        }

        @Override
        public void add(RealmId realm, UserId user) {
            change(realm, user, facts(realm, user).enabled(), true);
        }

        @Override
        public void remove(RealmId realm, UserId user) {
            change(realm, user, facts(realm, user).enabled(), false);
        }
    }

    private SubjectFacts facts(RealmId realm, UserId user) {
        return world.directory().find(realm, user).orElseThrow();
    }

    private void change(RealmId realm, UserId user, boolean enabled, boolean admin) {
        SubjectFacts facts = facts(realm, user);
        world.directory()
                .add(
                        realm,
                        new SubjectFacts(
                                user,
                                facts.username(),
                                facts.email(),
                                enabled,
                                admin,
                                facts.groups(),
                                facts.attributes()));
    }
}
