package io.github.kcworkspaces.keycloak.rest;

import jakarta.ws.rs.core.Response;
import org.keycloak.services.ErrorResponseException;

/**
 * Ends a request with a refusal. Of Keycloak's exceptions this one keeps the body and its type, and rolls the transaction
 * back.
 */
final class Refused extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    Refused(Response response) {
        super(response);
    }
}
