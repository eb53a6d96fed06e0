package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where a search stands. A page may be shorter than its limit, or empty, and not be the last.
 *
 * @param nextToken for the next page; empty after the last
 * @param count results on this page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundPageRepresentation(
        @JsonProperty("next_token") String nextToken, int count) {}
