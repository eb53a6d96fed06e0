package io.github.kcworkspaces.keycloak.ldap;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.member.RoleSource;
import io.github.kcworkspaces.member.ValueMatch;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.naming.NameNotFoundException;
import javax.naming.directory.SearchControls;
import org.jboss.logging.Logger;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.ldap.LDAPStorageProvider;
import org.keycloak.storage.ldap.LDAPUtils;
import org.keycloak.storage.ldap.idm.model.LDAPObject;
import org.keycloak.storage.ldap.idm.query.Condition;
import org.keycloak.storage.ldap.idm.query.internal.LDAPQuery;
import org.keycloak.storage.ldap.idm.query.internal.LDAPQueryConditionsBuilder;
import org.keycloak.storage.ldap.mappers.AbstractLDAPStorageMapper;

/**
 * Gives people of a directory roles in a workspace, and takes them again, whenever Keycloak reads their entry: when it
 * imports or synchronises them, when it looks at them again, and when they log in.
 */
final class WorkspaceRolesLdapMapper extends AbstractLDAPStorageMapper {

    private static final Logger LOG = Logger.getLogger(WorkspaceRolesLdapMapper.class);

    private final KeycloakSession session;
    private final OnceLogged logged;

    WorkspaceRolesLdapMapper(ComponentModel model, LDAPStorageProvider provider, OnceLogged logged) {
        super(model, provider);
        this.session = provider.getSession();
        this.logged = logged;
    }

    @Override
    public void beforeLDAPQuery(LDAPQuery query) {
        rule().filter(rule -> rule.from() != LdapRule.From.GROUP).ifPresent(rule -> {
            query.addReturningLdapAttribute(rule.attribute());
            query.addReturningReadOnlyLdapAttribute(rule.attribute());
        });
    }

    /** A new user is not complete yet: {@link #proxy} follows. */
    @Override
    public void onImportUserFromLDAP(LDAPObject entry, UserModel user, RealmModel realm, boolean isCreate) {
        if (!isCreate) {
            PendingRoles.add(session, () -> apply(entry, user, realm));
        }
    }

    @Override
    public void onRegisterUserToLDAP(LDAPObject entry, UserModel user, RealmModel realm) {
        // Nothing of ours is written to directories.
    }

    @Override
    public UserModel proxy(LDAPObject entry, UserModel delegate, RealmModel realm) {
        PendingRoles.add(session, () -> apply(entry, delegate, realm));
        return delegate;
    }

    /** Brings the roles of the user to what his entry says; once in a session. Never while Keycloak is still loading him. */
    void apply(LDAPObject entry, UserModel user, RealmModel realm) {
        String done = WorkspaceRolesLdapMapper.class.getName() + ":" + mapperModel.getId() + ":" + user.getId();
        if (user.getId() == null || session.getAttribute(done) != null) {
            return;
        }
        RbacProvider services = session.getProvider(RbacProvider.class);
        RealmId id = new RealmId(realm.getId());
        if (!services.realms().settings(id).enabled()) {
            return;
        }
        session.setAttribute(done, true);
        UserId subject = new UserId(user.getId());
        String directoryId = entry.getUuid();
        if (!StorageId.isLocalStorage(user.getId()) && directoryId != null) {
            services.namesakes().seen(id, subject, user.getUsername(), directoryId);
        }
        services.managedRoles()
                .reconcile(
                        id,
                        Actor.system(Actor.Cause.SYNC),
                        subject,
                        source(realm, mapperModel),
                        rule().filter(rule -> belongs(rule, entry))
                                .map(rule -> wanted(services, id, rule))
                                .orElse(Map.of()));
    }

    /** The mapper as a source of roles: what was approved for it counts as long as it says the same. */
    static RoleSource source(RealmModel realm, ComponentModel mapper) {
        Map<String, List<String>> options = new TreeMap<>(mapper.getConfig());
        options.values().removeIf(List::isEmpty);
        ComponentModel federation = realm.getComponent(mapper.getParentId());
        return new RoleSource(
                RoleSource.Kind.LDAP,
                mapper.getId(),
                (federation == null ? mapper.getParentId() : federation.getName()) + ": " + mapper.getName(),
                mapper.getParentId() + ' ' + options);
    }

    private Map<WorkspaceId, Set<RoleId>> wanted(RbacProvider services, RealmId realm, LdapRule rule) {
        Optional<Workspace> workspace = services.workspaces().find(realm, rule.workspace());
        if (workspace.isEmpty()) {
            nothing("there is no workspace " + rule.workspace());
            return Map.of();
        }
        List<Role> roles = services.sourceApprovals().known(workspace.get(), rule.roles());
        if (roles.size() < rule.roles().size()) {
            nothing("the workspace " + rule.workspace() + " lacks some of the roles " + rule.roles());
        }
        return Map.of(workspace.get().id(), roles.stream().map(Role::id).collect(Collectors.toSet()));
    }

    private void nothing(String why) {
        logged.warn(LOG, mapperModel, "gives less than it says: " + why);
    }

    private boolean belongs(LdapRule rule, LDAPObject entry) {
        if (rule.from() == LdapRule.From.GROUP) {
            return isListed(rule, entry);
        }
        if (!entry.isRangeComplete(rule.attribute().toLowerCase(Locale.ROOT))) {
            LDAPUtils.fillRangedAttribute(ldapProvider, entry, rule.attribute());
        }
        Set<String> values = entry.getAttributeAsSet(rule.attribute());
        ValueMatch.Outcome outcome = values == null ? ValueMatch.Outcome.DIFFERS : rule.match(values);
        if (outcome == ValueMatch.Outcome.TOO_SLOW) {
            nothing("its pattern takes too long for what the directory says");
        }
        return outcome == ValueMatch.Outcome.MATCHES;
    }

    /** Asks the directory: a group may have more members than one wants to read. */
    private boolean isListed(LdapRule rule, LDAPObject entry) {
        try (LDAPQuery query = new LDAPQuery(ldapProvider)) {
            LDAPQueryConditionsBuilder conditions = new LDAPQueryConditionsBuilder();
            String attribute =
                    rule.nested() ? rule.attribute() + LDAPConstants.LDAP_MATCHING_RULE_IN_CHAIN : rule.attribute();
            Condition listed = conditions.equal(attribute, entry.getDn().toString());
            query.setSearchDn(rule.value())
                    .setSearchScope(SearchControls.OBJECT_SCOPE)
                    .addWhereCondition(listed);
            return !query.getResultList().isEmpty();
        } catch (ModelException failed) {
            if (failed.isCausedBy(NameNotFoundException.class)) {
                nothing("the directory has no group " + rule.value());
                return false;
            }
            throw failed;
        }
    }

    /** Empty for a configuration that was valid once and is no more. */
    private Optional<LdapRule> rule() {
        try {
            return Optional.of(LdapRule.of(mapperModel.getConfig()));
        } catch (ComponentValidationException invalid) {
            nothing(String.valueOf(invalid.getMessage()));
            return Optional.empty();
        }
    }
}
