/** Shares: resources that other workspaces, single members or groups may use (rules P8, P9). */
@NullMarked
package io.github.kcworkspaces.share;

import org.jspecify.annotations.NullMarked;
