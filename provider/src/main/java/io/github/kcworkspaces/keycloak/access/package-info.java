/** Who calls, and what the caller may. */
@NullMarked
package io.github.kcworkspaces.keycloak.access;

import org.jspecify.annotations.NullMarked;
