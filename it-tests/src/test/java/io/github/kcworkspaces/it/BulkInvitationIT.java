package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files of invitations. */
@OnKeycloak
class BulkInvitationIT {

    private static final String BULK = "/workspaces/w1/invitations/bulk";
    private static final String HEADING = "First name;Last name;E-mail;Workspaces;Roles;Message;Expiry;Bypass\r\n";
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    @Tag("smoke")
    @Tag("OBN-53")
    @Tag("OBO-45")
    void aThousandRowsWithFiveBadOnesInviteTheOthersAndTellWhichAreBad(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.role("w1", "analyst", onType("chatflow", "view"));
        List<String> rows = new ArrayList<>(rows("p", 1_000));
        rows.set(5, "A;B;;;analyst;;;");
        rows.set(100, "A;B;nobody at all;;analyst;;;");
        rows.set(500, "A;B;c@example.org;;no such role;;;");
        rows.set(998, "A;B;d@example.org;elsewhere;analyst;;;");
        rows.set(999, "[Sample] Ada;Lovelace;ada@sample.invalid;;member;;;");
        JsonNode job =
                done(rbac.admin(), upload(rbac.admin(), "", rows).expect(201).json());

        assertThat(job.path("status").asText()).isEqualTo("DONE");
        assertThat(counts(job)).containsExactly(1_000, 995, 5, 0);
        Map<Integer, String> errors = new TreeMap<>();
        job.path("errors")
                .forEach(error -> errors.put(
                        error.path("row").asInt(),
                        error.path("field").asText() + " " + error.path("code").asText()));
        assertThat(errors)
                .isEqualTo(Map.of(
                        7, "email REQUIRED",
                        102, "email INVALID_EMAIL",
                        502, "roles UNKNOWN_ROLE",
                        1_000, "workspaces UNKNOWN_WORKSPACE",
                        1_001, "email SAMPLE_ROW"));
        assertThat(invitations(rbac.admin(), "w1")).isEqualTo(995);
        JsonNode first = rbac.admin()
                .get("/workspaces/w1/invitations?search=p0@example.org")
                .expect(200)
                .json()
                .get(0);
        assertThat(first.path("status").asText()).isEqualTo("PENDING");
        assertThat(first.path("message").asText()).isEqualTo("Welcome");
        assertThat(first.path("roleNames").toString() + first.path("roles")).isNotEmpty();
        JsonNode listed = rbac.admin().get(BULK).expect(200).json().get(0);
        assertThat(listed.path("id")).isEqualTo(job.path("id"));
        JsonNode bad = rbac.admin()
                .get(BULK + "/" + id(job) + "/rows?state=FAILED&max=2")
                .expect(200)
                .json();
        assertThat(bad).hasSize(2);
    }

    @Test
    @Tag("OBN-53")
    void theResultIsTheFileWithVerdictsAndCanBeSentAgain(TestRealm realm) throws IOException {
        Rbac rbac = world(realm);
        List<String> rows = List.of(
                "=HYPERLINK(1);B;a@example.org;;member;;;",
                "A;B;b@example.org;;nothing;;;",
                "A;B;c@example.org;;member;;;maybe");
        JsonNode job =
                done(rbac.admin(), upload(rbac.admin(), "", rows).expect(201).json());
        assertThat(counts(job)).containsExactly(3, 1, 2, 0);
        Answer csv =
                rbac.admin().get(BULK + "/" + id(job) + "/result?format=csv").expect(200);
        assertThat(csv.header("Content-Disposition").orElse("")).contains("attachment", ".csv");
        assertThat(csv.text())
                .contains("'=HYPERLINK(1),B,a@example.org", ",2,ok,", ",3,failed,", "no such role")
                .doesNotContain("\n=");
        Answer xlsx =
                rbac.admin().get(BULK + "/" + id(job) + "/result?format=xlsx").expect(200);
        assertThat(entries(xlsx.bytes())).contains("xl/workbook.xml", "xl/worksheets/sheet1.xml");
        JsonNode again = done(
                rbac.admin(),
                rbac.admin()
                        .upload("POST", BULK, "application/octet-stream", xlsx.bytes())
                        .expect(201)
                        .json());
        assertThat(counts(again)).containsExactly(3, 0, 2, 1);
        rbac.admin().get(BULK + "/" + id(job) + "/result?format=pdf").expect(400);
    }

    @Test
    @Tag("OBN-54")
    @Tag("OBN-55")
    void theTemplateIsTakenAsItIsExceptForItsSamples(TestRealm realm) {
        Rbac rbac = world(realm);
        for (String format : List.of("csv", "xlsx")) {
            Answer template = rbac.admin()
                    .get("/workspaces/w1/invitations/template?format=" + format)
                    .expect(200);
            JsonNode job = done(
                    rbac.admin(),
                    rbac.admin()
                            .upload(
                                    "POST",
                                    BULK,
                                    template.header("Content-Type").orElseThrow(),
                                    template.bytes())
                            .expect(201)
                            .json());
            assertThat(counts(job)).as(format).containsExactly(3, 0, 3, 0);
            job.path("errors")
                    .forEach(error -> assertThat(error.path("code").asText()).isEqualTo("SAMPLE_ROW"));
        }
        assertThat(invitations(rbac.admin(), "w1")).isZero();
    }

    @Test
    @Tag("OBN-56")
    void aFileIsReadWhateverSpreadsheetWroteIt(TestRealm realm) {
        Rbac rbac = world(realm);
        int file = 0;
        for (String mark : List.of("", "\uFEFF")) {
            for (String between : List.of(",", ";", "\t")) {
                for (String end : List.of("\n", "\r\n")) {
                    String email = "p" + file++ + "@example.org";
                    String text = mark
                            + String.join(between, "E-mail", "First name", "Last name", "Roles", "Message")
                            + end
                            + String.join(between, email, "\"Ann, \"\"A\"\"; B\"", "=cmd()", "member", "\"two\nlines\"")
                            + end;
                    JsonNode job = done(
                            rbac.admin(),
                            rbac.admin()
                                    .upload("POST", BULK, "text/csv", text.getBytes(StandardCharsets.UTF_8))
                                    .expect(201)
                                    .json());
                    assertThat(counts(job)).as(text).containsExactly(1, 1, 0, 0);
                    JsonNode invited = rbac.admin()
                            .get("/workspaces/w1/invitations?search=" + email)
                            .json()
                            .get(0);
                    assertThat(invited.path("firstName").asText()).isEqualTo("Ann, \"A\"; B");
                    assertThat(invited.path("lastName").asText()).isEqualTo("=cmd()");
                    assertThat(invited.path("message").asText()).isEqualTo("two\nlines");
                }
            }
        }
    }

    @Test
    @Tag("OBN-56")
    void filesThatAreMadeToHarmAreRefusedAtOnceAndTheServerGoesOn(TestRealm realm) throws IOException {
        Rbac rbac = world(realm);
        byte[] template = rbac.admin()
                .get("/workspaces/w1/invitations/template?format=xlsx")
                .expect(200)
                .bytes();
        byte[] blank = new byte[64 * 1024 * 1024];
        Arrays.fill(blank, (byte) ' ');
        byte[] bomb = with(template, "xl/worksheets/sheet1.xml", blank);
        assertThat(bomb).hasSizeLessThan(1024 * 1024);
        refused(rbac, bomb, 413, "TOO_LARGE");
        refused(rbac, lying(bomb, blank.length), 413, "TOO_LARGE");
        refused(rbac, with(template, "xl/media/image1.bin", blank), 413, "TOO_LARGE");
        AtomicInteger asked = new AtomicInteger();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        listener.start();
        try {
            String url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/x";
            for (String declared : List.of(
                    "<!DOCTYPE x SYSTEM \"" + url + "\"><x/>",
                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]><x/>",
                    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>")) {
                for (String part : List.of("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml")) {
                    refused(
                            rbac,
                            with(template, part, declared.getBytes(StandardCharsets.UTF_8)),
                            422,
                            "UNREADABLE_FILE");
                }
            }
        } finally {
            listener.stop(0);
        }
        assertThat(asked).hasValue(0);
        refused(rbac, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}, 422, "UNREADABLE_FILE");
        refused(rbac, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, 422, "UNREADABLE_FILE");

        assertThat(rbac.admin().get(BULK).expect(200).json()).isEmpty();
        assertThat(counts(done(
                        rbac.admin(),
                        upload(rbac.admin(), "", rows("p", 1)).expect(201).json())))
                .containsExactly(1, 1, 0, 0);
    }

    private static void refused(Rbac rbac, byte[] file, int status, String code) {
        long began = System.nanoTime();
        rbac.admin().upload("POST", BULK, "application/octet-stream", file).expect(status, code);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    /** The workbook with this instead of that part. */
    private static byte[] with(byte[] workbook, String part, byte[] content) throws IOException {
        Path file = Files.createTempFile("workbook", ".xlsx");
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try {
            Files.write(file, workbook);
            try (ZipFile before = new ZipFile(file.toFile());
                    ZipOutputStream after = new ZipOutputStream(changed)) {
                for (ZipEntry entry : Collections.list(before.entries())) {
                    if (!entry.getName().equals(part)) {
                        after.putNextEntry(new ZipEntry(entry.getName()));
                        before.getInputStream(entry).transferTo(after);
                    }
                }
                after.putNextEntry(new ZipEntry(part));
                after.write(content);
            }
        } finally {
            Files.delete(file);
        }
        return changed.toByteArray();
    }

    /** The same, whose directory says of the entry of this size that it is small. */
    private static byte[] lying(byte[] zip, int size) {
        byte[] lying = zip.clone();
        ByteBuffer bytes = ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN);
        int lied = 0;
        for (int at = 0; at < lying.length - 46; at++) {
            if (bytes.getInt(at) == 0x02014b50 && bytes.getInt(at + 24) == size) {
                bytes.putInt(at + 24, 100);
                lied++;
            }
        }
        assertThat(lied).isEqualTo(1);
        return lying;
    }

    @Test
    @Tag("OBN-53")
    void aDryRunSaysTheSameAndChangesNothing(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.admin().put("/settings", Map.of("bypassInvitations", true)).expect(200);
        rbac.member("w1", realm.user("ben"), "member");
        List<String> rows = List.of(
                "A;B;new@example.org;w1 ; member;;;",
                "A;B;made@example.org;;member;;;yes",
                "A;B;NEW@example.org;;member;;;",
                "A;B;" + email(realm, "ben") + ";;member;;;",
                "A;B;x@example.org;;owner;;;",
                "A;B;y@example.org;;;;2001-01-01;");
        long users = realm.admin().users().count();
        JsonNode dry = done(
                rbac.admin(),
                upload(rbac.admin(), "?dryRun=true", rows).expect(201).json());
        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        List<String> foretold = verdicts(rbac.admin(), dry);
        assertThat(foretold)
                .containsExactly(
                        "2 OK ",
                        "3 OK ",
                        "4 FAILED DUPLICATE_ROW",
                        "5 SKIPPED ALREADY_MEMBER",
                        "6 FAILED CANNOT_GRANT",
                        "7 FAILED INVALID_VALUE");
        assertThat(invitations(rbac.admin(), "w1")).isZero();
        assertThat(realm.admin().users().count()).isEqualTo((int) users);

        JsonNode real =
                done(rbac.admin(), upload(rbac.admin(), "", rows).expect(201).json());
        assertThat(verdicts(rbac.admin(), real)).isEqualTo(foretold);
        assertThat(invitations(rbac.admin(), "w1")).isEqualTo(2);
        assertThat(realm.admin().users().searchByEmail("made@example.org", true))
                .singleElement()
                .satisfies(made -> assertThat(made.isEmailVerified()).isFalse());
    }

    @Test
    @Tag("OBN-53")
    @Tag("FLW-27")
    void aRowCanGoToSeveralWorkspacesAndStandsOrFallsAsAWhole(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.workspace("w2");
        rbac.role("w1", "reader");
        rbac.role("w2", "reader");
        rbac.role("w1", "only-here");
        rbac.admin().put("/settings", Map.of("bypassInvitations", true)).expect(200);
        JsonNode job = done(
                rbac.admin(),
                upload(
                                rbac.admin(),
                                "",
                                List.of(
                                        "A;B;both@example.org;\"W1; w2\";\"reader;member\";;24;",
                                        "A;B;half@example.org;\"w1;w2\";only-here;;;",
                                        "A;B;made@example.org;\"w1;w2\";reader;;;yes"))
                        .expect(201)
                        .json());
        assertThat(verdicts(rbac.admin(), job)).containsExactly("2 OK ", "3 FAILED UNKNOWN_ROLE", "4 OK ");
        assertThat(invitations(rbac.admin(), "w1")).isEqualTo(2);
        assertThat(invitations(rbac.admin(), "w2")).isEqualTo(2);
        assertThat(realm.admin().users().searchByEmail("made@example.org", true))
                .hasSize(1);
    }

    @Test
    void theSameKeyAndFileIsTheSameJobAndTheSameFileAgainInvitesNobodyTwice(TestRealm realm) {
        Rbac rbac = world(realm);
        RestCaller keyed = rbac.admin().with("Idempotency-Key", "monday");
        JsonNode first = upload(keyed, "", rows("p", 20)).expect(201).json();
        JsonNode again = upload(keyed, "", rows("p", 20)).expect(200).json();
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        upload(keyed, "", rows("q", 20)).expect(422, "IDEMPOTENCY_KEY_REUSED");
        upload(keyed, "?dryRun=true", rows("p", 20)).expect(422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(counts(done(rbac.admin(), first))).containsExactly(20, 20, 0, 0);
        JsonNode second = done(
                rbac.admin(),
                upload(rbac.admin(), "", rows("p", 20)).expect(201).json());
        assertThat(counts(second)).containsExactly(20, 0, 0, 20);
        assertThat(invitations(rbac.admin(), "w1")).isEqualTo(20);
        assertThat(rbac.admin().get(BULK).expect(200).json()).hasSize(2);
    }

    @Test
    void whatTheUploaderMayNotSeeOrGiveIsRefusedRowByRow(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.workspace("hidden");
        rbac.role("w1", "inviter", onType("workspace", "invite"));
        rbac.role("w1", "editor", onType("chatflow", "delete"));
        TestUser ivy = realm.user("ivy");
        rbac.member("w1", ivy, "inviter");
        RestCaller caller = realm.rbac(ivy);
        JsonNode job = done(
                caller,
                upload(
                                caller,
                                "",
                                List.of(
                                        "A;B;a@example.org;;member;;;",
                                        "A;B;b@example.org;hidden;member;;;",
                                        "A;B;c@example.org;no-such;member;;;",
                                        "A;B;d@example.org;;editor;;;",
                                        "A;B;e@example.org;;owner;;;",
                                        "A;B;f@example.org;;member;;;yes"))
                        .expect(201)
                        .json());
        assertThat(verdicts(caller, job))
                .containsExactly(
                        "2 OK ",
                        "3 FAILED UNKNOWN_WORKSPACE",
                        "4 FAILED UNKNOWN_WORKSPACE",
                        "5 FAILED CANNOT_GRANT",
                        "6 FAILED CANNOT_GRANT",
                        "7 FAILED BYPASS_NOT_ALLOWED");
        TestUser max = realm.user("max");
        rbac.member("w1", max, "member");
        upload(realm.rbac(max), "", rows("p", 1)).expect(403);
        realm.rbac(max).get(BULK).expect(403);
        realm.rbac(max).get(BULK + "/" + id(job)).expect(403);
        upload(realm.rbac(realm.user("out")), "", rows("p", 1)).expect(404);
        rbac.admin().get("/workspaces/hidden/invitations/bulk/" + id(job)).expect(404, "JOB_NOT_FOUND");
        rbac.admin().delete("/workspaces/hidden/invitations/bulk/" + id(job)).expect(404, "JOB_NOT_FOUND");
    }

    @Test
    void whoeverIsDemotedWhileHisFileIsWorkedThroughInvitesNobodyMore(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.role("w1", "inviter", onType("workspace", "invite"));
        TestUser ivy = realm.user("ivy");
        rbac.member("w1", ivy, "inviter");
        JsonNode job =
                upload(realm.rbac(ivy), "", rows("p", 20_000)).expect(201).json();
        rbac.admin().delete("/workspaces/w1/members/" + ivy.id()).expect(204);
        int invited = counts(done(rbac.admin(), job)).get(1);
        assertThat(invited).isLessThan(20_000);
        assertThat(counts(done(rbac.admin(), job))).containsExactly(20_000, invited, 20_000 - invited, 0);
        assertThat(done(rbac.admin(), job).at("/errors/0/code").asText()).isEqualTo("ACCESS_DENIED");
        assertThat(invitations(rbac.admin(), "w1")).isEqualTo(invited);
    }

    @Test
    void aCancelledJobStopsAndWhatWasDoneStays(TestRealm realm) {
        Rbac rbac = world(realm);
        JsonNode job = upload(rbac.admin(), "", rows("p", 20_000)).expect(201).json();
        await().atMost(LONG).until(() -> counts(get(rbac.admin(), job)).get(1) > 0);
        JsonNode cancelled =
                rbac.admin().delete(BULK + "/" + id(job)).expect(200).json();
        assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("finishedAt").isNumber()).isTrue();
        int invited = counts(cancelled).get(1);
        assertThat(invited).isBetween(1, 19_999);
        assertThat(invitations(rbac.admin(), "w1")).isEqualTo(invited);
        assertThat(rbac.admin()
                        .delete(BULK + "/" + id(job))
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("CANCELLED");
        assertThat(counts(get(rbac.admin(), job)).get(1)).isEqualTo(invited);
    }

    @Test
    void aJobGoesOnAfterTheServerWasKilledAndInvitesEverybodyOnce(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = world(realm);
        JsonNode job = upload(rbac.admin(), "", rows("p", 6_000)).expect(201).json();
        await().atMost(LONG).until(() -> counts(get(rbac.admin(), job)).get(1) > 0);
        keycloak.crash();
        JsonNode ended = done(rbac.admin(), job);
        assertThat(counts(ended)).containsExactly(6_000, 6_000, 0, 0);
        assertThat(invitations(rbac.admin(), "w1")).isEqualTo(6_000);
        Set<String> emails = new HashSet<>();
        for (int from = 0; from < 6_000; from += 1_000) {
            rbac.admin()
                    .get("/workspaces/w1/invitations?max=1000&first=" + from)
                    .expect(200)
                    .json()
                    .forEach(invitation -> emails.add(invitation.path("email").asText()));
        }
        assertThat(emails).hasSize(6_000);
    }

    @Test
    void aJobOfANodeThatIsGoneGoesOnAtAnother(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = world(realm);
        try (KeycloakUnderTest.Node node = keycloak.anotherNode("bulk")) {
            RestCaller there = node.rest(keycloak.adminToken()).at("/admin/realms/" + realm.name() + "/rbac");
            JsonNode job = upload(there, "", rows("p", 6_000)).expect(201).json();
            await().atMost(LONG).until(() -> counts(get(rbac.admin(), job)).get(1) > 0);

            node.kill();

            assertThat(counts(done(rbac.admin(), job))).containsExactly(6_000, 6_000, 0, 0);
            assertThat(invitations(rbac.admin(), "w1")).isEqualTo(6_000);
        }
    }

    @Test
    void jobsGoWithTheirWorkspace(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.workspace("w2");
        JsonNode job = rbac.admin()
                .upload("POST", "/workspaces/w2/invitations/bulk", "text/csv", file(rows("p", 20_000)))
                .expect(201)
                .json();
        rbac.admin().delete("/workspaces/w2?confirm=w2").expect(204);
        String id = rbac.workspace("w2");
        assertThat(id).isNotEmpty();
        rbac.admin().get("/workspaces/w2/invitations/bulk/" + id(job)).expect(404, "JOB_NOT_FOUND");
        assertThat(invitations(rbac.admin(), "w2")).isZero();
    }

    @Test
    void filesThatAreWrongAreRefusedAsAWhole(TestRealm realm) {
        Rbac rbac = world(realm);
        RestCaller admin = rbac.admin();
        admin.upload("POST", BULK, "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .expect(415);
        admin.upload("POST", BULK, "text/csv", new byte[0]).expect(400);
        admin.upload("POST", BULK, "text/csv", "no;table\n".getBytes(StandardCharsets.UTF_8))
                .expect(422, "UNREADABLE_FILE");
        admin.upload("POST", BULK, "text/csv", new byte[] {'P', 'K', 3, 4, 5, 6})
                .expect(422, "UNREADABLE_FILE");
        upload(admin, "", rows("p", 50_001)).expect(413, "TOO_LARGE");
        Answer strict = upload(admin, "?strict=true", List.of("A;B;a@example.org;;;;;", "A;B;;;;;;"))
                .expect(422, "INVALID_ROWS");
        assertThat(strict.json().at("/violations/0/field").asText()).isEqualTo("row 3, email");
        upload(admin.with("Idempotency-Key", "k".repeat(201)), "", rows("p", 1)).expect(400);
        assertThat(admin.get(BULK).expect(200).json()).isEmpty();
        assertThat(invitations(admin, "w1")).isZero();
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        return rbac;
    }

    private static List<String> rows(String prefix, int count) {
        List<String> rows = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            rows.add("First;Last;" + prefix + index + "@example.org;;member;Welcome;72;no");
        }
        return rows;
    }

    private static byte[] file(List<String> rows) {
        return ("\uFEFF" + HEADING + String.join("\r\n", rows) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Answer upload(RestCaller caller, String query, List<String> rows) {
        return caller.upload("POST", BULK + query, "text/csv; charset=utf-8", file(rows));
    }

    private static JsonNode get(RestCaller caller, JsonNode job) {
        return caller.get(BULK + "/" + id(job)).expect(200).json();
    }

    /** The job when it has ended. */
    private static JsonNode done(RestCaller caller, JsonNode job) {
        return await().atMost(LONG)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(
                        () -> get(caller, job),
                        now -> !now.path("status").asText().equals("RUNNING"));
    }

    private static String id(JsonNode job) {
        return job.path("id").asText();
    }

    private static List<Integer> counts(JsonNode job) {
        return List.of(
                job.path("rows").asInt(),
                job.path("ok").asInt(),
                job.path("failed").asInt(),
                job.path("skipped").asInt());
    }

    private static List<String> verdicts(RestCaller caller, JsonNode job) {
        List<String> verdicts = new ArrayList<>();
        caller.get(BULK + "/" + id(job) + "/rows")
                .expect(200)
                .json()
                .forEach(row -> verdicts.add(row.path("row").asInt() + " "
                        + row.path("state").asText() + " "
                        + row.at("/issues/0/code").asText()));
        return verdicts;
    }

    private static int invitations(RestCaller caller, String workspace) {
        return Integer.parseInt(caller.get("/workspaces/" + workspace + "/invitations?max=1")
                .expect(200)
                .header("X-Total-Count")
                .orElseThrow());
    }

    private static String email(TestRealm realm, String username) {
        return realm.admin().users().searchByUsername(username, true).get(0).getEmail();
    }

    /** By the directory at the end of the file: it was streamed, and says sizes nowhere else. */
    private static List<String> entries(byte[] zip) throws IOException {
        Path file = Files.createTempFile("result", ".xlsx");
        try {
            Files.write(file, zip);
            try (ZipFile entries = new ZipFile(file.toFile())) {
                return entries.stream().map(ZipEntry::getName).toList();
            }
        } finally {
            Files.delete(file);
        }
    }
}
