package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityFilter;
import io.github.kcworkspaces.audit.ActivityStore;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Slice;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the trail from {@code KCW_AUDIT}. A cursor is time and id of the last row, so every slice is one index scan. */
public final class JpaActivityStore implements ActivityStore {

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})\\.(.{1,36})");

    private final EntityManager em;

    public JpaActivityStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Slice<Activity> slice(RealmId realm, ActivityFilter filter) {
        WorkspaceId workspace = filter.workspace();
        Jpql jpql = new Jpql("select a from KcwActivity a where a.realmId = :realm")
                .with("realm", realm.value())
                .andEqual("a.workspaceId", workspace == null ? null : workspace.value())
                .andEqual("a.actorId", filter.actor())
                .andEqual("a.targetId", filter.target())
                .andFound(filter.search(), "a.actorName", "a.targetName");
        if (!filter.types().isEmpty()) {
            jpql.append("and a.activity in :types")
                    .with(
                            "types",
                            filter.types().stream().map(ActivityType::name).toList());
        }
        Long from = filter.from();
        if (from != null) {
            jpql.append("and a.occurredAt >= :from").with("from", from);
        }
        Long to = filter.to();
        if (to != null) {
            jpql.append("and a.occurredAt < :to").with("to", to);
        }
        after(jpql, filter.after());
        List<ActivityEntity> rows =
                jpql.append("order by a.occurredAt desc, a.id desc").list(em, ActivityEntity.class, filter.max() + 1);
        boolean more = rows.size() > filter.max();
        List<ActivityEntity> slice = more ? rows.subList(0, filter.max()) : rows;
        ActivityEntity last = slice.isEmpty() ? null : slice.get(slice.size() - 1);
        return new Slice<>(
                slice.stream().map(ActivityRows::activity).toList(),
                more && last != null ? last.occurredAt + "." + last.id : null);
    }

    private static void after(Jpql jpql, @Nullable String cursor) {
        Matcher matcher = CURSOR.matcher(cursor == null ? "" : cursor);
        if (matcher.matches()) {
            jpql.append("and (a.occurredAt < :at or (a.occurredAt = :at and a.id < :id))")
                    .with("at", Long.parseLong(matcher.group(1)))
                    .with("id", matcher.group(2));
        }
    }
}
