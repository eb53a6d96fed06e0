/**
 * What is sent and answered on the wire: shared by the server, the typed client and the OpenAPI document. Times are epoch
 * milliseconds; absent members are left out.
 */
@NullMarked
package io.github.kcworkspaces.keycloak.api;

import org.jspecify.annotations.NullMarked;
