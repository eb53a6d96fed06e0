package io.github.kcworkspaces.it.support;

import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.SynchronizationResultRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A realm's federation with an {@link LdapServer}. */
public final class TestDirectory {

    private static final String MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper";

    private final TestRealm realm;
    private final String component;

    private TestDirectory(TestRealm realm, String component) {
        this.realm = realm;
        this.component = component;
    }

    /** Whose people Keycloak copies into its own tables. */
    public static TestDirectory imported(TestRealm realm, LdapServer server) {
        return attach(realm, server, true);
    }

    /** Of an Active Directory, with the mappers that Keycloak makes for one by itself. */
    public static TestDirectory of(TestRealm realm, ActiveDirectory server) {
        return attach(realm, server.federation(realm.keycloak(), true));
    }

    /** Whose people Keycloak looks up each time; their ids are {@code f:<component>:<name>}. */
    public static TestDirectory notImported(TestRealm realm, LdapServer server) {
        return attach(realm, server, false);
    }

    private static TestDirectory attach(TestRealm realm, LdapServer server, boolean imported) {
        TestDirectory directory = attach(realm, server.federation(realm.keycloak(), imported));
        directory.mapper("enabled", "user-attribute-ldap-mapper", LdapServer.disabledPeople());
        return directory;
    }

    private static TestDirectory attach(TestRealm realm, Map<String, String> settings) {
        ComponentRepresentation ldap = component("ldap", "ldap", "org.keycloak.storage.UserStorageProvider", settings);
        ldap.setParentId(realm.id());
        try (Response response = realm.admin().components().add(ldap)) {
            return new TestDirectory(realm, CreatedResponseUtil.getCreatedId(response));
        }
    }

    /** Id of the federation. */
    public String component() {
        return component;
    }

    /** Makes Keycloak's groups of the directory's, below the group of that path. */
    public TestDirectory withGroups(String path) {
        String id = mapper("groups", "group-ldap-mapper", LdapServer.groups(path));
        realm.admin().userStorage().syncMapperData(component, id, "fedToKeycloak");
        return this;
    }

    /** Its id. */
    public String mapper(String name, String provider, Map<String, String> config) {
        try (Response response = addMapper(name, provider, config)) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    /** The same, with the answer. The caller closes it. */
    public Response addMapper(String name, String provider, Map<String, String> config) {
        ComponentRepresentation mapper = component(name, provider, MAPPER, config);
        mapper.setParentId(component);
        return realm.admin().components().add(mapper);
    }

    /** All people. */
    public SynchronizationResultRepresentation sync() {
        return realm.admin().userStorage().syncUsers(component, "triggerFullSync");
    }

    /** As Keycloak knows the person, who is looked up in the directory if need be. */
    public TestUser user(String name) {
        UserRepresentation found =
                realm.admin().users().searchByUsername(name, true).get(0);
        return new TestUser(found.getId(), found.getUsername(), found.getEmail(), LdapServer.PASSWORD);
    }

    private static ComponentRepresentation component(
            String name, String provider, String type, Map<String, String> config) {
        ComponentRepresentation component = new ComponentRepresentation();
        component.setName(name);
        component.setProviderId(provider);
        component.setProviderType(type);
        MultivaluedHashMap<String, String> settings = new MultivaluedHashMap<>();
        config.forEach(settings::putSingle);
        component.setConfig(settings);
        return component;
    }
}
