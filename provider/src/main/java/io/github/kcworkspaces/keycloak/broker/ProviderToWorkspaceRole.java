package io.github.kcworkspaces.keycloak.broker;

import io.github.kcworkspaces.member.ValueMatch;
import java.util.List;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.provider.ProviderConfigProperty;

/** Everyone who comes from an identity provider has roles of a workspace. */
public final class ProviderToWorkspaceRole extends WorkspaceRoleMapper {

    private static final List<ProviderConfigProperty> PROPERTIES = MapperOptions.properties();

    @Override
    public String getId() {
        return MapperOptions.HARDCODED_MAPPER;
    }

    @Override
    public String[] getCompatibleProviders() {
        return new String[] {ANY_PROVIDER};
    }

    @Override
    public String getDisplayType() {
        return "Hardcoded workspace role";
    }

    @Override
    public String getHelpText() {
        return "Everyone from this provider is a member of a workspace, with roles.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    @Override
    ValueMatch.Outcome applies(IdentityProviderMapperModel mapper, BrokeredIdentityContext context) {
        return ValueMatch.Outcome.MATCHES;
    }
}
