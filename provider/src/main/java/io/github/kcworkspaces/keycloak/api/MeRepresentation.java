package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller is.
 *
 * @param type {@code NORMAL} or {@code ADMIN}
 * @param activeWorkspace the one asked for, else the one fallen back to; null without any
 * @param enabled whether the realm is enabled for workspaces
 * @param may what the caller may do in the realm as a whole: {@code settings-write}, {@code workspace-create} and the like
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeRepresentation(
        String id,
        String username,
        String type,
        @Nullable WorkspaceReferenceRepresentation activeWorkspace,
        List<MyWorkspaceRepresentation> workspaces,
        boolean enabled,
        List<String> may) {}
