package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the decision point of a realm is found (AuthZEN 1.0, 9). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionPointRepresentation(
        @JsonProperty("policy_decision_point") String decisionPoint,
        @JsonProperty("access_evaluation_endpoint") String evaluation,
        @JsonProperty("access_evaluations_endpoint") String evaluations,
        @JsonProperty("search_subject_endpoint") String searchSubject,
        @JsonProperty("search_resource_endpoint") String searchResource,
        @JsonProperty("search_action_endpoint") String searchAction) {}
