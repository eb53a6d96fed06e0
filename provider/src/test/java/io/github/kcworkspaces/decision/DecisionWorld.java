package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.Condition.Comparison;
import io.github.kcworkspaces.decision.Condition.Operand;
import io.github.kcworkspaces.decision.Condition.Operator;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One file of decision cases. Members that a case leaves out have the value that allows most. */
record DecisionWorld(
        String description, List<Type> types, Map<String, RoleData> roles, List<Thing> resources, List<Case> cases) {

    private static final WorkspaceId HOME = new WorkspaceId("home");
    private static final UserId ASKER = new UserId("asker");

    record Type(
            String key,
            List<String> actions,
            String base,
            String parent,
            Map<String, Set<String>> implies,
            Registration registration,
            Set<String> shareable) {

        TypeDefinition definition() {
            return new TypeDefinition(
                    key,
                    actions,
                    base,
                    implies == null ? Map.of() : implies,
                    parent,
                    registration == null ? Registration.REQUIRED : registration,
                    shareable == null ? TypeDefinition.usuallyShareable(actions) : shareable);
        }
    }

    record RoleData(boolean everything, List<GrantData> grants) {}

    record GrantData(String type, String resource, Set<String> actions, boolean owner, List<List<Object>> condition) {

        Grant grant() {
            return new Grant(type, resource == null ? null : new ResourceId(resource), actions, conditions());
        }

        private Condition conditions() {
            if (owner) {
                return Condition.OWNER;
            }
            return condition == null
                    ? null
                    : new Condition(
                            condition.stream().map(GrantData::comparison).toList());
        }

        private static Comparison comparison(List<Object> parts) {
            Operand operand = parts.get(2) instanceof Map<?, ?> reference
                    ? new Operand.Attribute(attribute(reference.get("attr").toString()))
                    : new Operand.Constant(parts.get(2));
            return new Comparison(
                    attribute(parts.get(0).toString()),
                    Operator.valueOf(parts.get(1).toString()),
                    operand);
        }

        private static AttributeName attribute(String path) {
            int dot = path.indexOf('.');
            return new AttributeName(
                    AttributeName.Source.valueOf(path.substring(0, dot).toUpperCase(Locale.ROOT)),
                    path.substring(dot + 1));
        }
    }

    record Thing(
            String id,
            String type,
            String parent,
            String owner,
            String home,
            Boolean active,
            Boolean shared,
            Boolean homeActive,
            Set<String> direct,
            Map<String, Object> attributes) {}

    record State(
            Boolean realmEnabled,
            Boolean workspaceActive,
            Boolean userEnabled,
            Boolean accountAdmin,
            Membership.Standing standing) {}

    record Case(
            String name,
            List<String> rows,
            List<String> roles,
            State world,
            Map<String, Object> subject,
            Map<String, Object> action,
            Map<String, Object> context,
            String ask,
            String expect,
            String by) {}

    Question question(Case one) {
        String[] words = one.ask().split(" ", 3);
        Catalogue catalogue =
                Catalogue.of(1, types.stream().map(Type::definition).toList());
        State state = one.world() == null ? new State(null, null, null, null, null) : one.world();
        List<RoleReference> references =
                one.roles().stream().map(this::reference).toList();
        Holdings holdings = Holdings.of(references.stream()
                .map(role -> CompiledRole.compile(role, grants(role.name()), catalogue))
                .toList());
        return new Question(
                new SubjectFacts(
                        ASKER,
                        "asker",
                        "asker@example.org",
                        yes(state.userEnabled()),
                        state.accountAdmin() != null && state.accountAdmin(),
                        Set.of(),
                        or(one.subject())),
                new Membership(
                        HOME,
                        "home",
                        1,
                        yes(state.realmEnabled()),
                        yes(state.workspaceActive()),
                        null,
                        1,
                        state.standing() == null ? Membership.Standing.ACTIVE : state.standing(),
                        references),
                holdings,
                catalogue,
                words[0],
                facts(words[1], words[2]),
                or(one.action()),
                or(one.context()));
    }

    private RoleReference reference(String name) {
        return new RoleReference(new RoleId(name), name, 1, roles.get(name).everything());
    }

    private List<Grant> grants(String role) {
        List<GrantData> grants = roles.get(role).grants();
        return grants == null
                ? List.of()
                : grants.stream().map(GrantData::grant).toList();
    }

    private ResourceFacts facts(String type, String id) {
        return resources.stream()
                .filter(thing -> thing.type().equals(type) && thing.id().equals(id))
                .findFirst()
                .map(this::facts)
                .orElseGet(() -> ResourceFacts.unregistered(type, id, HOME, Map.of()));
    }

    private ResourceFacts facts(Thing thing) {
        ResourceFacts parent = resources.stream()
                .filter(other -> other.id().equals(thing.parent()))
                .findFirst()
                .map(this::facts)
                .orElse(null);
        return new ResourceFacts(
                new ResourceId(thing.id()),
                thing.type(),
                thing.id(),
                thing.home() == null ? HOME : new WorkspaceId(thing.home()),
                thing.owner() == null ? null : new UserId(thing.owner()),
                yes(thing.active()),
                parent,
                or(thing.attributes()),
                thing.shared() != null && thing.shared()
                        ? new ResourceFacts.Origin(yes(thing.homeActive()), null)
                        : null,
                thing.direct() == null ? Set.of() : thing.direct());
    }

    private static boolean yes(Boolean value) {
        return value == null || value;
    }

    private static Map<String, Object> or(Map<String, Object> value) {
        return value == null ? Map.of() : new TreeMap<>(value);
    }
}
