package io.github.kcworkspaces.keycloak.event;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.spi.Actors;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.member.RoleSource;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import org.keycloak.services.ErrorResponse;

/**
 * Takes along what belongs to a user, group, organization or realm that Keycloak removes, or to a user who leaves an
 * organization, in the transaction of the removal: what fails here fails the removal. What Keycloak removes in bulk, without an event for each, is left to the sweeper.
 */
public final class Removals implements ProviderEventListener {

    /** How many mappers of a provider are looked after at once; the sweeper takes more. */
    private static final int MAPPERS = 100;

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserPreRemovedEvent removal) {
            userMayBeRemoved(removal.getKeycloakSession(), removal.getRealm(), removal.getUser());
        } else if (event instanceof UserModel.UserRemovedEvent removal) {
            userRemoved(removal.getKeycloakSession(), removal.getRealm(), removal.getUser());
        } else if (event instanceof GroupModel.GroupRemovedEvent removal) {
            groupRemoved(removal.getKeycloakSession(), removal.getRealm(), removal.getGroup());
        } else if (event instanceof OrganizationModel.OrganizationRemovedEvent removal) {
            organizationRemoved(removal.getKeycloakSession(), removal.getOrganization());
        } else if (event instanceof RealmModel.IdentityProviderRemovedEvent removal) {
            providerRemoved(
                    removal.getKeycloakSession(),
                    removal.getRealm(),
                    removal.getRemovedIdentityProvider().getAlias());
        } else if (event instanceof FederatedIdentityModel.FederatedIdentityRemovedEvent removal) {
            unlinked(
                    removal.getKeycloakSession(),
                    removal.getRealm(),
                    removal.getUser(),
                    removal.getFederatedIdentity().getIdentityProvider());
        } else if (event instanceof OrganizationModel.OrganizationMemberLeaveEvent departure) {
            organizationLeft(departure.getSession(), departure.getOrganization(), departure.getUser());
        } else if (event instanceof RealmModel.RealmRemovedEvent removal) {
            services(removal.getKeycloakSession())
                    .realms()
                    .realmRemoved(new RealmId(removal.getRealm().getId()));
        }
    }

    /** M2. The refusal has the form that Keycloak's own admin REST API gives its conflicts. */
    private static void userMayBeRemoved(KeycloakSession session, RealmModel realm, UserModel user) {
        RealmId id = new RealmId(realm.getId());
        RbacProvider services = services(session);
        if (!services.realms().settings(id).enabled()) {
            return;
        }
        try {
            services.accountAdmins().mayBeDeleted(id, new UserId(user.getId()));
        } catch (Problem refusal) {
            throw ErrorResponse.exists(refusal.detail());
        }
    }

    private static void userRemoved(KeycloakSession session, RealmModel realm, UserModel user) {
        if (neverEnabled(session, realm)) {
            return;
        }
        RealmId id = new RealmId(realm.getId());
        UserId removed = new UserId(user.getId());
        Actor actor = actor(session);
        RbacProvider services = services(session);
        services.realms().accountOwnerRemoved(id, actor, removed);
        services.workspaces().ownerRemoved(id, actor, removed, user.getUsername());
        services.shares().userRemoved(id, actor, removed, user.getUsername());
        services.members().userRemoved(id, actor, removed, user.getUsername());
        services.firstLogins().userRemoved(id, removed);
        services.users().removed(id, removed);
        services.invitations().userRemoved(id, actor, removed, user.getEmail());
    }

    private static void groupRemoved(KeycloakSession session, RealmModel realm, GroupModel group) {
        if (neverEnabled(session, realm)) {
            return;
        }
        RealmId id = new RealmId(realm.getId());
        GroupId removed = new GroupId(group.getId());
        Actor actor = actor(session);
        String path = KeycloakModelUtils.buildGroupPath(group);
        services(session).groupMappings().groupRemoved(id, actor, removed, path);
        services(session).shares().groupRemoved(id, actor, removed, path);
    }

    private static void organizationRemoved(KeycloakSession session, OrganizationModel organization) {
        RealmModel realm = session.getContext().getRealm();
        if (realm == null || neverEnabled(session, realm)) {
            return;
        }
        services(session)
                .workspaces()
                .organizationRemoved(new RealmId(realm.getId()), actor(session), organization.getId());
    }

    /** Its mappers are gone with it, and what they gave goes. */
    private static void providerRemoved(KeycloakSession session, RealmModel realm, String alias) {
        if (neverEnabled(session, realm)) {
            return;
        }
        RealmId id = new RealmId(realm.getId());
        Actor actor = actor(session);
        services(session).firstLogins().providerRemoved(id, actor, alias);
        services(session).sourceApprovals().sweep(id, actor, MAPPERS);
    }

    /** What the provider's mappers gave him goes with the link. */
    private static void unlinked(KeycloakSession session, RealmModel realm, UserModel user, String provider) {
        RealmModel current = session.getContext().getRealm();
        if (current == null || !current.getId().equals(realm.getId()) || neverEnabled(session, realm)) {
            return;
        }
        services(session)
                .managedRoles()
                .unlinked(
                        new RealmId(realm.getId()),
                        actor(session),
                        new UserId(user.getId()),
                        session.identityProviders()
                                .getMappersByAliasStream(provider)
                                .map(mapper -> new RoleSource(
                                        RoleSource.Kind.IDP, mapper.getId(), provider + ": " + mapper.getName(), ""))
                                .toList());
    }

    private static void organizationLeft(KeycloakSession session, OrganizationModel organization, UserModel user) {
        RealmModel realm = session.getContext().getRealm();
        if (realm == null || neverEnabled(session, realm)) {
            return;
        }
        RealmId id = new RealmId(realm.getId());
        RbacProvider services = services(session);
        List<Workspace> workspaces = services.workspaces().ofOrganization(id, organization.getId());
        if (workspaces.isEmpty()) {
            return;
        }
        Actor actor = actor(session);
        UserId left = new UserId(user.getId());
        services.workspaces().organizationLeft(id, actor, organization.getId(), left, user.getUsername());
        services.members().organizationLeft(id, actor, organization.getId(), left, user.getUsername(), workspaces);
    }

    /** Such a realm has nothing of ours; one that was disabled again has. */
    private static boolean neverEnabled(KeycloakSession session, RealmModel realm) {
        return services(session).realms().settings(new RealmId(realm.getId())).defaultWorkspace() == null;
    }

    /** Whoever is logged in to the request that removes; the system where nobody is, as in a synchronisation. */
    private static Actor actor(KeycloakSession session) {
        UserSessionModel userSession = session.getContext().getUserSession();
        UserModel user = userSession == null ? null : userSession.getUser();
        return user == null
                ? Actor.system(Actor.Cause.SYNC)
                : Actors.of(session, user, session.getContext().getClient(), userSession);
    }

    private static RbacProvider services(KeycloakSession session) {
        return session.getProvider(RbacProvider.class);
    }
}
