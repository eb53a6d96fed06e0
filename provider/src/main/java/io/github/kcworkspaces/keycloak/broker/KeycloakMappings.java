package io.github.kcworkspaces.keycloak.broker;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.member.OutsideMapping;
import io.github.kcworkspaces.member.OutsideMappings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Our mappers among those of Keycloak's identity providers. */
public final class KeycloakMappings implements OutsideMappings {

    private final KeycloakSession session;

    public KeycloakMappings(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public List<OutsideMapping> all(RealmId realm) {
        return OutsideMappings.ordered(stream(realm));
    }

    @Override
    public Optional<OutsideMapping> find(RealmId realm, String key) {
        return stream(realm)
                .filter(mapping -> mapping.source().key().equals(key))
                .findFirst();
    }

    private Stream<OutsideMapping> stream(RealmId realm) {
        RealmModel current = session.getContext().getRealm();
        return current == null || !current.getId().equals(realm.value())
                ? Stream.empty()
                : session.identityProviders()
                        .getMappersStream()
                        .filter(MapperOptions::ours)
                        .map(mapper -> MapperOptions.mapping(session, mapper));
    }
}
