package io.github.kcworkspaces.keycloak.ldap;

import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.ldap.LDAPStorageProvider;
import org.keycloak.storage.ldap.idm.model.LDAPObject;
import org.keycloak.storage.ldap.mappers.LDAPStorageMapper;

/** Lets the roles of a user follow his entry where Keycloak does not ask the mappers by itself. */
public final class DirectoryRoles {

    private static final Logger LOG = Logger.getLogger(DirectoryRoles.class);

    private DirectoryRoles() {}

    /** For who logs in: his entry is read, if that did not happen in this session. A directory that is down changes nothing. */
    public static void loggedIn(KeycloakSession session, RealmModel realm, UserModel user) {
        apply(session, realm, user, true);
    }

    /** If his entry was read in this session, as it is when his password is checked. */
    public static void readBefore(KeycloakSession session, RealmModel realm, UserModel user) {
        apply(session, realm, user, false);
    }

    private static void apply(KeycloakSession session, RealmModel realm, UserModel user, boolean read) {
        String component =
                StorageId.isLocalStorage(user.getId()) ? user.getFederationLink() : StorageId.providerId(user.getId());
        if (component == null) {
            return;
        }
        List<ComponentModel> mappers = realm.getComponentsStream(component, LDAPStorageMapper.class.getName())
                .filter(mapper -> WorkspaceRolesLdapMapperFactory.ID.equals(mapper.getProviderId()))
                .toList();
        ComponentModel federation = mappers.isEmpty() ? null : realm.getComponent(component);
        if (federation == null
                || !(session.getProvider(UserStorageProvider.class, federation) instanceof LDAPStorageProvider ldap)) {
            return;
        }
        try {
            LDAPObject entry = entry(ldap, realm, user, read);
            if (entry != null) {
                for (ComponentModel mapper : mappers) {
                    if (ldap.getMapperManager().getMapper(mapper) instanceof WorkspaceRolesLdapMapper roles) {
                        roles.apply(entry, user, realm);
                    }
                }
            }
        } catch (ModelException failed) {
            LOG.debugf(failed, "The directory did not say what roles %s has; they stay as they are", user.getId());
        }
    }

    private static @Nullable LDAPObject entry(
            LDAPStorageProvider ldap, RealmModel realm, UserModel user, boolean read) {
        LDAPObject known = ldap.getUserManager().getManagedLDAPObject(user.getId());
        String id = user.getFirstAttribute(LDAPConstants.LDAP_ID);
        return known != null || !read || id == null ? known : ldap.loadLDAPUserByUuid(realm, id);
    }
}
