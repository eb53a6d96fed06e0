package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.resource.Resource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource with the states of the roles that were asked for.
 *
 * @param parentName name of what it belongs to
 * @param children how many active children it has, by type
 * @param cells one for each role, in order
 */
public record MatrixRow(Resource resource, @Nullable String parentName, Map<String, Long> children, List<Cell> cells) {

    public MatrixRow {
        children = Map.copyOf(children);
        cells = List.copyOf(cells);
    }

    /**
     * How one role stands to it.
     *
     * @param usableChildren how many of the children the role grants, singly or by type
     * @param grantedChildren on how many of the children the role has a grant of their own, by type
     * @param own the grants on this very resource
     * @param details actions granted on it and by type
     */
    public record Cell(
            MatrixState state,
            long usableChildren,
            Map<String, Long> grantedChildren,
            List<Grant> own,
            ResourceState details) {

        public Cell {
            grantedChildren = Map.copyOf(grantedChildren);
            own = List.copyOf(own);
        }
    }
}
