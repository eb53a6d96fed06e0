package io.github.kcworkspaces.keycloak.wiring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.timer.TimerProvider;

/** All that this process does beside requests, each with an option of the server that says how often it looks by itself. */
final class BackgroundTasks implements AutoCloseable {

    /**
     * One of them.
     *
     * @param name in Keycloak's timer
     * @param option seconds between two looks; with 0 this process leaves the work to other nodes
     * @param seconds unless the option says otherwise
     * @param help what the option means
     */
    record Task(
            String name,
            String option,
            int seconds,
            String help,
            Function<KeycloakSessionFactory, BackgroundNode> node) {}

    private final List<Task> tasks;
    private final Map<String, Integer> seconds = new HashMap<>();
    private final Map<String, BackgroundNode> running = new ConcurrentHashMap<>();

    /** @param tasks in the order of their start; they end in the opposite one */
    BackgroundTasks(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    void init(Config.Scope config) {
        tasks.forEach(task -> seconds.put(task.name(), config.getInt(task.option(), task.seconds())));
    }

    /** The database is ready. */
    void start(KeycloakSessionFactory sessions) {
        try (KeycloakSession session = sessions.create()) {
            TimerProvider timer = session.getProvider(TimerProvider.class);
            for (Task task : tasks) {
                int interval = seconds.getOrDefault(task.name(), task.seconds());
                if (interval > 0) {
                    BackgroundNode node = task.node().apply(sessions);
                    running.put(task.name(), node);
                    timer.schedule(node::wake, interval * 1_000L, task.name());
                }
            }
        }
    }

    /** Nothing happens before the start, after the end, and where the work is left to other nodes. */
    void wake(String name) {
        BackgroundNode node = running.get(name);
        if (node != null) {
            node.wake();
        }
    }

    @Override
    public void close() {
        List<Task> last = new ArrayList<>(tasks);
        Collections.reverse(last);
        for (Task task : last) {
            BackgroundNode node = running.remove(task.name());
            if (node != null) {
                node.close();
            }
        }
    }

    void describe(ProviderConfigurationBuilder options) {
        tasks.forEach(task -> options.property()
                .name(task.option())
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText(task.help())
                .defaultValue(task.seconds())
                .add());
    }
}
