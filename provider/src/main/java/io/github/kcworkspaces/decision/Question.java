package io.github.kcworkspaces.decision;

import java.util.Map;

/**
 * May the subject do this with that? Everything needed for the answer has been loaded.
 *
 * @param holdings what the subject's roles give in the workspace of the membership
 * @param actionProperties sent along by a trusted client
 * @param context sent along by a trusted client
 */
public record Question(
        SubjectFacts subject,
        Membership membership,
        Holdings holdings,
        Catalogue catalogue,
        String action,
        ResourceFacts resource,
        Map<String, Object> actionProperties,
        Map<String, Object> context) {

    public Question {
        actionProperties = Map.copyOf(actionProperties);
        context = Map.copyOf(context);
    }

    /** The same question about another action. */
    Question withSubject(SubjectFacts other) {
        return new Question(other, membership, holdings, catalogue, action, resource, actionProperties, context);
    }

    public Question withAction(String other) {
        return new Question(subject, membership, holdings, catalogue, other, resource, actionProperties, context);
    }

    /** The same question about another resource. */
    Question withResource(ResourceFacts other) {
        return new Question(subject, membership, holdings, catalogue, action, other, actionProperties, context);
    }
}
