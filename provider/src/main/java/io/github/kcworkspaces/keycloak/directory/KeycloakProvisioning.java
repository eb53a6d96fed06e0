package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.realm.RealmProvisioning;
import io.github.kcworkspaces.settings.RealmSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.AmrProtocolMapper;
import org.keycloak.protocol.oidc.mappers.AudienceProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;

/** Client, roles, client scope and authentication flows of an enabled realm. What an admin has changed of them stays as it is. */
public final class KeycloakProvisioning implements RealmProvisioning {

    /** Provider id of the product's protocol mapper. */
    private static final String WORKSPACE_MAPPER = "oidc-workspace-mapper";

    /**
     * Keycloak's console opens for whoever holds any role of {@code realm-management}. This one gives the least: it shows
     * no user, unless a fine-grained permission does.
     */
    private static final String CONSOLE_ROLE = AdminRoles.QUERY_USERS;

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
            scope(realm);
            new LoginFlows(session, realm).ensure();
            SubjectAttributeNames.write(realm, settings.subjectAttributes());
        });
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

    private static void scope(RealmModel realm) {
        boolean there = realm.getClientScopesStream().anyMatch(scope -> ProvisionedNames.SCOPE.equals(scope.getName()));
        if (there) {
            return;
        }
        ClientScopeModel scope = realm.addClientScope(ProvisionedNames.SCOPE);
        scope.setDescription("The active workspace with the user's roles and permissions in it");
        scope.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        scope.setIncludeInTokenScope(true);
        scope.setDisplayOnConsentScreen(true);
        scope.setConsentScreenText("${workspaceScopeConsentText}");
        scope.addProtocolMapper(workspaceMapper());
        scope.addProtocolMapper(AmrProtocolMapper.create("authentication methods", true, true));
        scope.addProtocolMapper(AudienceProtocolMapper.createClaimMapper(
                "audience workspaces", ProvisionedNames.CLIENT, null, true, false, true));
        realm.addDefaultClientScope(scope, false);
        realm.getClientsStream()
                .filter(client -> OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol()))
                .filter(client -> !client.isBearerOnly())
                .toList()
                .forEach(client -> client.addClientScopes(Set.of(scope), false));
    }

    private static ProtocolMapperModel workspaceMapper() {
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setName("workspace");
        mapper.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        mapper.setProtocolMapper(WORKSPACE_MAPPER);
        mapper.setConfig(new HashMap<>(Map.of(
                OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME,
                "workspace",
                "permissions",
                "true",
                OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN,
                "true",
                OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN,
                "true",
                OIDCAttributeMapperHelper.INCLUDE_IN_USERINFO,
                "true",
                OIDCAttributeMapperHelper.INCLUDE_IN_INTROSPECTION,
                "true")));
        return mapper;
    }
}
