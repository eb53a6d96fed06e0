/** The RBAC model of a realm as one declarative description, applied through the same services as every other change. */
@NullMarked
package io.github.kcworkspaces.config;

import org.jspecify.annotations.NullMarked;
