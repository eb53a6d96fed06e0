/**
 * The stores, over JPA and plain JDBC. No entity of ours stays in the persistence context: what is read is detached at
 * once, so that bulk statements never leave stale copies behind, and what is written is flushed at once.
 */
@NullMarked
package io.github.kcworkspaces.keycloak.store;

import org.jspecify.annotations.NullMarked;
