package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.Rbac.Grant;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A large backend's file, imported and then granted to a role. */
final class ImportBenchmark {

    private static final int WIDGETS = 10_000;
    private static final int ROUNDS = 5;
    private static final String HOME = "imports";

    private final Rbac rbac;
    private final Load load;

    ImportBenchmark(Rbac rbac, Load load) {
        this.rbac = rbac;
        this.load = load;
    }

    List<String> run() {
        rbac.workspace(HOME);
        byte[] file = file();
        List<Double> first = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        List<Double> granted = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Cpu.Reading start = load.used();
            upload(file, round);
            Cpu.Reading imported = load.used();
            grant(round);
            Cpu.Reading all = load.used();
            upload(file, round);
            first.add(imported.since(start));
            granted.add(all.since(start));
            again.add(load.used().since(all));
        }
        return List.of(
                "## Import",
                "",
                "CPU of server and database for a `widgets.json` of 10,000 widgets. The first row includes warming up.",
                "",
                "| request | CPU ms |",
                "|---|---:|",
                row("import, the first request to a server just started", first.get(0)),
                row("import and grant to one role, the same", granted.get(0)),
                row("import and grant to one role", median(granted)),
                row("import", median(first)),
                row("import of the same once more, which changes nothing", median(again)),
                "");
    }

    private void upload(byte[] file, int round) {
        rbac.admin()
                .upload(
                        "POST",
                        "/workspaces/" + HOME + "/resources/import?format=openbb&connector=c" + round + "&prefix=c"
                                + round + ".",
                        "application/json",
                        file)
                .expect(200);
    }

    private void grant(int round) {
        String connector = rbac.admin()
                .get("/workspaces/" + HOME + "/resources?type=data-connector&externalId=c" + round)
                .json()
                .at("/0/id")
                .asText();
        List<Grant> grants = new ArrayList<>();
        for (int from = 0; from < WIDGETS; from += 1_000) {
            rbac.admin()
                    .get("/workspaces/" + HOME + "/resources?type=widget&parent=" + connector + "&max=1000&first="
                            + from)
                    .expect(200)
                    .json()
                    .forEach(widget ->
                            grants.add(Grant.on("widget", widget.path("id").asText(), "access")));
        }
        String role = rbac.role(HOME, "role-" + round, Grant.on("data-connector", connector, "view"));
        rbac.admin()
                .patch("/workspaces/" + HOME + "/roles/" + role + "/grants", Map.of("add", grants))
                .expect(200);
    }

    private static byte[] file() {
        StringBuilder file = new StringBuilder("{");
        for (int index = 0; index < WIDGETS; index++) {
            file.append(index == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "\"w%1$d\":{\"name\":\"Widget %1$d\",\"description\":\"Shows a number\",\"category\":\"C%2$d\","
                                    + "\"source\":[\"Feeds\"],\"endpoint\":\"w/%1$d\",\"gridData\":{\"w\":12,\"h\":4},"
                                    + "\"params\":[{\"paramName\":\"symbol\",\"type\":\"text\"}]}",
                            index,
                            index % 10));
        }
        return file.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static double median(List<Double> rounds) {
        List<Double> warm = new ArrayList<>(rounds.subList(1, rounds.size()));
        Collections.sort(warm);
        return warm.get(warm.size() / 2);
    }

    private static String row(String what, double milliseconds) {
        String row = String.format(Locale.ROOT, "| %s | %.0f |", what, milliseconds);
        System.out.println(row);
        return row;
    }
}
