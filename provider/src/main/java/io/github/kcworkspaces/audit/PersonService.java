package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the trail has of one person: shown to him on request, and taken away on request without breaking the chain. */
public final class PersonService {

    private final PersonStore store;
    private final Recorder recorder;

    public PersonService(PersonStore store, Recorder recorder) {
        this.store = store;
        this.recorder = recorder;
    }

    /** Newest first. */
    public List<TrailEntry> rows(RealmId realm, String person, PersonStore.@Nullable Cursor before, int max) {
        return store.rows(realm, person, before, max);
    }

    /** The trail has it before the first row leaves. */
    public void exported(RealmId realm, Actor actor, String person) {
        recorder.record(realm, actor, ActivityType.PERSON_EXPORTED, new Target("user", person, person), new Changes());
    }

    /**
     * Takes a batch of sealed rows; asked again until it finds fewer than {@code max}.
     *
     * @param pseudonym of {@link #pseudonym}
     */
    public int forget(RealmId realm, String person, @Nullable String email, String pseudonym, int max) {
        return store.forget(realm, person, email, pseudonym, max);
    }

    /** Records it, under the pseudonym: else the record would bring back what it is about. */
    public void forgotten(RealmId realm, Actor actor, String pseudonym, long rows) {
        recorder.record(
                realm,
                actor,
                ActivityType.PERSON_PSEUDONYMISED,
                new Target("user", pseudonym, Forgetting.NAME),
                new Changes().field("rows", null, rows));
    }

    /** What stands in the place of a person's id from now on. */
    public static String pseudonym(String random) {
        return Forgetting.ID_PREFIX + random;
    }
}
