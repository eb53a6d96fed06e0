package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.user.User;
import io.github.kcworkspaces.user.UserFilter;
import io.github.kcworkspaces.user.UserStore;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Users in Keycloak's {@code USER_ENTITY}, and beside it those of directories in our tables. Both are read along an index
 * from the cursor on, so that every slice costs the same; what they have is loaded for the slice.
 */
public final class JpaUserStore implements UserStore {

    private final EntityManager em;
    private final UserRows rows;

    /** @param clock tells which invitations are still pending */
    public JpaUserStore(EntityManager em, Clock clock) {
        this.em = em;
        this.rows = new UserRows(em, clock);
    }

    /** Where a list goes on. */
    private record Cursor(boolean local, String after) {

        static Cursor of(@Nullable String text) {
            try {
                if (text != null && text.length() > 1) {
                    String after = new String(Base64.getUrlDecoder().decode(text.substring(1)), StandardCharsets.UTF_8);
                    if (after.chars().noneMatch(Character::isISOControl)) {
                        return new Cursor(text.charAt(0) == 'k', after);
                    }
                }
            } catch (IllegalArgumentException malformed) {
                return new Cursor(true, "");
            }
            return new Cursor(true, "");
        }

        String text() {
            return (local ? "k" : "f")
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(after.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public Slice<User> slice(RealmId realm, Collection<String> adminRoles, UserFilter filter) {
        if (em.isJoinedToTransaction()) {
            em.flush();
        }
        Cursor cursor = Cursor.of(filter.after());
        List<UserRows.Row> found = new ArrayList<>();
        int wanted = filter.max() + 1;
        if (cursor.local()) {
            found.addAll(rows.local(realm, adminRoles, filter, cursor.after(), wanted));
        }
        if (found.size() < wanted && UserRows.mayBeFederated(filter)) {
            found.addAll(rows.federated(
                    realm, adminRoles, filter, cursor.local() ? "" : cursor.after(), wanted - found.size()));
        }
        boolean more = found.size() == wanted;
        List<UserRows.Row> shown = more ? found.subList(0, filter.max()) : found;
        if (shown.isEmpty()) {
            return new Slice<>(List.of(), null);
        }
        UserRows.Row last = shown.get(shown.size() - 1);
        return new Slice<>(
                complete(realm, adminRoles, shown),
                more ? new Cursor(last.local(), last.local() ? last.username() : last.id()).text() : null);
    }

    @Override
    public Optional<User> find(RealmId realm, Collection<String> adminRoles, UserId user) {
        if (em.isJoinedToTransaction()) {
            em.flush();
        }
        return complete(realm, adminRoles, rows.one(realm, user)).stream().findFirst();
    }

    private List<User> complete(RealmId realm, Collection<String> adminRoles, List<UserRows.Row> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> ids = found.stream().map(UserRows.Row::id).toList();
        Map<String, List<User.Place>> places = rows.places(realm, ids);
        Set<String> admins = rows.admins(realm, adminRoles, ids);
        return found.stream()
                .map(row -> user(row, admins.contains(row.id()), places.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static User user(UserRows.Row row, boolean admin, List<User.Place> places) {
        return new User(
                new UserId(row.id()),
                row.username(),
                row.email(),
                row.firstName(),
                row.lastName(),
                admin ? User.Type.ADMIN : User.Type.NORMAL,
                User.statusOf(row.enabled(), row.invited(), places),
                row.source(),
                row.createdAt(),
                row.lastLogin(),
                row.lastClient(),
                row.active(),
                places);
    }

    @Override
    public void setStatus(RealmId realm, UserId user, Member.Status status) {
        new Jpql("update KcwMember m set m.status = :status, m.version = m.version + 1"
                        + " where m.realmId = :realm and m.userId = :user and m.status <> :status")
                .with("status", status.name())
                .with("realm", realm.value())
                .with("user", user.value())
                .execute(em);
    }

    @Override
    public List<Owned> owned(RealmId realm, UserId user, int max) {
        return new Sql(
                        "SELECT r.ID, r.TYPE_KEY, r.NAME, w.ALIAS FROM KCW_RESOURCE r"
                                + " JOIN KCW_WORKSPACE w ON w.ID = r.WORKSPACE_ID WHERE r.REALM_ID = ?"
                                + " AND r.OWNER_ID = ? ORDER BY w.ALIAS, r.NAME, r.ID LIMIT ?",
                        realm.value(),
                        user.value(),
                        max)
                .listFlushed(
                        em,
                        row -> new Owned(
                                new ResourceId(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)));
    }

    @Override
    public List<HandedOver> handOver(RealmId realm, UserId from, UserId to) {
        List<HandedOver> handed = new Sql(
                        "SELECT w.ID, w.ALIAS, COUNT(*) FROM KCW_RESOURCE r JOIN KCW_WORKSPACE w"
                                + " ON w.ID = r.WORKSPACE_ID WHERE r.REALM_ID = ? AND r.OWNER_ID = ?"
                                + " GROUP BY w.ID, w.ALIAS ORDER BY w.ALIAS",
                        realm.value(),
                        from.value())
                .listFlushed(
                        em, row -> new HandedOver(new WorkspaceId(row.getString(1)), row.getString(2), row.getLong(3)));
        new Jpql("update KcwResource r set r.ownerId = :to, r.version = r.version + 1"
                        + " where r.realmId = :realm and r.ownerId = :from")
                .with("to", to.value())
                .with("realm", realm.value())
                .with("from", from.value())
                .execute(em);
        return handed;
    }
}
