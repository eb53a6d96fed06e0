package io.github.kcworkspaces.audit.format;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.LoginFacts;
import io.github.kcworkspaces.audit.SealedRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ECS 9.4. {@code user} is who acted, {@code user.target} who was concerned; what is ours alone is below {@code keycloak}. */
final class EcsFormat {

    static final String VERSION = "9.4.0";

    private EcsFormat() {}

    static Map<String, Object> of(SealedRow sealed) {
        Activity row = sealed.activity();
        Actor actor = row.actor();
        String time = Instant.ofEpochMilli(row.at()).toString();
        Mapping mapping = Mapping.of(row.type());
        LoginFacts login = row.login();
        boolean person = row.target().kind().equals("user");
        return new Members()
                .with("@timestamp", time)
                .with("ecs", new Members().with("version", VERSION))
                .with(
                        "message",
                        row.type().name() + " " + row.target().kind() + " "
                                + row.target().name())
                .with(
                        "event",
                        new Members()
                                .with("kind", "event")
                                .with(
                                        "action",
                                        row.type()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'))
                                .with("category", mapping.ecsCategories())
                                .with("type", mapping.ecsTypes())
                                .with("outcome", OcsfFormat.failed(row.type()) ? "failure" : "success")
                                .with("reason", login == null ? null : login.error())
                                .with("code", login == null ? null : Integer.toString(login.code()))
                                .with("id", row.id())
                                .with("sequence", sealed.seq())
                                .with("severity", mapping.severity())
                                .with("created", time)
                                .with("provider", "keycloak")
                                .with("module", "keycloak")
                                .with(
                                        "dataset",
                                        "keycloak." + row.trailClass().name().toLowerCase(Locale.ROOT)))
                .with(
                        "user",
                        new Members()
                                .with(
                                        "id",
                                        actor.id() == null ? null : actor.id().value())
                                .with("name", actor.username())
                                .with("email", actor.email())
                                .with("target", person ? target(row) : new Members()))
                .with("source", new Members().with("ip", actor.ip()))
                .with(
                        "organization",
                        new Members()
                                .with(
                                        "id",
                                        row.workspace() == null
                                                ? null
                                                : row.workspace().value())
                                .with("name", row.workspaceAlias()))
                .with(
                        "related",
                        new Members()
                                .with("user", related(row, person))
                                .with("ip", actor.ip() == null ? null : List.of(actor.ip())))
                .with("keycloak", keycloak(sealed))
                .map();
    }

    private static Members target(Activity row) {
        return new Members()
                .with("id", row.target().id())
                .with("name", row.target().name())
                .with("roles", List.copyOf(RoleDifference.of(row.changes()).added()));
    }

    private static List<String> related(Activity row, boolean person) {
        Actor.Impersonator impersonator = row.actor().impersonator();
        Stream<@Nullable String> names = Stream.of(
                row.actor().username(),
                person ? row.target().name() : null,
                impersonator == null ? null : impersonator.username());
        return names.filter(Objects::nonNull).distinct().toList();
    }

    private static Members keycloak(SealedRow sealed) {
        Activity row = sealed.activity();
        Actor actor = row.actor();
        LoginFacts login = row.login();
        return new Members()
                .with("realm", row.realm().value())
                .with("client", actor.client())
                .with("session", login == null ? null : login.session())
                .with("login_mode", login == null ? null : login.mode())
                .with("actor_kind", actor.kind().name())
                .with("cause", actor.cause().name())
                .with("correlation", actor.correlation())
                .with("request", actor.request())
                .with(
                        "target",
                        new Members()
                                .with("kind", row.target().kind())
                                .with("id", row.target().id())
                                .with("name", row.target().name()))
                .with("changes", NativeFormat.changes(row.changes()))
                .with("previous", sealed.previous())
                .with("hash", sealed.hash());
    }
}
