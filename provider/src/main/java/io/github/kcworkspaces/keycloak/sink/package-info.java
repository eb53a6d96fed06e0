/** How the audit trail gets to sinks: connections that are watched, and the protocols over them. */
@NullMarked
package io.github.kcworkspaces.keycloak.sink;

import org.jspecify.annotations.NullMarked;
