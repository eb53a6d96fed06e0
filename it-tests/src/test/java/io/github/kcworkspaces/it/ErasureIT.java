package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.MailServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person who wants to be forgotten (GDPR, 17), as far as this product knows of him. */
@OnKeycloak
class ErasureIT {

    /** In everything that is said of the person, and in nothing else. */
    private static final String MARK = "zqxvwj";

    private static final String BULK = "/workspaces/w1/invitations/bulk";

    private final MailServer mails = MailServer.start();

    @AfterEach
    void stop() {
        mails.close();
    }

    @Test
    @Tag("OWU-08")
    void whoIsDeletedAndForgottenLeavesNoName(TestRealm realm) throws SQLException {
        Rbac rbac = world(realm);
        TestUser zoe = person(realm);
        leaveTraces(realm, rbac, zoe);
        assertThat(traces(realm)).as("what there is to be forgotten").hasSizeGreaterThan(20);
        assertThat(rbac.admin().get("/audit/persons/" + zoe.id()).expect(200).text())
                .contains(zoe.email());
        TestUser heir = realm.user("heir");
        rbac.admin().put("/settings", Map.of("accountOwner", heir.id())).expect(200);

        rbac.admin().delete("/users/" + zoe.id() + "?successor=" + heir.id()).expect(204);
        rbac.admin().post("/audit/persons/" + zoe.id() + "/pseudonymise").expect(200);

        assertThat(traces(realm)).as("found after it was forgotten").isEmpty();
        assertThat(rbac.admin()
                        .get("/audit/verify")
                        .expect(200)
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    private Rbac world(TestRealm realm) {
        mails.of(realm);
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.workspace("w2");
        rbac.role("w1", "inviter", onType("workspace", "view", "invite", "manage-resources"));
        return rbac;
    }

    private static TestUser person(TestRealm realm) {
        return realm.user(MARK + "-user", user -> {
            user.setEmail(MARK + "-mail@example.org");
            user.setFirstName(MARK + "-first");
            user.setLastName(MARK + "-last");
        });
    }

    /** Everything that a person does and has done to him. */
    private void leaveTraces(TestRealm realm, Rbac rbac, TestUser zoe) {
        invite(rbac.admin(), zoe);
        JsonNode mine = realm.rbac(zoe).get("/me/invitations").expect(200).json();
        realm.rbac(zoe)
                .post("/me/invitations/" + mine.at("/0/id").asText() + "/accept")
                .expect(200);
        String file = "First name;Last name;E-mail;Workspaces;Roles\n" + MARK + "-first;" + MARK + "-last;"
                + zoe.email() + ";w2;member\n";
        JsonNode job = rbac.admin()
                .upload("POST", BULK, "text/csv", file.getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .json();
        Awaitility.await()
                .untilAsserted(() -> assertThat(rbac.admin()
                                .get(BULK + "/" + job.path("id").asText())
                                .json()
                                .path("status")
                                .asText())
                        .isEqualTo("DONE"));
        rbac.admin()
                .put("/workspaces/w1/members/" + zoe.id(), Map.of("roles", List.of("inviter")))
                .expect(200);
        rbac.admin().post("/workspaces/w2/transfer", Map.of("owner", zoe.id())).expect(200);
        RestCaller asZoe = realm.rbac(zoe);
        asZoe.post(
                        "/workspaces/w1/invitations",
                        Map.of(
                                "email", "guest@example.org",
                                "firstName", "A",
                                "lastName", "Guest",
                                "roles", List.of("member"),
                                "message", "Come in"))
                .expect(201);
        String shared = rbac.resource("w1", "chatflow", "shared");
        rbac.admin()
                .put(
                        "/workspaces/w1/resources/" + shared + "/shares",
                        Map.of("members", List.of(Map.of("user", zoe.id(), "actions", List.of("view")))))
                .expect(200);
        rbac.admin().put("/settings", Map.of("accountOwner", zoe.id())).expect(200);
        asZoe.post("/workspaces/w1/resources", Map.of("type", "chatflow", "externalId", "f1", "name", "Flow"))
                .expect(201);
        realm.passwordGrant(rbac.app(), zoe);
        realm.token(rbac.app(), Map.of("grant_type", "password", "username", zoe.username(), "password", "wrong"));
        realm.token(rbac.app(), Map.of("grant_type", "password", "username", zoe.email(), "password", "wrong"));
        mails.await(zoe.email(), 1);
    }

    private static void invite(RestCaller caller, TestUser zoe) {
        caller.post(
                        "/workspaces/w1/invitations",
                        Map.of(
                                "email",
                                zoe.email(),
                                "firstName",
                                MARK + "-first",
                                "lastName",
                                MARK + "-last",
                                "roles",
                                List.of("member")))
                .expect(201);
    }

    /** What in our tables still has the mark in it: table, column and value. */
    private static List<String> traces(TestRealm realm) throws SQLException {
        List<String> found = new ArrayList<>();
        DataSource database = realm.keycloak().dataSource();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String[]> columns = new ArrayList<>();
            try (ResultSet all = statement.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                    + " WHERE table_name LIKE 'kcw_%' AND data_type IN ('text', 'character varying')")) {
                while (all.next()) {
                    columns.add(new String[] {all.getString(1), all.getString(2)});
                }
            }
            assertThat(columns).hasSizeGreaterThan(100);
            for (String[] column : columns) {
                String select = String.format(
                        Locale.ROOT, "SELECT %2$s FROM %1$s WHERE %2$s ILIKE '%%%3$s%%'", column[0], column[1], MARK);
                try (ResultSet rows = statement.executeQuery(select)) {
                    while (rows.next()) {
                        found.add(column[0] + "." + column[1] + ": " + rows.getString(1));
                    }
                }
            }
        }
        return found;
    }
}
