package io.github.kcworkspaces.config;

import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads lists that are longer than a page. */
final class Pages {

    private Pages() {}

    static <T> List<T> all(Function<PageRequest, Page<T>> read) {
        List<T> all = new ArrayList<>();
        long total;
        do {
            Page<T> page = read.apply(new PageRequest(all.size(), PageRequest.MAX_ROWS, null));
            all.addAll(page.items());
            total = page.items().isEmpty() ? 0 : page.total();
        } while (all.size() < total);
        return all;
    }
}
