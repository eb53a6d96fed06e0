package io.github.kcworkspaces.sink;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.problem.ProblemCode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private static final Set<String> LIST = Set.of("collector.internal:8080", "[fd00::1]:8443");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https",
                "https://",
                "https:///path",
                "http://example.org/hook",
                "https://example.org:22/",
                "https://example.org:0/",
                "https://example.org:65536/",
                "ftp://example.org/",
                "file:///etc/passwd",
                "gopher://example.org:443/",
                "ldap://example.org",
                "jar:https://example.org!/",
                "javascript:alert(1)",
                "https://user@example.org/",
                "https://ok.example.org@127.0.0.1/",
                "https://ok.example.org:443@127.0.0.1/",
                "https://example.org/#fragment",
                "https://127.0.0.1#@example.org/",
                "https://example.org\\@127.0.0.1/",
                "https://exa mple.org/",
                "https://example.org/\r\nHost: other",
                "https://%6cocalhost/",
                "https://[::1]example.org/",
                "https://[fe80::1%25lo]/",
                "https://１２７.０.０.１/",
                "https://127。0。0。1/",
                "https://example.org./",
                "https://${vault.x}/",
                "tcp://example.org:6514",
                "tls://example.org:6514/path",
                "http://collector.internal:8081/",
                "http://collector.internal.evil.org:8080/",
                "http://evilcollector.internal:8080/"
            })
    void whatIsNoPlainAddressOfACollectorIsRefusedInTheSameWords(String url) {
        assertThat(refused(ProblemCode.URL_NOT_ALLOWED, () -> AddressRules.endpointIsAllowed(url, LIST))
                        .detail())
                .isEqualTo(refused(ProblemCode.URL_NOT_ALLOWED, () -> AddressRules.endpointIsAllowed("", LIST))
                        .detail());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "https://hooks.example.org/a/b?c=d",
                "https://EXAMPLE.org:8088/services/collector",
                "https://[2606:2800:220:1::1]:8443/",
                "tls://siem.example.org",
                "http://collector.internal:8080/x",
                "tcp://collector.internal:8080",
                "https://[fd00::1]:8443/"
            })
    void encryptedOnesAtThePortOfACollectorAndThoseOfTheListAreAllowed(String url) {
        assertThat(AddressRules.endpointIsAllowed(url, LIST).host()).isNotEmpty();
    }

    @Test
    void anEndpointIsPutTogetherFromItsParts() {
        Endpoint endpoint = AddressRules.endpointIsAllowed("HTTPS://Hooks.Example.org/Path?q=1", LIST);
        assertThat(endpoint).isEqualTo(new Endpoint(Endpoint.Scheme.HTTPS, "hooks.example.org", 443, "/Path?q=1"));
        assertThat(endpoint.origin()).isEqualTo("https://hooks.example.org:443");
    }

    @Test
    void entriesOfTheListAreExact() {
        assertThat(List.of("collector.internal:6514", "10.0.0.1:514", "[fd00::1]:8443"))
                .allMatch(AddressRules::isCollector);
        assertThat(List.of(
                        "",
                        "collector",
                        "*.internal:6514",
                        "Collector:6514",
                        "collector:0",
                        "collector:6514/x",
                        "a@collector:6514",
                        "collector:06514"))
                .noneMatch(AddressRules::isCollector);
    }
}
