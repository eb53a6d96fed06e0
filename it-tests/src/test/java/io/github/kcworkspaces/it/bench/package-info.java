/** Benchmarks: what decisions and tokens cost, measured against their peers in the same run. Not part of the tests. */
@NullMarked
package io.github.kcworkspaces.it.bench;

import org.jspecify.annotations.NullMarked;
