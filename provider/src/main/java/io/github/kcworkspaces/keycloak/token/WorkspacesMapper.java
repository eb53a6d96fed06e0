package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.Membership;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.provider.ProviderConfigProperty;

/** Tells applications all workspaces of the user, for a choice between them. */
public final class WorkspacesMapper extends WorkspaceTokenMapper {

    /** Provider id; the client scope that enabling a realm creates names it. */
    public static final String ID = "oidc-workspaces-mapper";

    /** Name of the claim, unless a mapper says otherwise. */
    static final String CLAIM = "workspaces";

    /** Option: whether each workspace comes with the user's roles in it. */
    static final String WITH_ROLES = "roles";

    /** What an entry takes at least: an id of 36 letters, an alias of one, and the names of the members. */
    private static final int SMALLEST_ENTRY = 58;

    private static final List<ProviderConfigProperty> PROPERTIES = tokens(
            Stream.of(
                    text(
                            OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME,
                            OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME_LABEL,
                            OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME_TOOLTIP,
                            CLAIM),
                    new ProviderConfigProperty(
                            WITH_ROLES,
                            "List roles",
                            "Whether each workspace comes with the user's roles in it.",
                            ProviderConfigProperty.BOOLEAN_TYPE,
                            "true")),
            WorkspacesMapper.class,
            false);

    @Override
    public String getId() {
        return ID;
    }

    /** Last of ours: what it may take of the budget is what the active workspace leaves. */
    @Override
    public int getPriority() {
        return LATE + 2;
    }

    @Override
    public String getDisplayType() {
        return "Workspaces of the user";
    }

    @Override
    public String getHelpText() {
        return "Adds all workspaces that the user is a member of, with his roles in each.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    /** So many workspaces that they cannot all be in a token need not all be loaded: none of them will be. */
    @Override
    MappedClaims claims(ProtocolMapperModel mapper, About about) {
        int tooMany = about.settings().claimBudgetBytes() / SMALLEST_ENTRY + 1;
        return claims(mapper, about, tooMany);
    }

    @Override
    MappedClaims all(ProtocolMapperModel mapper, About about) {
        return claims(mapper, about, Integer.MAX_VALUE);
    }

    private MappedClaims claims(ProtocolMapperModel mapper, About about, int enough) {
        ClaimPath path = path(mapper);
        if (path == null || !about.realmEnabled()) {
            return MappedClaims.NONE;
        }
        return new MappedClaims(
                Map.of(path, entries(about.memberships(enough), on(mapper, WITH_ROLES))),
                List.of(new MappedClaims.Part(path, null)));
    }

    static List<Map<String, Object>> entries(List<Membership> memberships, boolean withRoles) {
        return memberships.stream()
                .map(membership -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put(WorkspaceClaims.ID, membership.workspace().value());
                    entry.put(WorkspaceClaims.ALIAS, membership.alias());
                    if (withRoles) {
                        entry.put(WorkspaceClaims.ROLES, WorkspaceClaims.roles(membership));
                    }
                    return entry;
                })
                .toList();
    }

    @Override
    List<ClaimPath> paths(ProtocolMapperModel mapper) {
        ClaimPath path = path(mapper);
        return path == null ? List.of() : List.of(path);
    }

    @Override
    MappedClaims reference(ProtocolMapperModel mapper, About about) {
        return MappedClaims.NONE;
    }

    @Override
    @Nullable
    ClaimPath workspaceId(ProtocolMapperModel mapper) {
        return null;
    }

    @Override
    List<String> nameOptions() {
        return List.of(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME);
    }

    private static @Nullable ClaimPath path(ProtocolMapperModel mapper) {
        return path(mapper, OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME, CLAIM);
    }
}
