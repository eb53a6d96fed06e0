/** Verifies an export without a server: the JDK, the exported files and the realm's public key are all it needs. */
@NullMarked
package io.github.kcworkspaces.audit.offline;

import org.jspecify.annotations.NullMarked;
