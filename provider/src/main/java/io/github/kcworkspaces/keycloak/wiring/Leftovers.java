package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.event.Sweeper;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.store.JpaJobStore;
import io.github.kcworkspaces.keycloak.store.JpaManagedRoleStore;
import io.github.kcworkspaces.keycloak.store.Orphans;
import io.github.kcworkspaces.member.ManagedRoleStore;
import io.github.kcworkspaces.member.RoleSource;
import java.time.Duration;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** What the sweeper removes: users and groups through the same services as their removal one by one, realms wholly. */
final class Leftovers {

    static final List<Sweeper.Batch> BATCHES = List.of(
            Leftovers::realms,
            Leftovers::users,
            Leftovers::groups,
            Leftovers::sources,
            Leftovers::unlinked,
            Leftovers::invitations,
            Leftovers::reminders,
            Leftovers::jobs);

    private static final int AT_ONCE = 20;
    private static final Duration JOBS_KEPT = Duration.ofDays(30);

    private Leftovers() {}

    private static int realms(KeycloakSession session) {
        Orphans orphans = orphans(session);
        for (RealmId realm : orphans.realms()) {
            int removed = orphans.purge(realm);
            if (removed > 0) {
                return removed;
            }
        }
        return 0;
    }

    private static int users(KeycloakSession session) {
        RbacProvider services = session.getProvider(RbacProvider.class);
        Actor actor = Actor.system(Actor.Cause.SWEEP);
        List<Orphans.GoneUser> gone = orphans(session).users(AT_ONCE);
        for (Orphans.GoneUser user : gone) {
            // Keycloak has forgotten the name with the user.
            String name = user.user().value();
            services.realms().accountOwnerRemoved(user.realm(), actor, user.user());
            services.workspaces().ownerRemoved(user.realm(), actor, user.user(), name);
            services.shares().userRemoved(user.realm(), actor, user.user(), name);
            services.members().userRemoved(user.realm(), actor, user.user(), name);
            services.users().removed(user.realm(), user.user());
            services.invitationUpkeep().userRemoved(user.realm(), actor, user.user(), null);
        }
        return gone.size();
    }

    private static int groups(KeycloakSession session) {
        RbacProvider services = session.getProvider(RbacProvider.class);
        Actor actor = Actor.system(Actor.Cause.SWEEP);
        List<Orphans.GoneGroup> gone = orphans(session).groups(AT_ONCE);
        for (Orphans.GoneGroup group : gone) {
            String name = group.group().value();
            services.groupMappings().groupRemoved(group.realm(), actor, group.group(), name);
            services.shares().groupRemoved(group.realm(), actor, group.group(), name);
        }
        return gone.size();
    }

    /** Mappers that are gone, with what they gave and what was approved for them. */
    private static int sources(KeycloakSession session) {
        return session.getProvider(RbacProvider.class)
                .sourceApprovals()
                .sweep(null, Actor.system(Actor.Cause.SWEEP), AT_ONCE);
    }

    /** Users who are no longer linked with the provider that gave them roles. */
    private static int unlinked(KeycloakSession session) {
        RbacProvider services = session.getProvider(RbacProvider.class);
        List<ManagedRoleStore.Unlinked> users = new JpaManagedRoleStore(
                        session.getProvider(JpaConnectionProvider.class).getEntityManager())
                .unlinked(AT_ONCE);
        for (ManagedRoleStore.Unlinked user : users) {
            services.managedRoles()
                    .unlinked(
                            user.realm(),
                            Actor.system(Actor.Cause.SWEEP),
                            user.user(),
                            List.of(RoleSource.of(user.source())));
        }
        return users.size();
    }

    /** Invitations that nobody accepted in time. */
    private static int invitations(KeycloakSession session) {
        return session.getProvider(RbacProvider.class)
                .invitationUpkeep()
                .expire(Actor.system(Actor.Cause.SYSTEM), AT_ONCE);
    }

    /** Invitations to remind people of. */
    private static int reminders(KeycloakSession session) {
        return session.getProvider(RbacProvider.class).invitationUpkeep().remind(AT_ONCE);
    }

    /** Jobs that ended long ago: their rows are names and addresses. */
    private static int jobs(KeycloakSession session) {
        JpaJobStore store =
                new JpaJobStore(session.getProvider(JpaConnectionProvider.class).getEntityManager());
        return store.purge(store.now() - JOBS_KEPT.toMillis(), Orphans.BATCH);
    }

    private static Orphans orphans(KeycloakSession session) {
        return new Orphans(session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }
}
