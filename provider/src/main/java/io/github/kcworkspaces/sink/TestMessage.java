package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.Target;
import java.util.Map;

/** A message that only shows whether a sink takes messages. It looks like a row of the trail, with the number 0. */
final class TestMessage {

    private TestMessage() {}

    static Message of(Sink sink, String id, long now) {
        SealedRow row = new SealedRow(
                0,
                "",
                "",
                Map.of(),
                new Activity(
                        id,
                        sink.realm(),
                        now,
                        ActivityType.SINK_TESTED,
                        Actor.system(Actor.Cause.USER),
                        sink.workspace(),
                        null,
                        new Target("sink", sink.id(), sink.name()),
                        new Changes().fields()));
        return Messages.of(row, sink.format());
    }
}
