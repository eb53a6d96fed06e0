package io.github.kcworkspaces.keycloak.access;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Writes denied attempts, each in a transaction of its own: the one of the request is rolled back (rule A1). */
final class Denials {

    private static final int LONGEST_PATH = 255;

    private final KeycloakSession session;

    Denials(KeycloakSession session) {
        this.session = session;
    }

    /** @param workspace the workspace it was about; null when it was about the realm */
    void record(RealmId realm, Actor actor, Operation operation, @Nullable Workspace workspace) {
        Target target = new Target(
                "operation", operation.name().toLowerCase(Locale.ROOT).replace('_', '-'), request());
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), session.getContext(), own -> {
            RbacProvider rbac = own.getProvider(RbacProvider.class);
            if (workspace == null) {
                rbac.recorder().record(realm, actor, ActivityType.ACCESS_DENIED, target, new Changes());
            } else {
                rbac.recorder()
                        .record(
                                realm,
                                workspace.id(),
                                workspace.alias(),
                                actor,
                                ActivityType.ACCESS_DENIED,
                                target,
                                new Changes());
            }
        });
    }

    /** Method and path: they tell the thing that was meant, and have no secret in them. */
    private String request() {
        String path = session.getContext().getUri().getPath();
        String text = session.getContext().getHttpRequest().getHttpMethod() + " " + path;
        return text.length() > LONGEST_PATH ? text.substring(0, LONGEST_PATH) : text;
    }
}
