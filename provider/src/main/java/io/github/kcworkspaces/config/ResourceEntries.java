package io.github.kcworkspaces.config;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceDraft;
import io.github.kcworkspaces.resource.ResourceService;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Applies the resources of a description, which may name each other in any order. */
final class ResourceEntries {

    private final ResourceService resources;
    private final List<ResourceType> types;
    private final Function<String, UserId> users;

    ResourceEntries(ResourceService resources, List<ResourceType> types, Function<String, UserId> users) {
        this.resources = resources;
        this.types = types;
        this.users = users;
    }

    void apply(Workspace workspace, Actor actor, List<RealmConfig.Resource> wanted) {
        List<RealmConfig.Resource> parentsFirst = new ArrayList<>(wanted);
        parentsFirst.sort((one, other) -> Boolean.compare(one.parent() != null, other.parent() != null));
        List<RealmConfig.Resource> there = new ArrayList<>();
        for (RealmConfig.Resource entry : parentsFirst) {
            Optional<Resource> before = resources.find(workspace, entry.type(), entry.externalId());
            if (before.isEmpty()) {
                resources.register(workspace, actor, draft(workspace, entry, null));
            }
            if (before.isPresent() || entry.requires() != null) {
                there.add(entry);
            }
        }
        for (RealmConfig.Resource entry : there) {
            ResourceId id = find(workspace, entry.type(), entry.externalId());
            resources.update(workspace, actor, id, draft(workspace, entry, requires(workspace, entry)), null);
        }
    }

    private ResourceDraft draft(Workspace workspace, RealmConfig.Resource entry, @Nullable List<ResourceId> requires) {
        String parent = entry.parent();
        String owner = entry.owner();
        return new ResourceDraft(
                entry.type(),
                entry.externalId(),
                entry.name(),
                entry.category(),
                entry.subCategory(),
                entry.providers(),
                parent == null
                        ? null
                        : new ResourceDraft.Link<>(parent.isEmpty() ? null : parent(workspace, entry.type(), parent)),
                owner == null ? null : new ResourceDraft.Link<>(owner.isEmpty() ? null : users.apply(owner)),
                requires,
                entry.attributes(),
                entry.active());
    }

    private ResourceId parent(Workspace workspace, String type, String reference) {
        String parentType = types.stream()
                .filter(known -> known.key().equals(type))
                .findFirst()
                .map(known -> known.definition().parentType())
                .orElse(null);
        Optional<ResourceId> byExternalId =
                parentType == null ? Optional.empty() : id(workspace, parentType, reference);
        return ConfigRules.resourceExists(
                byExternalId.or(() -> qualified(workspace, reference)), workspace.alias(), reference);
    }

    private @Nullable List<ResourceId> requires(Workspace workspace, RealmConfig.Resource entry) {
        List<String> references = entry.requires();
        if (references == null) {
            return null;
        }
        List<ResourceId> ids = new ArrayList<>();
        for (String reference : references) {
            ids.add(ConfigRules.resourceExists(qualified(workspace, reference), workspace.alias(), reference));
        }
        return ids;
    }

    /** {@code type/externalId}, both of which may contain slashes. */
    private Optional<ResourceId> qualified(Workspace workspace, String reference) {
        for (ResourceType type : types) {
            String prefix = type.key() + "/";
            if (reference.startsWith(prefix)) {
                Optional<ResourceId> found = id(workspace, type.key(), reference.substring(prefix.length()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private ResourceId find(Workspace workspace, String type, String externalId) {
        return ConfigRules.resourceExists(id(workspace, type, externalId), workspace.alias(), type + "/" + externalId);
    }

    private Optional<ResourceId> id(Workspace workspace, String type, String externalId) {
        return resources.find(workspace, type, externalId).map(Resource::id);
    }
}
