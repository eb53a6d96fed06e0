/** Mappers of Keycloak's identity providers that bring roles of workspaces. */
@NullMarked
package io.github.kcworkspaces.keycloak.broker;

import org.jspecify.annotations.NullMarked;
