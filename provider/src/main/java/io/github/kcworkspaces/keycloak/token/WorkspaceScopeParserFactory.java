package io.github.kcworkspaces.keycloak.token;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.rar.AuthorizationRequestParserProvider;
import org.keycloak.protocol.oidc.rar.AuthorizationRequestParserProviderFactory;
import org.keycloak.protocol.oidc.rar.parsers.ClientScopeAuthorizationRequestParserProviderFactory;

/** Takes the place of Keycloak's parser of scopes, which it asks first. */
public final class WorkspaceScopeParserFactory implements AuthorizationRequestParserProviderFactory {

    @Override
    public AuthorizationRequestParserProvider create(KeycloakSession session) {
        return new WorkspaceScopeParser(session);
    }

    @Override
    public String getId() {
        return ClientScopeAuthorizationRequestParserProviderFactory.CLIENT_SCOPE_PARSER_ID;
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
