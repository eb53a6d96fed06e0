package io.github.kcworkspaces.importing;

import io.github.kcworkspaces.importing.Inventory.Prompt;
import io.github.kcworkspaces.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gives prompts the external ids that they had before. A prompt is the same as before if its app has one with the same text,
 * or else at the same place. Otherwise it gets an id made of its app and its text.
 */
final class PromptIds {

    static final String APP = "app";
    static final String POSITION = "position";
    static final String TEXT = "textHash";

    private static final int LONGEST_APP = 150;

    private final String prefix;
    private final List<Resource> known;
    private final UnaryOperator<String> app;
    private final Set<String> taken = new HashSet<>();

    /**
     * @param known prompts of earlier imports of the same connector
     * @param app the id that an app has now, by the one that it had
     */
    PromptIds(String prefix, List<Resource> known, UnaryOperator<String> app) {
        this.prefix = prefix;
        this.known = known;
        this.app = app;
        known.forEach(prompt -> taken.add(prompt.externalId()));
    }

    /** The external id of each of the prompts, which have no text twice in one app. */
    Map<Prompt, String> of(List<Prompt> prompts) {
        Map<Prompt, String> ids = new LinkedHashMap<>();
        Map<String, List<Resource>> left = new HashMap<>();
        known.forEach(prompt -> left.computeIfAbsent(
                        app.apply(String.valueOf(prompt.attributes().get(APP))), id -> new ArrayList<>())
                .add(prompt));
        for (Prompt prompt : prompts) {
            String hash = hash(prompt.text());
            String id = take(
                    left.get(prefix + prompt.app()),
                    before -> hash.equals(before.attributes().get(TEXT)));
            if (id != null) {
                ids.put(prompt, id);
            }
        }
        for (Prompt prompt : prompts) {
            if (!ids.containsKey(prompt)) {
                String id = take(
                        left.get(prefix + prompt.app()),
                        before -> before.active()
                                && Objects.equals(
                                        prompt.position(), before.attributes().get(POSITION)));
                ids.put(prompt, id == null ? free(prompt) : id);
            }
        }
        return ids;
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable String take(@Nullable List<Resource> left, Predicate<Resource> same) {
        if (left != null) {
            for (Resource before : left) {
                if (same.test(before)) {
                    left.remove(before);
                    return before.externalId();
                }
            }
        }
        return null;
    }

    private String free(Prompt prompt) {
        String app = prompt.app().length() > LONGEST_APP ? hash(prompt.app()) : prompt.app();
        String text = prompt.text();
        String id = prefix + app + ":::" + hash(text).substring(0, 16);
        while (!taken.add(id)) {
            text += "+";
            id = prefix + app + ":::" + hash(text).substring(0, 16);
        }
        return id;
    }
}
