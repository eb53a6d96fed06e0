package io.github.kcworkspaces.keycloak.client;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Root of the tree. */
public interface RbacApi {

    /** Enabling the realm, and how it uses workspaces. */
    @Path("settings")
    SettingsApi settings();

    /** The workspaces of the realm. */
    @Path("workspaces")
    WorkspacesApi workspaces();

    /** Invitations to several workspaces at once. */
    @Path("invitations")
    ManyInvitationsApi invitations();

    /** Keycloak's organizations. */
    @Path("organizations")
    OrganizationsApi organizations();

    /** The templates of the realm. */
    @Path("roles")
    RolesApi roles();

    /** The kinds of things that applications protect. */
    @Path("resource-types")
    ResourceTypesApi resourceTypes();

    /** The audit trail of the realm. */
    @Path("activity")
    ActivityApi activity();

    /** Logins, failed logins and logouts of the realm. */
    @Path("logins")
    LoginsApi logins();

    /** Logins, failed logins and logouts of the realm as a file. */
    @Path("logins/export")
    TrailExportApi loginsExport();

    /** What proves the audit trail. */
    @Path("audit")
    AuditApi audit();

    /** The users of the realm. */
    @Path("users")
    UsersApi users();

    /** The caller. */
    @Path("me")
    MeApi me();

    /** The whole model as one file. */
    @Path("config")
    ConfigApi config();

    /** Decisions. */
    @Path("access/v1")
    EvaluationApi access();

    /** This description (OpenAPI 3.1). */
    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    String openApi();
}
