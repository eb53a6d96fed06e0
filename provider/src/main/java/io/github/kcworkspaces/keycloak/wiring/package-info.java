/** Puts core and ring together: the only place that knows which class stands behind which port. */
@NullMarked
package io.github.kcworkspaces.keycloak.wiring;

import org.jspecify.annotations.NullMarked;
