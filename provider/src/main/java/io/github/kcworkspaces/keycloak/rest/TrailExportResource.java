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
    private final Operation ofRealm;
    private final Set<TrailClass> classes;

    /**
     * @param reference id or alias of a workspace; null for the realm
     * @param ofRealm what it needs without a workspace
     * @param classes empty for all
     */
    TrailExportResource(Call call, @Nullable String reference, Operation ofRealm, Set<TrailClass> classes) {
        this.call = call;
        this.reference = reference;
        this.ofRealm = ofRealm;
        this.classes = classes;
    }

    @GET
    public Response file() {
        return call.answer(() -> {
            if (reference == null) {
                call.access().require(ofRealm);
                return TrailExport.answer(call, null, classes);
            }
            return TrailExport.answer(
                    call,
                    call.access()
                            .enter(reference, Operation.WORKSPACE_ACTIVITY_READ)
                            .workspace(),
                    classes);
        });
    }
}
