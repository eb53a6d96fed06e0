package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Why a row was refused.
 *
 * @param row as a spreadsheet counts; the heading is 1
 * @param field the member of the invitation that is wrong
 * @param code what is wrong, for programs
 * @param message what is wrong, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkErrorRepresentation(int row, String field, String code, String message) {}
