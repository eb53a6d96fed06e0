/**
 * Files of invitations: what is wrong with a row, and the jobs that work rows through, exactly once each, whatever node or
 * process does it. A package of its own beside {@code invitation}: that one knows no files and no jobs, this one asks it for
 * each batch of rows.
 */
@NullMarked
package io.github.kcworkspaces.job;

import org.jspecify.annotations.NullMarked;
