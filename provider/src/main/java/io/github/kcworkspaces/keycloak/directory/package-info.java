/** Keycloak's users, groups, organizations, roles, clients and scopes, as the core's ports ask for them. */
@NullMarked
package io.github.kcworkspaces.keycloak.directory;

import org.jspecify.annotations.NullMarked;
