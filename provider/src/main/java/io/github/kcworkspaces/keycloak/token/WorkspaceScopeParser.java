package io.github.kcworkspaces.keycloak.token;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.rar.AuthorizationRequestParserProvider;
import org.keycloak.protocol.oidc.rar.parsers.ClientScopeAuthorizationRequestParser;
import org.keycloak.rar.AuthorizationDetails;
import org.keycloak.rar.AuthorizationRequestContext;
import org.keycloak.rar.AuthorizationRequestSource;
import org.keycloak.representations.AuthorizationDetailsJSONRepresentation;

/**
 * Reads {@code workspace:<alias or id>} beside all that Keycloak reads. Making the client scope itself a parameterized one
 * would do the same, but refuse {@code workspace} alone. Asked by Keycloak only where its parameterized scopes are on.
 */
final class WorkspaceScopeParser implements AuthorizationRequestParserProvider {

    private final AuthorizationRequestParserProvider keycloak;

    WorkspaceScopeParser(KeycloakSession session) {
        this.keycloak = new ClientScopeAuthorizationRequestParser(session);
    }

    @Override
    public AuthorizationRequestContext parseScopes(ClientModel client, @Nullable String scopes) {
        return parseScopes(null, client, scopes);
    }

    /** A scope that is left out is one that Keycloak refuses with {@code invalid_scope}. */
    @Override
    public AuthorizationRequestContext parseScopes(
            @Nullable UserModel user, ClientModel client, @Nullable String scopes) {
        AuthorizationRequestContext parsed = keycloak.parseScopes(user, client, scopes);
        List<String> ours = scopes == null
                ? List.of()
                : Stream.of(scopes.split(" ", -1))
                        .filter(scope -> !ScopedWorkspace.workspace(scope).isEmpty())
                        .distinct()
                        .limit(2)
                        .toList();
        ClientScopeModel scope = ours.size() == 1 ? scope(client) : null;
        if (scope != null && ActiveWorkspace.isReference(ScopedWorkspace.workspace(ours.get(0)))) {
            parsed.getAuthorizationDetailEntries().add(details(scope, ours.get(0)));
        }
        return parsed;
    }

    /** @return null when the client has no such scope, or one that Keycloak reads the parameter of */
    private static @Nullable ClientScopeModel scope(ClientModel client) {
        ClientScopeModel optional = client.getClientScopes(false).get(ScopedWorkspace.SCOPE);
        ClientScopeModel found = optional == null ? client.getClientScopes(true).get(ScopedWorkspace.SCOPE) : optional;
        return found == null || found.isParameterizedScope() ? null : found;
    }

    private static AuthorizationDetails details(ClientScopeModel scope, String requested) {
        AuthorizationDetailsJSONRepresentation details = new AuthorizationDetailsJSONRepresentation();
        details.setType(AuthorizationDetailsJSONRepresentation.STATIC_SCOPE_RAR_TYPE);
        details.setCustomData("access", List.of(requested));
        return new AuthorizationDetails(scope, AuthorizationRequestSource.SCOPE, details);
    }

    @Override
    public void close() {}
}
