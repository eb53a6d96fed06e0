/** A small application that protects its routes with our tokens and decisions, as a stand-in for a real product. */
@NullMarked
package io.github.kcworkspaces.it.sample;

import org.jspecify.annotations.NullMarked;
