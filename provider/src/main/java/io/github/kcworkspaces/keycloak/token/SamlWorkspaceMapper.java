package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.Membership;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType.ASTChoiceType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.AttributeStatementHelper;
import org.keycloak.protocol.saml.mappers.SAMLAttributeStatementMapper;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Tells SAML applications what tokens tell others: the active workspace, what the user is and may in it, and all workspaces
 * of the user. An attribute whose name is not set is left out. Assertions travel in bodies, so there is no budget.
 */
public final class SamlWorkspaceMapper extends AbstractSAMLProtocolMapper implements SAMLAttributeStatementMapper {

    /** Provider id; the client scope that enabling a realm creates names it. */
    public static final String ID = "saml-workspace-mapper";

    /** An attribute, with the option for its name. */
    enum Attribute {
        WORKSPACE("workspace", "Alias of the active workspace."),
        WORKSPACE_ID("workspace_id", "Id of the active workspace. It stays when the alias changes."),
        ROLES("workspace_roles", "Names of the user's roles in the active workspace."),
        PERMISSIONS("workspace_permissions", "Permissions held on whole resource types of the active workspace."),
        WORKSPACES("workspaces", "Aliases of all workspaces of the user."),
        MEMBERSHIPS("workspace_memberships", "alias/role for each role of the user in each of his workspaces.");

        private final String name;
        private final String help;

        Attribute(String name, String help) {
            this.name = name;
            this.help = help;
        }

        String option() {
            return name + ".attribute";
        }

        Optional<String> in(ProtocolMapperModel mapper) {
            return Optional.ofNullable(mapper.getConfig().get(option()))
                    .map(String::strip)
                    .filter(given -> !given.isEmpty());
        }
    }

    private static final Set<Attribute> OF_ALL = Set.of(Attribute.WORKSPACES, Attribute.MEMBERSHIPS);

    private static final List<ProviderConfigProperty> PROPERTIES = properties();

    private static List<ProviderConfigProperty> properties() {
        ProviderConfigProperty format = new ProviderConfigProperty(
                AttributeStatementHelper.SAML_ATTRIBUTE_NAMEFORMAT,
                "SAML Attribute NameFormat",
                "Format of the names of all these attributes.",
                ProviderConfigProperty.LIST_TYPE,
                AttributeStatementHelper.BASIC);
        format.setOptions(List.of(
                AttributeStatementHelper.BASIC,
                AttributeStatementHelper.URI_REFERENCE,
                AttributeStatementHelper.UNSPECIFIED));
        return Stream.concat(
                        Stream.of(Attribute.values())
                                .map(attribute -> new ProviderConfigProperty(
                                        attribute.option(),
                                        "Attribute: " + attribute.name.replace('_', ' '),
                                        attribute.help + " Empty: no such attribute.",
                                        ProviderConfigProperty.STRING_TYPE,
                                        attribute.name)),
                        Stream.of(format))
                .toList();
    }

    @Override
    public String getId() {
        return ID;
    }

    /** After the mappers of Keycloak: what another one wrote under these names is taken away. */
    @Override
    public int getPriority() {
        return WorkspaceTokenMapper.LATE;
    }

    @Override
    public String getDisplayType() {
        return "Active workspace and workspaces";
    }

    @Override
    public String getDisplayCategory() {
        return AttributeStatementHelper.ATTRIBUTE_STATEMENT_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds the active workspace with the user's roles and permissions in it, and all workspaces of the user.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    @Override
    public void transformAttributeStatement(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        Set<String> names = Stream.of(Attribute.values())
                .flatMap(attribute -> attribute.in(mapper).stream())
                .collect(Collectors.toSet());
        statement.getAttributes().stream()
                .filter(written -> named(written, names))
                .toList()
                .forEach(statement::removeAttribute);
        RealmModel realm = userSession.getRealm();
        UserModel user = userSession.getUser();
        About about = new About(
                session, realm, user, new ActiveWorkspace(session, realm).chooseForAssertion(user, clientSession));
        boolean lists =
                OF_ALL.stream().anyMatch(attribute -> attribute.in(mapper).isPresent());
        List<Membership> all = lists ? about.memberships(Integer.MAX_VALUE) : List.of();
        for (Attribute attribute : Attribute.values()) {
            attribute.in(mapper).ifPresent(name -> add(statement, mapper, name, values(attribute, about, all)));
        }
    }

    private static boolean named(ASTChoiceType written, Set<String> names) {
        AttributeType attribute = written.getAttribute();
        return attribute != null && names.contains(attribute.getName());
    }

    private static Collection<String> values(Attribute attribute, About about, List<Membership> all) {
        Membership active = about.membership();
        return switch (attribute) {
            case WORKSPACE -> active == null ? List.of() : List.of(active.alias());
            case WORKSPACE_ID ->
                active == null ? List.of() : List.of(active.workspace().value());
            case ROLES -> active == null ? List.of() : WorkspaceClaims.roles(active);
            case PERMISSIONS -> about.permissions();
            case WORKSPACES -> all.stream().map(Membership::alias).toList();
            case MEMBERSHIPS ->
                all.stream()
                        .flatMap(membership ->
                                FlatWorkspaceMapper.groups(membership, FlatWorkspaceMapper.GroupsContent.ROLES)
                                        .stream())
                        .toList();
        };
    }

    private static void add(
            AttributeStatementType statement, ProtocolMapperModel mapper, String name, Collection<String> values) {
        if (values.isEmpty()) {
            return;
        }
        ProtocolMapperModel named = new ProtocolMapperModel();
        String format = mapper.getConfig()
                .getOrDefault(AttributeStatementHelper.SAML_ATTRIBUTE_NAMEFORMAT, AttributeStatementHelper.BASIC);
        named.setConfig(Map.of(
                AttributeStatementHelper.SAML_ATTRIBUTE_NAME,
                name,
                AttributeStatementHelper.SAML_ATTRIBUTE_NAMEFORMAT,
                format));
        AttributeStatementHelper.addAttributes(statement, named, values);
    }
}
