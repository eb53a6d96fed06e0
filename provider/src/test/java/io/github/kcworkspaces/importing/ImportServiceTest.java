package io.github.kcworkspaces.importing;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.decision.Decision.Reason;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.importing.Inventory.Connector;
import io.github.kcworkspaces.importing.Inventory.Item;
import io.github.kcworkspaces.importing.Inventory.Prompt;
import io.github.kcworkspaces.importing.Inventory.Reference;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule P7, and what else an import of files does. */
class ImportServiceTest {

    private final TestRbac rbac = TestRbac.enabled();
    private Workspace home;

    @BeforeEach
    void prepare() {
        for (String type : List.of("app", "prompt", "agent")) {
            rbac.type(type, List.of("access"), "data-connector");
        }
        home = rbac.workspace("w1");
        rbac.world.trail().clear();
    }

    @Test
    void everythingBecomesAChildOfTheConnector() {
        ImportOutcome outcome = apply(backend(widgets("w1", "w2"), app("Desk", "w1")));
        assertThat(names(outcome.added()))
                .containsExactly("data-connector/backend", "widget/w1", "widget/w2", "app/Desk");
        ResourceId connector = find("data-connector", "backend").id();
        assertThat(find("widget", "w1").parent()).isEqualTo(connector);
        assertThat(find("app", "Desk").requires())
                .containsExactly(find("widget", "w1").id());
    }

    @Test
    void theSecondTimeNothingChangesAndNothingIsRecorded() {
        Inventory files = backend(widgets("w1", "w2"), app("Desk", "w1"), prompt("Desk", 0, "Why?"));
        apply(files);
        assertThat(rbac.world.trail().types()).containsExactly(ActivityType.RESOURCES_IMPORTED);
        List<Resource> before = all();
        ImportOutcome again = apply(files);
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.unchanged()).isEqualTo(5);
        assertThat(all()).isEqualTo(before);
        assertThat(rbac.world.trail().rows()).hasSize(1);
    }

    @Test
    void aDryRunTellsTheSameAndChangesNothing() {
        Inventory files = backend(widgets("w1"));
        ImportOutcome planned = rbac.imports.apply(home, ROOT, files, true, false);
        assertThat(names(planned.added())).containsExactly("data-connector/backend", "widget/w1");
        assertThat(all()).isEmpty();
        assertThat(rbac.world.trail().rows()).isEmpty();
    }

    @Test
    void whatVanishedIsDeniedKeepsItsGrantsAndComesBack() {
        apply(backend(widgets("w1", "w2")));
        UserId ben = granted("w2");
        assertThat(decide(ben, "w2")).isEqualTo(Reason.GRANTED);

        ImportOutcome outcome = apply(backend(widgets("w1")));
        assertThat(names(outcome.vanished())).containsExactly("widget/w2");
        assertThat(outcome.inactive()).isEqualTo(1);
        assertThat(decide(ben, "w2")).isEqualTo(Reason.RESOURCE_INACTIVE);
        ImportOutcome again = apply(backend(widgets("w1")));
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.inactive()).isEqualTo(1);

        ImportOutcome back = apply(backend(widgets("w1", "w2")));
        assertThat(back.changed())
                .singleElement()
                .satisfies(change -> assertThat(change.fields()).containsExactly("active"));
        assertThat(decide(ben, "w2")).isEqualTo(Reason.GRANTED);
    }

    @Test
    void confirmedItIsGoneWithItsGrants() {
        apply(backend(widgets("w1", "w2")));
        UserId ben = granted("w2");
        apply(backend(widgets("w1")));
        ImportOutcome outcome = rbac.imports.apply(home, ROOT, backend(widgets("w1")), false, true);
        assertThat(names(outcome.removed())).containsExactly("widget/w2");
        assertThat(outcome.inactive()).isZero();
        apply(backend(widgets("w1", "w2")));
        assertThat(decide(ben, "w2")).isEqualTo(Reason.NO_GRANT);
        assertThat(rbac.world.trail().rows())
                .extracting(Activity::changes)
                .anySatisfy(changes ->
                        assertThat(changes).containsEntry("removed", new Changes.Change(List.of("widget/w2"), null)));
    }

    @Test
    void onlyWhatTheFilesListAndImportsBroughtCanVanish() {
        apply(backend(widgets("w1", "w2"), app("Desk", "w1")));
        ResourceId connector = find("data-connector", "backend").id();
        rbac.resource(home, "prompt", "by-hand", connector);
        rbac.resource(home, "widget", "by-hand", connector);

        ImportOutcome outcome = apply(files(Set.of("widget"), widgets("w1")));
        assertThat(names(outcome.vanished())).containsExactly("widget/w2");
        ImportOutcome apps = apply(files(Set.of("app", "prompt"), app("Other", "w1")));
        assertThat(names(apps.vanished())).containsExactly("app/Desk");
        assertThat(apps.unresolved()).isEmpty();
        assertThat(find("widget", "by-hand").active()).isTrue();
        assertThat(find("prompt", "by-hand").active()).isTrue();
    }

    @Test
    void widgetsInLayoutsAreFoundHoweverTheyAreWrittenAndOthersAreReported() {
        ImportOutcome outcome = apply(backend(
                widgets("stock/price", "plain"),
                app("Desk", "stock_price_custom_obb", "plain", "plain_custom_obb", "nowhere", "nowhere")));
        assertThat(find("app", "Desk").requires())
                .containsExactly(
                        find("widget", "stock/price").id(),
                        find("widget", "plain").id());
        assertThat(outcome.unresolved()).extracting(Reference::widget).containsExactly("nowhere");
    }

    @Test
    void aChangedPromptKeepsItsIdAndARemovedOneNeverHandsItsGrantsToAnother() {
        apply(backend(
                app("Desk"), prompt("Desk", 0, "First?"), prompt("Desk", 1, "Second?"), prompt("Desk", 2, "Third?")));
        Map<String, ResourceId> before = prompts();
        assertThat(before).hasSize(3);

        apply(backend(app("Desk"), prompt("Desk", 0, "First?"), prompt("Desk", 1, "Third?")));
        assertThat(prompts())
                .isEqualTo(Map.of(
                        "First?", Objects.requireNonNull(before.get("First?")),
                        "Third?", Objects.requireNonNull(before.get("Third?"))));

        apply(backend(app("Desk"), prompt("Desk", 0, "First, really?"), prompt("Desk", 1, "Third?")));
        assertThat(prompts().get("First, really?")).isEqualTo(before.get("First?"));
        apply(backend(
                app("Desk"),
                prompt("Desk", 0, "First, really?"),
                prompt("Desk", 1, "Third?"),
                prompt("Desk", 2, "First?")));
        assertThat(prompts()).hasSize(3);
        assertThat(prompts().get("First?")).isNotEqualTo(before.get("First?"));
    }

    @Test
    void aPromptThatStandsThereTwiceCountsOnceAndALongOneIsCut() {
        String twoLines = "One\n two " + "x".repeat(400);
        ImportOutcome outcome = apply(backend(
                app("Desk"), prompt("Desk", 0, twoLines), prompt("Desk", 1, twoLines), prompt("Desk", 2, "Other")));
        assertThat(outcome.notices()).extracting(Inventory.Notice::pointer).containsExactly("/prompts/Desk/1");
        assertThat(prompts().keySet())
                .anySatisfy(name ->
                        assertThat(name).hasSize(255).startsWith("One two x").endsWith("…"));
    }

    @Test
    void anIdOfAnotherConnectorIsRefusedUnlessThereIsAPrefix() {
        apply(backend(widgets("w1")));
        Inventory other = files("other", "", Set.of("widget"), widgets("w1"));
        assertThat(refused(ProblemCode.EXTERNAL_ID_TAKEN, () -> apply(other)).violations())
                .extracting(Violation::field)
                .containsExactly("/widget/w1");
        assertThat(rbac.resources.find(home, "data-connector", "other")).isEmpty();

        apply(files("other", "other.", Set.of("widget", "app"), widgets("w1"), app("Desk", "w1")));
        assertThat(find("app", "other.Desk").requires())
                .containsExactly(find("widget", "other.w1").id());
    }

    @Test
    void aResourceOfOneselfIsTakenOverWithItsOwnerAndAttributes() {
        ResourceId byHand = rbac.resource(home, "widget", "w1", null);
        ImportOutcome outcome = apply(backend(widgets("w1")));
        assertThat(outcome.changed()).hasSize(1);
        assertThat(find("widget", "w1").id()).isEqualTo(byHand);
        assertThat(find("widget", "w1").parent()).isNotNull();
    }

    @Test
    void badFilesChangeNothingAndAreNamedByPointer() {
        assertThat(refused(ProblemCode.INVALID_REQUEST, () -> apply(backend(widgets("fine", "bad\u202Ename"))))
                        .violations())
                .extracting(Violation::field)
                .contains("/widget/bad\u202Ename/name");
        assertThat(refused(ProblemCode.INVALID_REQUEST, () -> apply(backend(app("Desk"), app("Desk"))))
                        .violations())
                .extracting(Violation::field)
                .containsExactly("/app/Desk");
        assertThat(all()).isEmpty();
    }

    @Test
    void whatCannotBeExportedIsExportedByNobodyUntilItCan() {
        rbac.type("widget", List.of("access", "export"), "data-connector");
        apply(backend(exportable(false)));
        UserId ben = rbac.user("ben");
        rbac.role(
                home,
                "reader",
                Grant.onType("data-connector", "view"),
                Grant.onResource("widget", find("widget", "w1").id(), "access", "export"));
        rbac.member(home, ben, "reader");
        assertThat(export(ben)).isEqualTo(Reason.WITHHELD);
        assertThat(decide(ben, "w1")).isEqualTo(Reason.GRANTED);
        assertThat(apply(backend(exportable(false))).isEmpty()).isTrue();
        apply(backend(exportable(true)));
        assertThat(export(ben)).isEqualTo(Reason.GRANTED);
        assertThat(find("widget", "w1").attributes()).doesNotContainKey("withheld");
    }

    private Reason export(UserId user) {
        return rbac.decide(home, user, "export", "widget", "w1").reason();
    }

    private static Item exportable(boolean exportable) {
        return new Item(
                "widget", "w1", "W", null, null, List.of(), Map.of("exportable", exportable), List.of(), "/widget/w1");
    }

    @Test
    void whatIsRenamedStaysTheSameWithItsGrants() {
        apply(backend(widgets("w1", "w2")));
        UserId ben = granted("w2");
        ResourceId before = find("widget", "w2").id();

        ImportOutcome outcome = rename(backend(widgets("w1", "w3"), app("Desk", "w3")), "w2:w3");
        assertThat(outcome.changed()).singleElement().satisfies(change -> {
            assertThat(change.after().id()).isEqualTo(before);
            assertThat(change.fields()).contains("externalId");
        });
        assertThat(names(outcome.added())).containsExactly("app/Desk");
        assertThat(outcome.vanished()).isEmpty();
        assertThat(find("app", "Desk").requires()).containsExactly(before);
        assertThat(decide(ben, "w3")).isEqualTo(Reason.GRANTED);
        assertThat(decide(ben, "w2")).isEqualTo(Reason.UNKNOWN_RESOURCE);
        assertThat(apply(backend(widgets("w1", "w3"), app("Desk", "w3"))).isEmpty())
                .isTrue();
    }

    @Test
    void whatVanishedEarlierIsRenamedAndActiveAgain() {
        apply(backend(widgets("w1", "w2")));
        apply(backend(widgets("w1")));
        rename(backend(widgets("w1", "w3")), "widget:w2:w3");
        assertThat(find("widget", "w3").active()).isTrue();
    }

    @Test
    void aRenamedAppKeepsItsPrompts() {
        apply(backend(widgets("w1"), app("Desk", "w1"), prompt("Desk", 0, "Why?")));
        ResourceId app = find("app", "Desk").id();
        Map<String, ResourceId> prompts = prompts();
        Inventory files = backend(widgets("w1"), app("Desk: new", "w1"), prompt("Desk: new", 0, "Why?"));
        assertThat(rbac.imports.apply(home, ROOT, files, true, false).suggestions())
                .singleElement()
                .satisfies(suggestion -> assertThat(suggestion.vanished().id()).isEqualTo(app));
        rename(files, "Desk:Desk: new");
        assertThat(find("app", "Desk: new").id()).isEqualTo(app);
        assertThat(prompts()).isEqualTo(prompts);
        assertThat(apply(files).isEmpty()).isTrue();
    }

    @Test
    void suggestedIsWhatHasOneNameAndNoOther() {
        apply(backend(named("a", "Prices"), named("b", "News"), named("c", "News")));
        Inventory files = backend(named("x", "Prices"), named("y", "News"), named("z", "Other"));
        assertThat(rbac.imports.apply(home, ROOT, files, true, false).suggestions())
                .extracting(suggestion -> suggestion.vanished().externalId() + ":"
                        + suggestion.added().externalId())
                .containsExactly("a:x");
    }

    @Test
    void aRenameThatIsUnknownOrAmbiguousIsRefusedAndNothingChanges() {
        apply(backend(widgets("old", "kept"), app("old"), named("old:new", "A"), named("new:old", "B")));
        List<Resource> before = all();
        Inventory files = backend(widgets("new", "kept"), app("new"), named("new:new", "A"));
        for (String wrong : List.of("nowhere:new", "old:nowhere", "old", "old:kept", "kept:new", "", ":", "app:old")) {
            assertThat(refused(ProblemCode.INVALID_REQUEST, () -> rename(files, wrong))
                            .violations())
                    .as(wrong)
                    .extracting(Violation::field)
                    .containsExactly("rename");
        }
        assertThat(refused(ProblemCode.INVALID_REQUEST, () -> rename(files, "old:new"))
                        .getMessage())
                .contains("app:old:new or widget:old:new");
        refused(ProblemCode.INVALID_REQUEST, () -> rename(files, "widget:old:new", "widget:old:new"));
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void aRenameTakesNoIdOfAnotherConnector() {
        apply(backend(widgets("w1")));
        apply(files("other", "", Set.of("widget"), widgets("w2")));
        refused(ProblemCode.EXTERNAL_ID_TAKEN, () -> rename(backend(widgets("w2")), "w1:w2"));
        rbac.resource(home, "widget", "w3", null);
        refused(ProblemCode.EXTERNAL_ID_TAKEN, () -> rename(backend(widgets("w3")), "w1:w3"));
    }

    private ImportOutcome rename(Inventory inventory, String... renames) {
        return rbac.imports.apply(home, ROOT, inventory, List.of(renames), false, false);
    }

    private static Item named(String key, String name) {
        return new Item("widget", key, name, null, null, List.of(), Map.of(), List.of(), "/widget/" + key);
    }

    @Test
    void theRealmNeedsTheTypes() {
        rbac.types.delete(ROOT, ACME, "agent", null);
        Item agent = new Item("agent", "a", "A", null, null, List.of(), Map.of(), List.of(), "/agents/a");
        refused(
                ProblemCode.UNKNOWN_RESOURCE_TYPE,
                () -> rbac.imports.apply(home, ROOT, files(Set.of("agent"), agent), false, false));
    }

    private UserId granted(String widget) {
        UserId ben = rbac.user("ben");
        rbac.role(
                home,
                "reader",
                Grant.onType("data-connector", "view"),
                Grant.onResource("widget", find("widget", widget).id(), "access"));
        rbac.member(home, ben, "reader");
        return ben;
    }

    private Reason decide(UserId user, String widget) {
        return rbac.decide(home, user, "access", "widget", widget).reason();
    }

    private ImportOutcome apply(Inventory inventory) {
        return rbac.imports.apply(home, ROOT, inventory, false, false);
    }

    private Resource find(String type, String externalId) {
        return rbac.resources.find(home, type, externalId).orElseThrow();
    }

    private List<Resource> all() {
        return rbac.resources
                .page(home, new ResourceFilter(null, null, null, null, null, null, PageRequest.firstRows(1_000)))
                .items();
    }

    /** Those that are active, by name. */
    private Map<String, ResourceId> prompts() {
        Map<String, ResourceId> prompts = new java.util.TreeMap<>();
        all().stream()
                .filter(resource -> resource.type().equals("prompt") && resource.active())
                .forEach(prompt -> prompts.put(prompt.name(), prompt.id()));
        return prompts;
    }

    private static List<String> names(List<Resource> resources) {
        return resources.stream()
                .map(resource -> resource.type() + "/" + resource.externalId())
                .toList();
    }

    private static Inventory backend(Object... parts) {
        return files("backend", "", Set.of("widget", "app", "prompt", "agent"), parts);
    }

    private static Inventory files(Set<String> covered, Object... parts) {
        return files("backend", "", covered, parts);
    }

    private static Inventory files(String connector, String prefix, Set<String> covered, Object... parts) {
        List<Item> items = new ArrayList<>();
        List<Prompt> prompts = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Prompt prompt) {
                prompts.add(prompt);
            } else if (part instanceof Item item) {
                items.add(item);
            } else if (part instanceof List<?> several) {
                several.forEach(one -> items.add((Item) one));
            }
        }
        Connector named = new Connector(connector, null, null, prefix, "/connector");
        return new Inventory("openbb", named, covered, items, prompts, List.of());
    }

    private static List<Item> widgets(String... keys) {
        return Arrays.stream(keys)
                .map(key -> new Item(
                        "widget",
                        key,
                        "The " + key,
                        "Charts",
                        null,
                        List.of("Feeds"),
                        Map.of("exportable", true),
                        List.of(),
                        "/widget/" + key))
                .toList();
    }

    private static Item app(String name, String... layout) {
        return new Item(
                "app",
                name,
                name,
                null,
                null,
                List.of(),
                Map.of(),
                Arrays.stream(layout)
                        .map(widget -> new Reference(widget, "/app/" + name))
                        .toList(),
                "/app/" + name);
    }

    private static Prompt prompt(String app, int position, String text) {
        return new Prompt(app, position, text, List.of(), "/prompts/" + app + "/" + position);
    }
}
