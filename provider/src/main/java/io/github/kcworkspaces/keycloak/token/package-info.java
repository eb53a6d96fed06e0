/** What tokens say about workspaces. */
@NullMarked
package io.github.kcworkspaces.keycloak.token;

import org.jspecify.annotations.NullMarked;
