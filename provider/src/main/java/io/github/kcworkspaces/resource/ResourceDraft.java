package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource to be registered, or what to change of one: then what is null keeps its value, and type and external id
 * must be null or the same.
 *
 * @param externalId null at registration for the resource's own id
 * @param parent empty to remove it
 * @param owner empty to remove it
 */
public record ResourceDraft(
        @Nullable String type,
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String category,
        @Nullable String subCategory,
        @Nullable List<String> providers,
        @Nullable Link<ResourceId> parent,
        @Nullable Link<UserId> owner,
        @Nullable List<ResourceId> requires,
        @Nullable Map<String, Object> attributes,
        @Nullable Boolean active) {

    /**
     * A reference that was sent.
     *
     * @param target null to remove the reference
     */
    public record Link<T>(@Nullable T target) {}
}
