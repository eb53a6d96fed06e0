package io.github.kcworkspaces.keycloak.broker;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.member.OutsideMapping;
import io.github.kcworkspaces.member.RoleSource;
import io.github.kcworkspaces.problem.Problem;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminRoot;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;

/**
 * Approves a mapper that somebody saves who may grant what it gives, so that he need not do so twice. Any other mapper waits.
 * What a mapper gave that is removed goes with it.
 */
final class MapperEvents implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger(MapperEvents.class);

    private final KeycloakSession session;

    MapperEvents(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        // logins are none of its business
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        RealmModel realm = session.getContext().getRealm();
        if (event.getResourceType() != ResourceType.IDENTITY_PROVIDER_MAPPER
                || realm == null
                || !realm.getId().equals(event.getRealmId())) {
            return;
        }
        String path = event.getResourcePath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (event.getOperationType() == OperationType.DELETE) {
            removed(realm, id);
        } else {
            IdentityProviderMapperModel mapper = session.identityProviders().getMapperById(id);
            if (mapper != null && MapperOptions.ours(mapper)) {
                saved(realm, MapperOptions.mapping(session, mapper));
            }
        }
    }

    private void saved(RealmModel realm, OutsideMapping mapping) {
        AdminAuth admin = admin(realm);
        try {
            Access access = Access.ofAdmin(session, realm, AdminPermissions.evaluator(session, realm, admin));
            Entered entered = access.enter(mapping.workspace(), Operation.GROUPS_WRITE);
            services()
                    .sourceApprovals()
                    .approve(entered.caller(), entered.workspace(), mapping.source(), mapping.roles());
        } catch (Problem refusal) {
            LOG.infof(
                    "Mapper '%s' of realm '%s' waits for an approval: %s",
                    mapping.source().name(), realm.getName(), refusal.detail());
        }
    }

    private void removed(RealmModel realm, String id) {
        services()
                .sourceApprovals()
                .sourceGone(
                        new RealmId(realm.getId()),
                        Actor.system(Actor.Cause.SYNC),
                        new RoleSource(RoleSource.Kind.IDP, id, id, ""));
    }

    /** Who calls the admin API, with what his token carries. */
    private AdminAuth admin(RealmModel realm) {
        try {
            return AdminRoot.authenticateRealmAdminRequest(session);
        } finally {
            // Keycloak looks at the caller's own realm, which may be another one.
            session.getContext().setRealm(realm);
        }
    }

    private RbacProvider services() {
        return session.getProvider(RbacProvider.class);
    }

    @Override
    public void close() {}
}
