package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Target;
import io.github.kcworkspaces.sink.Transport;
import java.util.List;
import org.jboss.logging.Logger;

/** The log of the server, which most containers' collectors read: one line of JSON for each event. */
final class LogTransport implements Transport {

    /** What administrators route and filter by. */
    static final String CATEGORY = "io.github.kcworkspaces.audit";

    private static final Logger LOG = Logger.getLogger(CATEGORY);

    @Override
    public Report send(Target target, List<Message> messages) {
        messages.forEach(message -> LOG.info(Payload.ascii(message.event())));
        return Report.all(messages.size());
    }
}
