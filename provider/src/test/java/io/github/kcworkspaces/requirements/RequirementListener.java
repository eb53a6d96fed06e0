package io.github.kcworkspaces.requirements;

import io.github.kcworkspaces.requirements.Proof.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Notes every executed test tagged with a row, {@code @Tag("FLW-53")}, in the file that the build names. Found by
 * ServiceLoader; silent where no file is named, as in an IDE.
 */
public final class RequirementListener implements TestExecutionListener {

    /** The file to write. */
    static final String RESULTS = "requirements.results";

    /** First line of a run that was asked for some of the tests only: it says nothing about the others. */
    static final String PARTIAL = "partial";

    static final String COMPLETE = "complete";

    private static final Pattern ROW = Pattern.compile("[A-Z]{3}-\\d+");

    /** How a developer selects tests on Maven's command line; Surefire hands these on to the JVM of the tests. */
    private static final Set<String> SELECTIONS = Set.of("test", "it.test", "groups", "excludedGroups");

    private final Map<String, Proof> proofs = new TreeMap<>();
    private Optional<TestPlan> plan = Optional.empty();

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult outcome) {
        switch (outcome.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    note(test, Result.PASSED);
                }
            }
            case ABORTED -> noteAll(test, Result.SKIPPED);
            case FAILED -> noteAll(test, Result.FAILED);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        noteAll(test, Result.SKIPPED);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        String file = System.getProperty(RESULTS);
        if (file == null) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(SELECTIONS.stream().anyMatch(name -> System.getProperty(name) != null) ? PARTIAL : COMPLETE);
        proofs.values().forEach(proof -> lines.add(proof.line()));
        try {
            Path path = Path.of(file);
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class that is skipped, or fails before its first test, does so for each of its tests. */
    private void noteAll(TestIdentifier test, Result result) {
        Stream.concat(Stream.of(test), plan.stream().flatMap(all -> all.getDescendants(test).stream()))
                .forEach(each -> note(each, result));
    }

    private void note(TestIdentifier test, Result result) {
        if (!(test.getSource().orElse(null) instanceof MethodSource method)) {
            return;
        }
        String name = method.getClassName() + "#" + method.getMethodName();
        test.getTags().stream()
                .map(TestTag::getName)
                .filter(tag -> ROW.matcher(tag).matches())
                .map(row -> new Proof(row, name, result))
                .forEach(proof -> proofs.merge(
                        proof.row() + " " + name,
                        proof,
                        (one, other) ->
                                new Proof(proof.row(), name, one.result().and(other.result()))));
    }
}
