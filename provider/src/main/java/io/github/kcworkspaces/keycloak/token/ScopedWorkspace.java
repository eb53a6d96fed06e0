package io.github.kcworkspaces.keycloak.token;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.Profile;
import org.keycloak.models.ClientSessionContext;

/** The workspace that a scope names: {@code workspace:<alias or id>}, where Keycloak's parameterized scopes are on. */
final class ScopedWorkspace {

    static final String SCOPE = "workspace";

    private static final String PREFIX = SCOPE + ":";

    private ScopedWorkspace() {}

    /** @return null when the token that is issued has no such scope */
    static @Nullable String of(ClientSessionContext context) {
        return possible() ? in(List.of(context.getScopeString(true).split(" ", -1))) : null;
    }

    /** @return null when none of the scopes is such a one, or Keycloak would refuse it */
    static @Nullable String in(Collection<String> scopes) {
        return possible()
                ? scopes.stream()
                        .map(ScopedWorkspace::workspace)
                        .filter(workspace -> !workspace.isEmpty())
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** @return empty for any other scope */
    static String workspace(String scope) {
        return scope.startsWith(PREFIX) ? scope.substring(PREFIX.length()) : "";
    }

    private static boolean possible() {
        return Profile.isFeatureEnabled(Profile.Feature.PARAMETERIZED_SCOPES);
    }
}
