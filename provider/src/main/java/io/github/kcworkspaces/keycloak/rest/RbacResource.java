package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.keycloak.access.Operation;
import jakarta.ws.rs.Path;
import java.util.Set;

/**
 * Root of the tree. JAX-RS sees public methods of public classes only; only the providers make one.
 */
public final class RbacResource {

    /** Segment of the path after the realm. */
    static final String ID = "rbac";

    private final Call call;

    RbacResource(Call call) {
        this.call = call;
    }

    @Path("settings")
    public SettingsResource settings() {
        return new SettingsResource(call);
    }

    @Path("workspaces")
    public WorkspacesResource workspaces() {
        return new WorkspacesResource(call);
    }

    @Path("invitations")
    public ManyInvitationsResource invitations() {
        return new ManyInvitationsResource(call);
    }

    @Path("organizations")
    public OrganizationsResource organizations() {
        return new OrganizationsResource(call);
    }

    @Path("roles")
    public RolesResource roles() {
        return new RolesResource(call, RoleEntry.templates(call));
    }

    @Path("resource-types")
    public ResourceTypesResource resourceTypes() {
        return new ResourceTypesResource(call);
    }

    @Path("activity")
    public ActivityResource activity() {
        return new ActivityResource(call, null);
    }

    @Path("logins")
    public LoginsResource logins() {
        return new LoginsResource(call, null);
    }

    /** Beside the list, since that is also one of a single user's: what is about a person is had with all that is. */
    @Path("logins/export")
    public TrailExportResource loginsExport() {
        return new TrailExportResource(call, null, Operation.LOGINS_READ, Set.of(TrailClass.LOGIN));
    }

    @Path("audit")
    public AuditResource audit() {
        return new AuditResource(call);
    }

    @Path("users")
    public UsersResource users() {
        return new UsersResource(call);
    }

    @Path("me")
    public MeResource me() {
        return new MeResource(call);
    }

    @Path("config")
    public ConfigResource config() {
        return new ConfigResource(call);
    }

    @Path("access/v1")
    public EvaluationResource access() {
        return new EvaluationResource(call, null);
    }

    @Path("openapi.json")
    public OpenApiResource openApi() {
        return new OpenApiResource();
    }
}
