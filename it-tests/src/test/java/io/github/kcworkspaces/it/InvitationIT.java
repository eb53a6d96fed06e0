package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Invitee.CLOSED;
import static io.github.kcworkspaces.it.support.Invitee.account;
import static io.github.kcworkspaces.it.support.Invitee.answer;
import static io.github.kcworkspaces.it.support.Invitee.wanted;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.LoginPage.Shown;
import io.github.kcworkspaces.it.support.MailServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;

/** Invitations: mails, links, pages, and who gets in. */
@OnKeycloak
class InvitationIT {

    private static final String LANDING = "http://localhost/landing";

    private final MailServer mails = MailServer.start();

    @AfterEach
    void stop() {
        mails.close();
    }

    private Rbac world(TestRealm realm) {
        mails.of(realm);
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.role("w1", "inviter", onType("workspace", "invite"), onType("chatflow", "view"));
        return rbac;
    }

    private static JsonNode invite(RestCaller caller, String workspace, Map<String, Object> wanted) {
        return caller.post("/workspaces/" + workspace + "/invitations", wanted)
                .expect(201)
                .json();
    }

    private static String id(JsonNode invitation) {
        return invitation.path("id").asText();
    }

    private static JsonNode get(Rbac rbac, String id) {
        return rbac.admin().get("/workspaces/w1/invitations/" + id).expect(200).json();
    }

    private static String status(Rbac rbac, String id) {
        return get(rbac, id).path("status").asText();
    }

    private String linkTo(String email) {
        String link = mails.await(email, 1).link();
        assertThat(link).contains("/rbac/invitations/");
        return link;
    }

    @Test
    @Tag("OBN-43")
    @Tag("OBN-52")
    @Tag("FLW-23")
    @Tag("FLW-24")
    @Tag("FLW-25")
    void aNewPersonSignsUpThroughTheLinkAndLandsInTheWorkspace(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient app = rbac.app();
        Map<String, Object> wanted = wanted("Zoe@example.org", "viewer");
        wanted.put("message", "See you <b>there</b>");
        wanted.put("client", app.clientId());
        wanted.put("redirectUri", LANDING);
        String id = id(invite(rbac.admin(), "w1", wanted));

        MailServer.Received mail = mails.await("zoe@example.org", 1);
        assertThat(mail.subject()).isEqualTo("Invitation to Workspace w1");
        assertThat(mail.text()).contains("Workspace w1", "See you <b>there</b>");
        assertThat(mail.html()).contains("Workspace w1", "See you &lt;b&gt;there&lt;/b&gt;", mail.link());
        assertThat(mail.link()).startsWith(realm.url());
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(get(rbac, id).path("mailStatus").asText()).isEqualTo("SENT"));

        new LoginPage(realm).get(mail.link());
        new LoginPage(realm).get(mail.link());
        assertThat(status(rbac, id)).as("programs that follow links").isEqualTo("PENDING");

        LoginPage browser = new LoginPage(realm);
        Shown page = browser.get(mail.link());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Workspace w1", "See you &lt;b&gt;there&lt;/b&gt;");
        Shown signUp = answer(browser, page, "accept", Map.of());
        assertThat(signUp.body()).contains("zoe@example.org").contains("readonly");
        assertThat(status(rbac, id)).isEqualTo("PENDING");

        Map<String, String> wrong = account("zoe");
        wrong.put("password-confirm", "another");
        Shown again = answer(browser, signUp, "sign-up", wrong);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("Password confirmation");

        Map<String, String> right = account("zoe");
        right.put("email", "attacker@example.org");
        Shown landed = answer(browser, again, "sign-up", right);
        assertThat(landed.location()).isEqualTo(LANDING);

        UserRepresentation zoe = realm.admin().users().search("zoe", true).get(0);
        assertThat(zoe.getEmail()).isEqualTo("zoe@example.org");
        assertThat(zoe.isEmailVerified()).isTrue();
        assertThat(realm.admin().users().searchByEmail("attacker@example.org", true))
                .isEmpty();
        assertThat(status(rbac, id)).isEqualTo("ACCEPTED");
        JsonNode member = rbac.admin()
                .get("/workspaces/w1/members/" + zoe.getId())
                .expect(200)
                .json();
        assertThat(member.path("source").asText()).isEqualTo("INVITATION");
        assertThat(member.at("/roles/0/name").asText()).isEqualTo("viewer");

        String code = browser.open(app, Map.of("scope", "openid workspace"))
                .code()
                .orElseThrow(() -> new AssertionError("no single sign-on"));
        Tokens tokens = Tokens.of(realm.redeem(app, code, Map.of()));
        assertThat(tokens.accessClaims().at("/workspace/alias").asText()).isEqualTo("w1");

        Shown used = new LoginPage(realm).get(mail.link());
        assertThat(used.status()).isEqualTo(404);
        assertThat(used.body()).contains(CLOSED);
        assertThat(rbac.admin().get("/workspaces/w1/activity").json().findValuesAsText("type"))
                .contains("INVITATION_CREATED", "INVITATION_ACCEPTED", "MEMBER_ADDED");
    }

    @Test
    @Tag("OBN-50")
    void somebodyWithAnAccountSignsInAndWhoeverElseIsSignedInIsToldSo(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser zoe = realm.user("zoe");
        TestUser eve = realm.user("eve");
        String id = id(invite(rbac.admin(), "w1", wanted(zoe.email(), "viewer")));
        String link = linkTo(zoe.email());

        LoginPage browser = new LoginPage(realm);
        Shown login = answer(browser, browser.get(link), "accept", Map.of());
        assertThat(login.body()).contains("kc-form-login");
        Shown other = browser.signIn(login, eve);
        assertThat(other.body()).contains("You are signed in as eve", zoe.email());
        assertThat(status(rbac, id)).isEqualTo("PENDING");
        browser.submit(other, Map.of());
        assertThat(status(rbac, id)).as("she went on without it").isEqualTo("PENDING");

        Shown offered = browser.get(link);
        assertThat(offered.body()).contains("You are signed in as eve").doesNotContain("kcw-accept");
        Shown again = answer(browser, offered, "accept", Map.of());
        assertThat(again.body()).contains("You are signed in as eve");
        Shown switched = answer(browser, offered, "switch", Map.of());
        assertThat(switched.body()).contains("kc-form-login");
        browser.signIn(switched, zoe);
        assertThat(status(rbac, id)).isEqualTo("ACCEPTED");
        assertThat(rbac.claim(zoe, Map.of("workspace", "w1"))
                        .path("roles")
                        .get(0)
                        .asText())
                .isEqualTo("viewer");
        rbac.admin().get("/workspaces/w1/members/" + eve.id()).expect(404);

        rbac.workspace("w2");
        invite(rbac.admin(), "w2", wanted(zoe.email(), "member"));
        String second = mails.await(zoe.email(), 2).link();
        Shown landed = answer(browser, browser.get(second), "accept", Map.of());
        assertThat(landed.status()).as("with the session that he has").isEqualTo(200);
        rbac.admin().get("/workspaces/w2/members/" + zoe.id()).expect(200);
    }

    @Test
    void anAccountProvesTheAddressFirst(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser zoe = realm.user("zoe", user -> user.setEmailVerified(false));
        String id = id(invite(rbac.admin(), "w1", wanted(zoe.email(), "viewer")));
        RestCaller me = realm.rbac(zoe);
        assertThat(me.get("/me/invitations").expect(200).json()).isEmpty();
        me.post("/me/invitations/" + id + "/accept", Map.of()).expect(403, "EMAIL_NOT_VERIFIED");

        LoginPage browser = new LoginPage(realm);
        Shown login = answer(browser, browser.get(linkTo(zoe.email())), "accept", Map.of());
        Shown verify = browser.signIn(login, zoe);
        assertThat(verify.body()).contains("verify your email address");
        assertThat(status(rbac, id)).isEqualTo("PENDING");
        Shown verified = browser.get(mails.await(zoe.email(), 2).link());
        assertThat(verified.status()).isEqualTo(200);
        assertThat(status(rbac, id)).isEqualTo("ACCEPTED");
    }

    @Test
    void whatIsNotOpenLooksTheSameAndNoSecretIsAnywhere(TestRealm realm, TestRealm other) {
        int mark = realm.keycloak().log().mark();
        Rbac rbac = world(realm);
        realm.set(one -> {
            one.setEventsEnabled(true);
            one.setAdminEventsEnabled(true);
            one.setAdminEventsDetailsEnabled(true);
        });
        Rbac.enable(other);
        String revoked = id(invite(rbac.admin(), "w1", wanted("a@example.org", "viewer")));
        String resent = id(invite(rbac.admin(), "w1", wanted("b@example.org", "viewer")));
        String again = id(invite(rbac.admin(), "w1", wanted("c@example.org", "viewer")));
        Map<String, Object> soon = wanted("d@example.org", "viewer");
        soon.put("expiresAt", System.currentTimeMillis() + 15_000);
        String expiring = id(invite(rbac.admin(), "w1", soon));
        List<String> links = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            links.add(linkTo(name + "@example.org"));
        }
        rbac.admin().delete("/workspaces/w1/invitations/" + revoked).expect(204);
        rbac.admin()
                .post("/workspaces/w1/invitations/" + resent + "/resend", Map.of())
                .expect(200);
        Answer renewed = rbac.admin()
                .post("/workspaces/w1/invitations", wanted("C@example.org", "member"))
                .expect(200);
        assertThat(id(renewed.json())).isEqualTo(again);
        Awaitility.await()
                .atMost(Duration.ofSeconds(45))
                .until(() -> status(rbac, expiring).equals("EXPIRED"));

        String base = realm.url() + "/rbac/invitations/";
        links.add(base + "A".repeat(43));
        links.add(base + "short");
        String good = mails.await("b@example.org", 2).link();
        links.add(other.url() + good.substring(realm.url().length()));
        List<String> pages = new ArrayList<>();
        for (String link : links) {
            Shown shown = new LoginPage(realm).get(link);
            assertThat(shown.status()).as(link).isEqualTo(404);
            assertThat(shown.body()).contains(CLOSED);
            if (link.startsWith(realm.url())) {
                pages.add(shown.body()
                        .replace(link.substring(realm.keycloak().baseUrl().length()), "")
                        .replaceAll("nonce[^>]*>", ""));
            }
        }
        assertThat(pages.stream().map(InvitationIT::visible).distinct()).hasSize(1);
        assertThat(new LoginPage(realm).get(good).status()).isEqualTo(200);

        links.add(good);
        String api = rbac.admin().get("/workspaces/w1/invitations").expect(200).text()
                + rbac.admin().get("/activity").expect(200).text()
                + realm.admin().getEvents().stream()
                        .map(event -> String.valueOf(event.getDetails()))
                        .toList()
                + realm.admin().getAdminEvents().stream()
                        .map(event -> event.getRepresentation())
                        .toList()
                + String.join("\n", realm.keycloak().log().since(mark));
        for (String link : links) {
            if (!link.endsWith("short")) {
                assertThat(api).doesNotContain(link.substring(link.lastIndexOf('/') + 1));
            }
        }
    }

    private static String visible(String page) {
        return page.replaceAll("(?s)<script.*?</script>", "")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ");
    }

    @Test
    void answersComeFromTheBrowserThatHasLooked(TestRealm realm) {
        Rbac rbac = world(realm);
        String id = id(invite(rbac.admin(), "w1", wanted("zoe@example.org", "viewer")));
        String link = linkTo("zoe@example.org");
        Shown forged = new LoginPage(realm).post(link, "answer=decline&csrf=" + "A".repeat(43));
        assertThat(forged.status()).isEqualTo(400);
        assertThat(status(rbac, id)).isEqualTo("PENDING");

        LoginPage browser = new LoginPage(realm);
        Shown declined = answer(browser, browser.get(link), "decline", Map.of());
        assertThat(declined.body()).contains("You have declined");
        assertThat(status(rbac, id)).isEqualTo("DECLINED");
        assertThat(browser.get(link).status()).isEqualTo(404);
    }

    @Test
    void oneLinkLetsOneInHoweverManyTryAtOnce(TestRealm realm) {
        Rbac rbac = world(realm);
        String byLink = id(invite(rbac.admin(), "w1", wanted("zoe@example.org", "viewer")));
        String link = linkTo("zoe@example.org");
        List<Integer> statuses = parallel(100, number -> () -> {
            LoginPage each = new LoginPage(realm);
            Shown page = each.get(link);
            if (page.status() != 200) {
                return page.status();
            }
            Shown shown = answer(each, page, "sign-up", account("zoe" + number));
            boolean asked =
                    shown.body().contains("kc-form-login") || shown.body().contains("kcw-sign-up");
            return asked ? 401 : shown.status();
        });
        assertThat(statuses.stream().filter(status -> status == 200))
                .as("got in")
                .hasSize(1);
        assertThat(statuses.stream().filter(status -> status == 404 || status == 401))
                .as("were refused: %s", statuses)
                .hasSize(99);
        assertThat(realm.admin().users().searchByEmail("zoe@example.org", true)).hasSize(1);
        assertThat(status(rbac, byLink)).isEqualTo("ACCEPTED");
        assertThat(rbac.admin().get("/workspaces/w1/members").json().findValuesAsText("source"))
                .containsOnlyOnce("INVITATION");

        TestUser dan = realm.user("dan");
        String byApi = id(invite(rbac.admin(), "w1", wanted(dan.email(), "viewer")));
        RestCaller me = realm.rbac(dan);
        List<Integer> answers = parallel(
                100,
                number -> () -> me.post("/me/invitations/" + byApi + "/accept", Map.of())
                        .status());
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(99);
        assertThat(rbac.admin()
                        .get("/workspaces/w1/activity?type=INVITATION_ACCEPTED")
                        .json())
                .hasSize(2);
    }

    private static List<Integer> parallel(int times, IntFunction<Callable<Integer>> each) {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int number = 0; number < times; number++) {
                calls.add(each.apply(number));
            }
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void inviterAndInvitedAreWhoTheySeemToBe(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        TestUser zoe = realm.user("zoe");
        TestUser eve = realm.user("eve");
        rbac.member("w1", ben, "inviter");
        rbac.workspace("w2");
        RestCaller asBen = realm.rbac(ben);
        asBen.post("/workspaces/w1/invitations", wanted(zoe.email(), "admin")).expect(403, "CANNOT_GRANT");
        asBen.post("/workspaces/w2/invitations", wanted(zoe.email(), "member")).expect(404, "WORKSPACE_NOT_FOUND");
        asBen.post("/workspaces/w1/invitations", wanted(ben.email(), "viewer")).expect(409, "ALREADY_MEMBER");
        Map<String, Object> bypass = wanted(zoe.email(), "viewer");
        bypass.put("bypass", true);
        asBen.post("/workspaces/w1/invitations", bypass).expect(403);
        String id = id(invite(asBen, "w1", wanted(zoe.email(), "viewer")));
        rbac.admin().get("/workspaces/w2/invitations/" + id).expect(404, "INVITATION_NOT_FOUND");
        rbac.admin().delete("/workspaces/w2/invitations/" + id).expect(404, "INVITATION_NOT_FOUND");

        RestCaller asEve = realm.rbac(eve);
        assertThat(asEve.get("/me/invitations").json()).isEmpty();
        asEve.post("/me/invitations/" + id + "/accept", Map.of()).expect(404, "INVITATION_NOT_FOUND");
        asEve.post("/me/invitations/" + id + "/decline", Map.of()).expect(404, "INVITATION_NOT_FOUND");
        asEve.get("/workspaces/w1/invitations").expect(404);

        RestCaller asZoe = realm.rbac(zoe);
        assertThat(asZoe.get("/me/invitations").json().findValuesAsText("id")).contains(id);
        rbac.member("w1", ben, "viewer");
        asBen.get("/workspaces/w1/invitations").expect(403, "ACCESS_DENIED");
        asZoe.post("/me/invitations/" + id + "/accept", Map.of()).expect(409, "INVITER_NOT_ENTITLED");
        assertThat(status(rbac, id)).isEqualTo("PENDING");
        rbac.admin()
                .post("/workspaces/w1/invitations/" + id + "/resend", Map.of())
                .expect(200);
        asZoe.post("/me/invitations/" + id + "/accept", Map.of()).expect(200);
        rbac.admin().get("/workspaces/w1/members/" + zoe.id()).expect(200);
    }

    @Test
    void aUserWhoIsDeletedLeavesNoOpenInvitations(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "inviter");
        String sent = id(invite(realm.rbac(ben), "w1", wanted("zoe@example.org", "viewer")));
        realm.admin().users().delete(ben.id()).close();
        assertThat(status(rbac, sent)).isEqualTo("REVOKED");
    }

    @Test
    @Tag("FLW-20")
    void aMailServerThatIsDownDelaysNothingAndLosesNothing(TestRealm realm) {
        Rbac rbac = world(realm);
        mails.stop();
        long start = System.nanoTime();
        String id = id(invite(rbac.admin(), "w1", wanted("zoe@example.org", "viewer")));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(get(rbac, id).path("mailStatus").asText()).isEqualTo("QUEUED");

        rbac.admin().put("/settings", Map.of("bypassInvitations", true)).expect(200);
        TestUser dan = realm.user("dan");
        Map<String, Object> bypass = wanted(dan.email(), "viewer");
        bypass.put("bypass", true);
        invite(rbac.admin(), "w1", bypass);
        rbac.admin().get("/workspaces/w1/members/" + dan.id()).expect(200);

        mails.startAgain();
        assertThat(linkTo("zoe@example.org")).isNotEmpty();
        assertThat(mails.await(dan.email(), 1).subject()).isEqualTo("You are now in Workspace w1");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(get(rbac, id).path("mailStatus").asText()).isEqualTo("SENT"));
        assertThat(mails.to("zoe@example.org")).hasSize(1);
    }

    @Test
    @Tag("OBN-51")
    @Tag("OBO-44")
    void bypassGivesAccessAtOnceAndNoCredential(TestRealm realm) {
        Rbac rbac = world(realm);
        Map<String, Object> bypass = wanted("zoe@example.org", "viewer");
        bypass.put("bypass", true);
        rbac.admin().post("/workspaces/w1/invitations", bypass).expect(403, "BYPASS_DISABLED");
        rbac.admin().put("/settings", Map.of("bypassInvitations", true)).expect(200);

        TestUser ben = realm.user("ben");
        rbac.role("w1", "bypasser", onType("workspace", "invite", "bypass-invite"), onType("chatflow", "view"));
        rbac.member("w1", ben, "bypasser");
        realm.rbac(ben).post("/workspaces/w1/invitations", bypass).expect(403, "ACCESS_DENIED");

        JsonNode invitation = invite(rbac.admin(), "w1", bypass);
        assertThat(invitation.path("status").asText()).isEqualTo("BYPASSED");
        assertThat(invitation.toString()).doesNotContainIgnoringCase("password");
        UserRepresentation zoe =
                realm.admin().users().searchByEmail("zoe@example.org", true).get(0);
        assertThat(zoe.isEmailVerified()).isFalse();
        assertThat(realm.admin().users().get(zoe.getId()).credentials()).isEmpty();
        assertThat(rbac.admin()
                        .get("/workspaces/w1/members/" + zoe.getId())
                        .json()
                        .path("source")
                        .asText())
                .isEqualTo("BYPASS");
        assertThat(rbac.admin()
                        .get("/workspaces/w1/activity?type=INVITATION_BYPASSED")
                        .json())
                .hasSize(1);

        MailServer.Received mail = mails.await("zoe@example.org", 1);
        assertThat(mail.subject()).isEqualTo("Your account for Workspace w1");
        LoginPage browser = new LoginPage(realm);
        Shown confirm = browser.get(mail.link());
        Matcher proceed = Pattern.compile("href=\"([^\"]*action-token[^\"]*)\"").matcher(confirm.body());
        assertThat(proceed.find()).as(confirm.body()).isTrue();
        Shown update = browser.get(proceed.group(1).replace("&amp;", "&"));
        browser.submit(update, Map.of("password-new", "correct horse", "password-confirm", "correct horse"));
        assertThat(realm.admin().users().get(zoe.getId()).credentials()).hasSize(1);
        assertThat(realm.admin().users().get(zoe.getId()).toRepresentation().isEmailVerified())
                .isTrue();
    }

    @Test
    @Tag("FLW-27")
    void severalWorkspacesAtOnceOrNone(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.workspace("w2");
        Map<String, Object> wanted = wanted("zoe@example.org", "viewer");
        wanted.put("workspaces", List.of("w1", "w2"));
        rbac.admin().post("/invitations", wanted).expect(422, "UNKNOWN_ROLE");
        assertThat(rbac.admin().get("/workspaces/w1/invitations").json()).isEmpty();
        wanted.put("roles", List.of("member"));
        assertThat(rbac.admin().post("/invitations", wanted).expect(200).json()).hasSize(2);
        assertThat(rbac.admin()
                        .get("/workspaces/w2/invitations?status=PENDING&search=ZOE")
                        .json())
                .hasSize(1);
        assertThat(rbac.admin().get("/workspaces/w2/invitations?status=REVOKED").json())
                .isEmpty();
        assertThat(rbac.admin()
                        .get("/workspaces/w1/deletion-impact")
                        .json()
                        .path("pendingInvitations")
                        .asInt())
                .isEqualTo(1);
        rbac.admin().delete("/workspaces/w1?confirm=w1").expect(204);
    }

    @Test
    void nobodyIsLedAnywhereElse(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient app = rbac.app();
        Map<String, Object> wanted = wanted("zoe@example.org", "viewer");
        wanted.put("client", app.clientId());
        wanted.put("redirectUri", "https://evil.example/");
        rbac.admin().post("/workspaces/w1/invitations", wanted).expect(400, "INVALID_REQUEST");
        Answer done = realm.rbacAnonymous()
                .get("/invitations/done?client_id=" + app.clientId() + "&redirect_uri=https://evil.example/");
        assertThat(done.header("Location").orElse("")).startsWith(realm.url() + "/account");
    }

    @Test
    void mailsAndPagesSpeakTheLanguageOfTheRealm(TestRealm realm) {
        Rbac rbac = world(realm);
        realm.set(TestRealm::inGerman);
        realm.set(one -> one.setDefaultLocale("de"));
        invite(rbac.admin(), "w1", wanted("zoe@example.org", "viewer"));
        MailServer.Received mail = mails.await("zoe@example.org", 1);
        assertThat(mail.subject()).isEqualTo("Einladung zu Workspace w1");
        assertThat(mail.text()).contains("lädt Sie in den Arbeitsbereich Workspace w1");
        assertThat(new LoginPage(realm).get(mail.link()).body()).contains("Annehmen", "Ablehnen");
    }

    @Test
    @Tag("OBN-49")
    @Tag("FLW-13")
    @Tag("FLW-22")
    void whatIsWrongIsRefusedWithItsField(TestRealm realm) {
        Rbac rbac = world(realm);
        for (String missing : List.of("email", "firstName", "lastName", "roles")) {
            Map<String, Object> wanted = wanted("zoe@example.org", "viewer");
            wanted.remove(missing);
            Answer refused =
                    rbac.admin().post("/workspaces/w1/invitations", wanted).expect(400);
            assertThat(refused.json().at("/violations/0/field").asText()).isEqualTo(missing);
        }
        rbac.admin()
                .post("/workspaces/w1/invitations", wanted("zoe@example.org", "nosuch"))
                .expect(422, "UNKNOWN_ROLE");
        rbac.admin().put("/settings", Map.of("invitationLifespanHours", 0)).expect(400, "INVALID_REQUEST");
        JsonNode settings = rbac.admin()
                .put("/settings", Map.of("invitationLifespanHours", 5, "invitationReminderHours", 2))
                .expect(200)
                .json();
        assertThat(settings.path("invitationLifespanHours").asInt()).isEqualTo(5);
        JsonNode invitation = invite(rbac.admin(), "w1", wanted("zoe@example.org", "viewer"));
        assertThat(invitation.path("expiresAt").asLong()
                        - invitation.path("createdAt").asLong())
                .isEqualTo(Duration.ofHours(5).toMillis());
    }
}
