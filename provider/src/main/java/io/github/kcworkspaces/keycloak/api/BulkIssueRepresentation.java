package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Why a row was refused or skipped.
 *
 * @param field the member of the invitation that it is about
 * @param code for programs
 * @param message for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkIssueRepresentation(String field, String code, String message) {}
