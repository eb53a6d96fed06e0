/** What happens when something goes in Keycloak that workspaces refer to. */
@NullMarked
package io.github.kcworkspaces.keycloak.event;

import org.jspecify.annotations.NullMarked;
