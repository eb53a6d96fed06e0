package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.GroupMappingStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Group mappings in memory. */
public final class InMemoryGroupMappingStore implements GroupMappingStore {

    private final InMemoryWorld world;

    InMemoryGroupMappingStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Page<GroupMapping> page(RealmId realm, WorkspaceId workspace, PageRequest request) {
        String search = request.search() == null ? "" : request.search().toLowerCase(Locale.ROOT);
        return InMemoryWorld.page(
                mappings(realm, mapping -> mapping.workspace().equals(workspace)).stream()
                        .filter(mapping -> name(realm, mapping)
                                .filter(name -> name.toLowerCase(Locale.ROOT).contains(search))
                                .isPresent())
                        .sorted(Comparator.comparing(
                                mapping -> name(realm, mapping).orElseThrow()))
                        .toList(),
                request);
    }

    private Optional<String> name(RealmId realm, GroupMapping mapping) {
        return world.directory().path(realm, mapping.group()).map(path -> path.substring(path.lastIndexOf('/') + 1));
    }

    @Override
    public List<GroupMapping> among(RealmId realm, WorkspaceId workspace, Collection<GroupId> groups) {
        return mappings(realm, mapping -> mapping.workspace().equals(workspace) && groups.contains(mapping.group()));
    }

    @Override
    public List<GroupMapping> ofGroup(RealmId realm, GroupId group) {
        return mappings(realm, mapping -> mapping.group().equals(group));
    }

    @Override
    public void put(RealmId realm, WorkspaceId workspace, GroupId group, Set<RoleId> roles) {
        InMemoryWorld.Mapping mapping = new InMemoryWorld.Mapping(workspace, group);
        if (roles.isEmpty()) {
            world.mappings.remove(mapping);
        } else {
            world.mappings.put(mapping, Set.copyOf(roles));
        }
    }

    private List<GroupMapping> mappings(RealmId realm, Predicate<InMemoryWorld.Mapping> wanted) {
        return world.mappings.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .flatMap(entry -> {
                    Workspace workspace = world.workspaces.get(entry.getKey().workspace());
                    return workspace == null || !workspace.realm().equals(realm)
                            ? java.util.stream.Stream.empty()
                            : java.util.stream.Stream.of(new GroupMapping(
                                    workspace.id(),
                                    workspace.alias(),
                                    entry.getKey().group(),
                                    entry.getValue()));
                })
                .sorted(Comparator.comparing(
                                (GroupMapping mapping) -> mapping.group().value())
                        .thenComparing(mapping -> mapping.workspace().value()))
                .toList();
    }
}
