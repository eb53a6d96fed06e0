package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.SharesChangeRepresentation;
import io.github.kcworkspaces.share.ShareService;
import io.github.kcworkspaces.share.Sharer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** With whom one resource is shared: for those who may share it. */
public final class SharesResource {

    private final Call call;
    private final String reference;
    private final String id;

    SharesResource(Call call, String reference, String id) {
        this.call = call;
        this.reference = reference;
        this.id = id;
    }

    @GET
    public Response get() {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.SHARES_READ);
            ResourceId resource = visible(entered);
            if (!call.access().may(entered, Operation.ALL_RESOURCES_READ)) {
                service().enter(sharer(entered), entered.workspace(), resource);
            }
            return answer(sharer(entered), service().get(entered.workspace(), resource));
        });
    }

    /** Replaces the lists that the body has: all of it or nothing. */
    @PUT
    public Response put(InputStream body) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.SHARES_WRITE);
            ShareService.Sharing sharing = service().enter(sharer(entered), entered.workspace(), visible(entered));
            SharesChangeRepresentation change = call.body(body, SharesChangeRepresentation.class);
            return answer(
                    sharing.sharer(),
                    service()
                            .put(
                                    sharing,
                                    ShareLists.read("", change.workspaces(), change.members(), change.groups()),
                                    call.expectedVersion(change.version())));
        });
    }

    private ResourceId visible(Entered entered) {
        return ResourcesResource.visible(call, entered, id).id();
    }

    private Sharer sharer(Entered entered) {
        Access access = call.access();
        Entered.Own own = entered.own();
        return new Sharer(
                access.actor(),
                access.mayEverything(),
                own == null ? null : new Sharer.Own(own.subject(), own.membership()));
    }

    private ShareService service() {
        return call.rbac().shares();
    }

    private Response answer(Sharer sharer, ShareService.Shared shared) {
        return call.ok(
                ShareLists.write(shared, service().names(sharer, shared)),
                shared.resource().version());
    }
}
