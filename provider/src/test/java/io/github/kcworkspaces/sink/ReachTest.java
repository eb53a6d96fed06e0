package io.github.kcworkspaces.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "93.184.216.34, PUBLIC",
        "1.1.1.1, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.32.0.1, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.128.0.1, PUBLIC",
        "198.17.255.255, PUBLIC",
        "223.255.255.255, PUBLIC",
        "2606:2800:220:1:248:1893:25c8:1946, PUBLIC",
        "127.0.0.1, INTERNAL",
        "127.255.255.254, INTERNAL",
        "127.1, INTERNAL",
        "2130706433, INTERNAL",
        "10.0.0.1, INTERNAL",
        "172.16.0.1, INTERNAL",
        "172.31.255.255, INTERNAL",
        "192.168.1.1, INTERNAL",
        "100.64.0.1, INTERNAL",
        "192.0.0.8, INTERNAL",
        "192.0.2.1, INTERNAL",
        "198.18.0.1, INTERNAL",
        "198.51.100.1, INTERNAL",
        "203.0.113.1, INTERNAL",
        "::1, INTERNAL",
        "fc00::1, INTERNAL",
        "fd12:3456::1, INTERNAL",
        "fec0::1, INTERNAL",
        "2001:db8::1, INTERNAL",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, INTERNAL",
        "2002:7f00:1::, INTERNAL",
        "::ffff:127.0.0.1, INTERNAL",
        "::ffff:10.0.0.1, INTERNAL",
        "::127.0.0.1, INTERNAL",
        "64:ff9b::7f00:1, INTERNAL",
        "64:ff9b::5db8:d822, PUBLIC",
        "100::1, INTERNAL",
        "0.0.0.0, NOWHERE",
        "0.1.2.3, NOWHERE",
        "169.254.169.254, NOWHERE",
        "169.254.0.1, NOWHERE",
        "::ffff:169.254.169.254, NOWHERE",
        "64:ff9b::a9fe:a9fe, NOWHERE",
        "fd00:ec2::254, NOWHERE",
        "224.0.0.1, NOWHERE",
        "240.0.0.1, NOWHERE",
        "255.255.255.255, NOWHERE",
        "::, NOWHERE",
        "fe80::1, NOWHERE",
        "ff02::1, NOWHERE"
    })
    void anAddressIsJudgedByItsBytes(String address, Reach expected) throws UnknownHostException {
        assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(expected);
    }

    @Test
    void oneAddressOfTheInsideMakesAllOfThemSuspicious() throws UnknownHostException {
        Endpoint endpoint = Endpoint.parse("https://mixed.example.org").orElseThrow();
        InetAddress outside = InetAddress.getByName("93.184.216.34");
        InetAddress inside = InetAddress.getByName("10.0.0.1");
        assertThat(AddressRules.mayConnect(endpoint, List.of(outside), Set.of()))
                .isTrue();
        assertThat(AddressRules.mayConnect(endpoint, List.of(outside, inside), Set.of()))
                .isFalse();
        assertThat(AddressRules.mayConnect(endpoint, List.of(), Set.of())).isFalse();
    }

    @Test
    void theListOfTheRealmOpensExactlyTheCollectorThatItNames() throws UnknownHostException {
        Set<String> list = Set.of("collector.internal:6514");
        List<InetAddress> inside = List.of(InetAddress.getByName("10.0.0.1"));
        assertThat(AddressRules.mayConnect(endpoint("tls://collector.internal:6514"), inside, list))
                .isTrue();
        assertThat(AddressRules.mayConnect(endpoint("tls://collector.internal:6515"), inside, list))
                .isFalse();
        assertThat(AddressRules.mayConnect(endpoint("tls://other.internal:6514"), inside, list))
                .isFalse();
        assertThat(AddressRules.mayConnect(
                        endpoint("tls://collector.internal:6514"),
                        List.of(InetAddress.getByName("169.254.169.254")),
                        list))
                .isFalse();
    }

    private static Endpoint endpoint(String url) {
        return Endpoint.parse(url).orElseThrow();
    }
}
