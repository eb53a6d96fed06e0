package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.RealmId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Port: the mappers of Keycloak's identity providers and directories that bring roles. */
public interface OutsideMappings {

    /** All of the realm, those of one kind ordered by provider, then name. */
    List<OutsideMapping> all(RealmId realm);

    /** The one with this key of its source. */
    Optional<OutsideMapping> find(RealmId realm, String key);

    /** These, followed by others. */
    default OutsideMappings and(OutsideMappings others) {
        OutsideMappings first = this;
        return new OutsideMappings() {

            @Override
            public List<OutsideMapping> all(RealmId realm) {
                return Stream.concat(first.all(realm).stream(), others.all(realm).stream())
                        .toList();
            }

            @Override
            public Optional<OutsideMapping> find(RealmId realm, String key) {
                return first.find(realm, key).or(() -> others.find(realm, key));
            }
        };
    }

    /** Those of a stream, as {@link #all} orders them. */
    static List<OutsideMapping> ordered(Stream<OutsideMapping> mappings) {
        return mappings.sorted(Comparator.comparing(
                                (OutsideMapping mapping) -> mapping.provider().name())
                        .thenComparing(mapping -> mapping.source().name())
                        .thenComparing(mapping -> mapping.source().id()))
                .toList();
    }
}
