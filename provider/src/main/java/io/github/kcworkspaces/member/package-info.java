/** Membership of users in workspaces, directly or through a Keycloak group, and the roles they hold there. */
@NullMarked
package io.github.kcworkspaces.member;

import org.jspecify.annotations.NullMarked;
