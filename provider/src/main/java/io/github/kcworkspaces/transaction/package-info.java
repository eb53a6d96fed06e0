/** Work in small transactions, for what takes longer than one request. */
@NullMarked
package io.github.kcworkspaces.transaction;

import org.jspecify.annotations.NullMarked;
