package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Old and new value of a member. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeRepresentation(
        @JsonProperty("old") @Nullable Object oldValue,
        @JsonProperty("new") @Nullable Object newValue) {}
