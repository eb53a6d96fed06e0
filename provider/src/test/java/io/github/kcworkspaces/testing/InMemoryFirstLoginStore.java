package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.FirstLoginRule;
import io.github.kcworkspaces.member.FirstLoginStore;
import io.github.kcworkspaces.settings.RealmSettings;
import java.util.List;

/** Rules for first logins in memory. */
public final class InMemoryFirstLoginStore implements FirstLoginStore {

    private final InMemoryWorld world;

    InMemoryFirstLoginStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public List<FirstLoginRule> rules(RealmId realm) {
        return world.firstLoginRules.getOrDefault(realm, List.of()).stream()
                .filter(rule -> world.workspaces.containsKey(rule.workspace()))
                .toList();
    }

    @Override
    public void put(RealmId realm, List<FirstLoginRule> rules) {
        world.firstLoginRules.put(realm, List.copyOf(rules));
    }

    @Override
    public List<FirstLoginRule> pending(RealmId realm, UserId user) {
        boolean enabled =
                world.settings.getOrDefault(realm, RealmSettings.initial(realm)).enabled();
        return enabled && !world.firstLogins.contains(new InMemoryWorld.FirstLogin(realm, user))
                ? rules(realm)
                : List.of();
    }

    @Override
    public void done(RealmId realm, UserId user, long at) {
        world.firstLogins.add(new InMemoryWorld.FirstLogin(realm, user));
    }

    @Override
    public void forget(RealmId realm, UserId user) {
        world.firstLogins.remove(new InMemoryWorld.FirstLogin(realm, user));
    }
}
