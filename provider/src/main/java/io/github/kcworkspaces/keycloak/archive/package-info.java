/** Files in which rows of the trail are kept when they leave the database. */
@NullMarked
package io.github.kcworkspaces.keycloak.archive;

import org.jspecify.annotations.NullMarked;
