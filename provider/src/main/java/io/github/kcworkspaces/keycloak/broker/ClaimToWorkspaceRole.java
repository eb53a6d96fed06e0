package io.github.kcworkspaces.keycloak.broker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.member.ValueMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.broker.oidc.KeycloakOIDCIdentityProvider;
import org.keycloak.broker.oidc.KeycloakOIDCIdentityProviderFactory;
import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.oidc.OIDCIdentityProviderFactory;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.util.JsonSerialization;

/** From a value of an OpenID Connect claim to roles of a workspace. */
public final class ClaimToWorkspaceRole extends WorkspaceRoleMapper {

    private static final List<ProviderConfigProperty> PROPERTIES = MapperOptions.properties(
            new ProviderConfigProperty(
                    MapperOptions.CLAIM,
                    "Claim",
                    "Name of the claim; a dot goes into an object, and \\. is a dot of the name.",
                    ProviderConfigProperty.STRING_TYPE,
                    null),
            new ProviderConfigProperty(
                    MapperOptions.CLAIM_VALUE,
                    "Claim value",
                    "Value that the claim must have, or contain if it is a list.",
                    ProviderConfigProperty.STRING_TYPE,
                    null));

    /** Where providers put claims; the first that has the claim is asked. */
    private static final List<String> PLACES = List.of(
            KeycloakOIDCIdentityProvider.VALIDATED_ACCESS_TOKEN,
            OIDCIdentityProvider.VALIDATED_ID_TOKEN,
            OIDCIdentityProvider.USER_INFO);

    private static final Pattern DOT = Pattern.compile("(?<!\\\\)\\.");

    @Override
    public String getId() {
        return MapperOptions.CLAIM_MAPPER;
    }

    @Override
    public String[] getCompatibleProviders() {
        return new String[] {KeycloakOIDCIdentityProviderFactory.PROVIDER_ID, OIDCIdentityProviderFactory.PROVIDER_ID};
    }

    @Override
    public String getDisplayType() {
        return "Claim to workspace role";
    }

    @Override
    public String getHelpText() {
        return "Who has a value in a claim is a member of a workspace, with roles.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    @Override
    ValueMatch.Outcome applies(IdentityProviderMapperModel mapper, BrokeredIdentityContext context) {
        String claim = MapperOptions.text(mapper, MapperOptions.CLAIM);
        List<String> path = new ArrayList<>();
        for (String step : DOT.split(claim, -1)) {
            path.add(step.replace("\\.", "."));
        }
        for (String place : PLACES) {
            JsonNode found = claim(context.getContextData().get(place), path);
            if (found != null) {
                return match(mapper, MapperOptions.CLAIM_VALUE, values(found));
            }
        }
        return ValueMatch.Outcome.DIFFERS;
    }

    private static @Nullable JsonNode claim(@Nullable Object place, List<String> path) {
        if (place == null) {
            return null;
        }
        JsonNode node = place instanceof JsonNode json ? json : JsonSerialization.mapper.valueToTree(place);
        for (String step : path) {
            node = node.path(step);
        }
        return node.isMissingNode() || node.isNull() ? null : node;
    }

    private static List<String> values(JsonNode found) {
        if (!found.isArray()) {
            return ValueMatch.texts(found.isValueNode() ? found.asText() : null);
        }
        List<String> values = new ArrayList<>();
        for (JsonNode one : found) {
            if (values.size() == ValueMatch.MOST_VALUES) {
                break;
            }
            values.addAll(ValueMatch.texts(one.isValueNode() ? one.asText() : null));
        }
        return values;
    }
}
