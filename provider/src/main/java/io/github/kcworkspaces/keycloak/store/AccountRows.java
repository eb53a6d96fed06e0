package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Accounts.Account;
import io.github.kcworkspaces.member.Member;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accounts in Keycloak's own table, by e-mail address; service accounts are nobody's. */
public final class AccountRows {

    private final EntityManager em;

    public AccountRows(EntityManager em) {
        this.em = em;
    }

    /** @param emails lower case, as Keycloak stores them */
    public Map<String, List<Account>> byEmail(RealmId realm, Collection<String> emails) {
        Map<String, List<Account>> found = new HashMap<>();
        List<String> wanted = emails.stream().distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            new Sql(
                            "SELECT u.ID, u.USERNAME, u.EMAIL, u.FIRST_NAME, u.LAST_NAME, u.ENABLED, u.EMAIL_VERIFIED"
                                    + " FROM USER_ENTITY u WHERE u.REALM_ID = ? AND u.SERVICE_ACCOUNT_CLIENT_LINK IS NULL"
                                    + " AND u.EMAIL",
                            realm.value())
                    .in(wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)))
                    .append("ORDER BY u.ID")
                    .listFlushed(
                            em,
                            row -> found.computeIfAbsent(row.getString(3), email -> new ArrayList<>())
                                    .add(new Account(
                                            new Member.Person(
                                                    new UserId(row.getString(1)),
                                                    row.getString(2),
                                                    row.getString(3),
                                                    row.getString(4),
                                                    row.getString(5)),
                                            row.getBoolean(6),
                                            row.getBoolean(7))));
        }
        return found;
    }
}
