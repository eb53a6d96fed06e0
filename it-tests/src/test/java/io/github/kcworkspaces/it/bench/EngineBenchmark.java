package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.CompiledRole;
import io.github.kcworkspaces.decision.Decision;
import io.github.kcworkspaces.decision.DecisionEngine;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Question;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one decision costs in the engine, against one look-up in a hash map of the same size: three roles share the
 * grants, each on a single widget, and every question is about a widget whose data connector has to be granted too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {

    private static final int ROLES = 3;
    private static final int WIDGETS_OF_A_CONNECTOR = 50;
    private static final int QUESTIONS = 1 << 14;
    private static final long SEED = 42;
    private static final WorkspaceId WORKSPACE = new WorkspaceId("w");

    @Param({"1000", "10000", "100000"})
    public int grants;

    private List<Question> questions = List.of();
    private List<ResourceId> keys = List.of();
    private Map<ResourceId, Set<String>> hash = Map.of();
    private int next;

    @Setup
    public void prepare() {
        Catalogue catalogue = Catalogue.of(
                1,
                List.of(
                        new TypeDefinition(
                                "data-connector", List.of("view"), "view", Map.of(), null, Registration.REQUIRED),
                        new TypeDefinition(
                                "widget",
                                List.of("access"),
                                "access",
                                Map.of(),
                                "data-connector",
                                Registration.REQUIRED)));
        List<List<Grant>> roles = new ArrayList<>();
        for (int role = 0; role < ROLES; role++) {
            roles.add(new ArrayList<>());
        }
        hash = new HashMap<>();
        for (int widget = 0; widget < grants; widget++) {
            ResourceId id = new ResourceId("widget-" + widget);
            roles.get(widget % ROLES).add(Grant.onResource("widget", id, "access"));
            hash.put(id, Set.of("access"));
        }
        for (int connector = 0; connector <= grants / WIDGETS_OF_A_CONNECTOR; connector++) {
            roles.get(0).add(Grant.onResource("data-connector", new ResourceId("connector-" + connector), "view"));
        }
        ask(catalogue, holdings(roles, catalogue));
    }

    private static Holdings holdings(List<List<Grant>> roles, Catalogue catalogue) {
        List<CompiledRole> compiled = new ArrayList<>();
        for (List<Grant> role : roles) {
            RoleId id = new RoleId("role-" + compiled.size());
            compiled.add(CompiledRole.compile(new RoleReference(id, id.value(), 1, false), role, catalogue));
        }
        return Holdings.of(compiled);
    }

    private void ask(Catalogue catalogue, Holdings holdings) {
        SubjectFacts subject = new SubjectFacts(new UserId("u"), "u", "u@example.org", true, false, Set.of(), Map.of());
        Membership membership =
                new Membership(WORKSPACE, "w", 1, true, true, null, 1, Membership.Standing.ACTIVE, List.of());
        Random random = new Random(SEED);
        questions = new ArrayList<>();
        keys = new ArrayList<>();
        for (int number = 0; number < QUESTIONS; number++) {
            int widget = random.nextInt(grants);
            ResourceFacts parent = facts("data-connector", "connector-" + widget / WIDGETS_OF_A_CONNECTOR, null);
            keys.add(new ResourceId("widget-" + widget));
            questions.add(new Question(
                    subject,
                    membership,
                    holdings,
                    catalogue,
                    "access",
                    facts("widget", "widget-" + widget, parent),
                    Map.of(),
                    Map.of()));
        }
    }

    private static ResourceFacts facts(
            String type, String id, @org.jspecify.annotations.Nullable ResourceFacts parent) {
        return new ResourceFacts(new ResourceId(id), type, id, WORKSPACE, null, true, parent, Map.of());
    }

    @Benchmark
    public Decision decision() {
        return DecisionEngine.decide(questions.get(next++ & (QUESTIONS - 1)));
    }

    @Benchmark
    public Object plainHashLookup() {
        return hash.get(keys.get(next++ & (QUESTIONS - 1)));
    }
}
