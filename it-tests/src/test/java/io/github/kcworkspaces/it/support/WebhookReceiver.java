package io.github.kcworkspaces.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** Somebody who receives webhooks, and verifies them with the published library of Standard Webhooks. */
public final class WebhookReceiver implements AutoCloseable {

    /** Answers that mean that nothing is answered at all. */
    public static final int SILENCE = 0;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Delivery> answer = delivery -> 204;

    /** What came, whatever was answered. */
    public record Delivery(String id, HttpHeaders headers, String body) {

        public JsonNode json() {
            return RestCaller.read(body);
        }

        /** Whether it is from who has the secret. */
        public boolean isVerified(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (WebhookVerificationException forged) {
                return false;
            }
        }
    }

    public WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /** @param status of the answer to a delivery; {@link #SILENCE} for none */
    public void answer(ToIntFunction<Delivery> status) {
        answer = status;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Ids of what came, in order. */
    public List<String> ids() {
        return deliveries.stream().map(Delivery::id).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        Delivery delivery = new Delivery(
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("webhook-id"), ""),
                HttpHeaders.of(Map.copyOf(exchange.getRequestHeaders()), (name, value) -> true),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        int status = answer.applyAsInt(delivery);
        deliveries.add(delivery);
        if (status == SILENCE) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
