package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource, at home in the workspace that was asked or shared to it; then owner, requirements and attributes stay at
 * home.
 *
 * @param parent id of the resource it belongs to; null for none
 * @param owner id of a user; null for none
 * @param requires ids of the resources without which it is not complete
 * @param attributes what conditions can look at
 * @param active false once it vanished from its catalogue
 * @param shared whether it is shared from another workspace, and so can be used here and not changed
 * @param sharedFrom that workspace
 * @param workspace id of the one it is at home in
 * @param children how many active children it has, by type; only in lists of roots
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceRepresentation(
        String id,
        String type,
        String externalId,
        String name,
        @Nullable String category,
        @Nullable String subCategory,
        List<String> providers,
        @Nullable String parent,
        @Nullable String owner,
        List<String> requires,
        Map<String, Object> attributes,
        boolean active,
        boolean shared,
        @Nullable WorkspaceReferenceRepresentation sharedFrom,
        String workspace,
        long version,
        @Nullable Map<String, Long> children) {}
