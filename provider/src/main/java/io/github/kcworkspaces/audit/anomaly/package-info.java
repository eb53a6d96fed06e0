/** A few rules over the trail that find what may be an attack. */
@NullMarked
package io.github.kcworkspaces.audit.anomaly;

import org.jspecify.annotations.NullMarked;
