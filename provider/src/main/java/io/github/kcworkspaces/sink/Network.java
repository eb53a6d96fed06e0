package io.github.kcworkspaces.sink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A block of addresses.
 *
 * @param prefix the first so many bits are those of the block
 */
record Network(byte[] address, int prefix) {

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
        int mask = 0xFF00 >> prefix % Byte.SIZE & 0xFF;
        return Arrays.equals(address, 0, whole, other, 0, whole)
                && (mask == 0 || (address[whole] & mask) == (other[whole] & mask));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && prefix == that.prefix && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + prefix;
    }
}
