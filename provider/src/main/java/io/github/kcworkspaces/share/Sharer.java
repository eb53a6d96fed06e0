package io.github.kcworkspaces.share;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import org.jspecify.annotations.Nullable;

/**
 * Who shares.
 *
 * @param unlimited whether nothing is denied to him
 * @param own who he is in the home workspace; null for who is no member
 */
public record Sharer(
        Actor actor, boolean unlimited, @Nullable Own own) {

    /** Somebody as a member of the home workspace. */
    public record Own(SubjectFacts subject, Membership membership) {}

    /** Account admins, realm admins, the system. */
    public static Sharer unlimited(Actor actor) {
        return new Sharer(actor, true, null);
    }
}
