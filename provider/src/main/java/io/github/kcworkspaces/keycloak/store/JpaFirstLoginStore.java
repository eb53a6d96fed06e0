package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.FirstLoginRule;
import io.github.kcworkspaces.member.FirstLoginStore;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules in {@code KCW_FIRST_LOGIN_RULE}, and who was given what they give in {@code KCW_FIRST_LOGIN}. */
public final class JpaFirstLoginStore implements FirstLoginStore {

    private static final String RULES =
            "SELECT r.KIND, r.MATCH_VALUE, r.WORKSPACE_ID, r.ROLE_IDS FROM KCW_FIRST_LOGIN_RULE r";
    private static final String NO_VALUE = "-";

    private final EntityManager em;

    public JpaFirstLoginStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public List<FirstLoginRule> rules(RealmId realm) {
        return new Sql(RULES + " WHERE r.REALM_ID = ? ORDER BY r.POSITION_NO", realm.value())
                .list(em, JpaFirstLoginStore::rule);
    }

    @Override
    public void put(RealmId realm, List<FirstLoginRule> rules) {
        new Jpql("delete from KcwFirstLoginRule r where r.realmId = :realm")
                .with("realm", realm.value())
                .execute(em);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < rules.size(); index++) {
            FirstLoginRule rule = rules.get(index);
            rows.add(List.of(
                    realm.value(),
                    index,
                    rule.kind().name(),
                    rule.value().isEmpty() ? NO_VALUE : rule.value(),
                    rule.workspace().value(),
                    rule.roles().stream().map(RoleId::value).sorted().collect(Collectors.joining(","))));
        }
        StoreRules.racing(() -> Sql.batch(
                em,
                "INSERT INTO KCW_FIRST_LOGIN_RULE (REALM_ID, POSITION_NO, KIND, MATCH_VALUE, WORKSPACE_ID, ROLE_IDS)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                rows));
    }

    @Override
    public List<FirstLoginRule> pending(RealmId realm, UserId user) {
        return new Sql(
                        RULES + " JOIN KCW_SETTINGS s ON s.REALM_ID = r.REALM_ID AND s.ENABLED = TRUE"
                                + " WHERE r.REALM_ID = ? AND NOT EXISTS (SELECT 1 FROM KCW_FIRST_LOGIN f"
                                + " WHERE f.REALM_ID = r.REALM_ID AND f.USER_ID = ?) ORDER BY r.POSITION_NO",
                        realm.value(),
                        user.value())
                .list(em, JpaFirstLoginStore::rule);
    }

    @Override
    public void done(RealmId realm, UserId user, long at) {
        StoreRules.racing(() -> Sql.batch(
                em,
                "INSERT INTO KCW_FIRST_LOGIN (REALM_ID, USER_ID, GIVEN_AT) VALUES (?, ?, ?)",
                List.of(List.of(realm.value(), user.value(), at))));
    }

    @Override
    public void forget(RealmId realm, UserId user) {
        Sql.batch(
                em,
                "DELETE FROM KCW_FIRST_LOGIN WHERE REALM_ID = ? AND USER_ID = ?",
                List.of(List.of(realm.value(), user.value())));
    }

    private static FirstLoginRule rule(ResultSet row) throws SQLException {
        String value = row.getString(2);
        return new FirstLoginRule(
                FirstLoginRule.Kind.valueOf(row.getString(1)),
                value.equals(NO_VALUE) ? "" : value,
                new WorkspaceId(row.getString(3)),
                Stream.of(row.getString(4).split(",", -1)).map(RoleId::new).collect(Collectors.toSet()));
    }
}
