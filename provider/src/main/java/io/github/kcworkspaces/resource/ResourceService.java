package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.problem.TextRules;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.resource.ResourceDraft.Link;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Registers, changes and removes resources of a workspace. */
public final class ResourceService {

    private final ResourceStore store;
    private final ResourceTypeService types;
    private final SubjectDirectory subjects;
    private final Recorder recorder;
    private final Supplier<String> ids;

    public ResourceService(
            ResourceStore store,
            ResourceTypeService types,
            SubjectDirectory subjects,
            Recorder recorder,
            Supplier<String> ids) {
        this.store = store;
        this.types = types;
        this.subjects = subjects;
        this.recorder = recorder;
        this.ids = ids;
    }

    /** A resource that is at home in the workspace or shared to it. */
    public Resource get(Workspace workspace, ResourceId id) {
        return ResourceRules.exists(store.find(workspace.realm(), workspace.id(), id)
                .or(() -> store.findShared(workspace.realm(), workspace.id(), id)));
    }

    /** A resource that is at home in the workspace; one that is shared to it is refused. */
    public Resource own(Workspace workspace, ResourceId id) {
        Resource resource = get(workspace, id);
        ResourceRules.isAtHome(resource.workspace().equals(workspace.id()));
        return resource;
    }

    public Optional<Resource> find(Workspace workspace, String type, String externalId) {
        return store.findByExternalId(workspace.realm(), workspace.id(), type, externalId);
    }

    /** As {@link #find}, else what is shared to the workspace under that name. */
    public Optional<Resource> findUsable(Workspace workspace, String type, String externalId) {
        return find(workspace, type, externalId)
                .or(() -> store.findShared(workspace.realm(), workspace.id(), type, externalId));
    }

    public Page<Resource> page(Workspace workspace, ResourceFilter filter) {
        return store.page(workspace.realm(), workspace.id(), filter);
    }

    /** What others share to the workspace; with {@code out} what is shared of its own. */
    public Page<Resource> shared(Workspace workspace, boolean out, ResourceFilter filter) {
        return store.shared(workspace.realm(), workspace.id(), out, filter);
    }

    public Resource register(Workspace workspace, Actor actor, ResourceDraft draft) {
        String id = ids.get();
        Resource blank = new Resource(
                new ResourceId(id),
                workspace.realm(),
                workspace.id(),
                draft.type() == null ? "" : draft.type(),
                draft.externalId() == null ? id : draft.externalId(),
                "",
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                Map.of(),
                true,
                1);
        Resource resource = merge(blank, draft);
        valid(workspace, resource);
        ResourceRules.externalIdIsFree(find(workspace, resource.type(), resource.externalId()), resource.externalId());
        store.insert(resource);
        record(workspace, actor, ActivityType.RESOURCE_CREATED, resource, changes(blank, resource));
        return resource;
    }

    public Resource update(
            Workspace workspace, Actor actor, ResourceId id, ResourceDraft draft, @Nullable Long expectedVersion) {
        Resource before = own(workspace, id);
        VersionRules.versionIsCurrent(expectedVersion, before.version());
        new TextRules()
                .check(draft.type() == null || draft.type().equals(before.type()), "type", "cannot be changed")
                .check(
                        draft.externalId() == null || draft.externalId().equals(before.externalId()),
                        "externalId",
                        "cannot be changed")
                .enforce();
        Resource after = merge(before, draft);
        Changes changes = changes(before, after);
        if (changes.isEmpty()) {
            return before;
        }
        valid(workspace, after);
        store.update(after);
        record(workspace, actor, ActivityType.RESOURCE_UPDATED, after, changes);
        return get(workspace, id);
    }

    public void delete(Workspace workspace, Actor actor, ResourceId id, @Nullable Long expectedVersion) {
        Resource resource = own(workspace, id);
        VersionRules.versionIsCurrent(expectedVersion, resource.version());
        int children = store.delete(workspace.realm(), workspace.id(), List.of(resource.id())) - 1;
        record(
                workspace,
                actor,
                ActivityType.RESOURCE_DELETED,
                resource,
                new Changes().field("children", children == 0 ? null : children, null));
    }

    private void valid(Workspace workspace, Resource resource) {
        Catalogue catalogue = types.catalogue(workspace.realm());
        TypeDefinition type = ResourceRules.typeExists(catalogue.type(resource.type()), resource.type());
        ResourceRules.resourceIsValid("", resource);
        ResourceId parent = resource.parent();
        ResourceRules.parentIsValid(
                type,
                parent,
                parent == null ? Optional.empty() : store.find(workspace.realm(), workspace.id(), parent));
        if (!resource.requires().isEmpty()) {
            ResourceRules.requiredExist(
                    resource.requires(),
                    store.types(workspace.realm(), workspace.id(), new HashSet<>(resource.requires()))
                            .keySet());
        }
        UserId owner = resource.owner();
        if (owner != null && subjects.find(workspace.realm(), owner).isEmpty()) {
            throw ResourceRules.unknownOwner();
        }
    }

    private static Resource merge(Resource old, ResourceDraft draft) {
        return new Resource(
                old.id(),
                old.realm(),
                old.workspace(),
                old.type(),
                old.externalId(),
                draft.name() == null ? old.name() : draft.name(),
                draft.category() == null ? old.category() : blankToNull(draft.category()),
                draft.subCategory() == null ? old.subCategory() : blankToNull(draft.subCategory()),
                draft.providers() == null ? old.providers() : draft.providers(),
                target(draft.parent(), old.parent()),
                target(draft.owner(), old.owner()),
                draft.requires() == null ? old.requires() : draft.requires(),
                draft.attributes() == null ? old.attributes() : draft.attributes(),
                draft.active() == null ? old.active() : draft.active(),
                old.version());
    }

    private static <T> @Nullable T target(@Nullable Link<T> link, @Nullable T old) {
        return link == null ? old : link.target();
    }

    private static @Nullable String blankToNull(String value) {
        return value.isBlank() ? null : value;
    }

    private static Changes changes(Resource before, Resource after) {
        return new Changes()
                .field("name", before.name().isEmpty() ? null : before.name(), after.name())
                .field("category", before.category(), after.category())
                .field("subCategory", before.subCategory(), after.subCategory())
                .field("providers", before.providers(), after.providers())
                .field("parent", text(before.parent()), text(after.parent()))
                .field("owner", text(before.owner()), text(after.owner()))
                .field("requires", texts(before.requires()), texts(after.requires()))
                .field("attributes", text(before.attributes()), text(after.attributes()))
                .field("active", before.active(), after.active());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String text(Map<String, Object> attributes) {
        return attributes.isEmpty() ? null : new TreeMap<>(attributes).toString();
    }

    private static List<String> texts(List<ResourceId> ids) {
        return ids.stream().map(ResourceId::value).toList();
    }

    private void record(Workspace workspace, Actor actor, ActivityType type, Resource resource, Changes changes) {
        recorder.record(
                workspace.realm(),
                workspace.id(),
                workspace.alias(),
                actor,
                type,
                new Target(resource.type(), resource.id().value(), resource.name()),
                changes);
    }
}
