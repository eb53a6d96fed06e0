package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.user.LoginStore;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row for each user who was here, in {@code KCW_USER_LOGIN}. */
public final class JpaLoginStore implements LoginStore {

    private static final String TABLE = "KCW_USER_LOGIN";

    private final EntityManager em;
    private final OwnTransaction ownTransaction;

    public JpaLoginStore(EntityManager em, OwnTransaction ownTransaction) {
        this.em = em;
        this.ownTransaction = ownTransaction;
    }

    @Override
    public void seen(RealmId realm, UserId user, Seen seen) {
        Map<String, Object> columns = columns(seen);
        if (!columns.isEmpty() && !update(realm, user, columns)) {
            insert(realm, user, columns);
        }
    }

    @Override
    public void forget(RealmId realm, UserId user) {
        Sql.batch(
                em,
                "DELETE FROM " + TABLE + " WHERE REALM_ID = ? AND USER_ID = ?",
                List.of(List.of(realm.value(), user.value())));
    }

    private static Map<String, Object> columns(Seen seen) {
        Map<String, Object> columns = new LinkedHashMap<>();
        put(columns, "LAST_LOGIN", seen.at());
        put(columns, "LAST_CLIENT", seen.client());
        put(
                columns,
                "LAST_WORKSPACE_ID",
                seen.workspace() == null ? null : seen.workspace().value());
        Member.Person names = seen.names();
        if (names != null) {
            put(columns, "USERNAME", names.username());
            put(columns, "EMAIL", names.email());
            put(columns, "FIRST_NAME", names.firstName());
            put(columns, "LAST_NAME", names.lastName());
        }
        return columns;
    }

    private static void put(Map<String, Object> columns, String name, @Nullable Object value) {
        if (value != null) {
            columns.put(name, value);
        }
    }

    private boolean update(RealmId realm, UserId user, Map<String, Object> columns) {
        List<@Nullable Object> values = new ArrayList<>(columns.values());
        values.add(realm.value());
        values.add(user.value());
        return Sql.batch(
                        em,
                        "UPDATE " + TABLE + " SET " + String.join(" = ?, ", columns.keySet())
                                + " = ? WHERE REALM_ID = ? AND USER_ID = ?",
                        List.of(values))
                > 0;
    }

    /** Apart: two first logins at once would else break the transaction of one of them. */
    private void insert(RealmId realm, UserId user, Map<String, Object> columns) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(realm.value());
        values.add(user.value());
        values.addAll(columns.values());
        try {
            ownTransaction.run(own -> Sql.batch(
                    own,
                    "INSERT INTO " + TABLE + " (REALM_ID, USER_ID, " + String.join(", ", columns.keySet())
                            + ") VALUES (?, ?" + ", ?".repeat(columns.size()) + ")",
                    List.of(values)));
        } catch (RuntimeException failure) {
            if (!StoreRules.isDuplicate(failure, TABLE)) {
                throw failure;
            }
        }
    }
}
