package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.WebhookReceiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every change has its row and every row its change, in one order and delivered, whatever dies meanwhile. */
@OnKeycloak
class AuditFaultIT {

    /** How often something dies in each test. A long run says {@code -Daudit.rounds=50}. */
    private static final int ROUNDS = Integer.getInteger("audit.rounds", 5);

    private static final int WRITERS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void aServerThatIsKilledWhileItWritesLosesNothing(KeycloakUnderTest keycloak, TestRealm realm) {
        try (Journal journal = new Journal(realm)) {
            for (int round = 0; round < ROUNDS; round++) {
                journal.write(List.of(realm.rbacAsAdmin()), keycloak::crash);
                journal.agrees();
            }
        }
    }

    @Test
    void aDatabaseThatGoesDownWhileSomethingIsWrittenLosesNothing(KeycloakUnderTest keycloak, TestRealm realm) {
        try (Journal journal = new Journal(realm)) {
            for (int round = 0; round < ROUNDS; round++) {
                journal.write(List.of(realm.rbacAsAdmin()), () -> crashDatabase(keycloak));
                journal.agrees();
            }
        }
    }

    @Test
    void twoNodesSealOneChainAndOneOfThemMayDie(KeycloakUnderTest keycloak, TestRealm realm) {
        try (Journal journal = new Journal(realm);
                KeycloakUnderTest.Node second = keycloak.anotherNode("audit")) {
            RestCaller there =
                    new RestCaller(second.baseUrl() + "/admin/realms/" + realm.name() + "/rbac", keycloak::adminToken);
            journal.write(List.of(realm.rbacAsAdmin(), there), () -> {});
            journal.agrees();
            journal.write(List.of(realm.rbacAsAdmin(), there), second::kill);
            journal.agrees();
        }
    }

    /** PostgreSQL takes the death of one connection's process for a crash: it ends all, and recovers from its log. */
    private static void crashDatabase(KeycloakUnderTest keycloak) {
        try (Connection connection = keycloak.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet process = statement.executeQuery("SELECT pg_backend_pid()")) {
            process.next();
            ProcessHandle.of(process.getLong(1)).orElseThrow().destroyForcibly();
        } catch (SQLException broken) {
            // It was this very connection.
        }
        await().atMost(LIMIT).ignoreExceptions().until(() -> {
            try (Connection connection = keycloak.dataSource().getConnection()) {
                return connection.isValid(1);
            }
        });
    }

    /** Members whose roles go back and forth, how often that was acknowledged, and a sink that gets all of it. */
    private static final class Journal implements AutoCloseable {

        private static final String CHANGED = "MEMBER_ROLES_CHANGED";

        private final Rbac rbac;
        private final WebhookReceiver receiver = new WebhookReceiver();
        private final List<Writer> writers;

        Journal(TestRealm realm) {
            rbac = Rbac.enable(realm);
            rbac.workspace("w1");
            rbac.role("w1", "viewer", onType("chatflow", "view"));
            writers = IntStream.range(0, WRITERS)
                    .mapToObj(number -> new Writer(realm.user("user" + number)))
                    .toList();
            writers.forEach(writer -> rbac.member("w1", writer.user, "member"));
            String host = realm.keycloak().hostFromServer() + ":" + receiver.port();
            rbac.admin()
                    .put("/settings", Map.of("sinkAllowList", List.of(host)))
                    .expect(200);
            Map<String, Object> sink =
                    Map.of("name", "Siem", "kind", "WEBHOOK", "url", "http://" + host, "types", List.of(CHANGED));
            rbac.admin().post("/audit/sinks", sink).expect(201);
        }

        /** Changes members through these nodes: some, while something happens, and some more. */
        void write(List<RestCaller> nodes, Runnable event) {
            AtomicBoolean enough = new AtomicBoolean();
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            try {
                List<Future<?>> working = new ArrayList<>();
                for (int number = 0; number < WRITERS; number++) {
                    Writer writer = writers.get(number);
                    int node = number;
                    working.add(threads.submit(() -> writer.work(nodes, node, enough)));
                }
                awaitMore(ThreadLocalRandom.current().nextInt(20, 60));
                event.run();
                awaitMore(WRITERS);
                enough.set(true);
                for (Future<?> writer : working) {
                    writer.get();
                }
            } catch (InterruptedException | ExecutionException failed) {
                throw new AssertionError(failed);
            } finally {
                threads.shutdownNow();
            }
        }

        private void awaitMore(int changes) {
            int before = acknowledged();
            await().atMost(LIMIT).until(() -> acknowledged() >= before + changes);
        }

        private int acknowledged() {
            return writers.stream()
                    .mapToInt(writer -> writer.acknowledged.get())
                    .sum();
        }

        /** The trail, the members as they are now, the chain and what the sink has got say the same. */
        void agrees() {
            Set<String> rows = new HashSet<>();
            for (Writer writer : writers) {
                List<String> trail = ids("/workspaces/w1/activity?type=" + CHANGED + "&member=" + writer.user.id());
                assertThat(trail).as(writer.user.username()).hasSize(writer.acknowledged.get());
                assertThat(rbac.admin()
                                .get("/workspaces/w1/members/" + writer.user.id())
                                .expect(200)
                                .json()
                                .path("roles")
                                .findValuesAsText("name"))
                        .as(writer.user.username())
                        .containsExactlyInAnyOrderElementsOf(Writer.roles(writer.acknowledged.get()));
                rows.addAll(trail);
            }
            rbac.admin().post("/audit/checkpoints").expect(200);
            JsonNode verified = rbac.admin().get("/audit/verify").expect(200).json();
            assertThat(verified.path("intact").asBoolean())
                    .as(verified.toString())
                    .isTrue();
            claimsOfTheDeadAreOver();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(Set.copyOf(receiver.ids())).isEqualTo(rows));
            Map<String, Long> received = new LinkedHashMap<>();
            receiver.deliveries()
                    .forEach(delivery -> received.putIfAbsent(
                            delivery.id(), delivery.json().at("/data/seq").asLong()));
            assertThat(List.copyOf(received.values())).isSorted().doesNotContain(0L);
        }

        private void claimsOfTheDeadAreOver() {
            try (Connection connection = rbac.realm().keycloak().dataSource().getConnection();
                    PreparedStatement update =
                            connection.prepareStatement("UPDATE kcw_sink SET lease_until = 0 WHERE realm_id = ?")) {
                update.setString(1, rbac.realm().id());
                update.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private List<String> ids(String query) {
            List<String> ids = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                Answer page = rbac.admin().get(query + "&max=1000" + cursor).expect(200);
                page.json().forEach(row -> ids.add(row.path("id").asText()));
                cursor = page.header("X-Next-Cursor")
                        .map(next -> "&after=" + next)
                        .orElse(null);
            }
            return ids;
        }

        @Override
        public void close() {
            receiver.close();
        }
    }

    /** Gives a role to somebody and takes it away again, and asks until the answer is yes: what was done already is no change. */
    private static final class Writer {

        private static final Duration OFTEN = Duration.ofMillis(100);

        private final TestUser user;
        private final AtomicInteger acknowledged = new AtomicInteger();

        Writer(TestUser user) {
            this.user = user;
        }

        void work(List<RestCaller> nodes, int first, AtomicBoolean enough) {
            int[] node = {first};
            while (!enough.get()) {
                Map<String, ?> wanted = Map.of("roles", roles(acknowledged.get() + 1));
                await().pollDelay(Duration.ZERO)
                        .pollInterval(OFTEN)
                        .pollInSameThread()
                        .atMost(LIMIT)
                        .ignoreExceptions()
                        .until(() -> nodes.get(node[0]++ % nodes.size())
                                        .put("/workspaces/w1/members/" + user.id(), wanted)
                                        .status()
                                == 200);
                acknowledged.incrementAndGet();
            }
        }

        static List<String> roles(int changes) {
            return changes % 2 == 0 ? List.of("member") : List.of("member", "viewer");
        }
    }
}
