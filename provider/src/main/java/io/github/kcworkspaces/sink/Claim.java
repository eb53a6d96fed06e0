package io.github.kcworkspaces.sink;

import java.util.List;
import java.util.Optional;

/**
 * A sink that this node sends to, for a while.
 *
 * @param lease number of the claim: who has an older one has lost it
 */
public record Claim(Sink sink, Progress progress, Optional<SealedSecret> secret, List<String> allowList, long lease) {

    Claim at(Progress other) {
        return new Claim(sink, other, secret, allowList, lease);
    }
}
