package io.github.kcworkspaces.sink;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a sink is reached: an address, taken apart once. What is dialled is put together from these parts, so that nobody
 * reads the text another way.
 *
 * @param host lower case, without brackets
 * @param path with its query; begins with a slash, or is empty
 */
public record Endpoint(Scheme scheme, String host, int port, String path) {

    /** How it is spoken to. */
    public enum Scheme {
        HTTPS(443, true),
        HTTP(80, false),
        /** Syslog in TLS (RFC 5425). */
        TLS(6514, true),
        /** Syslog over plain TCP (RFC 6587). */
        TCP(601, false);

        private final int port;
        private final boolean encrypted;

        Scheme(int port, boolean encrypted) {
            this.port = port;
            this.encrypted = encrypted;
        }

        public boolean encrypted() {
            return encrypted;
        }

        boolean isHttp() {
            return this == HTTPS || this == HTTP;
        }
    }

    private static final Map<String, Scheme> SCHEMES =
            Map.of("https", Scheme.HTTPS, "http", Scheme.HTTP, "tls", Scheme.TLS, "tcp", Scheme.TCP);

    /** Ports of collectors. Others are on the list of the realm. */
    private static final Set<Integer> PORTS = Set.of(443, 4318, 6514, 8088, 8443);

    private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*");
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_HOST = 253;

    /** @return empty for anything that is not plainly an address: other schemes, user names, fragments, odd hosts */
    public static Optional<Endpoint> parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
        Scheme scheme =
                uri.getScheme() == null ? null : SCHEMES.get(uri.getScheme().toLowerCase(Locale.ROOT));
        String host = host(uri);
        int port = uri.getPort() < 0 && scheme != null ? scheme.port : uri.getPort();
        if (scheme == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || host.length() > LONGEST_HOST
                || !HOST.matcher(host).matches()
                || port < 1
                || port > HIGHEST_PORT) {
            return Optional.empty();
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        boolean plain = path.isEmpty() && query.isEmpty();
        return scheme.isHttp() || plain
                ? Optional.of(new Endpoint(scheme, host, port, path + query))
                : Optional.empty();
    }

    /** {@code host:port}, as the list of the realm names it. */
    public String collector() {
        return bracketed() + ":" + port;
    }

    boolean hasCollectorsPort() {
        return PORTS.contains(port);
    }

    /** With everything that says where it leads; what follows the path is the collector's affair, and may be secret. */
    public String origin() {
        return scheme.name().toLowerCase(Locale.ROOT) + "://" + collector();
    }

    @Override
    public String toString() {
        return origin() + path;
    }

    private String bracketed() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static String host(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
