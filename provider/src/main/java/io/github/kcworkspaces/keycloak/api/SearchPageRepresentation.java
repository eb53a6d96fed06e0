package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a search is wanted.
 *
 * @param token {@code next_token} of the page before; everything else must be as it was then
 * @param limit results at most; 100 if it is left out, never more than 1,000. A token brings the one of its page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchPageRepresentation(
        @Nullable String token, @Nullable Integer limit) {}
