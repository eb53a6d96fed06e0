package io.github.kcworkspaces.audit.format;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.LoginFacts;
import io.github.kcworkspaces.audit.SealedRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our own shape: the one that the API answers with, and the row's place in the chain. */
final class NativeFormat {

    private NativeFormat() {}

    static Map<String, Object> of(SealedRow sealed) {
        Activity row = sealed.activity();
        Actor actor = row.actor();
        LoginFacts login = row.login();
        Members members = new Members()
                .with("id", row.id())
                .with("realm", row.realm().value())
                .with("seq", sealed.seq())
                .with("at", row.at())
                .with("class", row.trailClass().name())
                .with("type", row.type().name())
                .with(
                        "actor",
                        new Members()
                                .with(
                                        "id",
                                        actor.id() == null ? null : actor.id().value())
                                .with("username", actor.username())
                                .with("email", actor.email())
                                .with("kind", actor.kind().name())
                                .with("impersonator", impersonator(actor.impersonator())))
                .with(
                        "workspace",
                        new Members()
                                .with(
                                        "id",
                                        row.workspace() == null
                                                ? null
                                                : row.workspace().value())
                                .with("alias", row.workspaceAlias()))
                .with(
                        "target",
                        new Members()
                                .with("kind", row.target().kind())
                                .with("id", row.target().id())
                                .with("name", row.target().name()))
                .with("cause", actor.cause().name())
                .with("correlation", actor.correlation())
                .with("request", actor.request())
                .with("ip", actor.ip())
                .with("client", actor.client())
                .with("changes", changes(row.changes()));
        if (login != null) {
            members.with("code", login.code())
                    .with("mode", login.mode())
                    .with("session", login.session())
                    .with("error", login.error());
        }
        return members.with("previous", sealed.previous())
                .with("hash", sealed.hash())
                .map();
    }

    static Map<String, Object> changes(Map<String, Changes.Change> changes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        changes.forEach((name, change) -> fields.put(
                name,
                new Members()
                        .with("old", change.oldValue())
                        .with("new", change.newValue())
                        .map()));
        return fields;
    }

    private static @Nullable Map<String, Object> impersonator(Actor.@Nullable Impersonator impersonator) {
        return impersonator == null
                ? null
                : new Members()
                        .with("id", impersonator.id())
                        .with("username", impersonator.username())
                        .map();
    }
}
