package io.github.kcworkspaces.it.support;

/** One way of running the server. */
interface KeycloakRuntime extends AutoCloseable {

    String baseUrl();

    String managementUrl();

    /** The name by which the server reaches this machine. */
    String hostFromServer();

    ServerLog log();

    /** Stops the server in good order and starts it again at the same address. */
    void restart();

    /** Ends the server without a word to it and starts it again at the same address. */
    void crash();

    @Override
    void close();
}
