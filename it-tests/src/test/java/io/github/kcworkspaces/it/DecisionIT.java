package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static io.github.kcworkspaces.it.support.Rbac.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.StatementLog;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The decision endpoint, as an application uses it (AuthZEN Authorization API 1.0, Access Evaluation). */
@OnKeycloak
class DecisionIT {

    private static final String EVALUATION = "/workspaces/w1/access/v1/evaluation";

    @Test
    @Tag("smoke")
    @Tag("OBN-06")
    @Tag("OBN-09")
    @Tag("FLW-05")
    void aUserIsAllowedWhatARoleGrantsAndNothingElse(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        TestUser stranger = realm.user("stranger");
        rbac.member("w1", ben, "viewer");

        Answer allowed = rbac.ask(ben.id(), "view", "w1", "chatflow", "f1").expect(200);
        assertThat(allowed.json()).hasToString("{\"decision\":true}");
        assertThat(rbac.decides(ben, "config", "w1", "chatflow", "f1")).isFalse();
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "unknown")).isFalse();
        assertThat(rbac.decides(ben, "view", "w1", "unknown", "f1")).isFalse();
        assertThat(rbac.decides(stranger, "view", "w1", "chatflow", "f1")).isFalse();
        assertThat(rbac.decides(ben, "view", "nowhere", "chatflow", "f1")).isFalse();
    }

    @Test
    void aDenialLooksTheSameWhateverIsUnknown(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        String denied =
                rbac.ask(ben.id(), "view", "w1", "chatflow", "f1").expect(200).text();
        for (String subject :
                List.of("nobody", "f:x:y", "username:nobody", ben.id().toUpperCase(java.util.Locale.ROOT))) {
            assertThat(rbac.ask(subject, "view", "w1", "chatflow", "f1")
                            .expect(200)
                            .text())
                    .isEqualTo(denied);
        }
        assertThat(rbac.ask(ben.id(), "view", "w1", "chatflow", "x").expect(200).text())
                .isEqualTo(denied);
    }

    @Test
    void subjectsAreNamedByIdUsernameOrEmail(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        for (String subject : List.of(ben.id(), "id:" + ben.id(), "username:ben", "email:ben@example.org")) {
            assertThat(rbac.ask(subject, "view", "w1", "chatflow", "f1")
                            .json()
                            .path("decision")
                            .asBoolean())
                    .as(subject)
                    .isTrue();
        }
    }

    @Test
    void atTheRealmTheResourceOrTheContextTellsTheWorkspace(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        RestCaller realmLevel = rbac.asDecisionPoint();
        String path = "/access/v1/evaluation";
        assertThat(realmLevel
                        .post(path, question(ben.id(), "view", "chatflow", "f1"))
                        .json()
                        .path("decision")
                        .asBoolean())
                .isTrue();

        rbac.workspace("w2");
        rbac.resource("w2", "chatflow", "f1");
        assertThat(realmLevel
                        .post(path, question(ben.id(), "view", "chatflow", "f1"))
                        .json()
                        .path("decision")
                        .asBoolean())
                .as("ambiguous")
                .isFalse();
        Map<String, Object> addressed = new HashMap<>(question(ben.id(), "view", "chatflow", "f1"));
        addressed.put("context", Map.of("workspace", "w1"));
        assertThat(realmLevel.post(path, addressed).json().path("decision").asBoolean())
                .isTrue();
    }

    @Test
    @Tag("FLW-41")
    @Tag("FLW-42")
    @Tag("OWU-24")
    @Tag("OWU-25")
    @Tag("OBO-10")
    void aWorkspaceKnowsNothingOfAnother(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.workspace("w2");
        rbac.resource("w2", "chatflow", "f1");
        String foreign = rbac.resource("w2", "chatflow", "only-there");
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "admin");

        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();
        assertThat(rbac.decides(ben, "view", "w2", "chatflow", "f1")).isFalse();
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "only-there")).isFalse();
        RestCaller asBen = realm.rbac(ben);
        asBen.get("/workspaces/w1/resources/" + foreign).expect(404, "RESOURCE_NOT_FOUND");
        assertThat(asBen.get("/workspaces/w1/resources").text()).doesNotContain("only-there");
    }

    @Test
    void whoIsDisabledIsDenied(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();

        enable(realm, ben, false);
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();
        enable(realm, ben, true);
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();

        rbac.admin().put("/workspaces/w1", Map.of("status", "SUSPENDED")).expect(200);
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();
        rbac.admin().put("/workspaces/w1", Map.of("status", "ACTIVE")).expect(200);

        rbac.admin().put("/settings", Map.of("enabled", false)).expect(200);
        Answer disabled = rbac.ask(ben.id(), "view", "w1", "chatflow", "f1");
        assertThat(disabled.status() == 404 || !disabled.json().path("decision").asBoolean())
                .isTrue();
    }

    @Test
    void revocationIsEffectiveAtTheNextRequest(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        String role = rbac.role("w1", "temporary", onType("chatflow", "config"));
        rbac.member("w1", ben, "temporary");
        for (int round = 0; round < 20; round++) {
            assertThat(rbac.decides(ben, "config", "w1", "chatflow", "f1")).isTrue();
            rbac.withdraw("w1", role, onType("chatflow", "config"));
            assertThat(rbac.decides(ben, "config", "w1", "chatflow", "f1")).isFalse();
            rbac.grant("w1", role, onType("chatflow", "config"));
        }
    }

    @Test
    void onlyServicesThatMayEvaluateAsk(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        Map<String, Object> question = question(ben.id(), "view", "chatflow", "f1");
        realm.rbacAnonymous().post(EVALUATION, "{").expect(401);
        realm.rbac("not-a-token").post(EVALUATION, question).expect(401);
        realm.rbac(rbac.service("no-evaluate", "search"))
                .post(EVALUATION, question)
                .expect(403, "ACCESS_DENIED");
        realm.rbac(ben).post(EVALUATION, question).expect(403, "ACCESS_DENIED");
        realm.rbac(realm.clientCredentials(realm.client("no-audience")).access())
                .post(EVALUATION, question)
                .expect(401);
    }

    @Test
    void aTokenIsWorthNothingOnceItsClientIsDisabledOrItIsRevoked(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        Map<String, Object> question = question(ben.id(), "view", "chatflow", "f1");
        TestClient client = rbac.decisionPoint();
        String token = realm.clientCredentials(client).access();
        realm.rbac(token).post(EVALUATION, question).expect(200);

        realm.revoke(client, token).expect(200);
        realm.rbac(token).post(EVALUATION, question).expect(401);

        String second = realm.clientCredentials(client).access();
        realm.rbac(second).post(EVALUATION, question).expect(200);
        enable(realm, client, false);
        realm.rbac(second).post(EVALUATION, question).expect(401);
        enable(realm, client, true);
        realm.rbac(second).post(EVALUATION, question).expect(200);

        RealmRepresentation settings = realm.admin().toRepresentation();
        settings.setNotBefore((int) (System.currentTimeMillis() / 1000) + 5);
        realm.admin().update(settings);
        realm.rbac(second).post(EVALUATION, question).expect(401);
    }

    @Test
    void anotherRealmsTokenIsWorthNothing(TestRealm realm, TestRealm other) {
        Rbac rbac = world(realm);
        Rbac there = world(other);
        TestUser ben = realm.user("ben");
        String foreign = other.clientCredentials(there.decisionPoint()).access();
        realm.rbac(foreign)
                .post(EVALUATION, question(ben.id(), "view", "chatflow", "f1"))
                .expect(401);
        realm.rbac(foreign).get("/workspaces").expect(401);
        assertThat(rbac.admin().get("/workspaces").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"subject\":\"alice\",\"action\":{\"name\":\"view\"},\"resource\":{\"type\":\"t\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"view\"},\"resource\":{\"type\":\"t\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":123},\"resource\":{\"type\":\"t\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"view\"},\"resource\":{\"type\":\"t\"}}"
            })
    void aMalformedQuestionIsRefused(String body, TestRealm realm) {
        Rbac rbac = world(realm);
        Answer answer = rbac.asDecisionPoint()
                .with("X-Request-ID", "r-1")
                .post(EVALUATION, body)
                .expect(400);
        assertThat(answer.header("X-Request-ID")).contains("r-1");
    }

    @Test
    void unknownMembersAreIgnoredAndTheContentTypeIsJson(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        Map<String, Object> question = new HashMap<>(question(ben.id(), "view", "chatflow", "f1"));
        question.put("extension", Map.of("a", List.of(1, 2)));
        Answer answer = rbac.asDecisionPoint()
                .with("X-Request-ID", "r-2")
                .post(EVALUATION, question)
                .expect(200);
        assertThat(answer.header("X-Request-ID")).contains("r-2");
        assertThat(answer.json()).hasToString("{\"decision\":true}");
        rbac.asDecisionPoint()
                .upload("POST", EVALUATION, "text/plain", "{}".getBytes(StandardCharsets.UTF_8))
                .expect(400);
    }

    @Test
    void aDecisionCostsOneStatementHoweverMuchThereIs(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        assertOneStatement(rbac, ben);

        for (int number = 0; number < 12; number++) {
            String workspace = "more-" + number;
            rbac.workspace(workspace);
            rbac.member(workspace, ben, "member");
            rbac.resource("w1", "chatflow", "more-" + number);
            rbac.role("w1", "role-" + number, onType("chatflow", "view"));
        }
        rbac.member("w1", ben, "viewer", "role-1", "role-2", "role-3", "role-4");
        assertOneStatement(rbac, ben);
    }

    private static void assertOneStatement(Rbac rbac, TestUser user) {
        RestCaller caller = rbac.realm()
                .rbac(rbac.realm().clientCredentials(rbac.decisionPoint()).access());
        Map<String, Object> question = question(user.id(), "view", "chatflow", "f1");
        for (int warm = 0; warm < 3; warm++) {
            assertThat(caller.post(EVALUATION, question).json().path("decision").asBoolean())
                    .isTrue();
        }
        StatementLog.Recording recording = rbac.realm()
                .keycloak()
                .statements()
                .quietest(1, () -> caller.post(EVALUATION, question).expect(200));
        assertThat(recording.ours()).as(recording.toString()).hasSize(1);
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.resource("w1", "chatflow", "f1");
        return rbac;
    }

    private static void enable(TestRealm realm, TestUser user, boolean enabled) {
        UserRepresentation change = realm.admin().users().get(user.id()).toRepresentation();
        change.setEnabled(enabled);
        realm.admin().users().get(user.id()).update(change);
    }

    private static void enable(TestRealm realm, TestClient client, boolean enabled) {
        ClientRepresentation change = realm.admin().clients().get(client.uuid()).toRepresentation();
        change.setEnabled(enabled);
        realm.admin().clients().get(client.uuid()).update(change);
    }
}
