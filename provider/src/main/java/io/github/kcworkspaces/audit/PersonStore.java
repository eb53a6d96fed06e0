package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port: what is known of one person: rows of the trail, as who acted, as whom it was done to, or as who acted for somebody
 * else; and invitations and jobs.
 */
public interface PersonStore {

    /**
     * What a person is called, beside his id.
     *
     * @param emails in lower case
     */
    record Names(Set<String> emails, Set<String> usernames) {

        public Names {
            emails = Set.copyOf(emails);
            usernames = Set.copyOf(usernames);
        }

        /** With those of his account. */
        Names and(@Nullable String email, @Nullable String username) {
            Set<String> allEmails = new HashSet<>(emails);
            Set<String> allUsernames = new HashSet<>(usernames);
            if (email != null && !email.isBlank()) {
                allEmails.add(email.toLowerCase(Locale.ROOT));
            }
            if (username != null && !username.isBlank()) {
                allUsernames.add(username);
            }
            return new Names(allEmails, allUsernames);
        }
    }

    /** What the person was ever called here, also when he has no account any more. */
    Names names(RealmId realm, String person);

    /**
     * Rows of the person, newest first.
     *
     * @param before cursor: time and id of the last row that was read; null to begin
     */
    List<TrailEntry> rows(RealmId realm, String person, @Nullable Cursor before, int max);

    /**
     * Takes away what sealed rows say of the person. Rows that are not sealed yet come later.
     *
     * @param names by which he was invited, or stands as owner in what others did
     * @param pseudonym what takes the place of the id
     * @return how many rows were changed; less than {@code max} when there are no more
     */
    int forget(RealmId realm, String person, Names names, String pseudonym, int max);

    /**
     * Takes him away from invitations that were answered and jobs that are done, as whom they are about and as who sent
     * them.
     *
     * @param gone whether he has no account: then also as who sent what is still open
     */
    void forgetInvitations(RealmId realm, String person, Names names, String pseudonym, boolean gone);

    /** Where reading goes on. */
    record Cursor(long at, String id) {}
}
