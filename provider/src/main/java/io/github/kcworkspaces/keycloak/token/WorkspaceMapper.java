package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.Membership;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.provider.ProviderConfigProperty;

/** Tells applications the active workspace and what the user is and may in it. */
public final class WorkspaceMapper extends WorkspaceTokenMapper {

    /** Provider id; the client scope that enabling a realm creates names it. */
    public static final String ID = "oidc-workspace-mapper";

    /** Option: whether the claim lists the permission keys. */
    static final String WITH_PERMISSIONS = "permissions";

    private static final List<ProviderConfigProperty> PROPERTIES = tokens(
            Stream.of(
                    text(
                            OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME,
                            OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME_LABEL,
                            OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME_TOOLTIP,
                            WorkspaceClaims.CLAIM),
                    new ProviderConfigProperty(
                            WITH_PERMISSIONS,
                            "List permissions",
                            "Whether the claim lists the permissions held on whole resource types.",
                            ProviderConfigProperty.BOOLEAN_TYPE,
                            "true")),
            WorkspaceMapper.class,
            true);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int getPriority() {
        return LATE;
    }

    @Override
    public String getDisplayType() {
        return "Active workspace";
    }

    @Override
    public String getHelpText() {
        return "Adds the active workspace with the user's roles and permissions in it.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    @Override
    MappedClaims claims(ProtocolMapperModel mapper, About about) {
        ClaimPath path = path(mapper);
        Membership membership = about.membership();
        return path == null || membership == null
                ? MappedClaims.NONE
                : of(
                        path,
                        WorkspaceClaims.claim(membership, on(mapper, WITH_PERMISSIONS) ? about.permissions() : null));
    }

    /** Permissions are left out first: they follow from the roles. */
    static MappedClaims of(ClaimPath path, Map<String, Object> claim) {
        return new MappedClaims(
                Map.of(path, claim),
                List.of(
                        new MappedClaims.Part(path, WorkspaceClaims.PERMISSIONS),
                        new MappedClaims.Part(path, WorkspaceClaims.ROLES)));
    }

    @Override
    List<ClaimPath> paths(ProtocolMapperModel mapper) {
        ClaimPath path = path(mapper);
        return path == null ? List.of() : List.of(path);
    }

    @Override
    MappedClaims reference(ProtocolMapperModel mapper, About about) {
        ClaimPath path = path(mapper);
        Membership membership = about.membership();
        return path == null || membership == null
                ? MappedClaims.NONE
                : new MappedClaims(
                        Map.of(
                                path,
                                Map.of(
                                        WorkspaceClaims.ID,
                                        membership.workspace().value())),
                        List.of());
    }

    @Override
    @Nullable
    ClaimPath workspaceId(ProtocolMapperModel mapper) {
        ClaimPath path = path(mapper);
        return path == null
                ? null
                : new ClaimPath(Stream.concat(path.steps().stream(), Stream.of(WorkspaceClaims.ID))
                        .toList());
    }

    @Override
    List<String> nameOptions() {
        return List.of(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME);
    }

    private static @Nullable ClaimPath path(ProtocolMapperModel mapper) {
        return path(mapper, OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME, WorkspaceClaims.CLAIM);
    }
}
