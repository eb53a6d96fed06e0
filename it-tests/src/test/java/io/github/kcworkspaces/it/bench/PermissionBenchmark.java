package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.Rbac.Grant;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the screens of permissions ask for: thousands of grants in one change, and everything that a user may do. */
final class PermissionBenchmark {

    private static final int RESOURCES = 10_000;
    private static final int ROLES = 50;
    private static final int ROUNDS = 5;
    private static final int PAGES = 20;

    private final Rbac rbac;
    private final Load load;
    private final BigWorld world;

    PermissionBenchmark(Rbac rbac, Load load) {
        this.rbac = rbac;
        this.load = load;
        this.world = new BigWorld(rbac.realm().keycloak(), rbac.realm().id());
    }

    List<String> run() {
        String workspace = rbac.workspace("permissions");
        String connector = rbac.resource("permissions", "data-connector", "c1");
        world.widgets(workspace, connector, RESOURCES);
        List<String> widgets = world.resourceIds(workspace, RESOURCES + 1).stream()
                .filter(id -> !id.equals(connector))
                .toList();
        List<String> lines = new ArrayList<>(List.of(
                "## Permissions",
                "",
                "CPU of server and database for one request, after one that warms up. The widgets have a connector.",
                "",
                "| request | CPU ms |",
                "|---|---:|"));
        lines.add(row("grant 10,000 widgets to a role", median(bulk(connector, widgets, true))));
        lines.add(row("the same, dry run", median(bulk(connector, widgets, false))));
        lines.add(row(
                "permissions of a user with 50 roles over 10,000 widgets, first page",
                median(effective(workspace, connector))));
        lines.add("");
        return lines;
    }

    private List<Double> bulk(String connector, List<String> widgets, boolean change) {
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            String role = rbac.role(
                    "permissions", (change ? "bulk-" : "dry-") + round, Grant.on("data-connector", connector, "view"));
            List<Grant> grants =
                    widgets.stream().map(id -> Grant.on("widget", id, "access")).toList();
            Cpu.Reading before = load.used();
            rbac.admin()
                    .patch(
                            "/workspaces/permissions/roles/" + role + "/grants" + (change ? "" : "?dryRun=true"),
                            Map.of("add", grants))
                    .expect(200);
            rounds.add(load.used().since(before));
        }
        return rounds.subList(1, rounds.size());
    }

    private List<Double> effective(String workspace, String connector) {
        TestUser user = rbac.realm().user("of-many-roles");
        List<String> names = new ArrayList<>();
        for (int number = 0; number < ROLES; number++) {
            String name = "many-" + number;
            String role = rbac.role("permissions", name, Grant.on("data-connector", connector, "view"));
            world.grants(workspace, role, number, ROLES / 10);
            names.add(name);
        }
        rbac.member("permissions", user, names.toArray(String[]::new));
        String path = "/workspaces/permissions/members/" + user.id() + "/permissions";
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Cpu.Reading before = load.used();
            for (int page = 0; page < PAGES; page++) {
                rbac.admin().get(path).expect(200);
            }
            rounds.add(load.used().since(before) / PAGES);
        }
        return rounds.subList(1, rounds.size());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static String row(String what, double cpu) {
        return String.format(Locale.ROOT, "| %s | %.0f |", what, cpu);
    }
}
