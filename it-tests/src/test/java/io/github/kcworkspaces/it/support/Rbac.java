package io.github.kcworkspaces.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;

/**
 * A realm that is enabled for workspaces, with short words for what tests prepare. It has the resource types {@code
 * data-connector} with the child {@code widget}, and {@code chatflow}.
 */
public final class Rbac {

    private final TestRealm realm;
    private final RestCaller admin;
    private @Nullable TestClient decisionPoint;
    private @Nullable TestClient app;

    private Rbac(TestRealm realm) {
        this.realm = realm;
        this.admin = realm.rbacAsAdmin();
    }

    /** Of a realm that is enabled already, with the types that it has. */
    public static Rbac of(TestRealm realm) {
        return new Rbac(realm);
    }

    public static Rbac enable(TestRealm realm) {
        Rbac rbac = new Rbac(realm);
        rbac.admin.put("/settings", Map.of("enabled", true)).expect(200);
        rbac.type("data-connector", "view", List.of("view"), null);
        rbac.type("widget", "access", List.of("access"), "data-connector");
        rbac.type("chatflow", "view", List.of("view", "create", "update", "delete", "config"), null);
        return rbac;
    }

    public TestRealm realm() {
        return realm;
    }

    /** As the administrator of the server. */
    public RestCaller admin() {
        return admin;
    }

    public void type(String key, String base, List<String> actions, @Nullable String parent) {
        Map<String, Object> type = new LinkedHashMap<>(
                Map.of("name", key, "baseAction", base, "actions", actions, "registration", "REQUIRED"));
        if (parent != null) {
            type.put("parentType", parent);
        }
        Answer answer = admin.put("/resource-types/" + key, type);
        if (answer.status() != 201) {
            answer.expect(200);
        }
    }

    /** Creates a workspace and gives its id. */
    public String workspace(String alias) {
        return id(admin.post("/workspaces", Map.of("alias", alias, "name", "Workspace " + alias)));
    }

    public void member(String workspace, TestUser user, String... roles) {
        Answer answer =
                admin.put("/workspaces/" + workspace + "/members/" + user.id(), Map.of("roles", List.of(roles)));
        if (answer.status() != 201) {
            answer.expect(200);
        }
    }

    /** Creates a role of the workspace with these grants and gives its id. */
    public String role(String workspace, String name, Grant... grants) {
        String role = id(
                admin.post("/workspaces/" + workspace + "/roles", Map.of("name", name, "description", "For a test")));
        grant(workspace, role, grants);
        return role;
    }

    public void grant(String workspace, String role, Grant... grants) {
        change(workspace, role, "add", grants);
    }

    public void withdraw(String workspace, String role, Grant... grants) {
        change(workspace, role, "remove", grants);
    }

    private void change(String workspace, String role, String how, Grant... grants) {
        if (grants.length > 0) {
            admin.patch("/workspaces/" + workspace + "/roles/" + role + "/grants", Map.of(how, List.of(grants)))
                    .expect(200);
        }
    }

    /** Registers a resource and gives its id. */
    public String resource(String workspace, String type, String externalId) {
        return resource(workspace, type, externalId, null);
    }

    public String resource(String workspace, String type, String externalId, @Nullable String parent) {
        Map<String, Object> resource =
                new LinkedHashMap<>(Map.of("type", type, "externalId", externalId, "name", "The " + externalId));
        if (parent != null) {
            resource.put("parent", parent);
        }
        return id(admin.post("/workspaces/" + workspace + "/resources", resource));
    }

    /** Lets conditions look at these user attributes, which only administrators edit. */
    public void subjectAttributes(List<String> names) {
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ADMIN_EDIT);
        realm.admin().users().userProfile().update(profile);
        admin.put("/settings", Map.of("subjectAttributes", names)).expect(200);
    }

    /** Asks the decision point, as an application does. */
    public boolean decides(TestUser user, String action, String workspace, String type, String resource) {
        return ask(user.id(), action, workspace, type, resource)
                .expect(200)
                .json()
                .path("decision")
                .asBoolean();
    }

    public Answer ask(String subject, String action, String workspace, String type, String resource) {
        return asDecisionPoint()
                .post("/workspaces/" + workspace + "/access/v1/evaluation", question(subject, action, type, resource));
    }

    /** A caller that may ask for decisions and nothing else. */
    public RestCaller asDecisionPoint() {
        return realm.rbac(decisionPoint());
    }

    public TestClient decisionPoint() {
        if (decisionPoint == null) {
            decisionPoint = service("decision-point", "evaluate");
        }
        return decisionPoint;
    }

    /** A client whose service account has these roles of the client {@code workspaces}. */
    public TestClient service(String clientId, String... roles) {
        TestClient client = realm.client(clientId);
        giveClientRoles(realm.serviceAccountOf(client).getId(), roles);
        return client;
    }

    /** Gives a user roles of the client {@code workspaces}. */
    public void giveClientRoles(String user, String... roles) {
        String uuid =
                realm.admin().clients().findByClientId("workspaces").get(0).getId();
        ClientResource workspaces = realm.admin().clients().get(uuid);
        List<RoleRepresentation> wanted = List.of(roles).stream()
                .map(role -> workspaces.roles().get(role).toRepresentation())
                .toList();
        realm.admin().users().get(user).roles().clientLevel(uuid).add(wanted);
    }

    public static Map<String, Object> question(String subject, String action, String type, String resource) {
        return Map.of(
                "subject", Map.of("type", "user", "id", subject),
                "action", Map.of("name", action),
                "resource", Map.of("type", type, "id", resource));
    }

    /** The application that people log in to. */
    public TestClient app() {
        if (app == null) {
            app = realm.client("app", Rbac::inItsOwnAudience);
        }
        return app;
    }

    /** For {@code client(id, Rbac::inItsOwnAudience)}: who introspects a token must be one of those whom it is for. */
    public static void inItsOwnAudience(ClientRepresentation client) {
        ProtocolMapperRepresentation audience = new ProtocolMapperRepresentation();
        audience.setName("audience-itself");
        audience.setProtocol("openid-connect");
        audience.setProtocolMapper("oidc-audience-mapper");
        audience.setConfig(Map.of("included.custom.audience", client.getClientId(), "access.token.claim", "true"));
        client.setProtocolMappers(List.of(audience));
    }

    /** Tokens of the application, with scope {@code workspace} and these further parameters of the token request. */
    public Tokens login(TestUser user, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>(parameters);
        form.putIfAbsent("scope", "openid workspace");
        return realm.passwordGrant(app(), user, form);
    }

    /** The claim in a fresh access token. */
    public JsonNode claim(TestUser user, Map<String, String> parameters) {
        return login(user, parameters).accessClaims().path("workspace");
    }

    /** The id in the body of a 201. */
    public static String id(Answer created) {
        return created.expect(201).json().path("id").asText();
    }

    /** A grant as it is sent. */
    public record Grant(
            String type,
            @Nullable String resource,
            List<String> actions,
            @Nullable Map<String, Object> condition) {

        public static Grant onType(String type, String... actions) {
            return new Grant(type, null, List.of(actions), null);
        }

        public static Grant on(String type, String resource, String... actions) {
            return new Grant(type, resource, List.of(actions), null);
        }
    }
}
