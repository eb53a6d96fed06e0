/** The audit trail: what is recorded of every change, by whom and why. */
@NullMarked
package io.github.kcworkspaces.audit;

import org.jspecify.annotations.NullMarked;
