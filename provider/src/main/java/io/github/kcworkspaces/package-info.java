/** Workspaces, roles and permissions for a Keycloak realm: plain Java by feature, and one ring that knows Keycloak. */
@NullMarked
package io.github.kcworkspaces;

import org.jspecify.annotations.NullMarked;
