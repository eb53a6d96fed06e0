package io.github.kcworkspaces.audit.format;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.CanonicalJson;
import io.github.kcworkspaces.audit.LoginFacts;
import io.github.kcworkspaces.audit.SealedRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sealed rows as rows of a table. Columns are added at the end, never moved. */
public final class TrailTable {

    public static final List<String> COLUMNS = List.of(
            "seq",
            "id",
            "time",
            "class",
            "type",
            "actorId",
            "actor",
            "actorKind",
            "workspaceId",
            "workspace",
            "targetKind",
            "targetId",
            "target",
            "cause",
            "correlation",
            "request",
            "ip",
            "client",
            "code",
            "mode",
            "session",
            "error",
            "changes",
            "previous",
            "hash");

    private TrailTable() {}

    /** Texts, numbers and times; null for an empty cell. */
    public static List<@Nullable Object> cells(SealedRow sealed) {
        Activity row = sealed.activity();
        Actor actor = row.actor();
        LoginFacts login = row.login();
        return Arrays.asList(
                sealed.seq(),
                row.id(),
                Instant.ofEpochMilli(row.at()),
                row.trailClass().name(),
                row.type().name(),
                actor.id() == null ? null : actor.id().value(),
                actor.username(),
                actor.kind().name(),
                row.workspace() == null ? null : row.workspace().value(),
                row.workspaceAlias(),
                row.target().kind(),
                row.target().id(),
                row.target().name(),
                actor.cause().name(),
                actor.correlation(),
                actor.request(),
                actor.ip(),
                actor.client(),
                login == null ? null : login.code(),
                login == null ? null : login.mode(),
                login == null ? null : login.session(),
                login == null ? null : login.error(),
                row.changes().isEmpty() ? null : CanonicalJson.write(NativeFormat.changes(row.changes())),
                sealed.previous(),
                sealed.hash());
    }
}
