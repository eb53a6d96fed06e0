package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.job.Column;
import io.github.kcworkspaces.job.Issue;
import io.github.kcworkspaces.job.Job;
import io.github.kcworkspaces.job.JobRow;
import io.github.kcworkspaces.keycloak.api.BulkErrorRepresentation;
import io.github.kcworkspaces.keycloak.api.BulkIssueRepresentation;
import io.github.kcworkspaces.keycloak.api.BulkJobRepresentation;
import io.github.kcworkspaces.keycloak.api.BulkRowRepresentation;
import io.github.kcworkspaces.keycloak.api.InviterRepresentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs on the wire. */
final class Jobs {

    private Jobs() {}

    static BulkJobRepresentation of(Job job, List<JobRow> failures) {
        UserId starter = job.starter().actor().id();
        return new BulkJobRepresentation(
                job.id(),
                job.status().name(),
                job.dryRun(),
                job.counts().rows(),
                job.counts().ok(),
                job.counts().failed(),
                job.counts().skipped(),
                failures.stream()
                        .flatMap(row -> row.issues().stream()
                                .map(issue -> new BulkErrorRepresentation(
                                        row.number(),
                                        issue.field(),
                                        issue.code().name(),
                                        issue.message())))
                        .toList(),
                new InviterRepresentation(
                        starter == null ? null : starter.value(),
                        job.starter().actor().username()),
                job.createdAt(),
                job.finishedAt());
    }

    static BulkRowRepresentation of(JobRow row) {
        return new BulkRowRepresentation(
                row.number(),
                cell(row, Column.EMAIL),
                cell(row, Column.FIRST_NAME),
                cell(row, Column.LAST_NAME),
                row.entries(Column.WORKSPACES),
                row.entries(Column.ROLES),
                row.bypass(),
                row.state().name(),
                row.issues().stream().map(Jobs::of).toList());
    }

    private static BulkIssueRepresentation of(Issue issue) {
        return new BulkIssueRepresentation(issue.field(), issue.code().name(), issue.message());
    }

    private static @Nullable String cell(JobRow row, Column column) {
        return row.cells().get(column);
    }
}
