/** The running Keycloak that the integration tests share, and small handles on what they need in it. */
@NullMarked
package io.github.kcworkspaces.it.support;

import org.jspecify.annotations.NullMarked;
