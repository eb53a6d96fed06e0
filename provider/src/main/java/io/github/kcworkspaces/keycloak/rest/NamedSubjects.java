package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;

/** Finds the users whom a request names; each name once. */
final class NamedSubjects {

    /** Ids that Keycloak gives, its own users and those of a federation. Nobody can get at one by choosing it as username. */
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|f:.*");

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
        if (!subject.isUser() || value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return switch (name.kind()) {
            case ID -> Optional.of(new UserId(value));
            case USERNAME -> id(users.getUserByUsername(realm, value));
            case EMAIL -> id(byEmail(value));
            case PLAIN -> ID.matcher(value).matches() ? Optional.of(new UserId(value)) : plain(value);
        };
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
