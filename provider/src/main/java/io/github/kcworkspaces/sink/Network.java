package io.github.kcworkspaces.sink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A block of addresses. */
final class Network {

    private final byte[] address;
    private final int prefix;

    /** @param prefix the first so many bits are those of the block */
    private Network(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /** @param block such as {@code 10.0.0.0/8}; never a name, so that nothing is looked up */
    static Network of(String block) {
        int slash = block.indexOf('/');
        try {
            return new Network(
                    InetAddress.getByName(block.substring(0, slash)).getAddress(),
                    Integer.parseInt(block.substring(slash + 1)));
        } catch (UnknownHostException wrong) {
            throw new IllegalArgumentException(block, wrong);
        }
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        int mask = (0xFF00 >> (prefix % Byte.SIZE)) & 0xFF;
        return Arrays.equals(address, 0, whole, other, 0, whole)
                && (mask == 0 || (address[whole] & mask) == (other[whole] & mask));
    }
}
