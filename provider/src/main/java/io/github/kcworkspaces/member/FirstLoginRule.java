package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is given at his first login.
 *
 * @param value alias of the identity provider, or domain of the e-mail address; empty for anybody
 */
public record FirstLoginRule(Kind kind, String value, WorkspaceId workspace, Set<RoleId> roles) {

    /** Whom a rule is about. */
    public enum Kind {
        PROVIDER,
        EMAIL_DOMAIN,
        ANYBODY
    }

    /**
     * Who logs in.
     *
     * @param provider alias of the identity provider he comes through; null for none
     * @param verifiedEmail null where there is none, or one that nobody has verified
     */
    public record Login(@Nullable String provider, @Nullable String verifiedEmail) {}

    public FirstLoginRule {
        roles = Set.copyOf(roles);
    }

    boolean matches(Login login) {
        return switch (kind) {
            case ANYBODY -> true;
            case PROVIDER -> value.equals(login.provider());
            case EMAIL_DOMAIN -> {
                Optional<String> domain = domain(login.verifiedEmail());
                yield domain.isPresent() && domain.equals(plain(value));
            }
        };
    }

    private static Optional<String> domain(@Nullable String email) {
        return email == null ? Optional.empty() : plain(email.substring(email.lastIndexOf('@') + 1));
    }

    /** The domain in the one form in which it is compared; empty when it is none. */
    static Optional<String> plain(String domain) {
        try {
            String ascii = IDN.toASCII(domain.strip(), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return ascii.isEmpty() || ascii.startsWith(".") || ascii.endsWith(".")
                    ? Optional.empty()
                    : Optional.of(ascii);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
