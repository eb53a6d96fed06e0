package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.BasicHttpClientConnectionManager;
import org.apache.http.impl.conn.DefaultSchemePortResolver;
import org.apache.http.impl.conn.ManagedHttpClientConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to addresses that administrators have entered. Addresses are judged where they are dialled; nothing is followed,
 * remembered, unpacked or repeated; time and size have an end whatever the other side does. A proxy that the system knows is
 * not used: it would dial in our place, unwatched.
 */
final class Http {

    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;

    private final Addresses addresses;
    private final Supplier<SSLContext> tls;
    private final Limits limits;
    private final Clock clock;
    private final Deadlines deadlines;

    Http(Addresses addresses, Supplier<SSLContext> tls, Limits limits, Deadlines deadlines, Clock clock) {
        this.addresses = addresses;
        this.tls = tls;
        this.limits = limits;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** One connection to one endpoint, for as many requests as follow each other. */
    Connection open(Endpoint endpoint, Collection<String> allowList) {
        return new Connection(endpoint, allowList);
    }

    Limits limits() {
        return limits;
    }

    Instant now() {
        return clock.instant();
    }

    /** Where requests go, one after another. */
    final class Connection implements AutoCloseable {

        private final Endpoint endpoint;
        private final CloseableHttpClient client;

        private Connection(Endpoint endpoint, Collection<String> allowList) {
            this.endpoint = endpoint;
            BasicHttpClientConnectionManager connections = new BasicHttpClientConnectionManager(
                    RegistryBuilder.<ConnectionSocketFactory>create()
                            .register("http", PlainConnectionSocketFactory.getSocketFactory())
                            .register("https", new SSLConnectionSocketFactory(tls.get(), new DefaultHostnameVerifier()))
                            .build(),
                    new ManagedHttpClientConnectionFactory(),
                    DefaultSchemePortResolver.INSTANCE,
                    host -> addresses.of(endpoint, allowList));
            connections.setConnectionConfig(ConnectionConfig.custom()
                    .setMessageConstraints(MessageConstraints.custom()
                            .setMaxLineLength(LONGEST_LINE)
                            .setMaxHeaderCount(MOST_HEADERS)
                            .build())
                    .build());
            int total = (int) limits.total().toMillis();
            connections.setSocketConfig(
                    SocketConfig.custom().setSoTimeout(total).setSoLinger(0).build());
            client = HttpClientBuilder.create()
                    .setConnectionManager(connections)
                    .setDefaultRequestConfig(RequestConfig.custom()
                            .setConnectTimeout((int) limits.connect().toMillis())
                            .setSocketTimeout(total)
                            .build())
                    .disableRedirectHandling()
                    .disableCookieManagement()
                    .disableAuthCaching()
                    .disableAutomaticRetries()
                    .disableContentCompression()
                    .setUserAgent("keycloak-workspaces")
                    .build();
        }

        /**
         * @param path of the request; null for that of the endpoint
         * @throws IOException also when time is over
         */
        Answer post(@Nullable String path, String contentType, Map<String, String> headers, String body)
                throws IOException {
            String target = path == null ? endpoint.path() : path;
            HttpPost request = new HttpPost(target.startsWith("/") ? target : "/" + target);
            headers.forEach(request::setHeader);
            request.setEntity(
                    new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.create(contentType)));
            HttpHost host = new HttpHost(
                    endpoint.host(), endpoint.port(), endpoint.scheme().name().toLowerCase(Locale.ROOT));
            Deadlines.Deadline deadline = deadlines.in(limits.total(), request::abort);
            try (CloseableHttpResponse response = client.execute(host, request)) {
                Header retryAfter = response.getFirstHeader("Retry-After");
                return new Answer(
                        response.getStatusLine().getStatusCode(),
                        response.getEntity() == null
                                ? ""
                                : read(request, response.getEntity().getContent()),
                        Answer.retryAfter(retryAfter == null ? null : retryAfter.getValue(), clock.instant()));
            } catch (IllegalArgumentException | IllegalStateException unusable) {
                throw new IOException("not HTTP", unusable);
            } catch (IOException failed) {
                if (request.isAborted()) {
                    InterruptedIOException late = new InterruptedIOException("no answer in time");
                    late.initCause(failed);
                    throw late;
                }
                throw failed;
            } finally {
                deadline.close();
            }
        }

        /** Whoever has more to say than we read is hung up on: its connection is of no further use. */
        private String read(HttpPost request, @Nullable InputStream content) throws IOException {
            if (content == null) {
                return "";
            }
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] chunk = new byte[LONGEST_LINE];
            int length = content.read(chunk);
            while (length >= 0) {
                if (kept.size() + length > limits.answerBytes()) {
                    request.abort();
                    return kept.toString(StandardCharsets.UTF_8);
                }
                kept.write(chunk, 0, length);
                length = content.read(chunk);
            }
            return kept.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            try {
                client.close();
            } catch (IOException alreadyGone) {
                // Nobody waits for it.
            }
        }
    }
}
