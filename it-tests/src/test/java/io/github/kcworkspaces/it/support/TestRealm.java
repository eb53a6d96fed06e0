package io.github.kcworkspaces.it.support;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A realm of one test's own. */
public final class TestRealm implements AutoCloseable {

    private static final String PASSWORD = "password";

    private final KeycloakUnderTest keycloak;
    private final String name;
    private @Nullable TestClient rbacClient;

    TestRealm(KeycloakUnderTest keycloak, String name) {
        this.keycloak = keycloak;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public String id() {
        return admin().toRepresentation().getId();
    }

    public KeycloakUnderTest keycloak() {
        return keycloak;
    }

    /** Keycloak's own admin interface to this realm. */
    public RealmResource admin() {
        return keycloak.admin().realm(name);
    }

    /** The issuer of this realm's tokens. */
    public String url() {
        return keycloak.baseUrl() + "/realms/" + name;
    }

    /** An enabled user with a verified address {@code <username>@example.org}, a full name and a password. */
    public TestUser user(String username) {
        return user(username, user -> {});
    }

    public TestUser user(String username, Consumer<UserRepresentation> change) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(PASSWORD);
        password.setTemporary(false);
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEmail(username + "@example.org");
        user.setEmailVerified(true);
        user.setFirstName(username);
        user.setLastName("Example");
        user.setEnabled(true);
        user.setCredentials(List.of(password));
        change.accept(user);
        try (Response response = admin().users().create(user)) {
            return new TestUser(
                    CreatedResponseUtil.getCreatedId(response), user.getUsername(), user.getEmail(), PASSWORD);
        }
    }

    /** A user who administers this realm: with all of it, or with these roles of {@code realm-management}. */
    public TestUser administrator(String username, String... roles) {
        TestUser user = user(username);
        String uuid =
                admin().clients().findByClientId("realm-management").get(0).getId();
        admin().users()
                .get(user.id())
                .roles()
                .clientLevel(uuid)
                .add(Stream.of(roles.length == 0 ? new String[] {"realm-admin"} : roles)
                        .map(role ->
                                admin().clients().get(uuid).roles().get(role).toRepresentation())
                        .toList());
        return user;
    }

    /** Changes settings of the realm itself. */
    public TestRealm set(Consumer<RealmRepresentation> change) {
        RealmRepresentation realm = admin().toRepresentation();
        change.accept(realm);
        admin().update(realm);
        return this;
    }

    /** For {@code set(TestRealm::inGerman)}: whose browser asks for German gets it. */
    public static void inGerman(RealmRepresentation realm) {
        realm.setInternationalizationEnabled(true);
        realm.setSupportedLocales(Set.of("en", "de"));
        realm.setDefaultLocale("en");
    }

    /** A group at the top, of which nobody is a member yet; its id. */
    public String group(String groupName) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(groupName);
        try (Response response = admin().groups().add(group)) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    /** A confidential client with every flow and a service account. */
    public TestClient client(String clientId) {
        return client(clientId, client -> {});
    }

    public TestClient client(String clientId, Consumer<ClientRepresentation> change) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(clientId);
        client.setEnabled(true);
        client.setPublicClient(false);
        client.setSecret("secret-of-" + clientId);
        client.setStandardFlowEnabled(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setServiceAccountsEnabled(true);
        client.setRedirectUris(List.of("http://localhost/*"));
        change.accept(client);
        try (Response response = admin().clients().create(client)) {
            return new TestClient(CreatedResponseUtil.getCreatedId(response), client.getClientId(), client.getSecret());
        }
    }

    /** People of another realm of the server come in here, by OpenID Connect; what it says of them has these claims too. */
    public void openIdProvider(
            String alias, TestRealm partner, String syncMode, ProtocolMapperRepresentation... claims) {
        TestClient hub = partner.client("hub", client -> {
            client.setRedirectUris(List.of(url() + "/broker/*"));
            client.setProtocolMappers(List.of(claims));
        });
        String openid = partner.url() + "/protocol/openid-connect";
        Map<String, String> config = new LinkedHashMap<>();
        config.put("clientId", hub.clientId());
        config.put("clientSecret", hub.secret());
        config.put("clientAuthMethod", "client_secret_post");
        config.put("authorizationUrl", openid + "/auth");
        config.put("tokenUrl", openid + "/token");
        config.put("jwksUrl", openid + "/certs");
        config.put("issuer", partner.url());
        config.put("defaultScope", "openid profile email");
        config.put("syncMode", syncMode);
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(alias);
        provider.setProviderId("oidc");
        provider.setEnabled(true);
        provider.setConfig(config);
        try (Response response = admin().identityProviders().create(provider)) {
            if (response.getStatus() != 201) {
                throw new AssertionError(response.readEntity(String.class));
            }
        }
    }

    /** For {@code client(id, TestRealm::forWorkspaces)}: tokens of this client are accepted below {@code /rbac}. */
    public static void forWorkspaces(ClientRepresentation client) {
        ProtocolMapperRepresentation audience = new ProtocolMapperRepresentation();
        audience.setName("audience-workspaces");
        audience.setProtocol("openid-connect");
        audience.setProtocolMapper("oidc-audience-mapper");
        audience.setConfig(Map.of("included.custom.audience", "workspaces", "access.token.claim", "true"));
        client.setProtocolMappers(List.of(audience));
    }

    public UserRepresentation serviceAccountOf(TestClient client) {
        return admin().clients().get(client.uuid()).getServiceAccountUser();
    }

    public Tokens passwordGrant(TestClient client, TestUser user) {
        return passwordGrant(client, user, Map.of());
    }

    /**
     * @param parameters further ones of the token request: {@code scope}, {@code workspace}
     */
    public Tokens passwordGrant(TestClient client, TestUser user, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("grant_type", "password", "username", user.username(), "password", user.password()));
        form.putAll(parameters);
        return Tokens.of(token(client, form));
    }

    public Tokens clientCredentials(TestClient client) {
        return clientCredentials(client, Map.of());
    }

    public Tokens clientCredentials(TestClient client, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials"));
        form.putAll(parameters);
        return Tokens.of(token(client, form));
    }

    public Tokens refresh(TestClient client, Tokens tokens) {
        return refresh(client, tokens, Map.of());
    }

    public Tokens refresh(TestClient client, Tokens tokens, Map<String, String> parameters) {
        Map<String, String> form =
                new LinkedHashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()));
        form.putAll(parameters);
        return Tokens.of(token(client, form));
    }

    /** The token endpoint's answer, granted or refused. The client's credentials are added. */
    public Answer token(TestClient client, Map<String, String> form) {
        return openid("token", client, form);
    }

    /** The same for a form as it is sent, with parameters twice for instance. */
    public Answer token(TestClient client, String form) {
        String complete = form
                + "&client_id=" + RestCaller.encode(client.clientId())
                + "&client_secret=" + RestCaller.encode(client.secret());
        return new RestCaller(url(), null)
                .upload(
                        "POST",
                        "/protocol/openid-connect/token",
                        "application/x-www-form-urlencoded",
                        complete.getBytes(StandardCharsets.UTF_8));
    }

    /** The tokens of a code that came to {@link LoginPage#CALLBACK}, or why there are none. */
    public Answer redeem(TestClient client, String code, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", LoginPage.CALLBACK));
        form.putAll(parameters);
        return token(client, form);
    }

    /** People sign in with the flow that brings the workspace picker. */
    public TestRealm withWorkspacePicker() {
        return set(realm -> realm.setBrowserFlow("browser with workspaces"));
    }

    /** For {@code client(id, TestRealm::picking)}: people choose a workspace when they sign in to this client. */
    public static void picking(ClientRepresentation client) {
        client.setAttributes(Map.of("workspace.picker", "true"));
    }

    public Answer introspect(TestClient client, String token) {
        return openid("token/introspect", client, Map.of("token", token));
    }

    public Answer revoke(TestClient client, String token) {
        return openid("revoke", client, Map.of("token", token));
    }

    public Answer userinfo(String token) {
        return new RestCaller(url(), () -> token).get("/protocol/openid-connect/userinfo");
    }

    /** {@code /admin/realms/<realm>/rbac} as the bootstrap administrator. */
    public RestCaller rbacAsAdmin() {
        return new RestCaller(keycloak.baseUrl() + "/admin/realms/" + name + "/rbac", keycloak::adminToken);
    }

    /** {@code /admin/realms/<realm>/rbac} with a token of this realm. */
    public RestCaller adminRbac(String token) {
        return new RestCaller(keycloak.baseUrl() + "/admin/realms/" + name + "/rbac", () -> token);
    }

    /** {@code /realms/<realm>/rbac} with a token of this realm. */
    public RestCaller rbac(String token) {
        return new RestCaller(url() + "/rbac", () -> token);
    }

    /** {@code /realms/<realm>/rbac} as this user, logged in now through a client of the right audience. */
    public RestCaller rbac(TestUser user) {
        if (rbacClient == null) {
            rbacClient = client("it-rbac", TestRealm::forWorkspaces);
        }
        return rbac(passwordGrant(rbacClient, user).access());
    }

    /** {@code /realms/<realm>/rbac} as this client's service account. */
    public RestCaller rbac(TestClient client) {
        return rbac(clientCredentials(client).access());
    }

    /** {@code /realms/<realm>/rbac} without a token. */
    public RestCaller rbacAnonymous() {
        return new RestCaller(url() + "/rbac", null);
    }

    /** {@code /realms/<realm>} without a token. */
    public RestCaller anonymous() {
        return new RestCaller(url(), null);
    }

    @Override
    public void close() {
        try {
            admin().remove();
        } catch (NotFoundException e) {
            // The test removed or renamed it itself.
        }
    }

    private Answer openid(String endpoint, TestClient client, Map<String, String> form) {
        Map<String, String> complete = new LinkedHashMap<>(form);
        complete.put("client_id", client.clientId());
        complete.put("client_secret", client.secret());
        return new RestCaller(url(), null).form("/protocol/openid-connect/" + endpoint, complete);
    }
}
