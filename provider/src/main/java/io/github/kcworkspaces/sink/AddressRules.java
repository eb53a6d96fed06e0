package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which addresses the server connects to for a sink. Judged twice: when a sink is saved, by what can be seen then; and at
 * each connection, by the addresses that are dialled.
 */
public final class AddressRules {

    private AddressRules() {}

    /**
     * Encrypted, and at the port of a collector; or on the list of the realm.
     *
     * @param allowList {@code host:port} of internal collectors
     * @throws Problem {@link ProblemCode#URL_NOT_ALLOWED}, always in the same words: they tell nothing about what is there
     */
    public static Endpoint endpointIsAllowed(String url, Collection<String> allowList) {
        Endpoint endpoint = Endpoint.parse(url).orElseThrow(AddressRules::notAllowed);
        if (!allowList.contains(endpoint.collector())
                && !(endpoint.scheme().encrypted() && endpoint.hasCollectorsPort())) {
            throw notAllowed();
        }
        return endpoint;
    }

    /**
     * What a name stands for, before it is dialled. One address that is none of the internet's makes all of them suspicious:
     * who answers so chooses among them, we don't.
     */
    public static boolean mayConnect(Endpoint endpoint, List<InetAddress> addresses, Collection<String> allowList) {
        boolean listed = allowList.contains(endpoint.collector());
        return !addresses.isEmpty()
                && addresses.stream()
                        .map(Reach::of)
                        .allMatch(reach -> reach == Reach.PUBLIC || (listed && reach == Reach.INTERNAL));
    }

    /** @throws Problem {@link ProblemCode#URL_NOT_ALLOWED} */
    public static void connectionIsAllowed(
            Endpoint endpoint, List<InetAddress> addresses, Collection<String> allowList) {
        if (!mayConnect(endpoint, addresses, allowList)) {
            throw notAllowed();
        }
    }

    /** Entries of the list are exact: no patterns, so none that match too much. */
    public static boolean isCollector(String entry) {
        return Endpoint.parse("tcp://" + entry)
                .filter(endpoint -> endpoint.collector().equals(entry))
                .isPresent();
    }

    private static Problem notAllowed() {
        String message =
                "must be an address of the internet reached by https or tls, or a collector that the realm allows";
        return new Problem(
                ProblemCode.URL_NOT_ALLOWED, "url " + message, List.of(new Violation("url", message)), Map.of());
    }
}
