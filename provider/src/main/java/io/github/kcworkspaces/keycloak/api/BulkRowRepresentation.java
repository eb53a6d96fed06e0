package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file, with its verdict.
 *
 * @param row as a spreadsheet counts; the heading is 1
 * @param workspaces as they stand there; empty for the workspace that the file was uploaded to
 * @param state {@code WAITING}, {@code OK}, {@code FAILED} or {@code SKIPPED}
 * @param issues why it is not {@code OK}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkRowRepresentation(
        int row,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        List<String> workspaces,
        List<String> roles,
        boolean bypass,
        String state,
        List<BulkIssueRepresentation> issues) {}
