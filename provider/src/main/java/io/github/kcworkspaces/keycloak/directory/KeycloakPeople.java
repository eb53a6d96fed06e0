package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.People;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Names of users, as Keycloak has them now. */
public final class KeycloakPeople implements People {

    private final Realms realms;

    public KeycloakPeople(KeycloakSession session) {
        this.realms = new Realms(session);
    }

    @Override
    public Optional<Member.Person> find(RealmId realm, UserId user) {
        return realms.find(realm)
                .flatMap(model -> realms.user(model, user.value()))
                .map(found -> new Member.Person(
                        user,
                        found.getUsername(),
                        found.getEmail(),
                        found.getFirstName(),
                        found.getLastName(),
                        FederatedSubjects.directoryId(found)));
    }
}
