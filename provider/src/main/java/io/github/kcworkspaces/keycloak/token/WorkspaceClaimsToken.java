package io.github.kcworkspaces.keycloak.token;

import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/** Claims about a workspace that stand for themselves; signed like an answer of the userinfo endpoint. */
final class WorkspaceClaimsToken extends JsonWebToken {

    private static final long serialVersionUID = 1L;

    /** Nothing in Keycloak takes a token of this type for one of its own. */
    private static final String TYPE = "Workspace-Claims";

    WorkspaceClaimsToken() {
        type(TYPE);
    }

    @Override
    public TokenCategory getCategory() {
        return TokenCategory.USERINFO;
    }
}
