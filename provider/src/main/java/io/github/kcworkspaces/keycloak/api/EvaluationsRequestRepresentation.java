package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several questions at once (AuthZEN 1.0). Subject, action, resource and context are those of each question that has none
 * of its own; without questions they are the one that is asked.
 *
 * @param options {@code evaluations_semantic}: {@code execute_all} (default), {@code deny_on_first_deny}, {@code
 *     permit_on_first_permit}; {@code explain}: whether reasons are wanted
 * @param evaluations the questions, at most 1,000
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationsRequestRepresentation(
        @Nullable EntityRepresentation subject,
        @Nullable ActionRepresentation action,
        @Nullable EntityRepresentation resource,
        @Nullable Map<String, Object> context,
        @Nullable Map<String, Object> options,
        @Nullable List<EvaluationItemRepresentation> evaluations) {}
