/** What tests of the core share: fixtures that are valid as they are, in-memory stores, assertions. */
@NullMarked
package io.github.kcworkspaces.testing;

import org.jspecify.annotations.NullMarked;
