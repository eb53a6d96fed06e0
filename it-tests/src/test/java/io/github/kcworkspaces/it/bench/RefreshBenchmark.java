package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;

/** A refresh with our claim against one without, as memberships grow, with warm caches and with cold ones. */
final class RefreshBenchmark {

    private static final int ROUNDS = 60;

    /** Until the compiler of the virtual machine is done with both. */
    private static final int FIRST_WARM_UP = 25_000;

    private static final int WARM_UP = 1_000;
    private static final int REQUESTS = 150;
    private static final int SESSIONS = 16;
    private static final int COLD_WARM_UP = 100;
    private static final int COLD_ROUNDS = 45;

    private static final int COLD_REFRESHES = 10;

    private static final int ORGANIZATIONS = 1_000;
    private static final int ORGANIZATIONS_OF_THE_USER = 10;
    private static final int LOGINS = 20;

    private static final List<Integer> MEMBERSHIPS = List.of(1, 100, 1_000, 5_000);

    private final Rbac rbac;
    private final Load load;
    private final BigWorld world;

    RefreshBenchmark(Rbac rbac, Load load) {
        this.rbac = rbac;
        this.load = load;
        this.world = new BigWorld(rbac.realm().keycloak(), rbac.realm().id());
    }

    /** In a realm with organizations, and fine-grained permissions of administrators. */
    static RefreshBenchmark crowded(TestRealm realm, Load load) {
        realm.set(settings -> {
            settings.setOrganizationsEnabled(true);
            settings.setAdminPermissionsEnabled(true);
        });
        return new RefreshBenchmark(Rbac.enable(realm), load);
    }

    /** A user of ten organizations, in a workspace of one of them. */
    List<String> runCrowded() {
        TestUser user = rbac.realm().user("member");
        for (int number = 0; number < ORGANIZATIONS; number++) {
            String organization = organization("organization-" + number);
            if (number < ORGANIZATIONS_OF_THE_USER) {
                rbac.realm()
                        .admin()
                        .organizations()
                        .get(organization)
                        .members()
                        .addMember(user.id())
                        .close();
            }
        }
        rbac.admin()
                .post("/workspaces", Map.of("alias", "under", "name", "Under", "organization", "organization-0"))
                .expect(201);
        rbac.member("under", user, "member");
        List<HttpRequest> with = sessions(user, "openid workspace");
        List<HttpRequest> without = sessions(user, "openid");
        refresh(with, FIRST_WARM_UP);
        refresh(without, FIRST_WARM_UP);
        String refreshed = Benchmarks.row("refresh", measure(with, without));
        List<HttpRequest> loginWith = List.of(TokenRequest.login(rbac.realm(), rbac.app(), user, "openid workspace"));
        List<HttpRequest> loginWithout = List.of(TokenRequest.login(rbac.realm(), rbac.app(), user, "openid"));
        refresh(loginWith, COLD_WARM_UP);
        refresh(loginWithout, COLD_WARM_UP);
        String loggedIn = Benchmarks.row("login with a password", measure(loginWith, loginWithout, LOGINS));
        return List.of(
                "## Tokens among 1,000 organizations",
                "",
                "In a workspace of an organization, with fine-grained admin permissions on; scope `openid workspace` against"
                        + " `openid`.",
                "",
                "| request | with, CPU ms | without, CPU ms | ratio | half of the rounds |",
                "|---|---:|---:|---:|---:|",
                refreshed,
                loggedIn,
                "");
    }

    private String organization(String alias) {
        OrganizationRepresentation organization = new OrganizationRepresentation();
        organization.setName(alias);
        organization.setAlias(alias);
        organization.addDomain(new OrganizationDomainRepresentation(alias + ".example.org"));
        try (Response created = rbac.realm().admin().organizations().create(organization)) {
            return created.getLocation().getPath().replaceAll(".*/", "");
        }
    }

    List<String> run() {
        String role = rbac.admin()
                .get("/roles?search=member")
                .expect(200)
                .json()
                .at("/0/id")
                .asText();
        world.workspaces(1, Collections.max(MEMBERSHIPS));
        List<String> warm = new ArrayList<>();
        List<String> cold = new ArrayList<>();
        int warmUp = FIRST_WARM_UP;
        for (int memberships : MEMBERSHIPS) {
            TestUser user = rbac.realm().user("member-of-" + memberships);
            world.memberships(user.id(), role, memberships);
            List<HttpRequest> with = sessions(user, "openid workspace");
            List<HttpRequest> without = sessions(user, "openid");
            String label = String.format(Locale.ROOT, "%,d", memberships);
            refresh(with, warmUp);
            refresh(without, warmUp);
            warmUp = WARM_UP;
            warm.add(Benchmarks.row(label, measure(with, without)));
            cold.add(Benchmarks.row(label, measureCold(with, without)));
        }
        List<String> lines = new ArrayList<>(List.of(
                "## Refreshing a token",
                "",
                "Scope `openid workspace` against `openid`, the same user and application.",
                "",
                "| memberships | with, CPU ms | without, CPU ms | ratio | half of the rounds |",
                "|---:|---:|---:|---:|---:|"));
        lines.addAll(warm);
        lines.addAll(List.of(
                "",
                "The same with the caches of realm and user cleared before each refresh:",
                "",
                "| memberships | with, CPU ms | without, CPU ms | ratio | half of the rounds |",
                "|---:|---:|---:|---:|---:|"));
        lines.addAll(cold);
        lines.add("");
        return lines;
    }

    private Measurement measure(List<HttpRequest> with, List<HttpRequest> without) {
        return measure(with, without, REQUESTS);
    }

    private Measurement measure(List<HttpRequest> with, List<HttpRequest> without, int requests) {
        List<Double> subject = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            subject.add(refresh(with, requests));
            peer.add(refresh(without, requests));
        }
        return new Measurement(subject, peer);
    }

    private Measurement measureCold(List<HttpRequest> with, List<HttpRequest> without) {
        for (int number = 0; number < COLD_WARM_UP; number++) {
            coldRefresh(with.get(number % with.size()));
            coldRefresh(without.get(number % without.size()));
        }
        List<Double> subject = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        for (int round = 0; round < COLD_ROUNDS; round++) {
            double sumWith = 0;
            double sumWithout = 0;
            for (int number = 0; number < COLD_REFRESHES; number++) {
                sumWith += coldRefresh(with.get(number % with.size()));
                sumWithout += coldRefresh(without.get(number % without.size()));
            }
            subject.add(sumWith / COLD_REFRESHES);
            peer.add(sumWithout / COLD_REFRESHES);
        }
        return new Measurement(subject, peer);
    }

    private double coldRefresh(HttpRequest request) {
        rbac.realm().admin().clearRealmCache();
        rbac.realm().admin().clearUserCache();
        return load.run(1, number -> request, response -> response.statusCode() == 200);
    }

    private double refresh(List<HttpRequest> sessions, int requests) {
        return load.run(
                requests, number -> sessions.get(number % sessions.size()), response -> response.statusCode() == 200);
    }

    /** Refreshes of several sessions, so that the clients don't queue for one. */
    private List<HttpRequest> sessions(TestUser user, String scope) {
        TestRealm realm = rbac.realm();
        TestClient app = rbac.app();
        List<HttpRequest> requests = new ArrayList<>();
        for (int session = 0; session < SESSIONS; session++) {
            String token =
                    realm.passwordGrant(app, user, Map.of("scope", scope)).refresh();
            requests.add(TokenRequest.refresh(realm, app, token));
        }
        return requests;
    }
}
