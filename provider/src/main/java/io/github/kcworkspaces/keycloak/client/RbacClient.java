package io.github.kcworkspaces.keycloak.client;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.admin.client.Keycloak;

/** Makes {@link RbacApi} from Keycloak's own client. */
public final class RbacClient {

    private RbacClient() {}

    /**
     * The tree for administrators, {@code /admin/realms/{realm}/rbac}.
     *
     * @param keycloak authenticated; its tokens are used and renewed
     * @param server base of the server, such as {@code https://id.example.com/}
     */
    public static RbacApi admin(Keycloak keycloak, URI server, String realm) {
        return keycloak.proxy(
                RbacApi.class, base(server).path("admin/realms/{realm}/rbac").build(realm));
    }

    /**
     * The tree for everyone else, {@code /realms/{realm}/rbac}.
     *
     * @param keycloak authenticated in the realm; its tokens must have the audience {@code workspaces}
     * @param server base of the server, such as {@code https://id.example.com/}
     */
    public static RbacApi of(Keycloak keycloak, URI server, String realm) {
        return keycloak.proxy(
                RbacApi.class, base(server).path("realms/{realm}/rbac").build(realm));
    }

    private static UriBuilder base(URI server) {
        return UriBuilder.fromUri(server);
    }
}
