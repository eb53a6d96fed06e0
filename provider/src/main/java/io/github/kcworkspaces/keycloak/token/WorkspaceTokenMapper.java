package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.settings.SettingsRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;

/**
 * What our protocol mappers have in common: one active workspace for all tokens of an answer, one budget for all our claims
 * of a token, and names that are ours alone. They run after every mapper of Keycloak, and what another one wrote under such
 * a name is taken away, also where we have nothing to say.
 */
abstract class WorkspaceTokenMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, UserInfoTokenMapper, TokenIntrospectionTokenMapper {

    /** After the mappers of Keycloak, whose last ones have 50. */
    static final int LATE = 1_000;

    /** Keeps what was chosen for the other tokens of the same answer. */
    private static final String CHOSEN = "kcw.chosen";

    /** The same for an answer about a token that was issued before. */
    private static final String DESCRIBED = "kcw.described";

    /** The same for what each mapper made of it: access and ID token carry one claim. */
    private static final String CLAIMS = "kcw.claims.";

    /** How much of the budget each token has used. */
    private static final String SPENT = "kcw.spent";

    /** How much our claims take in each token of an answer. */
    private static final class Spent {

        private final IdentityHashMap<IDToken, Long> bytes = new IdentityHashMap<>();
    }

    /** All the mapper has to say. */
    abstract MappedClaims claims(ProtocolMapperModel mapper, About about);

    /** The same for an answer that has no budget. */
    MappedClaims all(ProtocolMapperModel mapper, About about) {
        return claims(mapper, about);
    }

    /** Where the mapper writes, whatever it has to say. */
    abstract List<ClaimPath> paths(ProtocolMapperModel mapper);

    /** What stands for the workspace in a token of few claims; nothing unless the mapper has a claim with its id. */
    abstract MappedClaims reference(ProtocolMapperModel mapper, About about);

    /** Where a token has the id of its workspace; null when this mapper doesn't write it. */
    abstract @Nullable ClaimPath workspaceId(ProtocolMapperModel mapper);

    /** The options in which the names of claims are. */
    abstract List<String> nameOptions();

    @Override
    public final String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public final void validateConfig(
            KeycloakSession session,
            RealmModel realm,
            ProtocolMapperContainerModel container,
            ProtocolMapperModel mapper)
            throws ProtocolMapperConfigException {
        for (String option : nameOptions()) {
            String name = mapper.getConfig().get(option);
            if (name != null && !name.isBlank() && ClaimPath.of(name) == null) {
                throw new ProtocolMapperConfigException(
                        "The claim " + name + " is one of the token's own",
                        "{0} is a name that no mapper may use",
                        name);
            }
        }
    }

    /**
     * A lightweight token without this mapper's claims still says which workspace it is about, so that userinfo and
     * introspection answer about that one.
     */
    @Override
    public final AccessToken transformAccessToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        clear(token, mapper);
        boolean light = getShouldUseLightweightToken(session)
                && !OIDCAttributeMapperHelper.includeInLightweightAccessToken(mapper);
        if (light) {
            write(token, reference(mapper, chosen(session, userSession, context)));
            return token;
        }
        return super.transformAccessToken(token, mapper, session, userSession, context);
    }

    @Override
    public final IDToken transformIDToken(
            IDToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        clear(token, mapper);
        return super.transformIDToken(token, mapper, session, userSession, context);
    }

    /** A token is being issued. */
    @Override
    protected final void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        write(token, mapper, context, chosen(session, userSession, context));
    }

    @Override
    public final AccessToken transformUserInfoToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        clear(token, mapper);
        if (OIDCAttributeMapperHelper.includeInUserInfo(mapper)) {
            write(token, mapper, context, described(session, userSession, context));
        }
        return token;
    }

    @Override
    public final AccessToken transformIntrospectionToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        clear(token, mapper);
        if (OIDCAttributeMapperHelper.includeInIntrospection(mapper)) {
            write(token, mapper, context, described(session, userSession, context));
        }
        return token;
    }

    private static About chosen(KeycloakSession session, UserSessionModel userSession, ClientSessionContext context) {
        return once(context, CHOSEN, About.class, () -> {
            RealmModel realm = userSession.getRealm();
            return new About(
                    session,
                    realm,
                    userSession.getUser(),
                    new ActiveWorkspace(session, realm)
                            .choose(userSession.getUser(), context, () -> workspaceIds(session, context)));
        });
    }

    private static About described(
            KeycloakSession session, UserSessionModel userSession, ClientSessionContext context) {
        return once(context, DESCRIBED, About.class, () -> {
            RealmModel realm = userSession.getRealm();
            String inToken = TokenRequest.presentedWorkspace(session, workspaceIds(session, context));
            return new About(
                    session,
                    realm,
                    userSession.getUser(),
                    new ActiveWorkspace(session, realm)
                            .describe(userSession.getUser(), context.getClientSession(), inToken));
        });
    }

    /** Where the mappers of the token's scopes write the id of its workspace. */
    private static List<ClaimPath> workspaceIds(KeycloakSession session, ClientSessionContext context) {
        List<ClaimPath> paths = new ArrayList<>();
        context.getProtocolMappersStream()
                .forEach(mapper -> of(session, mapper)
                        .flatMap(ours -> Optional.ofNullable(ours.workspaceId(mapper)))
                        .ifPresent(paths::add));
        // A token that another client got has the names of that one's mappers.
        paths.addAll(WorkspaceClaims.IDS);
        return paths;
    }

    /** The mapper of ours that such a model stands for. */
    static Optional<WorkspaceTokenMapper> of(KeycloakSession session, ProtocolMapperModel mapper) {
        return session.getKeycloakSessionFactory().getProviderFactory(ProtocolMapper.class, mapper.getProtocolMapper())
                        instanceof WorkspaceTokenMapper ours
                ? Optional.of(ours)
                : Optional.empty();
    }

    private void write(IDToken token, ProtocolMapperModel mapper, ClientSessionContext context, About about) {
        MappedClaims all = once(context, CLAIMS + mapper.getId(), MappedClaims.class, () -> claims(mapper, about));
        ClaimBudget budget = new ClaimBudget(
                SettingsRules.SMALLEST_BUDGET, () -> about.settings().claimBudgetBytes());
        Spent spent = once(context, SPENT, Spent.class, Spent::new);
        long before = spent.bytes.getOrDefault(token, 0L);
        ClaimBudget.Fitted fitted = budget.fit(all, before, () -> WorkspaceClaims.endpoint(about));
        spent.bytes.put(token, before + fitted.bytes());
        write(token, fitted.claims());
        fitted.references()
                .forEach((name, value) -> token.getOtherClaims().merge(name, value, WorkspaceTokenMapper::union));
    }

    private static void write(IDToken token, MappedClaims claims) {
        Map<String, Object> others = token.getOtherClaims();
        claims.claims().forEach((path, value) -> path.put(others, value));
    }

    /** Also where the mapper itself is not to write: nobody else does. */
    private void clear(IDToken token, ProtocolMapperModel mapper) {
        paths(mapper).forEach(path -> path.remove(token.getOtherClaims()));
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

    private static <T> T once(ClientSessionContext context, String key, Class<T> type, Supplier<T> make) {
        T known = context.getAttribute(key, type);
        if (known == null) {
            known = make.get();
            context.setAttribute(key, known);
        }
        return known;
    }

    /** The name of a claim that an option says; its default where it says nothing. */
    static @Nullable ClaimPath path(ProtocolMapperModel mapper, String option, String byDefault) {
        String name = mapper.getConfig().get(option);
        return ClaimPath.of(name == null ? byDefault : name);
    }

    static boolean on(ProtocolMapperModel mapper, String option) {
        String value = mapper.getConfig().get(option);
        return value == null || Boolean.parseBoolean(value);
    }

    /** The options that say in which tokens the claims are. */
    static List<ProviderConfigProperty> tokens(
            Stream<ProviderConfigProperty> options,
            Class<? extends WorkspaceTokenMapper> mapper,
            boolean inAccessToken) {
        List<ProviderConfigProperty> properties = new ArrayList<>(options.toList());
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, mapper);
        properties.stream()
                .filter(property -> OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN.equals(property.getName()))
                .forEach(property -> property.setDefaultValue(Boolean.toString(inAccessToken)));
        return List.copyOf(properties);
    }

    static ProviderConfigProperty text(String name, String label, String help, String byDefault) {
        return new ProviderConfigProperty(name, label, help, ProviderConfigProperty.STRING_TYPE, byDefault);
    }
}
