package io.github.kcworkspaces.keycloak.directory;

import java.util.List;

/** Names of what an enabled realm has in Keycloak. */
final class ProvisionedNames {

    /** The client whose roles are the rights of applications and account admins; also the audience of the REST API. */
    static final String CLIENT = "workspaces";

    static final String MANAGE = "manage";

    static final List<String> CLIENT_ROLES =
            List.of(MANAGE, "view", "evaluate", "search", "manage-resources", "trusted-attributes");

    /** The realm role of account admins. */
    static final String ADMIN_ROLE = "workspace-admin";

    /** The optional client scope that brings the claim of the active workspace. */
    static final String SCOPE = "workspace";

    private ProvisionedNames() {}
}
