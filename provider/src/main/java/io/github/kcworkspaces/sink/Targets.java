package io.github.kcworkspaces.sink;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of a sink as it is stored one that can be sent to. */
final class Targets {

    static final String NO_SECRET = "the secret can't be read: its key or its entry in the vault is gone";

    private final SecretBox secrets;
    private final Clock clock;

    Targets(SecretBox secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @return empty if there is a secret that can't be read: nothing goes out without it */
    Optional<Target> of(Sink sink, Optional<SealedSecret> sealed, Collection<String> allowList) {
        List<String> opened = new ArrayList<>();
        if (sealed.isPresent()) {
            Optional<String> current = open(sink, sealed.get().current());
            if (current.isEmpty()) {
                return Optional.empty();
            }
            opened.add(current.get());
            String former = sealed.get().former();
            if (former != null && clock.millis() < sealed.get().formerUntil()) {
                open(sink, former).ifPresent(opened::add);
            }
        }
        return Optional.of(new Target(
                sink.kind(), sink.realm().value(), sink.format(), endpoint(sink.url()), opened, Set.copyOf(allowList)));
    }

    private Optional<String> open(Sink sink, String sealed) {
        return secrets.open(sink.realm(), sink.id(), sealed)
                .filter(secret -> sink.kind() != Sink.Kind.WEBHOOK || WebhookSecret.isValid(secret));
    }

    private static @Nullable Endpoint endpoint(@Nullable String url) {
        return url == null ? null : Endpoint.parse(url).orElse(null);
    }
}
