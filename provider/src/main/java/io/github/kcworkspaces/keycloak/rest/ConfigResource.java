package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.TrailEntry;
import io.github.kcworkspaces.audit.TrailQuery;
import io.github.kcworkspaces.config.ConfigExport;
import io.github.kcworkspaces.config.ConfigNames;
import io.github.kcworkspaces.config.ConfigService;
import io.github.kcworkspaces.config.RealmConfig;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.ConfigChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigOutcomeRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigRepresentation;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.paging.CursorRequest;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.paging.Window;
import io.github.kcworkspaces.role.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The whole RBAC model of a realm as one file, in JSON or YAML. */
public final class ConfigResource {

    private static final long CLOCK_SLACK_MILLIS = 60_000;

    private final Call call;

    ConfigResource(Call call) {
        this.call = call;
    }

    /** The model as it is, as a file that can be applied to this realm or another. */
    @GET
    public Response get() {
        return call.answer(() -> {
            Access access = call.access();
            access.requireOnSettings(Operation.CONFIG_WRITE);
            RealmConfig config = new ConfigExport(services(), names()).read(access.realm());
            return call.ok(ConfigFiles.write(config));
        });
    }

    /** Applies a file, all or nothing; with {@code dryRun} it is applied, told and rolled back. */
    @PUT
    public Response put(InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.requireOnSettings(Operation.CONFIG_WRITE);
            boolean dryRun = call.query().flag("dryRun");
            RealmConfig config = ConfigFiles.read(access.realm(), call.file(body, ConfigRepresentation.class));
            long start = Time.currentTimeMillis();
            String correlation = KeycloakModelUtils.generateId();
            Actor actor = access.actor().within(Actor.Cause.IMPORT, correlation);
            service().apply(Caller.unlimited(actor), access.realm(), config);
            List<ConfigChangeRepresentation> changes =
                    recorded(access.realm(), correlation, start - CLOCK_SLACK_MILLIS);
            if (dryRun) {
                call.session().getTransactionManager().setRollbackOnly();
            }
            return call.ok(new ConfigOutcomeRepresentation(changes));
        });
    }

    private ConfigService service() {
        return new ConfigService(services(), names());
    }

    private ConfigNames names() {
        return new KeycloakNames(call.session(), call.realm());
    }

    private ConfigService.Services services() {
        RbacProvider rbac = call.rbac();
        return new ConfigService.Services(
                rbac.realms(),
                rbac.accountAdmins(),
                rbac.resourceTypes(),
                rbac.roles(),
                rbac.grants(),
                rbac.workspaces(),
                rbac.resources(),
                rbac.shares(),
                rbac.members(),
                rbac.groupMappings());
    }

    /** What was done under this correlation, in order. */
    private List<ConfigChangeRepresentation> recorded(RealmId realm, String correlation, long from) {
        List<ConfigChangeRepresentation> changes = new ArrayList<>();
        @Nullable String after = null;
        do {
            Window<TrailEntry> window = call.rbac()
                    .activity()
                    .window(
                            realm,
                            TrailQuery.ofCorrelation(correlation, from),
                            new CursorRequest(after, null, true, PageRequest.MAX_ROWS));
            for (TrailEntry entry : window.items()) {
                Activity activity = entry.activity();
                changes.add(new ConfigChangeRepresentation(
                        activity.type().name(),
                        activity.target().kind() + " " + activity.target().name(),
                        activity.workspaceAlias()));
            }
            after = window.next();
        } while (after != null);
        return changes;
    }

    private record KeycloakNames(KeycloakSession session, RealmModel model) implements ConfigNames {

        @Override
        public Optional<UserId> user(RealmId realm, String username) {
            return Optional.ofNullable(session.users().getUserByUsername(model, username))
                    .map(UserModel::getId)
                    .map(UserId::new);
        }

        @Override
        public Optional<GroupId> group(RealmId realm, String path) {
            return Optional.ofNullable(KeycloakModelUtils.findGroupByPath(session, model, path))
                    .map(GroupModel::getId)
                    .map(GroupId::new);
        }

        @Override
        public Optional<String> username(RealmId realm, UserId user) {
            return Optional.ofNullable(session.users().getUserById(model, user.value()))
                    .map(UserModel::getUsername);
        }

        @Override
        public Optional<String> path(RealmId realm, GroupId group) {
            return Optional.ofNullable(session.groups().getGroupById(model, group.value()))
                    .map(KeycloakModelUtils::buildGroupPath);
        }
    }
}
