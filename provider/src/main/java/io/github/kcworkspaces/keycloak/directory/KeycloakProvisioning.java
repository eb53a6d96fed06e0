package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.realm.RealmProvisioning;
import io.github.kcworkspaces.settings.RealmSettings;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/** Client, roles, client scopes and authentication flows of an enabled realm. What an admin has changed of them stays as it is. */
public final class KeycloakProvisioning implements RealmProvisioning {

    /**
     * Keycloak's console opens for whoever holds any role of {@code realm-management}. This one gives the least: it shows
     * no user, unless a fine-grained permission does.
     */
    private static final String CONSOLE_ROLE = AdminRoles.QUERY_USERS;

    /** Provider id of the required action that gives what a first login is given. */
    private static final String FIRST_LOGIN = "workspaces-first-login";

    /** Provider id of the required action that accepts an invitation; when all is done that proves who somebody is. */
    private static final String INVITATION = "workspaces-invitation";

    private static final int LAST = 1_000;

    private final KeycloakSession session;
    private final Realms realms;

    public KeycloakProvisioning(KeycloakSession session) {
        this.session = session;
        this.realms = new Realms(session);
    }

    @Override
    public void provision(RealmSettings settings) {
        realms.find(settings.realm()).ifPresent(realm -> {
            ClientModel client = client(realm);
            adminRole(realm, client);
            ProvisionedScopes.ensure(realm);
            new LoginFlows(session, realm).ensure(settings.mfaLevel());
            action(realm, FIRST_LOGIN, "Workspaces of a first login", LAST);
            action(realm, INVITATION, "Invitation to a workspace", LAST + LAST);
            SubjectAttributeNames.write(realm, settings.subjectAttributes());
            listen(realm, true);
        });
    }

    @Override
    public void withdraw(RealmId realm) {
        realms.find(realm).ifPresent(model -> listen(model, false));
    }

    /** Keycloak asks its listeners by name: a realm that is not enabled costs nothing. */
    private static void listen(RealmModel realm, boolean on) {
        Set<String> listeners = realm.getEventsListenersStream().collect(Collectors.toCollection(LinkedHashSet::new));
        if (on ? listeners.add(ProvisionedNames.EVENT_LISTENER) : listeners.remove(ProvisionedNames.EVENT_LISTENER)) {
            realm.setEventsListeners(listeners);
        }
    }

    private static void action(RealmModel realm, String id, String name, int priority) {
        if (realm.getRequiredActionProviderByAlias(id) != null) {
            return;
        }
        RequiredActionProviderModel action = new RequiredActionProviderModel();
        action.setAlias(id);
        action.setProviderId(id);
        action.setName(name);
        action.setEnabled(true);
        action.setPriority(priority);
        realm.addRequiredActionProvider(action);
    }

    private static ClientModel client(RealmModel realm) {
        ClientModel client = realm.getClientByClientId(ProvisionedNames.CLIENT);
        if (client == null) {
            client = realm.addClient(ProvisionedNames.CLIENT);
            client.setName("${client_workspaces}");
            client.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
            client.setEnabled(true);
            client.setBearerOnly(true);
            client.setFullScopeAllowed(false);
        }
        for (String name : ProvisionedNames.CLIENT_ROLES) {
            if (client.getRole(name) == null) {
                client.addRole(name).setDescription("${role_" + name + "}");
            }
        }
        return client;
    }

    private static void adminRole(RealmModel realm, ClientModel client) {
        if (realm.getRole(ProvisionedNames.ADMIN_ROLE) != null) {
            return;
        }
        RoleModel admin = realm.addRole(ProvisionedNames.ADMIN_ROLE);
        admin.setDescription("${role_" + ProvisionedNames.ADMIN_ROLE + "}");
        admin.addCompositeRole(client.getRole(ProvisionedNames.MANAGE));
        ClientModel management = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        RoleModel console = management == null ? null : management.getRole(CONSOLE_ROLE);
        if (console != null) {
            admin.addCompositeRole(console);
        }
    }
}
