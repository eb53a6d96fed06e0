package io.github.kcworkspaces.audit.retention;

import org.jspecify.annotations.Nullable;

/** What to change of how long the trail is kept; what is null keeps its value. */
public record RetentionChange(
        @Nullable Integer activityDays,
        @Nullable Integer loginDays,
        @Nullable Integer keycloakDays,
        @Nullable Boolean archive) {

    RetentionPolicy applied(RetentionPolicy before) {
        return new RetentionPolicy(
                activityDays == null ? before.activityDays() : activityDays,
                loginDays == null ? before.loginDays() : loginDays,
                keycloakDays == null ? before.keycloakDays() : keycloakDays,
                archive == null ? before.archive() : archive);
    }
}
