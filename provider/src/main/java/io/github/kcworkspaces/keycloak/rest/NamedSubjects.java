package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.Ids;
import io.github.kcworkspaces.id.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;

/** Finds the users whom a request names; each name once. */
final class NamedSubjects {

    /** How the ids of users begin whom a federation has. */
    private static final String FEDERATED = "f:";

    private final UserProvider users;
    private final RealmModel realm;
    private final Map<EntityPart, Optional<UserId>> found = new HashMap<>();

    NamedSubjects(KeycloakSession session, RealmModel realm) {
        this.users = session.users();
        this.realm = realm;
    }

    /** @return empty when there is no such user, and for subjects that are no users; not every id has been looked for */
    Optional<UserId> find(EntityPart subject) {
        return found.computeIfAbsent(subject, this::look);
    }

    private Optional<UserId> look(EntityPart subject) {
        SubjectName name = SubjectName.of(subject.id());
        String value = name.value();
        if (!subject.isUser() || value.isBlank() || Ids.hasControlCharacters(value)) {
            return Optional.empty();
        }
        return switch (name.kind()) {
            case ID -> Optional.of(new UserId(value));
            case USERNAME -> id(users.getUserByUsername(realm, value));
            case EMAIL -> id(byEmail(value));
            case PLAIN -> isGiven(value) ? Optional.of(new UserId(value)) : plain(value);
        };
    }

    /** Whether it is such an id as Keycloak gives. Nobody can get at one by choosing it as username. */
    private static boolean isGiven(String value) {
        return Ids.isUuid(value) || value.startsWith(FEDERATED);
    }

    private Optional<UserId> plain(String value) {
        UserModel byId = users.getUserById(realm, value);
        return id(byId == null ? users.getUserByUsername(realm, value) : byId);
    }

    /** An address that several have names nobody. */
    private @Nullable UserModel byEmail(String email) {
        try {
            return users.getUserByEmail(realm, email);
        } catch (ModelDuplicateException several) {
            return null;
        }
    }

    private static Optional<UserId> id(@Nullable UserModel user) {
        return Optional.ofNullable(user).map(model -> new UserId(model.getId()));
    }
}
