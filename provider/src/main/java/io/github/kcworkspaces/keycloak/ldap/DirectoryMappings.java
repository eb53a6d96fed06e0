package io.github.kcworkspaces.keycloak.ldap;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.member.OutsideMapping;
import io.github.kcworkspaces.member.OutsideMappings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Our mappers among those of a realm's directories. */
public final class DirectoryMappings implements OutsideMappings {

    private final KeycloakSession session;

    public DirectoryMappings(KeycloakSession session) {
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
                : current.getComponentsStream()
                        .filter(mapper -> WorkspaceRolesLdapMapperFactory.ID.equals(mapper.getProviderId()))
                        .flatMap(mapper -> mapping(current, mapper).stream());
    }

    /** Empty for one that was imported with a configuration that says nothing. */
    private static Optional<OutsideMapping> mapping(RealmModel realm, ComponentModel mapper) {
        ComponentModel directory = realm.getComponent(mapper.getParentId());
        if (directory == null) {
            return Optional.empty();
        }
        try {
            LdapRule rule = LdapRule.of(mapper.getConfig());
            return Optional.of(new OutsideMapping(
                    WorkspaceRolesLdapMapper.source(realm, mapper),
                    new OutsideMapping.Provider(directory.getProviderId(), directory.getId(), directory.getName()),
                    rule.workspace(),
                    rule.roles(),
                    rule.attribute() + (rule.byPattern() ? " ~ " : " = ") + rule.value()));
        } catch (ComponentValidationException wrong) {
            return Optional.empty();
        }
    }
}
