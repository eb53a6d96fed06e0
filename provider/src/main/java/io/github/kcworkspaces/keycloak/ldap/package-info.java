/** Directories: the mapper that brings roles in workspaces. */
@NullMarked
package io.github.kcworkspaces.keycloak.ldap;

import org.jspecify.annotations.NullMarked;
