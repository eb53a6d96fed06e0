package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.member.OutsideMapping;
import io.github.kcworkspaces.member.OutsideMappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mappers as a test puts them there, in every realm. */
public final class FixedMappings implements OutsideMappings {

    private final List<OutsideMapping> mappers = new ArrayList<>();

    public void add(OutsideMapping mapper) {
        mappers.removeIf(other -> other.source().key().equals(mapper.source().key()));
        mappers.add(mapper);
    }

    @Override
    public List<OutsideMapping> all(RealmId realm) {
        return List.copyOf(mappers);
    }

    @Override
    public Optional<OutsideMapping> find(RealmId realm, String key) {
        return mappers.stream()
                .filter(mapper -> mapper.source().key().equals(key))
                .findFirst();
    }
}
