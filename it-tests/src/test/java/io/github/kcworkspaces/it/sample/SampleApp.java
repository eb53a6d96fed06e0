package io.github.kcworkspaces.it.sample;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Serves flows of the workspace that the caller's token is about.
 *
 * <table>
 *   <caption>Routes</caption>
 *   <tr><td>{@code GET /flows}</td><td>the token lists {@code chatflow:view}: no request to the server</td></tr>
 *   <tr><td>{@code GET /flows/{id}}</td><td>the decision point allows {@code view}; else the flow does not exist</td></tr>
 *   <tr><td>{@code DELETE /flows/{id}}</td><td>the decision point allows {@code delete}; else 403, or 404 for who may not
 *       even view it</td></tr>
 * </table>
 */
public final class SampleApp implements AutoCloseable {

    private static final String FLOWS = "/flows";
    private static final String BEARER = "Bearer ";

    /** What a route answers. */
    private record Reply(int status, String body) {}

    /** Who calls, and about which workspace. */
    private record Caller(String user, String workspace, Collection<?> permissions) {}

    private final HttpServer server;
    private final AccessTokens tokens;
    private final DecisionPoint decisions;
    private final Map<String, String> flows = new ConcurrentHashMap<>();

    /**
     * Starts it on a free port of this machine.
     *
     * @param issuer of the realm
     * @param audience id of the application's client
     * @param serviceToken gives an access token of the application's service account
     */
    public SampleApp(String issuer, String audience, Supplier<String> serviceToken) {
        tokens = new AccessTokens(issuer, audience);
        decisions = new DecisionPoint(issuer, serviceToken);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(FLOWS, this::handle);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Puts a flow into the application's own storage. */
    public void store(String id, String content) {
        flows.put(id, content);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = caller(exchange)
                    .map(caller -> route(exchange, caller))
                    .orElseGet(() -> new Reply(401, "token required"));
            if (reply.status() == 401) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private Optional<Caller> caller(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null || !header.startsWith(BEARER)
                ? Optional.empty()
                : tokens.check(header.substring(BEARER.length())).flatMap(SampleApp::caller);
    }

    /** A token that is about no workspace opens nothing here. */
    private static Optional<Caller> caller(JWTClaimsSet claims) {
        return claims.getClaim("workspace") instanceof Map<?, ?> workspace
                        && workspace.get("id") instanceof String id
                        && workspace.get("permissions") instanceof Collection<?> permissions
                ? Optional.of(new Caller(claims.getSubject(), id, permissions))
                : Optional.empty();
    }

    private Reply route(HttpExchange exchange, Caller caller) {
        String path = exchange.getRequestURI().getPath();
        String flow = path.length() > FLOWS.length() ? path.substring(FLOWS.length() + 1) : "";
        return switch (exchange.getRequestMethod()) {
            case "GET" -> flow.isEmpty() ? list(caller) : read(caller, flow);
            case "DELETE" -> flow.isEmpty() ? new Reply(405, "") : delete(caller, flow);
            default -> new Reply(405, "");
        };
    }

    private Reply list(Caller caller) {
        return caller.permissions().contains("chatflow:view")
                ? new Reply(200, String.join(",", flows.keySet()))
                : new Reply(403, "chatflow:view is required");
    }

    private Reply read(Caller caller, String flow) {
        String content = flows.get(flow);
        return content != null && may(caller, "view", flow) ? new Reply(200, content) : new Reply(404, "no such flow");
    }

    private Reply delete(Caller caller, String flow) {
        if (!flows.containsKey(flow) || !may(caller, "view", flow)) {
            return new Reply(404, "no such flow");
        }
        if (!may(caller, "delete", flow)) {
            return new Reply(403, "chatflow:delete is required");
        }
        flows.remove(flow);
        return new Reply(204, "");
    }

    private boolean may(Caller caller, String action, String flow) {
        return decisions.allows(caller.user(), action, caller.workspace(), flow);
    }
}
