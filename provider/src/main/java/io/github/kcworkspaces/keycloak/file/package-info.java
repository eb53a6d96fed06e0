/** Files of applications and spreadsheets, read into what the core works with; tables, written. */
@NullMarked
package io.github.kcworkspaces.keycloak.file;

import org.jspecify.annotations.NullMarked;
