package io.github.kcworkspaces.decision;

import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionBatchTest {

    private final TestRbac rbac = TestRbac.enabled();

    @Test
    void eachAnswerIsTheOneThatItGetsAlone() {
        List<Request> requests = new ArrayList<>();
        for (UserId user : world()) {
            for (String workspace : new String[] {"one", "two", "none", null}) {
                for (String action : List.of("view", "update", "fly")) {
                    for (String resource : List.of("f1", "f2", "f3")) {
                        requests.add(Request.of(workspace, user, action, "chatflow", resource));
                    }
                    requests.add(Request.of(workspace, user, action, "workspace", "one"));
                    requests.add(Request.of(workspace, user, action, "unheard-of", "f1"));
                }
            }
        }
        List<Decision> together = rbac.decisions.decide(ACME, requests);
        assertThat(together).hasSameSizeAs(requests);
        for (int index = 0; index < requests.size(); index++) {
            assertThat(together.get(index))
                    .as("%s", requests.get(index))
                    .isEqualTo(rbac.decisions.decide(ACME, requests.get(index)));
        }
        assertThat(together).extracting(Decision::allowed).contains(true, false);
        assertThat(together).extracting(Decision::reason).hasSizeGreaterThan(5);
    }

    @Test
    void sentAttributesAddToStoredOnesAndReplaceNone() {
        rbac.realms.update(
                ACME, TestRbac.ROOT, new SettingsChange(null, null, null, null, null, List.of("role"), null));
        Workspace one = rbac.workspace("one");
        UserId ben = rbac.user("ben");
        rbac.role(
                one,
                "reader",
                new Grant("chatflow", null, Set.of("update"), sent(AttributeName.Source.SUBJECT, "username")),
                new Grant("chatflow", null, Set.of("delete"), sent(AttributeName.Source.SUBJECT, "role")),
                new Grant("chatflow", null, Set.of("config"), sent(AttributeName.Source.RESOURCE, "owner")));
        rbac.member(one, ben, "reader");
        rbac.resource(one, "chatflow", "f1", null);
        Map<String, Object> attributes = Map.of("username", "sent", "role", "sent", "owner", "sent");
        List<Request> requests = List.of("update", "delete", "config").stream()
                .map(action ->
                        new Request("one", ben, action, "chatflow", "f1", attributes, attributes, Map.of(), Map.of()))
                .toList();
        assertThat(rbac.decisions.decide(ACME, requests))
                .extracting(Decision::allowed)
                .containsExactly(false, true, false);
    }

    private static Condition sent(AttributeName.Source source, String name) {
        return new Condition(List.of(new Condition.Comparison(
                new AttributeName(source, name), Condition.Operator.EQ, new Condition.Operand.Constant("sent"))));
    }

    private List<UserId> world() {
        Workspace one = rbac.workspace("one");
        Workspace two = rbac.workspace("two");
        rbac.role(one, "viewer", Grant.onType("chatflow", "view"));
        rbac.role(two, "editor", Grant.onType("chatflow", "update"));
        UserId ben = rbac.user("ben");
        UserId eve = rbac.user("eve");
        rbac.member(one, ben, "viewer");
        rbac.member(two, ben, "editor");
        rbac.member(two, eve, "admin");
        rbac.resource(one, "chatflow", "f1", null);
        rbac.resource(two, "chatflow", "f1", null);
        rbac.resource(two, "chatflow", "f2", null);
        UserId boss = rbac.world.directory().accountAdmin(ACME, "u-boss", "boss");
        return List.of(ben, eve, boss, rbac.user("stranger"), new UserId("nobody"));
    }
}
