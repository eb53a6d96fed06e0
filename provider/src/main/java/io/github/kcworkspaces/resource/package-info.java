/** The catalogue of resource types and the resources that applications register. */
@NullMarked
package io.github.kcworkspaces.resource;

import org.jspecify.annotations.NullMarked;
