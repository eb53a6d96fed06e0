package io.github.kcworkspaces.role;

import io.github.kcworkspaces.resource.Resource;
import java.util.List;
import java.util.Map;

/**
 * A resource with the states of the roles that were asked for.
 *
 * @param children how many active children it has, by type
 * @param cells one for each role, in order
 */
public record MatrixRow(Resource resource, Map<String, Long> children, List<Cell> cells) {

    public MatrixRow {
        children = Map.copyOf(children);
        cells = List.copyOf(cells);
    }

    /**
     * How one role stands to it.
     *
     * @param usableChildren how many of the children the role grants, singly or by type
     * @param details actions granted on it and by type
     */
    public record Cell(MatrixState state, long usableChildren, ResourceState details) {}
}
