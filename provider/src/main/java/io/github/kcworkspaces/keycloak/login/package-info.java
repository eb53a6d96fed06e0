/** What people see while they sign in. */
@NullMarked
package io.github.kcworkspaces.keycloak.login;

import org.jspecify.annotations.NullMarked;
