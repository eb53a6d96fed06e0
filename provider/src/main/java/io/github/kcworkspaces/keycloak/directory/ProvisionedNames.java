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

    /** The realm's browser flow with our steps behind it. */
    static final String BROWSER_FLOW = "browser with workspaces";

    /** Its part that is a copy of the browser flow. */
    static final String SIGN_IN_FLOW = "browser with workspaces: sign-in";

    /** Our steps alone: a post login flow for identity providers. */
    static final String POST_LOGIN_FLOW = "workspaces after an identity provider";

    /** Its part that asks for a second factor. */
    static final String SECOND_FACTOR_FLOW = "browser with workspaces: second factor";

    /** The same of the post login flow. */
    static final String POST_LOGIN_SECOND_FACTOR_FLOW = "workspaces after an identity provider: second factor";

    /** The optional client scope that brings all workspaces of the user. */
    static final String SCOPE_OF_ALL = "workspaces";

    /** The optional client scope that brings flat claims of the active workspace. */
    static final String FLAT_SCOPE = "workspace-flat";

    /** The client scope for SAML applications. */
    static final String SAML_SCOPE = "workspace-saml";

    /** The listener that writes logins and changes of Keycloak's own into the trail. */
    static final String EVENT_LISTENER = "workspaces-audit";

    private ProvisionedNames() {}
}
