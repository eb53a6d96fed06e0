package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What SAML applications are told. */
@OnKeycloak
class SamlClaimsIT {

    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

    @Test
    @Tag("OWU-19")
    void theAssertionSaysWhatATokenSays(TestRealm realm) throws Exception {
        Rbac rbac = Rbac.enable(realm);
        for (String workspace : List.of("w1", "w2")) {
            rbac.workspace(workspace);
            rbac.role(workspace, "viewer", onType("chatflow", "view"));
            rbac.role(workspace, "editor", onType("chatflow", "update"));
        }
        TestUser ben = realm.user("ben");
        TestUser stranger = realm.user("stranger");
        rbac.member("w1", ben, "editor", "viewer");
        rbac.member("w2", ben, "viewer");
        application(realm);

        Map<String, List<String>> attributes = attributes(new LoginPage(realm).samlResponse("portal", ben));

        assertThat(attributes.get("workspace")).containsExactly("w1");
        assertThat(attributes.get("workspace_id"))
                .containsExactly(
                        rbac.admin().get("/workspaces/w1").json().path("id").asText());
        assertThat(attributes.get("workspace_roles")).containsExactly("editor", "viewer");
        assertThat(attributes.get("workspace_permissions")).containsExactly("chatflow:update", "chatflow:view");
        assertThat(attributes.get("workspaces")).containsExactly("w1", "w2");
        assertThat(attributes.get("workspace_memberships")).containsExactly("w1/editor", "w1/viewer", "w2/viewer");

        assertThat(attributes(new LoginPage(realm).samlResponse("portal", stranger))
                        .keySet())
                .as("of who is in no workspace nothing is said, also not by another mapper")
                .noneMatch(name -> name.startsWith("workspace"));

        rbac.admin().put("/settings", Map.of("enabled", false)).expect(200);
        assertThat(attributes(new LoginPage(realm).samlResponse("portal", ben)).keySet())
                .noneMatch(name -> name.startsWith("workspace"));
    }

    /** A SAML application with the scope, and with a mapper of its own that says more than is true. */
    private static void application(TestRealm realm) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("https://portal.example.org");
        client.setProtocol("saml");
        client.setEnabled(true);
        client.setRedirectUris(List.of("http://localhost/*"));
        client.setAttributes(Map.of(
                "saml_idp_initiated_sso_url_name",
                "portal",
                "saml_assertion_consumer_url_post",
                "http://localhost/saml",
                "saml.client.signature",
                "false",
                "saml.force.post.binding",
                "true"));
        ProtocolMapperRepresentation spoof = new ProtocolMapperRepresentation();
        spoof.setName("theirs");
        spoof.setProtocol("saml");
        spoof.setProtocolMapper("saml-hardcode-attribute-mapper");
        spoof.setConfig(Map.of(
                "attribute.name", "workspace_roles", "attribute.nameformat", "Basic", "attribute.value", "admin"));
        client.setProtocolMappers(List.of(spoof));
        String uuid;
        try (Response created = realm.admin().clients().create(client)) {
            uuid = CreatedResponseUtil.getCreatedId(created);
        }
        String scope = realm.admin().clientScopes().findAll().stream()
                .filter(found -> "workspace-saml".equals(found.getName()))
                .findFirst()
                .orElseThrow()
                .getId();
        realm.admin().clients().get(uuid).addDefaultClientScope(scope);
    }

    private static Map<String, List<String>> attributes(String response) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(response)));
        Map<String, List<String>> attributes = new TreeMap<>();
        NodeList found = document.getElementsByTagNameNS(ASSERTION, "Attribute");
        for (int index = 0; index < found.getLength(); index++) {
            Element attribute = (Element) found.item(index);
            NodeList values = attribute.getElementsByTagNameNS(ASSERTION, "AttributeValue");
            attributes.put(
                    attribute.getAttribute("Name"),
                    List.copyOf(new TreeSet<>(IntStream.range(0, values.getLength())
                            .mapToObj(value -> values.item(value).getTextContent())
                            .toList())));
        }
        return attributes;
    }
}
