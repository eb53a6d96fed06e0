/** One page of a list that is filtered, ordered and cut in the database. */
@NullMarked
package io.github.kcworkspaces.paging;

import org.jspecify.annotations.NullMarked;
