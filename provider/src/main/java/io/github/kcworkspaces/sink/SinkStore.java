package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: the sinks of realms, as administrators see them. */
public interface SinkStore {

    /** @param position where it begins: with the row behind it */
    void insert(Sink sink, @Nullable String sealedSecret, long position);

    Optional<Sink> find(RealmId realm, String id);

    /**
     * By name.
     *
     * @param workspace null for all
     */
    Page<Sink> page(RealmId realm, @Nullable WorkspaceId workspace, PageRequest request);

    int count(RealmId realm);

    /** Stores name, address, format, types and whether it is on; what went wrong before is forgotten. */
    void update(Sink sink);

    Optional<SealedSecret> secret(Sink sink);

    /** @param formerUntil until when the present one counts beside the new one; null: not at all */
    void setSecret(Sink sink, String sealed, @Nullable Long formerUntil);

    /** @return how many dead letters went with it */
    int delete(Sink sink);

    Progress progress(Sink sink);

    /**
     * How each of them is doing, in their order: one statement, however many they are.
     *
     * @param head number of the row that was sealed last
     */
    List<SinkStatus> statuses(RealmId realm, List<Sink> sinks, long head);

    /** Lets it go on with the row behind the position, at once; nodes that send to it give up what they are at. */
    void rewind(Sink sink, long position);

    long deadLetters(Sink sink);

    Page<DeadLetter> deadLetters(Sink sink, PageRequest request);

    /**
     * Has dead letters sent again.
     *
     * @param seqs numbers of their rows; empty for all
     * @return how many
     */
    int requeue(Sink sink, Set<Long> seqs);

    /** In order. */
    List<String> allowList(RealmId realm);

    void allow(RealmId realm, Collection<String> collectors);
}
