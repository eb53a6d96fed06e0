/** How Keycloak sessions give access to the services: the only thing that ring packages share. */
@NullMarked
package io.github.kcworkspaces.keycloak.spi;

import org.jspecify.annotations.NullMarked;
