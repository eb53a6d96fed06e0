package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.LdapServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.StatementLog;
import io.github.kcworkspaces.it.support.TestDirectory;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Users of the realm: who they are, what becomes of them, and the list to take along. */
@OnKeycloak
class UserIT {

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        for (String workspace : List.of("w1", "w2")) {
            rbac.workspace(workspace);
            rbac.role(workspace, "viewer", onType("chatflow", "view"));
            rbac.role(workspace, "editor", onType("chatflow", "update"));
            rbac.resource(workspace, "chatflow", "f1");
        }
        return rbac;
    }

    private static List<String> names(Rbac rbac, String query) {
        return names(rbac.admin().get("/users?" + query).expect(200).json());
    }

    private static List<String> names(JsonNode users) {
        List<String> names = new ArrayList<>();
        users.forEach(user -> names.add(user.path("username").asText()));
        return names;
    }

    private static JsonNode user(Rbac rbac, TestUser user) {
        return rbac.admin().get("/users/" + user.id()).expect(200).json();
    }

    private static Answer status(Rbac rbac, TestUser user, String status) {
        return rbac.admin().patch("/users/" + user.id(), Map.of("status", status));
    }

    @Test
    @Tag("FLW-32")
    @Tag("FLW-34")
    @Tag("OBO-43")
    @Tag("OBN-47")
    void usersAreListedWithTheirWorkspacesAndRolesFilteredAndPaged(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ada = realm.user("ada");
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        rbac.service("robot", "view");
        rbac.member("w1", ben, "viewer", "editor");
        rbac.member("w2", ben, "viewer");
        rbac.member("w2", cleo, "editor");
        rbac.admin().patch("/users/" + ada.id(), Map.of("type", "ADMIN")).expect(200);

        assertThat(names(rbac, "")).containsExactly("ada", "ben", "cleo");
        JsonNode found =
                rbac.admin().get("/users?search=BEN@example").expect(200).json();
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/workspaces/0/alias").asText()).isEqualTo("w1");
        assertThat(found.at("/0/workspaces/0/roles").toString()).isEqualTo("[\"editor\",\"viewer\"]");
        assertThat(found.at("/0/workspaces/1/roles").toString()).isEqualTo("[\"viewer\"]");
        assertThat(found.at("/0/type").asText()).isEqualTo("NORMAL");
        assertThat(found.at("/0/createdAt").asLong()).isPositive();
        assertThat(found.get(0)).isEqualTo(user(rbac, ben));
        assertThat(names(rbac, "type=ADMIN")).containsExactly("ada");
        assertThat(names(rbac, "workspace=w2")).containsExactly("ben", "cleo");
        assertThat(names(rbac, "workspace=w2&role=viewer")).containsExactly("ben");
        assertThat(names(rbac, "role=EDITOR")).containsExactly("ben", "cleo");
        assertThat(names(rbac, "source=LDAP")).isEmpty();
        rbac.admin().get("/users?workspace=w9").expect(404, "WORKSPACE_NOT_FOUND");
        rbac.admin().get("/users?status=GONE").expect(400, "INVALID_REQUEST");
        rbac.admin().get("/users?max=0").expect(400, "INVALID_REQUEST");

        List<String> walked = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = rbac.admin().get("/users?max=2" + cursor).expect(200);
            walked.addAll(names(page.json()));
            cursor = page.header("X-Next-Cursor").map(next -> "&after=" + next).orElse("");
        } while (!cursor.isEmpty());
        assertThat(walked).containsExactly("ada", "ben", "cleo");
    }

    @Test
    @Tag("FLW-33")
    void everyStatusCanBeHadAndSought(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        TestUser dora = realm.user("dora");
        TestUser eve = realm.user("eve");
        rbac.member("w1", ben, "viewer");
        rbac.member("w1", cleo, "viewer");
        rbac.member("w2", cleo, "viewer");
        rbac.admin()
                .post(
                        "/workspaces/w1/invitations",
                        Map.of("email", eve.email(), "firstName", "Eve", "lastName", "E", "roles", List.of("viewer")))
                .expect(201);

        status(rbac, cleo, "SUSPENDED").expect(200);
        status(rbac, dora, "DISABLED").expect(200);

        assertThat(names(rbac, "status=ACTIVE")).containsExactly("ben");
        assertThat(names(rbac, "status=SUSPENDED")).containsExactly("cleo");
        assertThat(names(rbac, "status=DISABLED")).containsExactly("dora");
        assertThat(names(rbac, "status=INVITED")).containsExactly("eve");
        assertThat(rbac.decides(cleo, "view", "w1", "chatflow", "f1")).isFalse();
        assertThat(rbac.decides(cleo, "view", "w2", "chatflow", "f1")).isFalse();
        assertThat(rbac.admin()
                        .get("/workspaces/w2/activity?type=MEMBER_SUSPENDED")
                        .json())
                .hasSize(1);

        status(rbac, cleo, "ACTIVE").expect(200);
        assertThat(user(rbac, cleo).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(rbac.decides(cleo, "view", "w2", "chatflow", "f1")).isTrue();
        status(rbac, dora, "SUSPENDED").expect(422, "NOT_A_MEMBER");
        status(rbac, dora, "INVITED").expect(400, "INVALID_REQUEST");
        rbac.admin().patch("/users/" + dora.id(), Map.of()).expect(400, "INVALID_REQUEST");
    }

    @Test
    void disablingEndsSessionsUntilTheAccountIsEnabledAgain(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        Tokens tokens = rbac.login(ben, Map.of("workspace", "w1"));

        status(rbac, ben, "DISABLED").expect(200);

        assertThat(refresh(realm, rbac, tokens).status()).isEqualTo(400);
        assertThat(realm.admin().users().get(ben.id()).getUserSessions()).isEmpty();
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();
        status(rbac, ben, "ACTIVE").expect(200);
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();
        assertThat(refresh(realm, rbac, tokens).status()).isEqualTo(400);
        assertThat(rbac.admin().get("/activity?type=USER_DISABLED").json()).hasSize(1);
    }

    private static Answer refresh(TestRealm realm, Rbac rbac, Tokens tokens) {
        return realm.token(rbac.app(), Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()));
    }

    @Test
    @Tag("FLW-35")
    @Tag("OBO-43")
    @Tag("OBO-14")
    void theListSaysWhenSomebodyWasHereAndInWhichWorkspace(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        rbac.member("w2", ben, "viewer");
        assertThat(user(rbac, ben).has("lastLogin")).isFalse();

        long before = System.currentTimeMillis();
        Tokens tokens = rbac.login(ben, Map.of("workspace", "w1"));

        JsonNode seen = user(rbac, ben);
        assertThat(seen.path("lastLogin").asLong()).isBetween(before - 1_000, before + 60_000);
        assertThat(seen.path("lastClient").asText()).isEqualTo("app");
        assertThat(seen.at("/activeWorkspace/alias").asText()).isEqualTo("w1");

        realm.refresh(rbac.app(), tokens, Map.of("workspace", "w2"));

        JsonNode switched = user(rbac, ben);
        assertThat(switched.at("/activeWorkspace/alias").asText()).isEqualTo("w2");
        assertThat(switched.path("lastLogin")).isEqualTo(seen.path("lastLogin"));
    }

    @Test
    void aLoginWritesOnceAndARefreshNothing(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        Tokens[] latest = {rbac.login(ben, Map.of("workspace", "w1"))};

        StatementLog.Recording login =
                realm.keycloak().statements().record(() -> latest[0] = rbac.login(ben, Map.of("workspace", "w1")));
        assertThat(login.statements("(insert into|update) kcw_user_login"))
                .as(login.toString())
                .hasSize(1);

        StatementLog.Recording refresh =
                realm.keycloak().statements().record(() -> latest[0] = realm.refresh(rbac.app(), latest[0]));
        assertThat(refresh.statements("(insert into|update) kcw_"))
                .as(refresh.toString())
                .isEmpty();
    }

    @Test
    @Tag("FLW-32")
    void aUserOfAnotherRealmDoesNotExist(TestRealm realm) {
        Rbac rbac = world(realm);
        try (TestRealm other = realm.keycloak().newRealm()) {
            TestUser stranger = other.user("stranger");
            String path = "/users/" + stranger.id();
            rbac.admin().get(path).expect(404, "USER_NOT_FOUND");
            rbac.admin().get(path + "/permissions").expect(404, "USER_NOT_FOUND");
            for (String status : List.of("ACTIVE", "SUSPENDED", "DISABLED")) {
                rbac.admin().patch(path, Map.of("status", status)).expect(404, "USER_NOT_FOUND");
            }
            rbac.admin().patch(path, Map.of("type", "ADMIN")).expect(404, "USER_NOT_FOUND");
            rbac.admin().delete(path).expect(404, "USER_NOT_FOUND");
            TestUser ben = realm.user("ben");
            rbac.workspace("owned");
            rbac.admin()
                    .post("/workspaces/owned/transfer", Map.of("owner", ben.id()))
                    .expect(200);
            rbac.admin()
                    .delete("/users/" + ben.id() + "?successor=" + stranger.id())
                    .expect(422, "UNKNOWN_USER");
            assertThat(other.admin()
                            .users()
                            .get(stranger.id())
                            .toRepresentation()
                            .isEnabled())
                    .isTrue();
        }
    }

    @Test
    @Tag("FLW-16")
    @Tag("OBO-13")
    void onlyAccountAdminsAndAdministratorsOfUsersSeeTheList(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        rbac.member("w1", ben, "admin");
        RestCaller normal = realm.rbac(ben);
        for (String path : List.of("/users", "/users/export?format=csv", "/users/" + cleo.id())) {
            normal.get(path).expect(403, "ACCESS_DENIED");
        }
        normal.patch("/users/" + cleo.id(), Map.of("status", "SUSPENDED")).expect(403, "ACCESS_DENIED");
        normal.delete("/users/" + cleo.id()).expect(403, "ACCESS_DENIED");
        realm.rbacAnonymous().get("/users").expect(401, "UNAUTHENTICATED");

        RestCaller reader = realm.rbac(rbac.service("reader", "view"));
        assertThat(names(reader.get("/users").expect(200).json())).contains("ben");
        reader.delete("/users/" + cleo.id()).expect(403, "ACCESS_DENIED");

        RestCaller viewer = administrator(realm, "vic", "view-users");
        assertThat(names(viewer.get("/users").expect(200).json())).contains("ben");
        viewer.patch("/users/" + cleo.id(), Map.of("status", "SUSPENDED")).expect(403, "ACCESS_DENIED");
        viewer.delete("/users/" + cleo.id()).expect(403, "ACCESS_DENIED");
        RestCaller query = administrator(realm, "quinn", "query-users");
        query.get("/users").expect(403, "ACCESS_DENIED");

        RestCaller realmManager = administrator(realm, "mia", "manage-realm");
        realmManager.get("/users").expect(200);
        realmManager.delete("/users/" + cleo.id()).expect(403, "ACCESS_DENIED");
        realmManager.patch("/users/" + cleo.id(), Map.of("status", "DISABLED")).expect(403, "ACCESS_DENIED");
        RestCaller userManager = administrator(realm, "uma", "manage-users");
        userManager.patch("/users/" + cleo.id(), Map.of("type", "ADMIN")).expect(403, "ACCESS_DENIED");
        userManager.delete("/users/" + cleo.id()).expect(204);
    }

    private static RestCaller administrator(TestRealm realm, String name, String role) {
        TestUser user = realm.administrator(name, role);
        return realm.adminRbac(realm.token(
                        realm.client("console-of-" + name),
                        Map.of("grant_type", "password", "username", user.username(), "password", user.password()))
                .expect(200)
                .json()
                .path("access_token")
                .asText());
    }

    @Test
    void anAccountAdminTakesNothingFromAnAdministratorOfKeycloak(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ada = realm.user("ada");
        TestUser kim = realm.administrator("kim");
        rbac.admin().patch("/users/" + ada.id(), Map.of("type", "ADMIN")).expect(200);
        RestCaller accountAdmin = realm.rbac(ada);
        accountAdmin.delete("/users/" + kim.id()).expect(403, "ACCESS_DENIED");
        accountAdmin.patch("/users/" + kim.id(), Map.of("status", "DISABLED")).expect(403, "ACCESS_DENIED");
        TestUser ben = realm.user("ben");
        accountAdmin.delete("/users/" + ben.id()).expect(204);
        rbac.admin().delete("/users/" + kim.id()).expect(204);
    }

    @Test
    @Tag("OBN-58")
    @Tag("OBO-46")
    void aDemotedAdminIsDeniedUnderTheTokenThatHeHas(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ada = realm.user("ada");
        TestUser ben = realm.user("ben");
        rbac.admin().patch("/users/" + ada.id(), Map.of("type", "ADMIN")).expect(200);
        rbac.admin().patch("/users/" + ben.id(), Map.of("type", "ADMIN")).expect(200);
        RestCaller asBen = realm.rbac(ben);
        asBen.get("/users").expect(200);

        JsonNode demoted = realm.rbac(ada)
                .patch("/users/" + ben.id(), Map.of("type", "NORMAL"))
                .expect(200)
                .json();

        assertThat(demoted.path("type").asText()).isEqualTo("NORMAL");
        asBen.get("/users").expect(403, "ACCESS_DENIED");
        realm.rbac(ada).patch("/users/" + ada.id(), Map.of("type", "NORMAL")).expect(409, "LAST_ADMIN");
        realm.rbac(ada)
                .patch("/users/" + ada.id(), Map.of("status", "DISABLED"))
                .expect(409, "LAST_ADMIN");
        realm.rbac(ada).delete("/users/" + ada.id()).expect(409, "LAST_ADMIN");
    }

    @Test
    @Tag("OBN-57")
    @Tag("OBN-38")
    @Tag("OBO-46")
    void deletingEndsSessionsAndTokensAndHandsOverWhatWasOwned(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        rbac.member("w1", ben, "viewer");
        rbac.admin().post("/workspaces/w2/transfer", Map.of("owner", ben.id())).expect(200);
        String resource = Rbac.id(rbac.admin()
                .post(
                        "/workspaces/w1/resources",
                        Map.of("type", "chatflow", "externalId", "bens", "name", "Ben's", "owner", ben.id())));
        rbac.admin()
                .post(
                        "/workspaces/w1/invitations",
                        Map.of("email", ben.email(), "firstName", "Ben", "lastName", "B", "roles", List.of("viewer")));
        Tokens tokens = rbac.login(ben, Map.of("workspace", "w1"));
        RestCaller asBen = realm.rbac(ben);
        asBen.get("/me").expect(200);

        JsonNode refusal = rbac.admin()
                .delete("/users/" + ben.id())
                .expect(409, "USER_OWNS")
                .json();
        assertThat(refusal.path("workspaces").toString()).isEqualTo("[\"w2\"]");
        assertThat(refusal.at("/resources/0/id").asText()).isEqualTo(resource);

        rbac.admin().delete("/users/" + ben.id() + "?successor=" + cleo.id()).expect(204);

        rbac.admin().get("/users/" + ben.id()).expect(404, "USER_NOT_FOUND");
        assertThat(realm.admin().users().searchByUsername("ben", true)).isEmpty();
        assertThat(refresh(realm, rbac, tokens).status()).isEqualTo(400);
        asBen.get("/me").expect(401, "UNAUTHENTICATED");
        assertThat(names(rbac, "")).containsExactly("cleo");
        assertThat(rbac.admin().get("/workspaces/w2").json().at("/owner/id").asText())
                .isEqualTo(cleo.id());
        assertThat(rbac.admin()
                        .get("/workspaces/w1/resources/" + resource)
                        .json()
                        .path("owner")
                        .asText())
                .isEqualTo(cleo.id());
        JsonNode deleted =
                rbac.admin().get("/activity?type=USER_DELETED").expect(200).json();
        assertThat(deleted).hasSize(1);
        assertThat(deleted.at("/0/target/name").asText()).isEqualTo("ben");
        assertThat(deleted.at("/0/changes/email/old").asText()).isEqualTo(ben.email());

        rbac.admin()
                .post(
                        "/workspaces/w1/invitations",
                        Map.of("email", ben.email(), "firstName", "Ben", "lastName", "B", "roles", List.of("viewer")))
                .expect(201);
        TestUser again = realm.user("ben");
        assertThat(user(rbac, again).path("workspaces")).isEmpty();
        assertThat(user(rbac, again).has("lastLogin")).isFalse();
    }

    @Test
    @Tag("OBN-46")
    @Tag("OBN-59")
    @Tag("OBN-60")
    @Tag("OBO-49")
    void theProfileShowsEveryPermissionWithTheRolesBehindItAndFollowsWhatIsChangedThere(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.role("w1", "auditor", onType("chatflow", "view"), onType("data-connector", "view"));
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer", "editor", "auditor");

        assertThat(behind(rbac, ben, "chatflow")).containsExactlyInAnyOrder("viewer", "editor", "auditor");
        assertThat(behind(rbac, ben, "data-connector")).containsExactly("auditor");
        assertThat(rbac.decides(ben, "update", "w1", "chatflow", "f1")).isTrue();

        rbac.member("w1", ben, "viewer");

        assertThat(behind(rbac, ben, "chatflow")).containsExactly("viewer");
        assertThat(behind(rbac, ben, "data-connector")).isEmpty();
        assertThat(rbac.decides(ben, "update", "w1", "chatflow", "f1")).isFalse();
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();
    }

    /** The roles that a user has permissions of the type by. */
    private static Set<String> behind(Rbac rbac, TestUser user, String type) {
        Set<String> roles = new TreeSet<>();
        rbac.admin()
                .get("/users/" + user.id() + "/permissions")
                .expect(200)
                .json()
                .forEach(permission -> {
                    if (permission.path("type").asText().equals(type)) {
                        roles.addAll(permission.path("via").findValuesAsText("name"));
                    }
                });
        return roles;
    }

    @Test
    @Tag("OBN-47")
    @Tag("OBN-58")
    void theTypeOfAUserIsInProfileTokenAndExport(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ada = realm.user("ada");
        TestUser ben = realm.user("ben");
        rbac.admin().patch("/users/" + ada.id(), Map.of("type", "ADMIN")).expect(200);
        for (String type : List.of("ADMIN", "NORMAL")) {
            rbac.admin().patch("/users/" + ben.id(), Map.of("type", type)).expect(200);
            assertThat(user(rbac, ben).path("type").asText()).isEqualTo(type);
            assertThat(realm.passwordGrant(rbac.app(), ben, Map.of("scope", "openid"))
                            .accessClaims()
                            .at("/realm_access/roles")
                            .toString()
                            .contains("workspace-admin"))
                    .isEqualTo(type.equals("ADMIN"));
            assertThat(rbac.admin()
                            .get("/users/export?format=csv&search=ben")
                            .expect(200)
                            .text())
                    .contains("ben,Example," + type + ",");
        }
    }

    @Test
    @Tag("OBN-57")
    void theAccountOwnerIsNeitherDeletedNorSuspended(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser olga = realm.user("olga");
        rbac.admin().put("/settings", Map.of("accountOwner", olga.id())).expect(200);
        assertThat(user(rbac, olga).path("accountOwner").asBoolean()).isTrue();
        rbac.admin().delete("/users/" + olga.id()).expect(409, "OWNER_IMMUTABLE");
        status(rbac, olga, "SUSPENDED").expect(409, "OWNER_IMMUTABLE");
        status(rbac, olga, "DISABLED").expect(409, "OWNER_IMMUTABLE");
    }

    @Test
    @Tag("OBN-45")
    @Tag("OBN-61")
    @Tag("OBN-62")
    @Tag("OBO-50")
    void theWholeListIsExportedAsSafeFilesAndThatIsRecorded(TestRealm realm) throws IOException {
        Rbac rbac = world(realm);
        importUsers(realm, 1_201, user -> {});
        importUsers(realm, "zoe", user -> {
            user.setFirstName("=1+1");
            user.setLastName("Zoë \"Z\", 李");
        });
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer", "editor");
        rbac.login(ben, Map.of("workspace", "w1"));
        int total = 1_203;

        Answer csv = rbac.admin().get("/users/export?format=csv").expect(200);
        assertThat(csv.header("Content-Disposition")).contains("attachment; filename=\"users.csv\"");
        String text = csv.text();
        List<String> lines = text.substring(1).lines().toList();
        assertThat(lines).hasSize(total + 1);
        assertThat(lines.get(0))
                .isEqualTo("id,username,email,firstName,lastName,type,status,source,roles,workspaces,workspaceCount,"
                        + "activeWorkspace,lastLogin,lastClient,createdAt");
        assertThat(lines.get(total)).contains(",zoe,").contains(",'=1+1,\"Zoë \"\"Z\"\", 李\",NORMAL,ACTIVE,LOCAL,");
        assertThat(lines)
                .filteredOn(line -> line.contains(ben.id()))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"editor, viewer\",\"w1: editor, viewer\",1,w1,20"));

        JsonNode json =
                rbac.admin().get("/users/export?format=json").expect(200).json();
        assertThat(json).hasSize(total);
        assertThat(json.at("/" + (total - 1) + "/firstName").asText()).isEqualTo("=1+1");

        Map<String, String> workbook = unzipped(
                rbac.admin().get("/users/export?format=xlsx").expect(200).bytes());
        String sheet = workbook.get("xl/worksheets/sheet1.xml");
        assertThat(sheet.split("<row ", -1)).hasSize(total + 2);
        assertThat(sheet).contains("&apos;=1+1").doesNotContain("<f>").doesNotContain(">=1+1");

        assertThat(rbac.admin()
                        .get("/users/export?format=csv&workspace=w1")
                        .expect(200)
                        .text()
                        .lines())
                .hasSize(2);
        rbac.admin().get("/users/export").expect(400, "INVALID_REQUEST");
        rbac.admin().get("/users/export?format=pdf").expect(400, "INVALID_REQUEST");
        JsonNode recorded =
                rbac.admin().get("/activity?type=USERS_EXPORTED").expect(200).json();
        assertThat(recorded).hasSize(4);
        assertThat(recorded.at("/0/changes/workspace/new").asText()).isNotEmpty();
    }

    /** By its directory, as spreadsheets read it. */
    private static Map<String, String> unzipped(byte[] file) throws IOException {
        Path saved = Files.createTempFile("users", ".xlsx");
        try {
            Files.write(saved, file);
            Map<String, String> parts = new LinkedHashMap<>();
            try (ZipFile zip = new ZipFile(saved.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    parts.put(
                            entry.getName(),
                            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return parts;
        } finally {
            Files.delete(saved);
        }
    }

    private static void importUsers(TestRealm realm, int count, Consumer<UserRepresentation> change) {
        List<UserRepresentation> users = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            users.add(imported("imported-" + number, change));
        }
        send(realm, users);
    }

    private static void importUsers(TestRealm realm, String name, Consumer<UserRepresentation> change) {
        send(realm, List.of(imported(name, change)));
    }

    private static UserRepresentation imported(String name, Consumer<UserRepresentation> change) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(name);
        user.setEmail(name + "@example.org");
        user.setEnabled(true);
        change.accept(user);
        return user;
    }

    private static void send(TestRealm realm, List<UserRepresentation> users) {
        PartialImportRepresentation file = new PartialImportRepresentation();
        file.setUsers(users);
        file.setIfResourceExists("FAIL");
        try (Response response = realm.admin().partialImport(file)) {
            assertThat(response.getStatus()).isEqualTo(200);
        }
    }

    @Test
    @Tag("OBN-45")
    void peopleOfDirectoriesAndIdentityProvidersAreListedAsSuch(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        IdentityProviderRepresentation partner = new IdentityProviderRepresentation();
        partner.setAlias("partner");
        partner.setProviderId("oidc");
        partner.setConfig(
                Map.of("clientId", "x", "authorizationUrl", "http://localhost/a", "tokenUrl", "http://localhost/t"));
        realm.admin().identityProviders().create(partner).close();
        FederatedIdentityRepresentation link = new FederatedIdentityRepresentation();
        link.setIdentityProvider("partner");
        link.setUserId("ben-there");
        link.setUserName("ben");
        realm.admin()
                .users()
                .get(ben.id())
                .addFederatedIdentity("partner", link)
                .close();
        try (LdapServer ldap = LdapServer.start()) {
            ldap.person("lea");
            TestDirectory directory = TestDirectory.notImported(realm, ldap);
            TestUser lea = directory.user("lea");
            assertThat(names(rbac, "source=LDAP")).isEmpty();
            rbac.member("w1", lea, "viewer");
            rbac.login(lea, Map.of("workspace", "w1"));

            assertThat(names(rbac, "source=BROKER")).containsExactly("ben");
            JsonNode found = rbac.admin().get("/users?source=LDAP").expect(200).json();
            assertThat(names(found)).containsExactly("lea");
            assertThat(found.at("/0/activeWorkspace/alias").asText()).isEqualTo("w1");
            assertThat(found.at("/0/lastLogin").asLong()).isPositive();
            assertThat(names(rbac, "")).containsExactly("ben", "lea");
            assertThat(user(rbac, lea).path("source").asText()).isEqualTo("LDAP");
        }
    }
}
