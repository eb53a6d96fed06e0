package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question as an application asks it, before anything is loaded.
 *
 * @param workspace id or alias; null when the resource has to tell
 * @param resourceType key of a resource type
 * @param resourceId external id of the resource
 * @param subjectProperties attributes that the application sends along; empty unless it is trusted for it (rule P6)
 * @param resourceProperties likewise
 * @param actionProperties likewise
 * @param context likewise
 */
public record Request(
        @Nullable String workspace,
        UserId subject,
        String action,
        String resourceType,
        String resourceId,
        Map<String, Object> subjectProperties,
        Map<String, Object> resourceProperties,
        Map<String, Object> actionProperties,
        Map<String, Object> context) {

    /** A question without attributes. */
    public static Request of(
            @Nullable String workspace, UserId subject, String action, String resourceType, String resourceId) {
        return new Request(
                workspace, subject, action, resourceType, resourceId, Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** The same question in another workspace, about another user or another resource of the type. */
    Request about(@Nullable String otherWorkspace, UserId otherSubject, String otherResourceId) {
        return new Request(
                otherWorkspace,
                otherSubject,
                action,
                resourceType,
                otherResourceId,
                subjectProperties,
                resourceProperties,
                actionProperties,
                context);
    }

    ResourceName resource() {
        return new ResourceName(resourceType, resourceId);
    }
}
