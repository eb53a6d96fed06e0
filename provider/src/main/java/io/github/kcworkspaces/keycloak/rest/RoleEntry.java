package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.RoleScope;
import org.jspecify.annotations.Nullable;

/** How one gets at roles: at the templates of the realm or at the roles of a workspace. */
interface RoleEntry {

    /**
     * Where one got, and as whom.
     *
     * @param entered the workspace; null at the templates of the realm
     */
    record Scoped(Caller caller, RoleScope scope, @Nullable Entered entered) {}

    Scoped toRead();

    Scoped toWrite();

    /** To give roles to members and take them. */
    Scoped toAssign();

    static RoleEntry templates(Call call) {
        return new RoleEntry() {
            @Override
            public Scoped toRead() {
                return enter(Operation.TEMPLATES_READ);
            }

            @Override
            public Scoped toWrite() {
                return enter(Operation.TEMPLATES_WRITE);
            }

            @Override
            public Scoped toAssign() {
                return toWrite();
            }

            private Scoped enter(Operation operation) {
                Access access = call.access();
                return new Scoped(access.require(operation), RoleScope.templates(access.realm()), null);
            }
        };
    }

    static RoleEntry ofWorkspace(Call call, String reference) {
        return new RoleEntry() {
            @Override
            public Scoped toRead() {
                return enter(Operation.ROLES_READ);
            }

            @Override
            public Scoped toWrite() {
                return enter(Operation.ROLES_WRITE);
            }

            @Override
            public Scoped toAssign() {
                return enter(Operation.MEMBERS_WRITE);
            }

            private Scoped enter(Operation operation) {
                Entered entered = call.access().enter(reference, operation);
                return new Scoped(entered.caller(), RoleScope.of(entered.workspace()), entered);
            }
        };
    }
}
