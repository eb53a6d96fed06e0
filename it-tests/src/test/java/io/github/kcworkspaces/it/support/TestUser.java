package io.github.kcworkspaces.it.support;

/** A user who can log in. */
public record TestUser(String id, String username, String email, String password) {}
