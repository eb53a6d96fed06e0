package io.github.kcworkspaces.workspace;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.PageRequest;
import java.util.List;
import java.util.Optional;

/**
 * Port: Keycloak's organizations. Who is a member of one is asked of the stores, which count nobody else in its workspaces;
 * joining one is Keycloak's, and an invitation to a workspace has to see to it before it adds the member.
 */
public interface Organizations {

    /** Whether server and realm use organizations at all. */
    boolean used(RealmId realm);

    /** @param reference id or alias */
    Optional<Organization> find(RealmId realm, String reference);

    /** Makes the user a member of the organization; without effect when he is one. */
    void join(RealmId realm, String organization, UserId user);

    /** A page of those whose name or domain contains the text, ordered by name. None in a realm that does not use them. */
    List<Organization> search(RealmId realm, PageRequest request);
}
