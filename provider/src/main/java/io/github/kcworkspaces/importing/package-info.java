/** Import: what an application's own files describe becomes resources of a workspace. */
@NullMarked
package io.github.kcworkspaces.importing;

import org.jspecify.annotations.NullMarked;
