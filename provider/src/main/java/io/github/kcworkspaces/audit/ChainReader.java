package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;

/** Port: the chain as it is stored, readable or not, for who verifies it. */
@FunctionalInterface
public interface ChainReader {

    /** All rows with a higher number, in ascending order. */
    List<ChainLink> links(RealmId realm, long seq, int max);
}
