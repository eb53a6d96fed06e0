package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.CatalogueRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceTypeChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.TypeUsageRepresentation;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.resource.ResourceTypeRules;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The kinds of things that applications protect. Keys may contain slashes. */
public final class ResourceTypesResource {

    private final Call call;

    ResourceTypesResource(Call call) {
        this.call = call;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.TYPES_READ);
            return call.ok(call.rbac().resourceTypes().all(access.realm()).stream()
                    .map(Representations::of)
                    .toList());
        });
    }

    /** How much there is of each type; for who may change them. */
    @GET
    @Path("usage")
    public Response usage() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.TYPES_USAGE_READ);
            Map<String, TypeUsageRepresentation> usage = new TreeMap<>();
            call.rbac()
                    .resourceTypes()
                    .uses(access.realm())
                    .forEach((key, uses) ->
                            usage.put(key, new TypeUsageRepresentation(uses.resources(), uses.grants())));
            return call.ok(usage);
        });
    }

    /** The types as a catalogue that can be imported again, here or elsewhere. */
    @GET
    @Path("export")
    public Response export() {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.TYPES_READ);
            return call.ok(new CatalogueRepresentation(
                    null,
                    null,
                    call.rbac().resourceTypes().all(access.realm()).stream()
                            .filter(type -> !type.builtIn())
                            .map(Representations::change)
                            .toList()));
        });
    }

    /** The catalogues that come with the product. */
    @GET
    @Path("presets")
    public Response presets() {
        return call.answer(() -> {
            call.access().require(Operation.TYPES_READ);
            return call.ok(Presets.all());
        });
    }

    /** Makes types what a catalogue says: the one in the body, or the bundled one of that name. */
    @POST
    @Path("import")
    public Response importCatalogue(InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.TYPES_WRITE);
            boolean dryRun = call.query().flag("dryRun");
            String preset = call.query().text("preset");
            CatalogueRepresentation catalogue =
                    preset == null ? call.file(body, CatalogueRepresentation.class) : Presets.get("preset", preset);
            if (preset != null) {
                call.requireNoBody(body);
            }
            Actor actor = access.actor().within(Actor.Cause.IMPORT, KeycloakModelUtils.generateId());
            return call.ok(Representations.of(call.rbac()
                    .resourceTypes()
                    .apply(actor, access.realm(), ResourceTypes.read(access.realm(), catalogue), dryRun)));
        });
    }

    @GET
    @Path("{key: .+}")
    public Response get(@PathParam("key") String key) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.TYPES_READ);
            return answer(ResourceTypeRules.exists(call.rbac().resourceTypes().find(access.realm(), key)));
        });
    }

    /** Creates the type or replaces what is there under its key. */
    @PUT
    @Path("{key: .+}")
    public Response put(@PathParam("key") String key, InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.TYPES_WRITE);
            ResourceTypeChangeRepresentation change = call.body(body, ResourceTypeChangeRepresentation.class);
            if (change.key() != null && !change.key().equals(key)) {
                throw RequestRules.invalid("key", "differs from the path");
            }
            Optional<ResourceType> before = call.rbac().resourceTypes().find(access.realm(), key);
            ResourceType after = call.rbac()
                    .resourceTypes()
                    .put(
                            access.actor(),
                            ResourceTypes.read(access.realm(), key, "", change, before),
                            call.expectedVersion(change.version()));
            return answer(after);
        });
    }

    @DELETE
    @Path("{key: .+}")
    public Response delete(@PathParam("key") String key) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.TYPES_WRITE);
            call.rbac().resourceTypes().delete(access.actor(), access.realm(), key, call.expectedVersion(null));
            return Call.done();
        });
    }

    private Response answer(ResourceType type) {
        return call.ok(Representations.of(type), type.version());
    }
}
