package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.LoginCode;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.audit.TrailEntry;
import io.github.kcworkspaces.audit.TrailQuery;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.api.ActivityCountsRepresentation;
import io.github.kcworkspaces.keycloak.api.DayCountRepresentation;
import io.github.kcworkspaces.keycloak.api.TypeCountRepresentation;
import io.github.kcworkspaces.paging.CursorRequest;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Filters and pages of the trail, as requests ask for them. */
final class TrailQueries {

    private static final int MOST_OFFSET = 18 * 60;

    private final Call call;

    TrailQueries(Call call) {
        this.call = call;
    }

    TrailQuery activity(@Nullable WorkspaceId workspace, TrailClass trailClass) {
        Query query = call.query();
        String member = query.text("member");
        return new TrailQuery(
                trailClass,
                workspace,
                types(trailClass),
                query.text("actor"),
                member == null ? query.text("target") : member,
                query.text("role"),
                Set.of(),
                null,
                query.text("client"),
                query.text("correlation"),
                query.time("from"),
                query.time("to"),
                query.text("search"));
    }

    /** @param user whose logins; null for those that the query names */
    TrailQuery logins(@Nullable WorkspaceId workspace, @Nullable String user) {
        Query query = call.query();
        return new TrailQuery(
                TrailClass.LOGIN,
                workspace,
                types(TrailClass.LOGIN),
                null,
                user == null ? query.text("user") : user,
                null,
                codes(),
                query.text("mode"),
                query.text("client"),
                query.text("correlation"),
                query.time("from"),
                query.time("to"),
                query.text("search"));
    }

    /** @param query looks first whether the caller may ask */
    Response window(Supplier<TrailQuery> query, Function<TrailEntry, ?> representation) {
        return call.answer(() -> {
            TrailQuery asked = query.get();
            return call.window(call.rbac().activity().window(call.access().realm(), asked, page()), representation);
        });
    }

    /** @param query looks first whether the caller may ask */
    Response counts(Supplier<TrailQuery> query) {
        return call.answer(() -> call.ok(counts(query.get())));
    }

    private CursorRequest page() {
        Query query = call.query();
        return new CursorRequest(
                query.text("after"),
                query.text("before"),
                Order.OLDEST == Words.lower("order", query.text("order"), Order.class),
                query.max());
    }

    private ActivityCountsRepresentation counts(TrailQuery query) {
        Long asked = call.query().time("offset");
        int offset = asked == null ? 0 : Math.toIntExact(Math.max(-MOST_OFFSET, Math.min(MOST_OFFSET, asked)));
        Map<ActivityType, Long> types =
                call.rbac().activity().countByType(call.access().realm(), query);
        Map<Long, Long> days = call.rbac().activity().countByDay(call.access().realm(), query, offset);
        return new ActivityCountsRepresentation(
                types.entrySet().stream()
                        .sorted(Map.Entry.<ActivityType, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(type -> new TypeCountRepresentation(type.getKey().name(), type.getValue()))
                        .toList(),
                days.entrySet().stream()
                        .map(day -> new DayCountRepresentation(
                                LocalDate.ofEpochDay(day.getKey()).toString(), day.getValue()))
                        .toList());
    }

    /** In which order rows come. */
    private enum Order {
        NEWEST,
        OLDEST
    }

    private Set<ActivityType> types(TrailClass trailClass) {
        Set<ActivityType> types = EnumSet.noneOf(ActivityType.class);
        for (String type : call.query().texts("type")) {
            ActivityType known = Words.upper("type", type, ActivityType.class);
            if (known != null) {
                if (known.trailClass() != trailClass) {
                    throw RequestRules.invalid("type", "must be of the class " + trailClass);
                }
                types.add(known);
            }
        }
        return types;
    }

    private Set<Integer> codes() {
        Set<Integer> codes = new HashSet<>();
        List<Integer> known =
                Arrays.stream(LoginCode.values()).map(LoginCode::code).toList();
        for (String text : call.query().texts("code")) {
            try {
                int code = Integer.parseInt(text);
                if (!known.contains(code)) {
                    throw RequestRules.invalid("code", "must be one of " + known);
                }
                codes.add(code);
            } catch (NumberFormatException notANumber) {
                throw RequestRules.invalid("code", "must be a whole number");
            }
        }
        return codes;
    }
}
