package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.invitation.Invitation.Application;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an invitation shall say, as it was sent.
 *
 * @param roles ids or names, at least one; like both names and the address they are required
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
        @Nullable Application application) {

    public NewInvitation {
        roles = List.copyOf(roles);
    }
}
