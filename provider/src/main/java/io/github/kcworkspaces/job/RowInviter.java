package io.github.kcworkspaces.job;

import java.util.List;

/** Invites whom rows name. */
@FunctionalInterface
public interface RowInviter {

    /**
     * Gives each row a verdict, in the transaction in which the verdicts are stored. A dry run changes nothing.
     *
     * @param rows that wait, well-formed
     * @param earlier well-formed rows of the file before the last of these, with the same e-mails
     * @return the same rows, settled
     */
    List<JobRow> invite(Job job, List<JobRow> rows, List<JobRow> earlier);
}
