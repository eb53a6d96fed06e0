package io.github.kcworkspaces.audit.format;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.LoginFacts;
import io.github.kcworkspaces.audit.SealedRow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * OCSF 1.8.0. Classes: 3001 Account Change, 3002 Authentication, 3004 Entity Management, 3005 User Access Management, 3006
 * Group Management, 6003 API Activity. What the schema has no place for is in {@code unmapped}.
 */
final class OcsfFormat {

    static final String VERSION = "1.8.0";

    private static final int ACCOUNT_CHANGE = 3001;
    private static final int AUTHENTICATION = 3002;
    private static final int USER_ACCESS = 3005;
    private static final int GROUP_MANAGEMENT = 3006;
    private static final int API_ACTIVITY = 6003;

    private static final Map<Integer, String> CLASSES = Map.of(
            ACCOUNT_CHANGE,
            "Account Change",
            AUTHENTICATION,
            "Authentication",
            3004,
            "Entity Management",
            USER_ACCESS,
            "User Access Management",
            GROUP_MANAGEMENT,
            "Group Management",
            API_ACTIVITY,
            "API Activity");

    private static final int ASSIGN = 1;
    private static final int REVOKE = 2;
    private static final int OTHER = 99;
    private static final int SUCCESS = 1;
    private static final int FAILURE = 2;
    private static final int ACTIVITIES = 100;
    private static final int CATEGORY = 1_000;

    private OcsfFormat() {}

    static Map<String, Object> of(SealedRow sealed) {
        Activity row = sealed.activity();
        Mapping mapping = Mapping.of(row.type());
        RoleDifference roles = RoleDifference.of(row.changes());
        int activity = mapping.ocsfClass() == USER_ACCESS ? access(mapping, roles) : mapping.ocsfActivity();
        boolean failed = failed(row.type());
        LoginFacts login = row.login();
        Members event = new Members()
                .with("activity_id", activity)
                .with("category_uid", mapping.ocsfClass() / CATEGORY)
                .with("class_uid", mapping.ocsfClass())
                .with("class_name", CLASSES.get(mapping.ocsfClass()))
                .with("type_uid", mapping.ocsfClass() * ACTIVITIES + activity)
                .with("time", row.at())
                .with("severity_id", mapping.severity())
                .with("status_id", failed ? FAILURE : SUCCESS)
                .with("status_code", login == null ? null : Integer.toString(login.code()))
                .with("status_detail", login == null ? null : login.error())
                .with("metadata", metadata(sealed))
                .with("actor", actor(row.actor(), login))
                .with("src_endpoint", source(row.actor(), mapping.ocsfClass() == API_ACTIVITY))
                .with("unmapped", unmapped(sealed));
        about(event, mapping.ocsfClass(), row, roles);
        return event.map();
    }

    private static void about(Members event, int ocsfClass, Activity row, RoleDifference roles) {
        LoginFacts login = row.login();
        switch (ocsfClass) {
            case ACCOUNT_CHANGE -> event.with("user", targetUser(row));
            case AUTHENTICATION ->
                event.with("user", targetUser(row))
                        .with("service", new Members().with("name", client(row.actor())))
                        .with("session", new Members().with("uid", login == null ? null : login.session()))
                        .with("is_remote", true);
            case USER_ACCESS -> {
                event.with("user", targetUser(row)).with("resources", workspace(row));
                // Demanded, also without anything in it.
                event.map().put("privileges", privileges(row, roles));
            }
            case GROUP_MANAGEMENT -> {
                boolean membership =
                        row.type() == ActivityType.MEMBER_ADDED || row.type() == ActivityType.MEMBER_REMOVED;
                event.with(
                                "group",
                                membership
                                        ? place(row)
                                        : named(row.target().id(), row.target().name()))
                        .with("user", membership ? targetUser(row) : new Members())
                        .with("privileges", List.copyOf(roles.all()));
            }
            case API_ACTIVITY ->
                event.with("api", new Members().with("operation", row.target().name()))
                        .with(
                                "resources",
                                List.of(named(row.target().id(), row.target().name())
                                        .with("type", row.target().kind())
                                        .map()));
            default -> event.with("entity", entity(row));
        }
    }

    private static int access(Mapping mapping, RoleDifference roles) {
        if (mapping.ocsfActivity() != OTHER
                || roles.added().isEmpty() == roles.removed().isEmpty()) {
            return mapping.ocsfActivity();
        }
        return roles.removed().isEmpty() ? ASSIGN : REVOKE;
    }

    private static List<String> privileges(Activity row, RoleDifference roles) {
        boolean admin =
                row.type() == ActivityType.ACCOUNT_ADMIN_ADDED || row.type() == ActivityType.ACCOUNT_ADMIN_REMOVED;
        return admin ? List.of("account admin") : List.copyOf(roles.all());
    }

    private static Members metadata(SealedRow sealed) {
        Activity row = sealed.activity();
        return new Members()
                .with("version", VERSION)
                .with("uid", row.id())
                .with("sequence", sealed.seq())
                .with("correlation_uid", row.actor().request())
                .with("tenant_uid", row.realm().value())
                .with("event_code", row.type().name())
                .with("log_name", row.trailClass().name())
                .with("log_provider", "keycloak")
                .with("logged_time", row.at())
                .with(
                        "product",
                        new Members().with("name", "Keycloak Workspaces").with("vendor_name", "kcworkspaces"));
    }

    private static Members actor(Actor actor, @Nullable LoginFacts login) {
        if (actor.kind() == Actor.Kind.SYSTEM) {
            return new Members().with("app_name", "Keycloak Workspaces");
        }
        return new Members()
                .with("user", user(actor))
                .with("session", new Members().with("uid", login == null ? null : login.session()))
                .with("app_name", actor.client())
                .with("app_uid", actor.client());
    }

    private static Members user(Actor actor) {
        return new Members()
                .with("uid", actor.id() == null ? null : actor.id().value())
                .with("name", actor.username())
                .with("email_addr", actor.email());
    }

    /** Whom it is about: of a login, and of what one does with one's own account, oneself. */
    private static Members targetUser(Activity row) {
        return row.target().kind().equals("user")
                ? named(row.target().id(), row.target().name())
                : user(row.actor());
    }

    private static Members entity(Activity row) {
        return named(row.target().id(), row.target().name())
                .with("type", row.target().kind())
                .with("type_id", OTHER)
                .with("data", NativeFormat.changes(row.changes()));
    }

    private static List<Object> workspace(Activity row) {
        return row.workspace() == null
                ? List.of()
                : List.of(place(row).with("type", "Workspace").map());
    }

    private static Members place(Activity row) {
        return row.workspace() == null
                ? named(row.realm().value(), row.realm().value())
                : named(row.workspace().value(), Objects.requireNonNullElse(row.workspaceAlias(), ""));
    }

    private static Members named(String id, String name) {
        return new Members().with("uid", id).with("name", name);
    }

    private static Members source(Actor actor, boolean demanded) {
        return new Members().with("ip", actor.ip()).with("name", actor.ip() == null && demanded ? client(actor) : null);
    }

    private static String client(Actor actor) {
        return Objects.requireNonNullElse(actor.client(), "unknown");
    }

    private static Members unmapped(SealedRow sealed) {
        Activity row = sealed.activity();
        LoginFacts login = row.login();
        return new Members()
                .with(
                        "workspace_id",
                        row.workspace() == null ? null : row.workspace().value())
                .with("workspace", row.workspaceAlias())
                .with("target_kind", row.target().kind())
                .with("cause", row.actor().cause().name())
                .with("correlation", row.actor().correlation())
                .with("login_mode", login == null ? null : login.mode())
                .with("changes", NativeFormat.changes(row.changes()))
                .with("previous", sealed.previous())
                .with("hash", sealed.hash());
    }

    static boolean failed(ActivityType type) {
        return type == ActivityType.LOGIN_ERROR || type == ActivityType.ACCESS_DENIED;
    }
}
