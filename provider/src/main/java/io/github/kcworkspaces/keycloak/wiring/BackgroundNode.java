package io.github.kcworkspaces.keycloak.wiring;

/** What this process does beside requests: whenever it is woken, and by Keycloak's timer for what other nodes left. */
interface BackgroundNode extends AutoCloseable {

    /** There may be something to do. Returns at once and never fails: what woke it is committed. */
    void wake();

    /** Ends it after the piece at work. What is left, another node takes, or this one after its start. */
    @Override
    void close();

    static BackgroundNode of(Runnable wake, Runnable close) {
        return new BackgroundNode() {
            @Override
            public void wake() {
                wake.run();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
