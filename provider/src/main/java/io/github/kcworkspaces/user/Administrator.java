package io.github.kcworkspaces.user;

import io.github.kcworkspaces.audit.Actor;

/**
 * Who changes users.
 *
 * @param accounts whether he may delete, disable and enable accounts
 * @param keycloak whether also those of Keycloak's own administrators, because he is one
 */
public record Administrator(Actor actor, boolean accounts, boolean keycloak) {}
