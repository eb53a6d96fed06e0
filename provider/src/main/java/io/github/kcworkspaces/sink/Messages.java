package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.format.Formats;
import io.github.kcworkspaces.audit.format.Schema;

/** Rows of the trail as messages. */
final class Messages {

    private Messages() {}

    static Message of(SealedRow sealed, Schema schema) {
        Activity row = sealed.activity();
        return new Message(
                row.id(),
                sealed.seq(),
                row.at(),
                row.type().name(),
                Formats.severity(row.type()),
                Formats.of(sealed, schema));
    }
}
