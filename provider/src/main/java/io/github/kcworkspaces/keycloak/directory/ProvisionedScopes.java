package io.github.kcworkspaces.keycloak.directory;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.AmrProtocolMapper;
import org.keycloak.protocol.oidc.mappers.AudienceProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;

/**
 * Client scopes of an enabled realm. Those for OpenID Connect become optional ones of its clients. One that is there,
 * whatever it is, stays as it is.
 */
final class ProvisionedScopes {

    private static final String SAML = "saml";

    private static final String ON = "true";
    private static final String OFF = "false";

    private ProvisionedScopes() {}

    static void ensure(RealmModel realm) {
        Set<String> there =
                realm.getClientScopesStream().map(ClientScopeModel::getName).collect(Collectors.toSet());
        Set<ClientScopeModel> optional = new LinkedHashSet<>();
        if (!there.contains(ProvisionedNames.SCOPE)) {
            optional.add(scope(
                    realm,
                    ProvisionedNames.SCOPE,
                    "The active workspace with the user's roles and permissions in it",
                    "${workspaceScopeConsentText}",
                    mapper(
                            "workspace",
                            "oidc-workspace-mapper",
                            true,
                            Map.of(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME, "workspace", "permissions", ON))));
        }
        if (!there.contains(ProvisionedNames.SCOPE_OF_ALL)) {
            optional.add(scope(
                    realm,
                    ProvisionedNames.SCOPE_OF_ALL,
                    "All workspaces of the user with his roles in each",
                    "${workspacesScopeConsentText}",
                    mapper(
                            "workspaces",
                            "oidc-workspaces-mapper",
                            false,
                            Map.of(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME, "workspaces", "roles", ON))));
        }
        if (!there.contains(ProvisionedNames.FLAT_SCOPE)) {
            optional.add(scope(
                    realm,
                    ProvisionedNames.FLAT_SCOPE,
                    "Roles, groups and entitlements of the active workspace, as flat claims",
                    "${workspaceFlatScopeConsentText}",
                    mapper("workspace-flat", "oidc-workspace-flat-mapper", true, flat())));
        }
        if (!optional.isEmpty()) {
            optional.forEach(scope -> realm.addDefaultClientScope(scope, false));
            realm.getClientsStream()
                    .filter(client -> OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol()))
                    .filter(client -> !client.isBearerOnly())
                    .toList()
                    .forEach(client -> client.addClientScopes(optional, false));
        }
        if (!there.contains(ProvisionedNames.SAML_SCOPE)) {
            saml(realm);
        }
    }

    private static ClientScopeModel scope(
            RealmModel realm, String name, String description, String consent, ProtocolMapperModel mapper) {
        ClientScopeModel scope = realm.addClientScope(name);
        scope.setDescription(description);
        scope.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        scope.setIncludeInTokenScope(true);
        scope.setDisplayOnConsentScreen(true);
        scope.setConsentScreenText(consent);
        scope.addProtocolMapper(mapper);
        scope.addProtocolMapper(methods());
        scope.addProtocolMapper(audience());
        return scope;
    }

    private static ProtocolMapperModel methods() {
        ProtocolMapperModel methods = AmrProtocolMapper.create("authentication methods", true, true);
        methods.setProtocolMapper("oidc-amr-workspaces-mapper");
        return methods;
    }

    /** Also in lightweight tokens: where claims had to be left out, the application asks us with its token. */
    private static ProtocolMapperModel audience() {
        ProtocolMapperModel audience = AudienceProtocolMapper.createClaimMapper(
                "audience workspaces", ProvisionedNames.CLIENT, null, true, false, true);
        Map<String, String> config = new HashMap<>(audience.getConfig());
        config.put(OIDCAttributeMapperHelper.INCLUDE_IN_LIGHTWEIGHT_ACCESS_TOKEN, ON);
        audience.setConfig(config);
        return audience;
    }

    private static ProtocolMapperModel mapper(
            String name, String provider, boolean inAccessToken, Map<String, String> options) {
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setName(name);
        mapper.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        mapper.setProtocolMapper(provider);
        Map<String, String> config = new HashMap<>(options);
        config.put(OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN, inAccessToken ? ON : OFF);
        config.put(OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN, ON);
        config.put(OIDCAttributeMapperHelper.INCLUDE_IN_USERINFO, ON);
        config.put(OIDCAttributeMapperHelper.INCLUDE_IN_INTROSPECTION, ON);
        config.put(OIDCAttributeMapperHelper.INCLUDE_IN_LIGHTWEIGHT_ACCESS_TOKEN, OFF);
        mapper.setConfig(config);
        return mapper;
    }

    private static Map<String, String> flat() {
        return Map.of(
                "roles.claim", "roles",
                "groups.claim", "groups",
                "groups.content", "workspace-and-roles",
                "entitlements.claim", "entitlements",
                "workspace.claim", "workspace_id");
    }

    /** SAML has no scopes to ask for: an administrator gives it to the applications that shall have it. */
    private static void saml(RealmModel realm) {
        ClientScopeModel scope = realm.addClientScope(ProvisionedNames.SAML_SCOPE);
        scope.setDescription("The active workspace and all workspaces of the user, for SAML applications");
        scope.setProtocol(SAML);
        scope.setDisplayOnConsentScreen(true);
        scope.setConsentScreenText("${workspaceScopeConsentText}");
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setName("workspace");
        mapper.setProtocol(SAML);
        mapper.setProtocolMapper("saml-workspace-mapper");
        Map<String, String> config = new TreeMap<>(Map.of("attribute.nameformat", "Basic"));
        Stream.of(
                        "workspace",
                        "workspace_id",
                        "workspace_roles",
                        "workspace_permissions",
                        "workspaces",
                        "workspace_memberships")
                .forEach(name -> config.put(name + ".attribute", name));
        mapper.setConfig(config);
        scope.addProtocolMapper(mapper);
    }
}
