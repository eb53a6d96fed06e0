package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsStore;
import java.util.Optional;

/** Settings in memory. */
public final class InMemorySettingsStore implements SettingsStore {

    private final InMemoryWorld world;

    InMemorySettingsStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Optional<RealmSettings> find(RealmId realm) {
        return Optional.ofNullable(world.settings.get(realm));
    }

    @Override
    public Optional<RealmSettings> lock(RealmId realm) {
        return find(realm);
    }

    @Override
    public void ensure(RealmId realm) {
        world.settings.computeIfAbsent(realm, key -> revised(RealmSettings.initial(key), world.nextRevision(), 0));
    }

    @Override
    public void update(RealmSettings settings) {
        world.settings.computeIfPresent(
                settings.realm(),
                (realm, before) -> revised(settings, before.catalogueRevision(), before.version() + 1));
    }

    @Override
    public void delete(RealmId realm) {
        world.settings.remove(realm);
    }

    @Override
    public void reviseCatalogue(RealmId realm) {
        world.settings.computeIfPresent(
                realm, (key, before) -> revised(before, world.nextRevision(), before.version()));
    }

    private static RealmSettings revised(RealmSettings settings, long catalogueRevision, long version) {
        return new RealmSettings(
                settings.realm(),
                settings.enabled(),
                settings.accountOwner(),
                settings.defaultWorkspace(),
                settings.workspaceCreation(),
                settings.gate(),
                settings.claimBudgetBytes(),
                settings.subjectAttributes(),
                settings.mfaRequiredFor(),
                settings.mfaLevel(),
                settings.invitations(),
                catalogueRevision,
                version);
    }
}
