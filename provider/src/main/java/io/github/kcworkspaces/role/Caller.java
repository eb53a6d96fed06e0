package io.github.kcworkspaces.role;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.decision.Holdings;

/**
 * Who asks for a change of rights, and what he holds himself where he asks for it: he may give and take no more (rule
 * R5).
 */
public record Caller(Actor actor, Holdings holdings) {

    /** Somebody who holds everything: account admins, realm admins, the system. */
    public static Caller unlimited(Actor actor) {
        return new Caller(actor, Holdings.EVERYTHING);
    }
}
