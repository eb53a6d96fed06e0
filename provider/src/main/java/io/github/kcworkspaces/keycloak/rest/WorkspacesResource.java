package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.NewWorkspaceRepresentation;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.workspace.NewWorkspace;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The workspaces of the realm that the caller may see. */
public final class WorkspacesResource {

    private final Call call;

    WorkspacesResource(Call call) {
        this.call = call;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.WORKSPACES_LIST);
            PageRequest page = call.query().page();
            String organization = call.query().text("organization");
            if (access.readsAll()) {
                return call.page(
                        call.rbac().workspaces().page(access.realm(), null, organization, page), Representations::of);
            }
            Optional<Subject> subject = access.subject().map(SubjectFacts::subject);
            return call.page(
                    subject.map(own -> call.rbac().workspaces().page(access.realm(), own, organization, page))
                            .orElseGet(() -> new Page<>(List.of(), 0)),
                    Representations::of);
        });
    }

    @POST
    public Response create(InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.WORKSPACE_CREATE);
            NewWorkspaceRepresentation wanted = call.body(body, NewWorkspaceRepresentation.class);
            if (!access.mayEverything()) {
                call.rbac()
                        .workspaces()
                        .organizationIsOpenTo(access.realm(), access.actor().id(), wanted.organization());
            }
            Workspace workspace = call.rbac()
                    .workspaces()
                    .create(
                            access.realm(),
                            access.actor(),
                            new NewWorkspace(
                                    wanted.alias(),
                                    wanted.name(),
                                    wanted.description(),
                                    wanted.organization(),
                                    Boolean.TRUE.equals(wanted.mfaRequired())));
            return call.created(
                    Representations.of(call.rbac().workspaces().summary(workspace)),
                    workspace.id().value(),
                    workspace.version());
        });
    }

    /** @param reference id or alias */
    @Path("{ws}")
    public WorkspaceResource workspace(@PathParam("ws") String reference) {
        return new WorkspaceResource(call, reference);
    }
}
