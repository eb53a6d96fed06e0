package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.ManagedRoleStore;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.RoleSource;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.testing.InMemoryWorld.MemberRow;
import io.github.kcworkspaces.testing.InMemoryWorld.Seat;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What sources give, in memory. It knows no Keycloak that a source could be gone from. */
public final class InMemoryManagedRoleStore implements ManagedRoleStore {

    private final InMemoryWorld world;

    InMemoryManagedRoleStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public List<Standing> standings(RealmId realm, UserId user, String source, Collection<WorkspaceId> workspaces) {
        if (!world.settings.getOrDefault(realm, RealmSettings.initial(realm)).enabled()) {
            return List.of();
        }
        Set<String> ids = new TreeSet<>();
        workspaces.forEach(workspace -> ids.add(workspace.value()));
        fed(realm, source)
                .filter(seat -> seat.user().equals(user))
                .forEach(seat -> ids.add(seat.workspace().value()));
        return ids.stream()
                .map(id -> new Seat(new WorkspaceId(id), user))
                .flatMap(seat -> standing(realm, seat))
                .toList();
    }

    @Override
    public List<Standing> fed(RealmId realm, String source, @Nullable WorkspaceId workspace, int max) {
        return fed(realm, source)
                .filter(seat -> workspace == null || seat.workspace().equals(workspace))
                .sorted(Comparator.comparing((Seat seat) -> seat.workspace().value())
                        .thenComparing(seat -> seat.user().value()))
                .limit(max)
                .flatMap(seat -> standing(realm, seat))
                .toList();
    }

    @Override
    public List<Standing> fedTo(RealmId realm, String source, UserId user) {
        return fed(realm, source)
                .filter(seat -> seat.user().equals(user))
                .flatMap(seat -> standing(realm, seat))
                .toList();
    }

    @Override
    public void lock(RealmId realm, Collection<WorkspaceId> workspaces) {
        // there is one thread
    }

    @Override
    public Map<WorkspaceId, Set<GroupId>> mappedGroups(RealmId realm, Collection<WorkspaceId> workspaces) {
        Map<WorkspaceId, Set<GroupId>> mapped = new HashMap<>();
        world.mappings.keySet().stream()
                .filter(mapping -> workspaces.contains(mapping.workspace()))
                .forEach(mapping -> mapped.computeIfAbsent(mapping.workspace(), id -> new HashSet<>())
                        .add(mapping.group()));
        return mapped;
    }

    @Override
    public void insert(Collection<Member> members) {
        members.forEach(world.members()::insert);
    }

    @Override
    public void give(RealmId realm, String source, Collection<SourceRole> roles) {
        if (source.equals(RoleSource.HAND)) {
            roles.forEach(role -> world.members()
                    .addRole(
                            realm,
                            role.place().workspace(),
                            role.role(),
                            List.of(role.place().user())));
            return;
        }
        roles.forEach(role -> world.given
                .computeIfAbsent(seat(role.place()), seat -> new LinkedHashMap<>())
                .computeIfAbsent(source, key -> new HashSet<>())
                .add(role.role()));
    }

    @Override
    public void take(RealmId realm, String source, Collection<SourceRole> roles) {
        roles.forEach(role -> {
            Map<String, Set<RoleId>> given = world.given.getOrDefault(seat(role.place()), Map.of());
            Set<RoleId> held = given.get(source);
            if (held != null && held.remove(role.role()) && held.isEmpty()) {
                given.remove(source);
            }
        });
    }

    @Override
    public void touch(RealmId realm, Map<Place, Member.Source> sources) {
        sources.forEach(
                (place, source) -> world.members().updateSource(realm, place.workspace(), place.user(), source));
    }

    @Override
    public void strip(RealmId realm, Collection<Place> places) {
        for (Place place : places) {
            MemberRow row = world.members.get(seat(place));
            world.given.remove(seat(place));
            if (row != null) {
                world.members.put(
                        seat(place),
                        new MemberRow(
                                realm,
                                row.workspace(),
                                row.person(),
                                row.status(),
                                row.source(),
                                Set.of(),
                                row.since(),
                                row.version()));
            }
        }
    }

    @Override
    public void delete(RealmId realm, Collection<Place> places) {
        places.forEach(place -> world.members().delete(realm, place.workspace(), place.user()));
    }

    @Override
    public List<Gone> gone(int max) {
        return List.of();
    }

    @Override
    public List<Unlinked> unlinked(int max) {
        return List.of();
    }

    private Stream<Seat> fed(RealmId realm, String source) {
        return world.given.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(source))
                .map(Map.Entry::getKey)
                .filter(seat -> home(realm, seat) != null);
    }

    private @Nullable Workspace home(RealmId realm, Seat seat) {
        Workspace workspace = world.workspaces.get(seat.workspace());
        return workspace != null && workspace.realm().equals(realm) ? workspace : null;
    }

    private Stream<Standing> standing(RealmId realm, Seat seat) {
        Workspace workspace = home(realm, seat);
        if (workspace == null) {
            return Stream.empty();
        }
        MemberRow row = world.members.get(seat);
        List<Given> given = new ArrayList<>();
        if (row != null) {
            row.roles().forEach(role -> given.add(given(role, RoleSource.HAND)));
        }
        world.given
                .getOrDefault(seat, Map.of())
                .forEach((source, roles) -> roles.forEach(role -> given.add(given(role, source))));
        return Stream.of(new Standing(
                new Place(seat.workspace(), seat.user()),
                workspace.alias(),
                seat.user().equals(workspace.owner())
                        || seat.user()
                                .equals(world.settings
                                        .getOrDefault(realm, RealmSettings.initial(realm))
                                        .accountOwner()),
                row == null
                        ? null
                        : new Row(row.status(), row.source(), row.person().username()),
                given));
    }

    private Given given(RoleId id, String source) {
        Role role = world.roles.get(id);
        return new Given(id, role == null ? id.value() : role.name(), source);
    }

    private static Seat seat(Place place) {
        return new Seat(place.workspace(), place.user());
    }
}
