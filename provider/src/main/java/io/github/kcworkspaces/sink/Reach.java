package io.github.kcworkspaces.sink;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** How far into the networks around the server an address reaches. */
public enum Reach {
    /** Of the internet: for everybody. */
    PUBLIC,
    /** Of this machine or the networks around it: only for collectors that the realm has on its list. */
    INTERNAL,
    /** Where no collector is: metadata of clouds, multicast, nothing at all. Not even by the list. */
    NOWHERE;

    private static final List<Network> NEVER = List.of(
            Network.of("0.0.0.0/8"),
            Network.of("169.254.0.0/16"),
            Network.of("224.0.0.0/4"),
            Network.of("240.0.0.0/4"),
            Network.of("::/128"),
            Network.of("fe80::/10"),
            Network.of("fd00:ec2::/32"),
            Network.of("ff00::/8"));

    private static final List<Network> RESERVED = List.of(
            Network.of("10.0.0.0/8"),
            Network.of("100.64.0.0/10"),
            Network.of("127.0.0.0/8"),
            Network.of("172.16.0.0/12"),
            Network.of("192.0.0.0/24"),
            Network.of("192.0.2.0/24"),
            Network.of("192.88.99.0/24"),
            Network.of("192.168.0.0/16"),
            Network.of("198.18.0.0/15"),
            Network.of("198.51.100.0/24"),
            Network.of("203.0.113.0/24"),
            Network.of("2001::/23"),
            Network.of("2001:db8::/32"),
            Network.of("2002::/16"),
            Network.of("3fff::/20"));

    /** All of IPv6 that the internet uses; what is beside it is for something else. */
    private static final Network GLOBAL = Network.of("2000::/3");

    /** IPv4 behind a translator, and the form that nobody uses any more. */
    private static final List<Network> WRAPPING = List.of(Network.of("64:ff9b::/96"), Network.of("::/96"));

    private static final byte[] LOOPBACK = loopback();
    private static final int IPV4_BYTES = 4;

    /** Of the address as it will be dialled, never of a name or a way to write it. */
    public static Reach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (contains(NEVER, bytes)) {
            return NOWHERE;
        }
        if (address instanceof Inet6Address && !Arrays.equals(bytes, LOOPBACK) && contains(WRAPPING, bytes)) {
            return of(unwrapped(bytes));
        }
        boolean outside = bytes.length > IPV4_BYTES && !GLOBAL.contains(bytes);
        return outside || contains(RESERVED, bytes) ? INTERNAL : PUBLIC;
    }

    private static boolean contains(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static InetAddress unwrapped(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] loopback() {
        byte[] bytes = new byte[16];
        bytes[15] = 1;
        return bytes;
    }
}
