package io.github.kcworkspaces.keycloak.ldap;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.Actors;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.storage.ldap.LDAPStorageProvider;
import org.keycloak.storage.ldap.mappers.AbstractLDAPStorageMapper;
import org.keycloak.storage.ldap.mappers.AbstractLDAPStorageMapperFactory;

/** Makes the mappers that give people of a directory roles in a workspace. */
public final class WorkspaceRolesLdapMapperFactory extends AbstractLDAPStorageMapperFactory {

    /** As Keycloak names the kind of mapper. */
    public static final String ID = "workspace-roles-ldap-mapper";

    private static final List<ProviderConfigProperty> PROPERTIES = properties();

    private final OnceLogged logged = new OnceLogged();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "Gives people of the directory roles in a workspace, by a group or an attribute of theirs, and takes them"
                + " again. Gives nothing until somebody who may grant the roles has approved it in the workspace.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    /** While the realm is not enabled, as when it is imported, it has no workspace that could be looked up. */
    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel config) {
        LdapRule rule = LdapRule.of(config.getConfig());
        RbacProvider services = session.getProvider(RbacProvider.class);
        RealmId id = new RealmId(realm.getId());
        if (!services.realms().settings(id).enabled()) {
            return;
        }
        Workspace workspace = services.workspaces()
                .find(id, rule.workspace())
                .orElseThrow(() -> new ComponentValidationException("There is no workspace {0}", rule.workspace()));
        Set<String> known = new HashSet<>();
        for (Role role : services.sourceApprovals().known(workspace, rule.roles())) {
            if (role.kind() == Role.Kind.OWNER) {
                throw new ComponentValidationException("The role of owners is not given by directories");
            }
            known.add(role.id().value());
            known.add(role.name().toLowerCase(Locale.ROOT));
        }
        for (String role : rule.roles()) {
            if (!known.contains(role) && !known.contains(role.toLowerCase(Locale.ROOT))) {
                throw new ComponentValidationException("The workspace {0} has no role {1}", rule.workspace(), role);
            }
        }
    }

    @Override
    public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel model) {
        approve(session, realm, model);
    }

    @Override
    public void onUpdate(KeycloakSession session, RealmModel realm, ComponentModel old, ComponentModel model) {
        approve(session, realm, model);
    }

    /**
     * Whoever may save a mapper manages the realm and holds everything in it: saving approves what it gives. An import has
     * nobody who saves.
     */
    private static void approve(KeycloakSession session, RealmModel realm, ComponentModel model) {
        UserSessionModel caller = session.getContext().getUserSession();
        RbacProvider services = session.getProvider(RbacProvider.class);
        RealmId id = new RealmId(realm.getId());
        if (caller == null || !services.realms().settings(id).enabled()) {
            return;
        }
        LdapRule rule = LdapRule.of(model.getConfig());
        Actor actor = Actors.of(session, caller.getUser(), session.getContext().getClient(), caller);
        services.workspaces()
                .find(id, rule.workspace())
                .ifPresent(workspace -> services.sourceApprovals()
                        .approve(
                                Caller.unlimited(actor),
                                workspace,
                                WorkspaceRolesLdapMapper.source(realm, model),
                                rule.roles()));
    }

    /** What it gave goes; the sweeper takes what is too much for one request. */
    @Override
    public void preRemove(KeycloakSession session, RealmModel realm, ComponentModel model) {
        session.getProvider(RbacProvider.class)
                .sourceApprovals()
                .sourceGone(
                        new RealmId(realm.getId()),
                        Actor.system(Actor.Cause.SYNC),
                        WorkspaceRolesLdapMapper.source(realm, model));
    }

    @Override
    protected AbstractLDAPStorageMapper createMapper(ComponentModel model, LDAPStorageProvider provider) {
        return new WorkspaceRolesLdapMapper(model, provider, logged);
    }

    private static List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(LdapRule.FROM)
                .label("Look at")
                .helpText(
                        "member-of: an attribute of the person that names his groups. group: the member list of a group."
                                + " attribute: any other attribute of the person.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(LdapRule.From.MEMBER_OF.key(), LdapRule.From.GROUP.key(), LdapRule.From.ATTRIBUTE.key())
                .defaultValue(LdapRule.From.MEMBER_OF.key())
                .required(true)
                .add()
                .property()
                .name(LdapRule.ATTRIBUTE)
                .label("LDAP attribute")
                .helpText("Its name. Empty: memberOf of the person, or member of the group.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(LdapRule.VALUE)
                .label("Value")
                .helpText("The distinguished name of the group, or the value of the attribute, or a pattern.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .required(true)
                .add()
                .property()
                .name(LdapRule.PATTERN)
                .label("Value is a pattern")
                .helpText("Whether the value is a regular expression, which must match a value as a whole.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .property()
                .name(LdapRule.NESTED)
                .label("Members of groups in it, too")
                .helpText("Active Directory only, and only with the member list of a group: members of groups that are"
                        + " members of the group count.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .property()
                .name(LdapRule.WORKSPACE)
                .label("Workspace")
                .helpText("Alias or id of the workspace.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .required(true)
                .add()
                .property()
                .name(LdapRule.ROLES)
                .label("Roles of the workspace")
                .helpText(
                        "Names or ids of roles of the workspace, separated by commas. Saving the mapper approves that it"
                                + " gives them.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .required(true)
                .add()
                .build();
    }
}
