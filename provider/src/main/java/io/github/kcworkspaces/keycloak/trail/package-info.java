/** What Keycloak tells of logins and of its own changes, written into the audit trail. */
@NullMarked
package io.github.kcworkspaces.keycloak.trail;

import org.jspecify.annotations.NullMarked;
