package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.settings.SettingsRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;

/** Tells applications the active workspace and what the user is and may in it. */
public final class WorkspaceMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, UserInfoTokenMapper, TokenIntrospectionTokenMapper {

    /** Provider id; the client scope that enabling a realm creates names it. */
    public static final String ID = "oidc-workspace-mapper";

    /** Option: whether the claim lists the permission keys. */
    static final String WITH_PERMISSIONS = "permissions";

    /** Keeps what was chosen for the other tokens of the same answer. */
    private static final String CHOSEN = "kcw.chosen";

    /** The same for what each mapper made of it: access and ID token carry one claim. */
    private static final String CLAIMS = "kcw.claims.";

    private static final List<ProviderConfigProperty> PROPERTIES = properties();

    private static List<ProviderConfigProperty> properties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addTokenClaimNameConfig(properties);
        properties.get(0).setDefaultValue(WorkspaceClaims.CLAIM);
        properties.add(new ProviderConfigProperty(
                WITH_PERMISSIONS,
                "List permissions",
                "Whether the claim lists the permissions held on whole resource types.",
                ProviderConfigProperty.BOOLEAN_TYPE,
                "true"));
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, WorkspaceMapper.class);
        return List.copyOf(properties);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Active workspace";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds the active workspace with the user's roles and permissions in it.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    /** A token is being issued. */
    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        RealmModel realm = userSession.getRealm();
        Optional<?> chosen = context.getAttribute(CHOSEN, Optional.class);
        if (chosen == null) {
            chosen = new ActiveWorkspace(session, realm).choose(userSession.getUser(), context, claimName(mapper));
            context.setAttribute(CHOSEN, chosen);
        }
        if (chosen.orElse(null) instanceof ActiveWorkspace.Chosen found) {
            String key = CLAIMS + mapper.getId();
            Map<?, ?> claims = context.getAttribute(key, Map.class);
            if (claims == null) {
                claims = claims(mapper, session, realm, found);
                context.setAttribute(key, claims);
            }
            claims.forEach((name, value) -> put(token, String.valueOf(name), value));
        }
    }

    @Override
    public AccessToken transformUserInfoToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        if (OIDCAttributeMapperHelper.includeInUserInfo(mapper)) {
            describe(token, mapper, session, userSession, context);
        }
        return token;
    }

    @Override
    public AccessToken transformIntrospectionToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        if (OIDCAttributeMapperHelper.includeInIntrospection(mapper)) {
            describe(token, mapper, session, userSession, context);
        }
        return token;
    }

    private static void describe(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        RealmModel realm = userSession.getRealm();
        new ActiveWorkspace(session, realm)
                .describe(
                        userSession.getUser(),
                        context.getClientSession(),
                        TokenRequest.presentedWorkspace(session, claimName(mapper)))
                .map(found -> claims(mapper, session, realm, found))
                .ifPresent(claims -> claims.forEach((name, value) -> put(token, name, value)));
    }

    private static Map<String, Object> claims(
            ProtocolMapperModel mapper, KeycloakSession session, RealmModel realm, ActiveWorkspace.Chosen chosen) {
        WorkspaceClaims claims = new WorkspaceClaims(session, realm);
        ClaimBudget budget = new ClaimBudget(
                SettingsRules.SMALLEST_BUDGET,
                () -> session.getProvider(RbacProvider.class)
                        .realms()
                        .settings(new RealmId(realm.getId()))
                        .claimBudgetBytes());
        String withPermissions = mapper.getConfig().get(WITH_PERMISSIONS);
        return budget.fit(
                claimName(mapper),
                claims.claim(chosen, withPermissions == null || Boolean.parseBoolean(withPermissions)),
                () -> claims.endpoint(chosen.membership()));
    }

    private static void put(IDToken token, String name, Object value) {
        token.getOtherClaims().merge(name, value, (before, ours) -> name.startsWith("_") ? union(before, ours) : ours);
    }

    /** Another mapper may have named distributed claims of its own. */
    private static Object union(@Nullable Object before, Object ours) {
        Map<Object, Object> union = new HashMap<>();
        if (before instanceof Map<?, ?> others) {
            union.putAll(others);
        }
        if (ours instanceof Map<?, ?> some) {
            union.putAll(some);
        }
        return union;
    }

    private static String claimName(ProtocolMapperModel mapper) {
        String name = mapper.getConfig().get(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME);
        return name == null || name.isBlank() ? WorkspaceClaims.CLAIM : name;
    }
}
