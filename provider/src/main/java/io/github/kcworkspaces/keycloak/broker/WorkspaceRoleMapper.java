package io.github.kcworkspaces.keycloak.broker;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.member.ValueMatch;
import io.github.kcworkspaces.problem.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.broker.provider.AbstractIdentityProviderMapper;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.models.IdentityProviderSyncMode;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;

/**
 * Gives roles of a workspace to those whom it applies to. With the mode {@code FORCE} it takes them from all others at their
 * next login, with {@code LEGACY} it takes only, with {@code IMPORT} it gives only once. A mapper that is wrong gives
 * nothing and stops no login.
 */
abstract class WorkspaceRoleMapper extends AbstractIdentityProviderMapper {

    private static final Logger LOG = Logger.getLogger(WorkspaceRoleMapper.class);

    /** Whether it has something for who logs in. */
    abstract ValueMatch.Outcome applies(IdentityProviderMapperModel mapper, BrokeredIdentityContext context);

    static ValueMatch.Outcome match(IdentityProviderMapperModel mapper, String option, List<String> values) {
        String wanted = MapperOptions.text(mapper, option);
        return MapperOptions.isPattern(mapper) ? ValueMatch.pattern(wanted, values) : ValueMatch.exact(wanted, values);
    }

    @Override
    public String getDisplayCategory() {
        return "Workspaces";
    }

    @Override
    public boolean supportsSyncMode(IdentityProviderSyncMode mode) {
        return supported().contains(mode);
    }

    private static Set<IdentityProviderSyncMode> supported() {
        return EnumSet.allOf(IdentityProviderSyncMode.class);
    }

    @Override
    public void importNewUser(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            IdentityProviderMapperModel mapper,
            BrokeredIdentityContext context) {
        bring(session, realm, user, mapper, outcome(realm, mapper, context));
    }

    @Override
    public void updateBrokeredUser(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            IdentityProviderMapperModel mapper,
            BrokeredIdentityContext context) {
        bring(session, realm, user, mapper, outcome(realm, mapper, context));
    }

    @Override
    public void updateBrokeredUserLegacy(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            IdentityProviderMapperModel mapper,
            BrokeredIdentityContext context) {
        ValueMatch.Outcome outcome = outcome(realm, mapper, context);
        if (outcome != ValueMatch.Outcome.MATCHES) {
            bring(session, realm, user, mapper, outcome);
        }
    }

    private ValueMatch.Outcome outcome(
            RealmModel realm, IdentityProviderMapperModel mapper, BrokeredIdentityContext context) {
        ValueMatch.Outcome outcome = applies(mapper, context);
        if (outcome == ValueMatch.Outcome.BAD_PATTERN) {
            warn(realm, mapper, "its pattern is too long or none");
        } else if (outcome == ValueMatch.Outcome.TOO_SLOW) {
            warn(realm, mapper, "its pattern takes too long for what the provider sends");
        }
        return outcome;
    }

    private static void bring(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            IdentityProviderMapperModel mapper,
            ValueMatch.Outcome outcome) {
        if (user instanceof LightweightUserAdapter) {
            // Nothing of such a user is stored; he cannot be a member.
            return;
        }
        boolean applies = outcome == ValueMatch.Outcome.MATCHES;
        RealmId id = new RealmId(realm.getId());
        try {
            boolean gives = session.getProvider(RbacProvider.class)
                    .managedRoles()
                    .reconcile(
                            id,
                            Actor.system(Actor.Cause.SYNC),
                            new UserId(user.getId()),
                            MapperOptions.source(mapper),
                            applies);
            if (applies && !gives) {
                warn(realm, mapper, "it was not approved as it is now, or its workspace or roles are gone");
            }
        } catch (Problem refusal) {
            warn(realm, mapper, refusal.detail());
        }
    }

    /** Never with what the provider sent. */
    private static void warn(RealmModel realm, IdentityProviderMapperModel mapper, String why) {
        LOG.warnf(
                "Mapper '%s' of identity provider '%s' in realm '%s' gives no role of a workspace: %s",
                mapper.getName(), mapper.getIdentityProviderAlias(), realm.getName(), why);
    }
}
