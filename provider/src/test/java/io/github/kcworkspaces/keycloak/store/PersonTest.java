package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Forgetting;
import io.github.kcworkspaces.audit.PersonStore.Names;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known of a person, and that it goes, on H2 and on PostgreSQL. */
class PersonTest {

    private static final RealmId REALM = new RealmId("realm-person");
    private static final String PSEUDONYM = Forgetting.ID_PREFIX + "x";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_000_000_000), ZoneOffset.UTC);

    @Nested
    class OnH2 extends OnADatabase {
        OnH2() {
            super(TestDatabase.Kind.H2);
        }
    }

    @Nested
    class OnPostgres extends OnADatabase {
        OnPostgres() {
            super(TestDatabase.Kind.POSTGRESQL);
        }
    }

    abstract static class OnADatabase {

        private final TestDatabase.Kind kind;
        private JpaWorld world;
        private UnsignedChain chain;
        private Recorder recorder;
        private JpaPersonStore store;

        OnADatabase(TestDatabase.Kind kind) {
            this.kind = kind;
        }

        @BeforeEach
        void open() {
            world = new JpaWorld(kind);
            chain = new UnsignedChain(world, REALM, CLOCK);
            recorder = new Recorder(
                    new JpaAuditTrail(world.em()),
                    CLOCK,
                    () -> UUID.randomUUID().toString());
            store = new JpaPersonStore(world.em());
        }

        @AfterEach
        void close() {
            world.close();
        }

        @Test
        @Tag("OWU-08")
        void whoeverIsNamedInWhatOthersDidIsForgottenThere() {
            String odd = "a\"n!_%a";
            owned("w1", null, odd);
            owned("w2", odd, "ben");
            owned("w3", null, "xa\"n!_%a");
            owned("w4", null, "a\"n!!!b!a");
            recorder.record(
                    REALM,
                    ben(),
                    ActivityType.ROLE_CREATED,
                    new Target("role", "r", "R"),
                    new Changes().field("name", null, odd));
            changed("s1", new Changes().field("members", null, List.of("ben: use", odd + ": use, view")));
            changed("s2", new Changes().field("members", null, List.of("ben: use", "x" + odd + ": use")));
            changed("i1", new Changes().field("invitedBy", null, odd).field("roles", null, List.of("x")));
            changed("id", new Changes().field("accountOwner", "anna-id", null));
            chain.seal();

            assertThat(store.forget(REALM, "anna-id", new Names(Set.of(), Set.of(odd)), PSEUDONYM, 100))
                    .isEqualTo(5);
            assertThat(store.forget(REALM, "anna-id", new Names(Set.of(), Set.of(odd)), PSEUDONYM, 100))
                    .isZero();

            List<String> left = new Sql(
                            "SELECT TARGET_NAME, CHANGES FROM KCW_AUDIT WHERE REALM_ID = ? ORDER BY TARGET_NAME",
                            REALM.value())
                    .list(
                            world.em(),
                            row -> row.getString(1) + (row.getString(2).equals("{}") ? " forgotten" : ""));
            assertThat(left)
                    .containsExactly(
                            "R",
                            "i1 forgotten",
                            "id forgotten",
                            "s1 forgotten",
                            "s2",
                            "w1 forgotten",
                            "w2 forgotten",
                            "w3",
                            "w4");
        }

        @Test
        void whoAcceptsIsForgottenAsWhoDidItAndAsWhoWasInvited() {
            recorder.record(
                    REALM,
                    anna(),
                    ActivityType.INVITATION_ACCEPTED,
                    new Target("invitation", "i", "Anna@example.org"),
                    new Changes());
            chain.seal();
            Names names = store.names(REALM, "anna-id");
            assertThat(store.forget(REALM, "anna-id", names, PSEUDONYM, 100)).isEqualTo(1);

            assertThat(new Sql("SELECT ACTOR_NAME, TARGET_NAME FROM KCW_AUDIT WHERE REALM_ID = ?", REALM.value())
                            .list(world.em(), row -> row.getString(1) + " " + row.getString(2)))
                    .containsExactly("forgotten forgotten");
        }

        @Test
        void aBatchIsFullAsLongAsThereIsMore() {
            for (int row = 0; row < 6; row++) {
                recorder.record(
                        REALM,
                        anna(),
                        ActivityType.MEMBER_ROLES_CHANGED,
                        new Target("user", "anna-id", "anna"),
                        new Changes().field("roles", null, List.of("R" + row)));
            }
            for (int row = 0; row < 6; row++) {
                recorder.record(
                        REALM, ben(), ActivityType.MEMBER_ADDED, new Target("user", "anna-id", "anna"), new Changes());
            }
            chain.seal();
            Names names = store.names(REALM, "anna-id");
            int batch;
            int all = 0;
            do {
                batch = store.forget(REALM, "anna-id", names, PSEUDONYM, 8);
                world.em().flush();
                world.em().clear();
                all += batch;
            } while (batch == 8);
            assertThat(all).isEqualTo(12);
            assertThat(store.rows(REALM, "anna-id", null, 100)).isEmpty();
        }

        private static Actor anna() {
            return new Actor(
                    new UserId("anna-id"),
                    "anna",
                    Actor.Kind.USER,
                    Actor.Cause.USER,
                    null,
                    null,
                    null,
                    "Anna@example.org",
                    null,
                    null);
        }

        @Test
        void whatSomebodyWasEverCalledIsKnown() {
            recorder.record(REALM, anna(), ActivityType.ROLE_CREATED, new Target("role", "r", "R"), new Changes());
            recorder.record(
                    REALM, ben(), ActivityType.MEMBER_ADDED, new Target("user", "anna-id", "annette"), new Changes());
            invited("i1", "old@example.org", "ACCEPTED", "anna-id");
            invited("i2", "other@example.org", "ACCEPTED", "ben-id");
            world.em().flush();

            assertThat(store.names(REALM, "anna-id"))
                    .isEqualTo(new Names(Set.of("anna@example.org", "old@example.org"), Set.of("anna", "annette")));
        }

        @Test
        @Tag("OWU-08")
        void invitationsThatWereAnsweredTellNothingAndOpenOnesStay() {
            invited("accepted", "anna@example.org", "ACCEPTED", "anna-id");
            invited("revoked", "anna@example.org", "REVOKED", null);
            invited("by-id", "old@example.org", "ACCEPTED", "anna-id");
            invited("open", "anna@example.org", "PENDING", null);
            invited("another", "ben@example.org", "ACCEPTED", "ben-id");
            sql(
                    "UPDATE KCW_INVITATION SET INVITER_REALM_ID = ?, INVITER_ID = 'anna-id', INVITER_NAME = 'anna'"
                            + " WHERE ID IN ('open', 'another')",
                    REALM.value());
            Names anna = new Names(Set.of("anna@example.org"), Set.of("anna"));

            store.forgetInvitations(REALM, "anna-id", anna, PSEUDONYM, false);

            assertThat(invitations())
                    .containsExactly(
                            "accepted forgotten null " + PSEUDONYM + " root",
                            "another ben@example.org First another ben-id forgotten",
                            "by-id forgotten null " + PSEUDONYM + " root",
                            "open anna@example.org First open null anna",
                            "revoked forgotten null null root");
            store.forgetInvitations(REALM, "anna-id", anna, PSEUDONYM, true);
            assertThat(invitations()).contains("open anna@example.org First open null forgotten");
        }

        private void owned(String workspace, @Nullable String before, String after) {
            changed(workspace, new Changes().field("owner", before, after));
        }

        private void changed(String what, Changes changes) {
            recorder.record(
                    REALM, ben(), ActivityType.WORKSPACE_TRANSFERRED, new Target("workspace", what, what), changes);
        }

        private static Actor ben() {
            return new Actor(
                    new UserId("ben-id"), "ben", Actor.Kind.USER, Actor.Cause.USER, null, null, null, null, null, null);
        }

        private void invited(String id, String email, String status, @Nullable String user) {
            Workspace workspace = new Workspace(
                    new WorkspaceId("w-" + id),
                    REALM,
                    "w-" + id,
                    "W",
                    null,
                    false,
                    null,
                    null,
                    Workspace.Status.ACTIVE,
                    false,
                    1,
                    1);
            world.workspaces().insert(workspace);
            world.invitations()
                    .insert(List.of(InvitationStoreContract.invitation(
                            workspace, id, email, world.invitations().now(), 1_000_000)));
            Sql.batch(
                    world.em(),
                    "UPDATE KCW_INVITATION SET STATUS = ?, USER_ID = ? WHERE ID = ?",
                    List.of(Arrays.asList(status, user, id)));
        }

        private List<String> invitations() {
            return new Sql(
                            "SELECT ID, EMAIL, FIRST_NAME, USER_ID, INVITER_NAME FROM KCW_INVITATION WHERE REALM_ID = ?"
                                    + " ORDER BY ID",
                            REALM.value())
                    .list(
                            world.em(),
                            row -> String.join(
                                    " ",
                                    row.getString(1),
                                    row.getString(2),
                                    String.valueOf(row.getString(3)),
                                    String.valueOf(row.getString(4)),
                                    row.getString(5)));
        }

        private void sql(String statement, Object... values) {
            Sql.batch(world.em(), statement, List.of(List.of(values)));
        }
    }
}
