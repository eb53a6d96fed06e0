package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.BrokerLogin;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.IdentityProviderResource;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Roles that people bring from an identity provider: a second realm, by OpenID Connect and by SAML. */
@OnKeycloak
class BrokerIT {

    private static final String OIDC = "partner";
    private static final String SAML = "partner-saml";
    private static final String CLAIM_MAPPER = "oidc-workspace-role-idp-mapper";

    private TestRealm realm;
    private TestRealm partner;
    private Rbac rbac;
    private TestUser ben;
    private String staff;
    private TestClient app;

    @BeforeEach
    void world(TestRealm hub) {
        realm = hub;
        partner = hub.keycloak().newRealm();
        rbac = Rbac.enable(hub);
        rbac.workspace("w1");
        rbac.role("w1", "editor", onType("chatflow", "update"));
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.resource("w1", "chatflow", "f1");
        app = hub.client("shop");
        ben = partner.user("ben");
        staff = partner.group("staff");
        partner.admin().users().get(ben.id()).joinGroup(staff);
    }

    @AfterEach
    void away() {
        partner.close();
    }

    @Test
    @Tag("OWU-16")
    void aClaimGivesARoleAndLosingItTakesTheRole() {
        openIdProvider("FORCE", groups());
        mapper(OIDC, "staff", CLAIM_MAPPER, "INHERIT", "claim", "groups", "claim.value", "staff", "roles", "editor");
        TestUser here = login(OIDC);

        JsonNode member = member(here);
        assertThat(member.path("source").asText()).isEqualTo("IDP");
        assertThat(member.at("/roles/0/managed").asBoolean()).isTrue();
        assertThat(rbac.decides(here, "update", "w1", "chatflow", "f1")).isTrue();
        rbac.admin().delete("/workspaces/w1/members/" + here.id()).expect(409, "MEMBERSHIP_MANAGED");
        JsonNode added = activity("MEMBER_ADDED");
        assertThat(added.path("cause").asText()).isEqualTo("SYNC");
        assertThat(added.at("/changes/source/new").asText()).isEqualTo("partner: staff");

        partner.admin().users().get(ben.id()).leaveGroup(staff);
        login(OIDC);
        rbac.admin().get("/workspaces/w1/members/" + here.id()).expect(404, "MEMBER_NOT_FOUND");
        assertThat(rbac.decides(here, "update", "w1", "chatflow", "f1")).isFalse();
        assertThat(activity("MEMBER_REMOVED").path("cause").asText()).isEqualTo("SYNC");
    }

    @Test
    void whatIsImportedStaysUntilTheProviderForces() {
        openIdProvider("IMPORT", groups());
        mapper(OIDC, "staff", CLAIM_MAPPER, "INHERIT", "claim", "groups", "claim.value", "staff", "roles", "editor");
        TestUser here = login(OIDC);
        partner.admin().users().get(ben.id()).leaveGroup(staff);
        login(OIDC);
        assertThat(member(here).path("roles")).hasSize(1);

        IdentityProviderResource provider = realm.admin().identityProviders().get(OIDC);
        IdentityProviderRepresentation forcing = provider.toRepresentation();
        forcing.getConfig().put("syncMode", "FORCE");
        provider.update(forcing);
        login(OIDC);
        rbac.admin().get("/workspaces/w1/members/" + here.id()).expect(404, "MEMBER_NOT_FOUND");
    }

    @Test
    @Tag("OWU-15")
    void aSamlAttributeThatMatchesAPatternGivesRoles() {
        samlProvider();
        mapper(
                SAML,
                "staff",
                "saml-workspace-role-idp-mapper",
                "FORCE",
                "attribute.name",
                "groups",
                "attribute.value",
                "st.ff|crew",
                "pattern",
                "true",
                "roles",
                "editor, viewer");
        TestUser here = login(SAML);
        assertThat(member(here).path("roles")).hasSize(2);
        partner.admin().users().get(ben.id()).leaveGroup(staff);
        login(SAML);
        rbac.admin().get("/workspaces/w1/members/" + here.id()).expect(404, "MEMBER_NOT_FOUND");
    }

    @Test
    @Tag("FLW-37")
    void aLoginThroughAProviderIsListedUnderItsAlias() {
        openIdProvider("FORCE");
        samlProvider();
        TestUser here = login(OIDC);
        assertThat(modes(here)).containsExactly(OIDC);
        login(OIDC);
        assertThat(modes(here)).containsExactly(OIDC, OIDC);
        realm.admin().users().get(here.id()).remove();
        here = login(SAML);
        assertThat(modes(here)).containsExactly(SAML);
    }

    private List<String> modes(TestUser user) {
        return rbac.admin()
                .get("/logins?type=LOGIN&user=" + user.id())
                .expect(200)
                .json()
                .findValuesAsText("mode");
    }

    @Test
    void everyoneOfAProviderMayHaveARole() {
        openIdProvider("FORCE");
        mapper(OIDC, "all", "workspace-role-idp-mapper", "FORCE", "roles", "viewer");
        assertThat(member(login(OIDC)).at("/roles/0/name").asText()).isEqualTo("viewer");
    }

    @Test
    void whoOnlyManagesIdentityProvidersReachesNoRole() {
        openIdProvider("FORCE", groups());
        TestUser clerk = realm.administrator("clerk", "manage-identity-providers", "view-identity-providers");
        try (Keycloak asClerk = KeycloakBuilder.builder()
                .serverUrl(realm.keycloak().baseUrl())
                .realm(realm.name())
                .clientId("admin-cli")
                .username(clerk.username())
                .password(clerk.password())
                .build()) {
            create(
                    asClerk.realm(realm.name()).identityProviders().get(OIDC),
                    mapperOf(
                            OIDC,
                            "mine",
                            CLAIM_MAPPER,
                            "FORCE",
                            "claim",
                            "groups",
                            "claim.value",
                            "staff",
                            "roles",
                            "editor"));
            int mark = realm.keycloak().log().mark();
            TestUser here = login(OIDC);
            rbac.admin().get("/workspaces/w1/members/" + here.id()).expect(404, "MEMBER_NOT_FOUND");
            assertThat(warnings(mark)).hasSize(1).allMatch(line -> line.contains("'mine'") && !line.contains("staff"));

            JsonNode waiting = rbac.admin()
                    .get("/workspaces/w1/mappings")
                    .expect(200)
                    .json()
                    .get(0);
            assertThat(waiting.path("problems")).extracting(JsonNode::asText).containsExactly("NOT_APPROVED");
            assertThat(waiting.path("condition").asText()).isEqualTo("groups = staff");
            String approval = "/workspaces/w1/mappings/" + waiting.path("id").asText() + "/approval";
            rbac.admin().put(approval, Map.of()).expect(200);
            login(OIDC);
            assertThat(member(here).at("/roles/0/name").asText()).isEqualTo("editor");

            IdentityProviderResource provider =
                    asClerk.realm(realm.name()).identityProviders().get(OIDC);
            IdentityProviderMapperRepresentation loosened =
                    provider.getMappers().get(0);
            loosened.getConfig().put("claim.value", ".*");
            loosened.getConfig().put("pattern", "true");
            provider.update(loosened.getId(), loosened);
            login(OIDC);
            rbac.admin().get("/workspaces/w1/members/" + here.id()).expect(404, "MEMBER_NOT_FOUND");

            rbac.admin().put(approval, Map.of()).expect(200);
            login(OIDC);
            assertThat(member(here).path("roles")).hasSize(1);
            rbac.admin().delete(approval).expect(204);
            rbac.admin().get("/workspaces/w1/members/" + here.id()).expect(404, "MEMBER_NOT_FOUND");
        }
    }

    @Test
    @Tag("OBN-04")
    void aMapperThatIsWrongStopsNoLogin() {
        openIdProvider("FORCE", groups());
        rbac.workspace("w2");
        String gone = rbac.role("w1", "gone", onType("chatflow", "view"));
        String[] match = {"claim", "groups", "claim.value", "staff"};
        mapper(OIDC, "deleted", CLAIM_MAPPER, "FORCE", with(match, "roles", "gone"));
        mapper(OIDC, "nowhere", CLAIM_MAPPER, "FORCE", with(match, "workspace", "elsewhere", "roles", "editor"));
        mapper(OIDC, "foreign", CLAIM_MAPPER, "FORCE", with(match, "workspace", "w2", "roles", "editor"));
        mapper(OIDC, "owner", CLAIM_MAPPER, "FORCE", with(match, "roles", "owner"));
        mapper(
                OIDC,
                "broken",
                CLAIM_MAPPER,
                "FORCE",
                "claim",
                "groups",
                "claim.value",
                "(",
                "pattern",
                "true",
                "roles",
                "editor");
        rbac.admin().delete("/workspaces/w1/roles/" + gone).expect(204);

        int mark = realm.keycloak().log().mark();
        TestUser here = login(OIDC);
        rbac.admin().get("/workspaces/w1/members/" + here.id()).expect(404, "MEMBER_NOT_FOUND");
        assertThat(warnings(mark)).hasSize(5).noneMatch(line -> line.contains("staff"));
        JsonNode problems =
                rbac.admin().get("/workspaces/w1/mappings").expect(200).json();
        assertThat(problems)
                .extracting(mapping -> mapping.path("name").asText())
                .containsExactlyInAnyOrder("partner: broken", "partner: deleted", "partner: owner");
        assertThat(problems.toString()).contains("UNKNOWN_ROLE").contains("OWNER_ROLE");
    }

    @Test
    void tenThousandValuesAndAnEvilPatternAreBoundedWork() {
        ProtocolMapperRepresentation many = new ProtocolMapperRepresentation();
        many.setName("many");
        many.setProtocol("openid-connect");
        many.setProtocolMapper("oidc-hardcoded-claim-mapper");
        many.setConfig(Map.of(
                "claim.name", "teams",
                "claim.value",
                        IntStream.range(0, 10_000)
                                .mapToObj(number -> "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + number + "\"")
                                .collect(Collectors.joining(",", "[", "]")),
                "jsonType.label", "JSON",
                "id.token.claim", "true"));
        openIdProvider("FORCE", many);
        mapper(
                OIDC,
                "last",
                CLAIM_MAPPER,
                "FORCE",
                "claim",
                "teams",
                "claim.value",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9999",
                "roles",
                "viewer");
        mapper(
                OIDC,
                "evil",
                CLAIM_MAPPER,
                "FORCE",
                "claim",
                "teams",
                "claim.value",
                "(a+)+b",
                "pattern",
                "true",
                "roles",
                "editor");
        int mark = realm.keycloak().log().mark();
        TestUser here = login(OIDC);
        assertThat(member(here).path("roles")).hasSize(1);
        assertThat(warnings(mark)).hasSize(1).allMatch(line -> line.contains("too long") && !line.contains("aaaa"));
    }

    @Test
    void whatAMapperGaveGoesWithItAndWithTheLink() {
        openIdProvider("FORCE", groups());
        String[] match = {"claim", "groups", "claim.value", "staff"};
        String mapper = mapper(OIDC, "edit", CLAIM_MAPPER, "FORCE", with(match, "roles", "editor"));
        mapper(OIDC, "view", CLAIM_MAPPER, "FORCE", with(match, "roles", "viewer"));
        TestUser here = login(OIDC);
        assertThat(member(here).path("roles")).hasSize(2);

        realm.admin().identityProviders().get(OIDC).delete(mapper);
        assertThat(member(here).at("/roles").findValuesAsText("name")).containsExactly("viewer");
        realm.admin().users().get(here.id()).removeFederatedIdentity(OIDC);
        rbac.admin().get("/workspaces/w1/members/" + here.id()).expect(404, "MEMBER_NOT_FOUND");
    }

    @Test
    void whatAProviderGaveGoesWithIt() {
        openIdProvider("FORCE");
        mapper(OIDC, "all", "workspace-role-idp-mapper", "FORCE", "roles", "viewer");
        rbac.admin()
                .put(
                        "/settings",
                        Map.of(
                                "firstLogin",
                                List.of(Map.of("provider", OIDC, "workspace", "default", "roles", List.of("member")))))
                .expect(200);
        TestUser here = login(OIDC);
        assertThat(member(here).path("roles")).hasSize(1);
        rbac.admin().get("/workspaces/default/members/" + here.id()).expect(200);
        realm.admin().identityProviders().get(OIDC).remove();
        rbac.admin().get("/workspaces/w1/members/" + here.id()).expect(404, "MEMBER_NOT_FOUND");
        rbac.admin().get("/workspaces/default/members/" + here.id()).expect(200);
        assertThat(rbac.admin().get("/settings").json().path("firstLogin")).isEmpty();
    }

    private JsonNode member(TestUser user) {
        return rbac.admin()
                .get("/workspaces/w1/members/" + user.id())
                .expect(200)
                .json();
    }

    private JsonNode activity(String type) {
        return rbac.admin()
                .get("/workspaces/w1/activity?type=" + type)
                .expect(200)
                .json()
                .get(0);
    }

    private List<String> warnings(int mark) {
        return realm.keycloak().log().since(mark).stream()
                .filter(line -> line.contains("gives no role of a workspace") && line.contains(realm.name()))
                .toList();
    }

    /** The user as the hub knows him. */
    private TestUser login(String provider) {
        String code = new BrokerLogin(realm).code(app, provider, ben);
        assertThat(code).isNotEmpty();
        UserRepresentation found = realm.admin().users().search("ben", true).get(0);
        return new TestUser(found.getId(), "ben", ben.email(), ben.password());
    }

    private void openIdProvider(String syncMode, ProtocolMapperRepresentation... claims) {
        TestClient hub = partner.client("hub", client -> {
            client.setRedirectUris(List.of(realm.url() + "/broker/*"));
            client.setProtocolMappers(List.of(claims));
        });
        String openid = partner.url() + "/protocol/openid-connect";
        provider(
                OIDC,
                "oidc",
                Map.of(
                        "clientId",
                        hub.clientId(),
                        "clientSecret",
                        hub.secret(),
                        "clientAuthMethod",
                        "client_secret_post",
                        "authorizationUrl",
                        openid + "/auth",
                        "tokenUrl",
                        openid + "/token",
                        "jwksUrl",
                        openid + "/certs",
                        "issuer",
                        partner.url(),
                        "defaultScope",
                        "openid profile email",
                        "syncMode",
                        syncMode));
    }

    private static ProtocolMapperRepresentation groups() {
        ProtocolMapperRepresentation groups = new ProtocolMapperRepresentation();
        groups.setName("groups");
        groups.setProtocol("openid-connect");
        groups.setProtocolMapper("oidc-group-membership-mapper");
        groups.setConfig(Map.of("claim.name", "groups", "full.path", "false", "id.token.claim", "true"));
        return groups;
    }

    private void samlProvider() {
        ProtocolMapperRepresentation groups = new ProtocolMapperRepresentation();
        groups.setName("groups");
        groups.setProtocol("saml");
        groups.setProtocolMapper("saml-group-membership-mapper");
        groups.setConfig(Map.of("attribute.name", "groups", "full.path", "false", "single", "true"));
        partner.client(realm.url(), client -> {
            client.setProtocol("saml");
            client.setPublicClient(true);
            client.setServiceAccountsEnabled(false);
            client.setRedirectUris(List.of(realm.url() + "/broker/*"));
            client.setAttributes(Map.of(
                    "saml.client.signature", "false",
                    "saml.server.signature", "false",
                    "saml.assertion.signature", "false",
                    "saml.force.post.binding", "true",
                    "saml_name_id_format", "username"));
            client.setProtocolMappers(List.of(groups));
        });
        provider(
                SAML,
                "saml",
                Map.of(
                        "entityId", realm.url(),
                        "idpEntityId", partner.url(),
                        "singleSignOnServiceUrl", partner.url() + "/protocol/saml",
                        "postBindingResponse", "true",
                        "postBindingAuthnRequest", "false",
                        "wantAssertionsSigned", "false",
                        "validateSignature", "false",
                        "principalType", "SUBJECT",
                        "nameIDPolicyFormat", "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
                        "syncMode", "FORCE"));
    }

    private void provider(String alias, String kind, Map<String, String> config) {
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(alias);
        provider.setProviderId(kind);
        provider.setEnabled(true);
        provider.setConfig(new HashMap<>(config));
        try (Response response = realm.admin().identityProviders().create(provider)) {
            assertThat(response.getStatus()).isEqualTo(201);
        }
    }

    private String mapper(String provider, String name, String kind, String syncMode, String... options) {
        return create(
                realm.admin().identityProviders().get(provider), mapperOf(provider, name, kind, syncMode, options));
    }

    private static String create(IdentityProviderResource provider, IdentityProviderMapperRepresentation mapper) {
        try (Response response = provider.addMapper(mapper)) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    private static IdentityProviderMapperRepresentation mapperOf(
            String provider, String name, String kind, String syncMode, String... options) {
        Map<String, String> config = new HashMap<>(Map.of("syncMode", syncMode, "workspace", "w1"));
        for (int index = 0; index < options.length; index += 2) {
            config.put(options[index], options[index + 1]);
        }
        IdentityProviderMapperRepresentation mapper = new IdentityProviderMapperRepresentation();
        mapper.setName(name);
        mapper.setIdentityProviderAlias(provider);
        mapper.setIdentityProviderMapper(kind);
        mapper.setConfig(config);
        return mapper;
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
