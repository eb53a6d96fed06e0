package io.github.kcworkspaces.it.support;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ReadOnlyEntry;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directory in memory: people with the password {@link #PASSWORD}, groups that list their members, and people who list
 * their groups. It can be stopped and started again on the same port, with all that is in it.
 */
public final class LdapServer implements AutoCloseable {

    public static final String PASSWORD = "ldap-password";

    private static final String BASE = "dc=example,dc=org";
    private static final String PEOPLE = "ou=people," + BASE;
    private static final String GROUPS = "ou=groups," + BASE;
    private static final String ADMINISTRATOR = "cn=keycloak," + BASE;
    private static final String MEMBER_OF = "memberOf";

    /** Says whether a person may log in, as some directories do; Keycloak reads it by a mapper. */
    private static final String ACTIVE = "accountActive";

    private final InMemoryDirectoryServer server;
    private final int port;

    private LdapServer(InMemoryDirectoryServer server, int port) {
        this.server = server;
        this.port = port;
    }

    public static LdapServer start() {
        try {
            int port = FreePorts.find(1).get(0);
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.setSchema(null);
            config.setGenerateOperationalAttributes(false);
            config.addAdditionalBindCredentials(ADMINISTRATOR, PASSWORD);
            config.setListenerConfigs(
                    new InMemoryListenerConfig("ldap", InetAddress.getByName("0.0.0.0"), port, null, null, null));
            DisabledPeople disabled = new DisabledPeople();
            config.addInMemoryOperationInterceptor(disabled);
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            disabled.server = server;
            server.add(new Entry(BASE, new Attribute("objectClass", "top", "domain"), new Attribute("dc", "example")));
            for (String unit : List.of("people", "groups")) {
                server.add(new Entry(
                        "ou=" + unit + "," + BASE,
                        new Attribute("objectClass", "top", "organizationalUnit"),
                        new Attribute("ou", unit)));
            }
            LdapServer started = new LdapServer(server, port);
            started.resume();
            return started;
        } catch (LDAPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A person with the address {@code <name>@example.org}, in these groups. */
    public TestUser person(String name, String... groups) {
        run(() -> {
            server.add(new Entry(
                    dn(name),
                    new Attribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson"),
                    new Attribute("uid", name),
                    new Attribute("cn", name + " Example"),
                    new Attribute("givenName", name),
                    new Attribute("sn", "Example"),
                    new Attribute("mail", address(name)),
                    new Attribute("userPassword", PASSWORD),
                    new Attribute(ACTIVE, "TRUE"),
                    new Attribute("entryUUID", UUID.randomUUID().toString())));
        });
        for (String group : groups) {
            join(name, group);
        }
        return new TestUser("", name, address(name), PASSWORD);
    }

    /** Its distinguished name. */
    public String group(String name) {
        String dn = groupDn(name);
        run(() -> server.add(new Entry(
                dn,
                new Attribute("objectClass", "top", "groupOfNames"),
                new Attribute("cn", name),
                new Attribute("member", ADMINISTRATOR),
                new Attribute("entryUUID", UUID.randomUUID().toString()))));
        return dn;
    }

    public static String groupDn(String name) {
        return new RDN("cn", name) + "," + GROUPS;
    }

    public void join(String person, String group) {
        change(dn(person), ModificationType.ADD, MEMBER_OF, groupDn(group));
        change(groupDn(group), ModificationType.ADD, "member", dn(person));
    }

    public void leave(String person, String group) {
        change(dn(person), ModificationType.DELETE, MEMBER_OF, groupDn(group));
        change(groupDn(group), ModificationType.DELETE, "member", dn(person));
    }

    /** Replaces the values of an attribute of a person; none removes it. */
    public void set(String person, String attribute, String... values) {
        change(dn(person), ModificationType.REPLACE, attribute, values);
    }

    /** From now on the directory refuses the person, whatever the password. */
    public void disable(String person) {
        set(person, ACTIVE, "FALSE");
    }

    /** Another user name, and so another distinguished name; groups know it. */
    public void rename(String person, String newName) {
        run(() -> {
            ReadOnlyEntry entry = server.getEntry(dn(person));
            server.modifyDN(dn(person), new RDN("uid", newName).toString(), true, null);
            for (String group : entry.hasAttribute(MEMBER_OF) ? entry.getAttributeValues(MEMBER_OF) : new String[0]) {
                change(group, ModificationType.DELETE, "member", dn(person));
                change(group, ModificationType.ADD, "member", dn(newName));
            }
        });
    }

    public void removePerson(String name) {
        run(() -> server.delete(dn(name)));
    }

    public void removeGroup(String name) {
        run(() -> {
            ReadOnlyEntry entry = server.getEntry(groupDn(name));
            for (String member : entry.getAttributeValues("member")) {
                if (!member.equals(ADMINISTRATOR)) {
                    change(member, ModificationType.DELETE, MEMBER_OF, groupDn(name));
                }
            }
            server.delete(groupDn(name));
        });
    }

    /** As if the machine were gone; what is in the directory stays. */
    public void stop() {
        server.shutDown(true);
    }

    /** After {@link #stop}, on the same port. */
    public void resume() {
        run(server::startListening);
    }

    /** Settings of Keycloak's user federation that look into this directory. */
    public Map<String, String> federation(KeycloakUnderTest keycloak, boolean imported) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("enabled", "true");
        settings.put("priority", "0");
        settings.put("vendor", "other");
        settings.put("editMode", "READ_ONLY");
        settings.put("importEnabled", String.valueOf(imported));
        settings.put("syncRegistrations", "false");
        settings.put("usernameLDAPAttribute", "uid");
        settings.put("rdnLDAPAttribute", "uid");
        settings.put("uuidLDAPAttribute", "entryUUID");
        settings.put("userObjectClasses", "inetOrgPerson, organizationalPerson");
        settings.put("connectionUrl", "ldap://" + keycloak.hostFromServer() + ":" + port);
        settings.put("connectionTimeout", "2000");
        settings.put("readTimeout", "5000");
        settings.put("connectionPooling", "false");
        settings.put("pagination", "false");
        settings.put("usersDn", PEOPLE);
        settings.put("searchScope", "1");
        settings.put("authType", "simple");
        settings.put("bindDn", ADMINISTRATOR);
        settings.put("bindCredential", PASSWORD);
        settings.put("trustEmail", "true");
        settings.put("useTruststoreSpi", "never");
        settings.put("cachePolicy", "DEFAULT");
        return settings;
    }

    /** Settings of Keycloak's mapper by which the directory disables people. */
    static Map<String, String> disabledPeople() {
        return Map.of(
                "user.model.attribute", "enabled",
                "ldap.attribute", ACTIVE,
                "read.only", "true",
                "always.read.value.from.ldap", "false",
                "is.mandatory.in.ldap", "false");
    }

    /** Settings of Keycloak's mapper that makes groups of these, below the one of that path. */
    static Map<String, String> groups(String path) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("groups.dn", GROUPS);
        settings.put("group.name.ldap.attribute", "cn");
        settings.put("group.object.classes", "groupOfNames");
        settings.put("preserve.group.inheritance", "false");
        settings.put("ignore.missing.groups", "true");
        settings.put("membership.ldap.attribute", "member");
        settings.put("membership.attribute.type", "DN");
        settings.put("membership.user.ldap.attribute", "uid");
        settings.put("mode", "READ_ONLY");
        settings.put("user.roles.retrieve.strategy", "LOAD_GROUPS_BY_MEMBER_ATTRIBUTE");
        settings.put("drop.non.existing.groups.during.sync", "true");
        settings.put("groups.path", path);
        return settings;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    private void change(String dn, ModificationType how, String attribute, String... values) {
        run(() -> server.modify(dn, new Modification(how, attribute, values)));
    }

    private static String dn(String name) {
        return new RDN("uid", name) + "," + PEOPLE;
    }

    private static String address(String name) {
        return (name.length() > 40 ? name.substring(0, 40) : name) + "@example.org";
    }

    @FunctionalInterface
    private interface Operation {
        void run() throws LDAPException;
    }

    private static void run(Operation operation) {
        try {
            operation.run();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses those whose account is not active. */
    private static final class DisabledPeople extends InMemoryOperationInterceptor {

        private @Nullable InMemoryDirectoryServer server;

        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
            String dn = request.getRequest().getBindDN();
            if (server != null && !dn.equals(ADMINISTRATOR)) {
                ReadOnlyEntry entry = server.getEntry(dn);
                if (entry != null && "FALSE".equals(entry.getAttributeValue(ACTIVE))) {
                    throw new LDAPException(ResultCode.INVALID_CREDENTIALS, "The account is disabled");
                }
            }
        }
    }
}
