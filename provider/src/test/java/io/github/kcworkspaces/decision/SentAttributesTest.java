package io.github.kcworkspaces.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a trusted client says of a resource is added to what is known of it, and takes nothing away. */
class SentAttributesTest {

    private static final ResourceFacts SHARED = new ResourceFacts(
            new ResourceId("r1"),
            "report",
            "r1",
            new WorkspaceId("home"),
            null,
            true,
            null,
            Map.of("status", "final"),
            new ResourceFacts.Origin(true, null),
            Set.of("view"));

    @Test
    void aResourceStaysSharedAndKeepsItsStoredAttributes() {
        ResourceFacts with = SentAttributes.with(SHARED, Map.of("status", "draft", "room", "7"));
        assertThat(with.attributes()).isEqualTo(Map.of("status", "final", "room", "7"));
        assertThat(with.origin()).isEqualTo(SHARED.origin());
        assertThat(with.direct()).isEqualTo(SHARED.direct());
    }
}
