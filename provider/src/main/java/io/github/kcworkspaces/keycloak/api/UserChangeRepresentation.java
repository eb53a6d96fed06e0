package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a user shall be; what is left out stays as it is.
 *
 * @param type {@code NORMAL} or {@code ADMIN}
 * @param status {@code SUSPENDED} suspends him in every workspace, {@code DISABLED} disables the account, {@code ACTIVE}
 *     undoes both
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserChangeRepresentation(
        @Nullable String type, @Nullable String status) {}
