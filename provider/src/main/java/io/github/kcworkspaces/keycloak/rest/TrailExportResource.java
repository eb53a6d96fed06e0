package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.keycloak.access.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sealed trail as a file, or the part of it that the place where this stands is about. */
public final class TrailExportResource {

    private final Call call;
    private final @Nullable String reference;
    private final Set<TrailClass> classes;

    /**
     * @param reference id or alias of a workspace; null for the realm
     * @param classes empty for all
     */
    TrailExportResource(Call call, @Nullable String reference, Set<TrailClass> classes) {
        this.call = call;
        this.reference = reference;
        this.classes = classes;
    }

    @GET
    public Response file() {
        return call.answer(() -> {
            if (reference == null) {
                call.access().require(Operation.ACTIVITY_READ);
                return TrailExport.answer(call, null, classes);
            }
            return TrailExport.answer(
                    call,
                    call.access().enter(reference, Operation.WORKSPACE_ACTIVITY_READ).workspace(),
                    classes);
        });
    }
}
