package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.importing.Inventory;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.ResourceDraftRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceRepresentation;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceDraft;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.resource.ResourceRules;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The resources of a workspace. Who manages them gets all, by page; every other member gets those that he may view, by
 * cursor, and the others do not exist for him (rule P1).
 */
public final class ResourcesResource {

    /** From where to where something is shared. */
    private enum Sharing {
        /** From other workspaces. */
        IN,
        /** With others. */
        OUT
    }

    private final Call call;
    private final String reference;

    ResourcesResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.RESOURCES_READ);
            Query query = call.query();
            ResourceFilter filter = filter(query);
            if (call.access().may(entered, Operation.ALL_RESOURCES_READ)) {
                Sharing sharing = Words.lower("shared", query.text("shared"), Sharing.class);
                if (sharing != null) {
                    Page<Resource> shared =
                            call.rbac().resources().shared(entered.workspace(), sharing == Sharing.OUT, filter);
                    return call.page(shared, representation(entered.workspace(), shared.items()));
                }
                if (query.flag("roots")) {
                    return roots(entered.workspace(), filter);
                }
                Page<Resource> page = call.rbac().resources().page(entered.workspace(), filter);
                return call.page(page, representation(entered.workspace(), page.items()));
            }
            Entered.Own own = entered.own();
            Slice<Resource> slice = own == null
                    ? new Slice<>(List.of(), null)
                    : call.rbac()
                            .visibleResources()
                            .slice(
                                    entered.workspace(),
                                    own.subject(),
                                    own.membership(),
                                    filter,
                                    query.text("after"),
                                    query.max());
            return call.slice(slice, representation(entered.workspace(), slice.items()));
        });
    }

    /** The top of the tree, with how much there is below. */
    private Response roots(Workspace workspace, ResourceFilter filter) {
        Page<Resource> page = call.rbac().permissionMatrix().roots(workspace, filter);
        Map<ResourceId, Map<String, Long>> children = call.rbac()
                .permissionMatrix()
                .children(workspace, page.items().stream().map(Resource::id).toList());
        Map<WorkspaceId, Workspace> origins = origins(workspace, page.items());
        return call.page(
                page,
                resource -> Representations.of(
                        resource, origins.get(resource.workspace()), children.getOrDefault(resource.id(), Map.of())));
    }

    @POST
    public Response register(InputStream body) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.RESOURCES_WRITE);
            ResourceDraftRepresentation draft = call.body(body, ResourceDraftRepresentation.class);
            if (draft.version() != null) {
                throw RequestRules.invalid("version", "cannot be set");
            }
            Resource resource = call.rbac()
                    .resources()
                    .register(entered.workspace(), call.access().actor(), draft(draft));
            return call.created(Representations.of(resource), resource.id().value(), resource.version());
        });
    }

    /** Makes the resources below a connector what an application's own files say (rule P7). */
    @POST
    @Path("import")
    public Response importFiles(InputStream body) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.RESOURCES_WRITE);
            Query query = call.query();
            boolean dryRun = query.flag("dryRun");
            boolean confirmVanished = query.flag("confirmVanished");
            Inventory inventory = Imports.read(call.upload(body), query);
            Actor actor = call.access().actor().within(Actor.Cause.IMPORT, KeycloakModelUtils.generateId());
            return call.ok(Imports.of(
                    call.rbac()
                            .imports()
                            .apply(
                                    entered.workspace(),
                                    actor,
                                    inventory,
                                    query.texts("rename"),
                                    dryRun,
                                    confirmVanished),
                    dryRun));
        });
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.RESOURCES_READ);
            Resource resource = visible(call, entered, id);
            return call.ok(
                    representation(entered.workspace(), List.of(resource)).apply(resource), resource.version());
        });
    }

    @Path("{id}/shares")
    public SharesResource shares(@PathParam("id") String id) {
        return new SharesResource(call, reference, id);
    }

    /** What one may not view does not exist (rule P1). */
    static Resource visible(Call call, Entered entered, String id) {
        Resource resource = call.rbac().resources().get(entered.workspace(), new ResourceId(id));
        Entered.Own own = entered.own();
        boolean visible = call.access().may(entered, Operation.ALL_RESOURCES_READ)
                || (own != null
                        && call.rbac()
                                .visibleResources()
                                .sees(entered.workspace(), own.subject(), own.membership(), resource));
        return ResourceRules.exists(visible ? Optional.of(resource) : Optional.empty());
    }

    @PUT
    @Path("{id}")
    public Response put(@PathParam("id") String id, InputStream body) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.RESOURCES_WRITE);
            ResourceDraftRepresentation draft = call.body(body, ResourceDraftRepresentation.class);
            return answer(call.rbac()
                    .resources()
                    .update(
                            entered.workspace(),
                            call.access().actor(),
                            new ResourceId(id),
                            draft(draft),
                            call.expectedVersion(draft.version())));
        });
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.RESOURCES_WRITE);
            call.rbac()
                    .resources()
                    .delete(entered.workspace(), call.access().actor(), new ResourceId(id), call.expectedVersion(null));
            return Call.done();
        });
    }

    static ResourceFilter filter(Query query) {
        String parent = query.text("parent");
        PageRequest page = query.page();
        return new ResourceFilter(
                query.text("type"),
                query.text("category"),
                query.text("subCategory"),
                query.text("provider"),
                parent == null ? null : new ResourceId(parent),
                query.text("externalId"),
                page);
    }

    /** Who can do this to that: the members with the roles behind it; by cursor. */
    @GET
    @Path("{id}/access")
    public Response access(@PathParam("id") String id) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.RESOURCE_ACCESS_READ);
            Resource resource = visible(call, entered, id);
            Query query = call.query();
            return call.slice(
                    call.rbac()
                            .accessList()
                            .slice(
                                    entered.workspace(),
                                    resource,
                                    query.text("action"),
                                    query.text("search"),
                                    query.text("after"),
                                    query.max()),
                    Representations::of);
        });
    }

    private static ResourceDraft draft(ResourceDraftRepresentation draft) {
        String parent = draft.parent();
        String owner = draft.owner();
        return new ResourceDraft(
                draft.type(),
                draft.externalId(),
                draft.name(),
                draft.category(),
                draft.subCategory(),
                Lists.withoutNull("providers", draft.providers()),
                parent == null ? null : new ResourceDraft.Link<>(parent.isBlank() ? null : new ResourceId(parent)),
                owner == null ? null : new ResourceDraft.Link<>(owner.isBlank() ? null : new UserId(owner)),
                draft.requires() == null
                        ? null
                        : Lists.orEmpty("requires", draft.requires()).stream()
                                .map(ResourceId::new)
                                .toList(),
                Attributes.withoutNull("attributes", draft.attributes()),
                draft.active());
    }

    /** As seen in the workspace: what is shared to it names the workspace it comes from. */
    private Function<Resource, ResourceRepresentation> representation(Workspace in, List<Resource> resources) {
        Map<WorkspaceId, Workspace> origins = origins(in, resources);
        return resource -> Representations.of(resource, origins.get(resource.workspace()));
    }

    private Map<WorkspaceId, Workspace> origins(Workspace in, List<Resource> resources) {
        Set<String> homes = new HashSet<>();
        for (Resource resource : resources) {
            if (!resource.workspace().equals(in.id())) {
                homes.add(resource.workspace().value());
            }
        }
        Map<WorkspaceId, Workspace> origins = new HashMap<>();
        if (!homes.isEmpty()) {
            call.rbac().workspaces().named(in.realm(), null, homes).forEach(home -> origins.put(home.id(), home));
        }
        return origins;
    }

    private Response answer(Resource resource) {
        return call.ok(Representations.of(resource), resource.version());
    }
}
