/** Settings of a realm: whether it is enabled for workspaces and how. */
@NullMarked
package io.github.kcworkspaces.settings;

import org.jspecify.annotations.NullMarked;
