package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.paging.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search: goes through candidates, one source after the other, and keeps those that the engine allows. A page
 * ends when it is full, or when enough was looked at: then it has fewer results, perhaps none, and a cursor all the same.
 *
 * @param <C> candidates
 */
final class SearchPage<C> {

    private static final int MOST_LOOKED_AT = 1_000;
    private static final int AT_ONCE = 250;

    /** Gives candidates in an order of its own. */
    @FunctionalInterface
    interface Next<C> {
        List<C> after(@Nullable String cursor, int max);
    }

    /**
     * Where candidates come from.
     *
     * @param repeated those that an earlier source has given already
     */
    record Source<C>(Next<C> next, Predicate<C> repeated) {}

    private final List<Source<C>> sources;
    private final Function<C, String> id;
    private final Function<List<C>, Map<C, String>> allowed;

    /**
     * @param id of a candidate; goes into the cursor
     * @param allowed of some candidates those that are results, and as what
     */
    SearchPage(List<Source<C>> sources, Function<C, String> id, Function<List<C>, Map<C, String>> allowed) {
        this.sources = List.copyOf(sources);
        this.id = id;
        this.allowed = allowed;
    }

    /**
     * @param cursor of an earlier page; null to start
     * @param max results at most; not negative
     */
    Slice<String> read(@Nullable String cursor, int max) {
        int colon = cursor == null ? -1 : cursor.indexOf(':');
        int source = cursor == null ? 0 : Integer.parseInt(cursor.substring(0, colon));
        String after = cursor == null || colon + 1 == cursor.length() ? null : cursor.substring(colon + 1);
        List<String> results = new ArrayList<>();
        int looked = 0;
        while (source < sources.size()) {
            if (results.size() == max || looked >= MOST_LOOKED_AT + max) {
                return new Slice<>(results, source + ":" + (after == null ? "" : after));
            }
            // The first look is for what the page needs and one more, which tells whether it is the last page.
            int wanted = Math.max(max - results.size() + 1, looked == 0 ? 0 : AT_ONCE);
            List<C> candidates = sources.get(source).next().after(after, wanted);
            Map<C, String> found = allowed.apply(candidates);
            looked += candidates.size();
            for (int index = 0; index < candidates.size() && results.size() < max; index++) {
                C candidate = candidates.get(index);
                after = id.apply(candidate);
                String result = found.get(candidate);
                if (result != null && !sources.get(source).repeated().test(candidate)) {
                    results.add(result);
                }
                if (results.size() == max && index + 1 < candidates.size()) {
                    return new Slice<>(results, source + ":" + after);
                }
            }
            if (candidates.size() < wanted) {
                source++;
                after = null;
            }
        }
        return new Slice<>(results, null);
    }
}
