package io.github.kcworkspaces.job;

import io.github.kcworkspaces.invitation.Invite;
import java.util.Collection;
import java.util.Map;

/** Port: what the starter of a job may now. */
@FunctionalInterface
public interface Hosts {

    /**
     * How he stands in these workspaces, in a number of statements that does not depend on how many there are.
     *
     * @param references ids, or aliases in lower case
     * @return those that exist for him, by the reference that was given
     */
    Map<String, Invite.Host> of(Job job, Collection<String> references);
}
