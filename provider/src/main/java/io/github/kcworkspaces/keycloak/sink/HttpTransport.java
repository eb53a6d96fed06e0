package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Target;
import io.github.kcworkspaces.sink.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the protocols over HTTP share: some messages in a request, one request after another. */
abstract class HttpTransport implements Transport {

    /**
     * A request.
     *
     * @param path null for that of the sink's address
     */
    record Post(@Nullable String path, String contentType, Map<String, String> headers, String body) {}

    private final Http http;
    private final int batch;

    /** @param batch how many messages a request takes */
    HttpTransport(Http http, int batch) {
        this.http = http;
        this.batch = batch;
    }

    abstract Post post(Target target, List<Message> messages, Instant now);

    /** Why the answer is no yes; null if it is one. */
    Report.@Nullable Failure failure(Answer answer) {
        return answer.taken() ? null : answer.failure();
    }

    @Override
    public final Report send(Target target, List<Message> messages) {
        Instant end = http.now().plus(http.limits().turn());
        int delivered = 0;
        int size = batch;
        try (Http.Connection connection = http.open(Objects.requireNonNull(target.endpoint()), target.allowList())) {
            while (delivered < messages.size() && (delivered == 0 || http.now().isBefore(end))) {
                List<Message> next = messages.subList(delivered, Math.min(delivered + size, messages.size()));
                Post post = post(target, next, http.now());
                Report.Failure failure =
                        failure(connection.post(post.path(), post.contentType(), post.headers(), post.body()));
                if (failure == null) {
                    delivered += next.size();
                } else if (failure.about() == Report.About.EVENT && next.size() > 1) {
                    // Which of them it is, only sending them one by one shows.
                    size = 1;
                } else {
                    return Report.failed(delivered, failure);
                }
            }
            return Report.all(delivered);
        } catch (IOException failed) {
            return Report.unreachable(delivered, reason(failed));
        }
    }

    /** Names the kind of failure only. */
    static String reason(IOException failed) {
        if (failed instanceof Addresses.NotAllowed) {
            return "the address is not allowed";
        }
        if (failed instanceof java.net.UnknownHostException) {
            return "the host is unknown";
        }
        if (failed instanceof SSLException) {
            return "no trusted TLS connection";
        }
        if (failed instanceof InterruptedIOException) {
            return "no answer in time";
        }
        return failed instanceof java.net.ConnectException ? "no connection" : "the connection broke";
    }
}
