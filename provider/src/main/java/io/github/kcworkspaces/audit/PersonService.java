package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.audit.PersonStore.Names;
import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one person: shown to him on request, and taken away on request without breaking the chain. */
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
     * What the person is and was called; asked before anything is forgotten.
     *
     * @param email of his account; null if there is none
     * @param username of his account; null if there is none
     */
    public Names names(RealmId realm, String person, @Nullable String email, @Nullable String username) {
        return store.names(realm, person).and(email, username);
    }

    /**
     * Takes a batch of sealed rows; asked again until it finds fewer than {@code max}.
     *
     * @param pseudonym of {@link #pseudonym}
     */
    public int forget(RealmId realm, String person, Names names, String pseudonym, int max) {
        return store.forget(realm, person, names, pseudonym, max);
    }

    /** @param gone whether he has no account any more */
    public void forgetInvitations(RealmId realm, String person, Names names, String pseudonym, boolean gone) {
        store.forgetInvitations(realm, person, names, pseudonym, gone);
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
