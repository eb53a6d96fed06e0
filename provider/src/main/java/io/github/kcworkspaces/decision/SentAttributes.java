package io.github.kcworkspaces.decision;

import java.util.HashMap;
import java.util.Map;

/** Attributes that a trusted application sends along: they add to what is stored and never replace it (rule P6). */
final class SentAttributes {

    private SentAttributes() {}

    /** Id, username and e-mail are Keycloak's in any case: conditions do not look for them among the attributes. */
    static SubjectFacts with(SubjectFacts subject, Map<String, Object> sent) {
        return sent.isEmpty()
                ? subject
                : new SubjectFacts(
                        subject.id(),
                        subject.username(),
                        subject.email(),
                        subject.enabled(),
                        subject.accountAdmin(),
                        subject.groups(),
                        merged(subject.attributes(), sent));
    }

    /** The owner of a registered resource is the stored one, also when there is none. */
    static ResourceFacts with(ResourceFacts resource, Map<String, Object> sent) {
        return sent.isEmpty() ? resource : resource.withAttributes(merged(resource.attributes(), sent));
    }

    private static Map<String, Object> merged(Map<String, Object> stored, Map<String, Object> sent) {
        Map<String, Object> attributes = new HashMap<>(sent);
        attributes.putAll(stored);
        return attributes;
    }
}
