package io.github.kcworkspaces.invitation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an invitation shall say, as it was sent.
 *
 * @param roles ids or names; empty for {@code member}
 * @param bypass whether it gives access at once (rule I5)
 * @param expiresAt epoch milliseconds; null for the lifespan that the settings name
 * @param application where it leads to; null for the account console
 */
public record NewInvitation(
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        List<String> roles,
        boolean bypass,
        @Nullable String message,
        @Nullable Long expiresAt,
        Invitation.@Nullable Application application) {

    public NewInvitation {
        roles = List.copyOf(roles);
    }
}
