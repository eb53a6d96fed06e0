package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Invitee.wanted;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Invitee;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.MailServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.UnwillingMailServer;
import io.github.kcworkspaces.it.support.UnwillingMailServer.Mood;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invitations while mail servers fail, the server dies, and time goes by. */
@OnKeycloak
class InvitationFaultIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final MailServer mails = MailServer.start();

    @AfterEach
    void stop() {
        mails.close();
    }

    @Test
    @Tag("FLW-20")
    void aMailServerThatNeverAnswersKeepsNobodyElseWaiting(TestRealm stuck, TestRealm other) {
        Rbac rbac = world(stuck);
        Rbac elsewhere = world(other);
        mails.of(other);
        try (UnwillingMailServer silent = UnwillingMailServer.start(Mood.SILENT).of(stuck)) {
            long began = System.nanoTime();
            for (int number = 0; number < 12; number++) {
                invite(rbac, "p" + number + "@example.org");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            await().until(() -> silent.asked() > 0);

            String id = invite(elsewhere, "zoe@example.org");

            assertThat(mails.await("zoe@example.org", 1).link()).startsWith(other.url());
            await().untilAsserted(() -> assertThat(mailStatus(elsewhere, id)).isEqualTo("SENT"));
            assertThat(rbac.admin().get("/workspaces/w1/invitations").json().findValuesAsText("mailStatus"))
                    .containsOnly("QUEUED");
        }
    }

    @Test
    @Tag("FLW-20")
    void anAddressThatIsRefusedIsGivenUpAndOneThatIsPutOffIsTriedAgain(TestRealm realm) {
        Rbac rbac = world(realm);
        try (UnwillingMailServer server =
                UnwillingMailServer.start(Mood.REFUSING).of(realm)) {
            String id = invite(rbac, "zoe@example.org");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(mailStatus(rbac, id)).isEqualTo("FAILED"));
            assertThat(status(rbac, id)).isEqualTo("PENDING");

            server.become(Mood.BUSY);
            int asked = server.asked();
            rbac.admin()
                    .post("/workspaces/w1/invitations/" + id + "/resend", Map.of())
                    .expect(200);
            await().atMost(LONG).until(() -> server.asked() > asked);
            assertThat(mailStatus(rbac, id)).isEqualTo("QUEUED");

            mails.of(realm);
            mailsAreDue(realm);
            assertThat(mails.await("zoe@example.org", 1).link()).isNotEmpty();
            await().untilAsserted(() -> assertThat(mailStatus(rbac, id)).isEqualTo("SENT"));
        }
    }

    @Test
    void aMailThatTheServerDiedOverIsSentAgainAndLetsOnePersonInOnce(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = world(realm);
        try (UnwillingMailServer secretive =
                UnwillingMailServer.start(Mood.SECRETIVE).of(realm)) {
            String id = invite(rbac, "zoe@example.org");
            await().atMost(LONG).until(() -> !secretive.taken().isEmpty());

            keycloak.crash();

            assertThat(mailStatus(rbac, id)).as("nobody knows that it went out").isEqualTo("QUEUED");
            mails.of(realm);
            mailsAreDue(realm);
            String again = mails.await("zoe@example.org", 1).link();
            await().untilAsserted(() -> assertThat(mailStatus(rbac, id)).isEqualTo("SENT"));
            assertThat(mails.to("zoe@example.org")).hasSize(1);

            Invitee.at(realm, secretive.taken().get(0).link()).signUp("zoe");

            assertThat(status(rbac, id)).isEqualTo("ACCEPTED");
            assertThat(Invitee.at(realm, again).page().body()).contains(Invitee.CLOSED);
            assertThat(rbac.admin()
                            .get("/workspaces/w1/activity?type=INVITATION_ACCEPTED")
                            .json())
                    .hasSize(1);
            assertThat(rbac.admin().get("/workspaces/w1/members").json().findValuesAsText("source"))
                    .containsOnlyOnce("INVITATION");
        }
    }

    @Test
    void aServerThatDiesWhileSomebodySignsUpLeavesTheInvitationOpenAndNoAccount(
            KeycloakUnderTest keycloak, TestRealm realm) throws SQLException {
        Rbac rbac = world(realm);
        mails.of(realm);
        String id = invite(rbac, "zoe@example.org");
        String link = mails.await("zoe@example.org", 1).link();
        Invitee zoe = Invitee.at(realm, link);
        try (Connection connection = keycloak.dataSource().getConnection();
                Statement statement = connection.createStatement();
                Connection watching = keycloak.dataSource().getConnection();
                Statement watch = watching.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE kcw_member IN SHARE ROW EXCLUSIVE MODE");
            CompletableFuture<Void> signingUp = CompletableFuture.runAsync(() -> zoe.signUp("zoe"));
            await().atMost(LONG).until(() -> somebodyWaits(watch));

            keycloak.crash();

            connection.rollback();
            assertThat(signingUp.handle((done, broken) -> broken).join()).isNotNull();
        }
        assertThat(status(rbac, id)).isEqualTo("PENDING");
        assertThat(realm.admin().users().searchByEmail("zoe@example.org", true)).isEmpty();

        Invitee.at(realm, link).signUp("zoe");

        assertThat(status(rbac, id)).isEqualTo("ACCEPTED");
        assertThat(realm.admin().users().searchByEmail("zoe@example.org", true)).hasSize(1);
    }

    @Test
    void theMailOfARevokedInvitationIsNotSentAndNobodyWaitsForIt(TestRealm realm) {
        Rbac rbac = world(realm);
        mails.of(realm);
        mails.stop();
        String id = invite(rbac, "zoe@example.org");
        String open = invite(rbac, "dan@example.org");
        assertThat(mailStatus(rbac, id)).isEqualTo("QUEUED");

        rbac.admin().delete("/workspaces/w1/invitations/" + id).expect(204);

        assertThat(mailStatus(rbac, id)).isEqualTo("NONE");
        mails.startAgain();
        mailsAreDue(realm);
        mails.await("dan@example.org", 1);
        await().untilAsserted(() -> assertThat(mailStatus(rbac, open)).isEqualTo("SENT"));
        assertThat(mails.to("zoe@example.org")).isEmpty();
        assertThat(mailStatus(rbac, id)).isEqualTo("NONE");
    }

    @Test
    void peopleAreRemindedOnceShortlyBeforeTheEnd(TestRealm realm) {
        Rbac rbac = world(realm);
        mails.of(realm);
        rbac.admin().put("/settings", Map.of("invitationReminderHours", 24)).expect(200);
        String id = invite(rbac, "zoe@example.org");
        String answered = invite(rbac, "dan@example.org");
        String first = mails.await("zoe@example.org", 1).link();
        Invitee.at(realm, mails.await("dan@example.org", 1).link()).answer("decline");
        await().untilAsserted(() -> assertThat(mailStatus(rbac, id)).isEqualTo("SENT"));

        passes(realm, Duration.ofHours(50));

        MailServer.Received reminder = mails.await("zoe@example.org", 2);
        assertThat(reminder.subject()).isEqualTo("Your invitation to Workspace w1 ends soon");
        assertThat(reminder.html()).contains(reminder.link());
        assertThat(Invitee.at(realm, first).page().status()).isEqualTo(200);
        assertThat(number(realm, "SELECT COUNT(*) FROM kcw_invitation WHERE reminded_at IS NOT NULL AND realm_id = ?"))
                .isEqualTo(1);
        assertThat(mails.to("dan@example.org")).hasSize(1);
        assertThat(status(rbac, answered)).isEqualTo("DECLINED");

        Invitee.at(realm, reminder.link()).signUp("zoe");

        assertThat(status(rbac, id)).isEqualTo("ACCEPTED");
        assertThat(mails.to("zoe@example.org")).hasSize(2);
    }

    @Test
    @Tag("FLW-19")
    void anInvitationEndsByTheTimeOfTheDatabaseAlone(TestRealm realm) {
        Rbac rbac = world(realm);
        mails.of(realm);
        String id = invite(rbac, "zoe@example.org");
        Invitee zoe = Invitee.at(realm, mails.await("zoe@example.org", 1).link());
        zoe.answer("accept");

        passes(realm, Duration.ofHours(73));

        assertThat(zoe.answer("sign-up").body()).contains(Invitee.CLOSED);
        assertThat(status(rbac, id)).isEqualTo("EXPIRED");
        assertThat(realm.admin().users().searchByEmail("zoe@example.org", true)).isEmpty();
    }

    @Test
    void answersResendingsAndMailsOfOneInvitationDoNotBlockEachOther(TestRealm realm)
            throws InterruptedException, ExecutionException {
        Rbac rbac = world(realm);
        mails.of(realm);
        TestUser dan = realm.user("dan");
        RestCaller me = realm.rbac(dan);
        int mark = realm.keycloak().log().mark();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 15; round++) {
                String id = invite(rbac, dan.email());
                List<Callable<Integer>> calls = new ArrayList<>();
                for (int number = 0; number < 4; number++) {
                    calls.add(() -> rbac.admin()
                            .post("/workspaces/w1/invitations/" + id + "/resend", Map.of())
                            .status());
                    calls.add(() -> me.post("/me/invitations/" + id + "/decline", Map.of())
                            .status());
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : threads.invokeAll(calls)) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).allMatch(status -> status < 500);
                assertThat(status(rbac, id)).isEqualTo("DECLINED");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(realm.keycloak().log().since(mark)).noneMatch(line -> line.contains("deadlock"));
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        return rbac;
    }

    private static String invite(Rbac rbac, String email) {
        return Rbac.id(rbac.admin().post("/workspaces/w1/invitations", wanted(email, "viewer")));
    }

    private static JsonNode get(Rbac rbac, String id) {
        return rbac.admin().get("/workspaces/w1/invitations/" + id).expect(200).json();
    }

    private static String status(Rbac rbac, String id) {
        return get(rbac, id).path("status").asText();
    }

    private static String mailStatus(Rbac rbac, String id) {
        return get(rbac, id).path("mailStatus").asText();
    }

    /** As if delays and the claims of the dead were over. */
    private static void mailsAreDue(TestRealm realm) {
        change(realm, "UPDATE kcw_mail SET due_at = 0 WHERE realm_id = ?");
    }

    /** As if the invitations of the realm were older. */
    private static void passes(TestRealm realm, Duration time) {
        change(
                realm,
                "UPDATE kcw_invitation SET created_at = created_at - " + time.toMillis()
                        + ", expires_at = expires_at - " + time.toMillis() + " WHERE realm_id = ?");
    }

    private static void change(TestRealm realm, String sql) {
        try (Connection connection = realm.keycloak().dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, realm.id());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static int number(TestRealm realm, String sql) {
        try (Connection connection = realm.keycloak().dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, realm.id());
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static boolean somebodyWaits(Statement watch) throws SQLException {
        try (ResultSet waiting =
                watch.executeQuery("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND LOWER(query) LIKE 'insert into kcw_member%'")) {
            waiting.next();
            return waiting.getInt(1) > 0;
        }
    }
}
