package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.importing.ImportOutcome;
import io.github.kcworkspaces.importing.Inventory;
import io.github.kcworkspaces.keycloak.api.ImportOutcomeRepresentation;
import io.github.kcworkspaces.keycloak.api.ImportedResourceRepresentation;
import io.github.kcworkspaces.keycloak.api.SuggestedRenameRepresentation;
import io.github.kcworkspaces.keycloak.api.UnresolvedReferenceRepresentation;
import io.github.kcworkspaces.keycloak.api.ViolationRepresentation;
import io.github.kcworkspaces.keycloak.file.OpenBbFiles;
import io.github.kcworkspaces.resource.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports from the wire to the core and back. */
final class Imports {

    private Imports() {}

    static Inventory read(byte[] body, Query query) {
        String format = query.text("format");
        if (!OpenBbFiles.FORMAT.equals(format)) {
            throw RequestRules.invalid("format", "must be " + OpenBbFiles.FORMAT);
        }
        return OpenBbFiles.read(
                body,
                new OpenBbFiles.Parameters(
                        query.text("connector"),
                        query.text("name"),
                        query.text("kind"),
                        query.text("prefix"),
                        query.text("part")));
    }

    static ImportOutcomeRepresentation of(ImportOutcome outcome, boolean dryRun) {
        boolean newConnector = outcome.added().contains(outcome.connector());
        return new ImportOutcomeRepresentation(
                dryRun,
                resource(outcome.connector(), dryRun && newConnector, null),
                outcome.added().stream()
                        .map(added -> resource(added, dryRun, null))
                        .toList(),
                outcome.changed().stream()
                        .map(change -> resource(change.after(), false, change.fields()))
                        .toList(),
                outcome.unchanged(),
                resources(outcome.vanished()),
                resources(outcome.removed()),
                outcome.inactive(),
                dryRun ? outcome.suggestions().stream().map(Imports::suggestion).toList() : null,
                outcome.unresolved().stream()
                        .map(reference ->
                                new UnresolvedReferenceRepresentation(reference.widget(), reference.pointer()))
                        .toList(),
                outcome.notices().stream()
                        .map(notice -> new ViolationRepresentation(notice.pointer(), notice.message()))
                        .toList());
    }

    private static List<ImportedResourceRepresentation> resources(List<Resource> resources) {
        return resources.stream()
                .map(resource -> resource(resource, false, null))
                .toList();
    }

    private static SuggestedRenameRepresentation suggestion(ImportOutcome.Suggestion suggestion) {
        String type = suggestion.vanished().type();
        String from = suggestion.vanished().externalId();
        String to = suggestion.added().externalId();
        return new SuggestedRenameRepresentation(
                type + ":" + from + ":" + to, type, from, to, suggestion.added().name());
    }

    private static ImportedResourceRepresentation resource(
            Resource resource, boolean planned, @Nullable List<String> fields) {
        return new ImportedResourceRepresentation(
                planned ? null : resource.id().value(),
                resource.type(),
                resource.externalId(),
                resource.name(),
                fields);
    }
}
