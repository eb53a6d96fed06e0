/** Invitations to workspaces: standard ones, which wait for acceptance, and bypass ones, which give access at once. */
@NullMarked
package io.github.kcworkspaces.invitation;

import org.jspecify.annotations.NullMarked;
