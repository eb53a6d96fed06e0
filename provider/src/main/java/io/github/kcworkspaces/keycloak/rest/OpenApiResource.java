package io.github.kcworkspaces.keycloak.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the API, for everybody. */
public final class OpenApiResource {

    static final String DOCUMENT = "/META-INF/kcworkspaces/openapi.json";

    OpenApiResource() {}

    @GET
    public Response get() {
        try (InputStream document = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new IllegalStateException("the jar lacks " + DOCUMENT);
            }
            return Response.ok(document.readAllBytes(), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
