package io.github.kcworkspaces.job;

import io.github.kcworkspaces.audit.Actor;

/**
 * Who started a job, and how much his token let him do: the job may never do more, and no more than he may at the time.
 *
 * @param realm id of the realm that his account is in; the master realm for some administrators
 * @param actor as the trail names him
 * @param unlimited whether nothing in the realm was denied to him
 * @param managesUsers whether creating accounts was not
 * @param site address of the server as he reached it: where the links of mails lead to
 */
public record Starter(String realm, Actor actor, boolean unlimited, boolean managesUsers, String site) {}
