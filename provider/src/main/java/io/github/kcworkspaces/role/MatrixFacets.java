package io.github.kcworkspaces.role;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to choose from in a matrix, and what is not complete.
 *
 * @param groups by type and category, ordered
 * @param providers how many resources have each
 * @param incomplete what one role can use without what it requires (rule P4); empty for several
 */
public record MatrixFacets(List<Group> groups, Map<String, Long> providers, List<Incomplete> incomplete) {

    public MatrixFacets {
        groups = List.copyOf(groups);
        incomplete = List.copyOf(incomplete);
    }

    /**
     * Resources of a type and category.
     *
     * @param granted how many of them each role grants, singly or by type, in the order of the roles
     * @param singly how many of them each role has a grant of their own on
     */
    public record Group(String type, @Nullable String category, long total, List<Long> granted, List<Long> singly) {

        public Group {
            granted = List.copyOf(granted);
            singly = List.copyOf(singly);
        }
    }

    /** A resource, and what it requires and the role can't use. */
    public record Incomplete(MatrixStore.Name resource, List<MatrixStore.Name> missing) {

        public Incomplete {
            missing = List.copyOf(missing);
        }
    }
}
