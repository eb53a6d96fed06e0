package io.github.kcworkspaces.keycloak.broker;

import io.github.kcworkspaces.member.ValueMatch;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.saml.SAMLEndpoint;
import org.keycloak.broker.saml.SAMLIdentityProviderFactory;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType.ASTChoiceType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.provider.ProviderConfigProperty;

/** From a value of a SAML attribute to roles of a workspace. */
public final class AttributeToWorkspaceRole extends WorkspaceRoleMapper {

    private static final List<ProviderConfigProperty> PROPERTIES = MapperOptions.properties(
            new ProviderConfigProperty(
                    MapperOptions.ATTRIBUTE,
                    "Attribute name",
                    "Name of the attribute; may be empty where there is a friendly name.",
                    ProviderConfigProperty.STRING_TYPE,
                    null),
            new ProviderConfigProperty(
                    MapperOptions.FRIENDLY_NAME,
                    "Friendly name",
                    "Friendly name of the attribute; may be empty.",
                    ProviderConfigProperty.STRING_TYPE,
                    null),
            new ProviderConfigProperty(
                    MapperOptions.ATTRIBUTE_VALUE,
                    "Attribute value",
                    "One of the values that the attribute must have.",
                    ProviderConfigProperty.STRING_TYPE,
                    null));

    @Override
    public String getId() {
        return MapperOptions.ATTRIBUTE_MAPPER;
    }

    @Override
    public String[] getCompatibleProviders() {
        return new String[] {SAMLIdentityProviderFactory.PROVIDER_ID};
    }

    @Override
    public String getDisplayType() {
        return "Attribute to workspace role";
    }

    @Override
    public String getHelpText() {
        return "Who has a value in an attribute is a member of a workspace, with roles.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    @Override
    ValueMatch.Outcome applies(IdentityProviderMapperModel mapper, BrokeredIdentityContext context) {
        String name = MapperOptions.text(mapper, MapperOptions.ATTRIBUTE);
        String friendlyName = MapperOptions.text(mapper, MapperOptions.FRIENDLY_NAME);
        if ((name.isEmpty() && friendlyName.isEmpty())
                || !(context.getContextData().get(SAMLEndpoint.SAML_ASSERTION) instanceof AssertionType assertion)) {
            return ValueMatch.Outcome.DIFFERS;
        }
        List<String> values = new ArrayList<>();
        for (AttributeStatementType statement : assertion.getAttributeStatements()) {
            for (ASTChoiceType choice : statement.getAttributes()) {
                AttributeType attribute = choice.getAttribute();
                if (attribute != null
                        && (name.isEmpty() || name.equals(attribute.getName()))
                        && (friendlyName.isEmpty() || friendlyName.equals(attribute.getFriendlyName()))
                        && values.size() < ValueMatch.MOST_VALUES) {
                    values.addAll(ValueMatch.texts(attribute.getAttributeValue()));
                }
            }
        }
        return match(mapper, MapperOptions.ATTRIBUTE_VALUE, values);
    }
}
