/** What users, administrators and applications are promised, tried against a real Keycloak. */
@NullMarked
package io.github.kcworkspaces.it;

import org.jspecify.annotations.NullMarked;
