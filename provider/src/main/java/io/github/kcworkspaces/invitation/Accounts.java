package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.member.Member;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: Keycloak's accounts by e-mail address. */
public interface Accounts {

    /**
     * An account.
     *
     * @param emailVerified whether its holder has proved the address
     */
    record Account(Member.Person person, boolean enabled, boolean emailVerified) {}

    /**
     * The accounts with these addresses, without regard to case; realms may allow several with one. A number of statements
     * that does not depend on how many are asked for, unless the realm has directories that are not imported.
     *
     * @param emails lower case
     */
    Map<String, List<Account>> byEmail(RealmId realm, Collection<String> emails);

    /**
     * Creates an enabled account without a credential, its address unverified.
     *
     * @throws io.github.kcworkspaces.problem.Problem if the realm does not take it
     */
    Account create(RealmId realm, String email, @Nullable String firstName, @Nullable String lastName);
}
