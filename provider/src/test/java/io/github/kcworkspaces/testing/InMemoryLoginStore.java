package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.testing.InMemoryWorld.Visitor;
import io.github.kcworkspaces.user.LoginStore;

/** Who was here last, in memory. */
public final class InMemoryLoginStore implements LoginStore {

    private final InMemoryWorld world;

    InMemoryLoginStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public void seen(RealmId realm, UserId user, Seen seen) {
        world.visitors.merge(
                new Visitor(realm, user),
                seen,
                (before, now) -> new Seen(
                        now.at() == null ? before.at() : now.at(),
                        now.client() == null ? before.client() : now.client(),
                        now.workspace() == null ? before.workspace() : now.workspace(),
                        now.names() == null ? before.names() : now.names()));
    }

    @Override
    public void forget(RealmId realm, UserId user) {
        world.visitors.remove(new Visitor(realm, user));
    }
}
