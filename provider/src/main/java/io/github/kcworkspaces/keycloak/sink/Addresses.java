package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.AddressRules;
import io.github.kcworkspaces.sink.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;

/** Looks names up for connections. What it gives is what is dialled: nothing is looked up a second time. */
public final class Addresses {

    /** How names are looked up. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** The address is none that we connect to. Says nothing about what is there. */
    static final class NotAllowed extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotAllowed() {
            super("address not allowed");
        }
    }

    /** More of them would only make a dead host take longer. */
    private static final int MOST = 3;

    private final Lookup lookup;

    public Addresses() {
        this(InetAddress::getAllByName);
    }

    public Addresses(Lookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Addresses that may be dialled.
     *
     * @throws NotAllowed if any of those that the name stands for is not for us
     */
    InetAddress[] of(Endpoint endpoint, Collection<String> allowList) throws UnknownHostException {
        List<InetAddress> found = List.of(lookup.all(endpoint.host()));
        if (!AddressRules.mayConnect(endpoint, found, allowList)) {
            throw new NotAllowed();
        }
        return found.stream().limit(MOST).toArray(InetAddress[]::new);
    }

    /** What a name stands for at the moment; nothing if nobody knows it. */
    public List<InetAddress> now(String host) {
        try {
            return List.of(lookup.all(host));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }
}
