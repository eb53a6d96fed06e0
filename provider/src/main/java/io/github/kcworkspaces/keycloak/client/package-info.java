/**
 * Typed client: JAX-RS interfaces for {@code org.keycloak.admin.client.Keycloak.proxy}. They are also what the OpenAPI
 * document is made from.
 */
@NullMarked
package io.github.kcworkspaces.keycloak.client;

import org.jspecify.annotations.NullMarked;
