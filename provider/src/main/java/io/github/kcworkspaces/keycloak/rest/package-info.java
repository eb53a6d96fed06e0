/** The REST API: the same tree at {@code /admin/realms/{realm}/rbac} and {@code /realms/{realm}/rbac}. */
@NullMarked
package io.github.kcworkspaces.keycloak.rest;

import org.jspecify.annotations.NullMarked;
