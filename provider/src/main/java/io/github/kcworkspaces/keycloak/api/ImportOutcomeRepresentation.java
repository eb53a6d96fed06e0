package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import changed, or with {@code dryRun} would change.
 *
 * @param unchanged how many resources the files describe just as they are
 * @param vanished became inactive and keep their grants
 * @param removed went with their grants, because {@code confirmVanished} said so
 * @param inactive how many are inactive after the import, newly or since an earlier one
 * @param suggestedRenames what vanished and appeared and may be the same under another id; only in a dry run
 * @param unresolved widgets that apps and prompts name and that are nowhere to be found
 * @param warnings what is odd about the files, by JSON pointer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportOutcomeRepresentation(
        boolean dryRun,
        ImportedResourceRepresentation connector,
        List<ImportedResourceRepresentation> added,
        List<ImportedResourceRepresentation> changed,
        int unchanged,
        List<ImportedResourceRepresentation> vanished,
        List<ImportedResourceRepresentation> removed,
        int inactive,
        @Nullable List<SuggestedRenameRepresentation> suggestedRenames,
        List<UnresolvedReferenceRepresentation> unresolved,
        List<ViolationRepresentation> warnings) {}
