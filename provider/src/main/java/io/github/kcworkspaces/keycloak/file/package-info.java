/** Files of applications, read into what the core imports. */
@NullMarked
package io.github.kcworkspaces.keycloak.file;

import org.jspecify.annotations.NullMarked;
