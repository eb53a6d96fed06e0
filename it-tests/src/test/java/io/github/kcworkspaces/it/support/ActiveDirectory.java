package io.github.kcworkspaces.it.support;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ReadOnlyEntry;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directory in memory that looks and behaves like an Active Directory as far as Keycloak and we can tell: names, account
 * control, words of refusal, and group membership through groups ({@code LDAP_MATCHING_RULE_IN_CHAIN}). What a real one adds is
 * not here: Kerberos, encrypted connections that changes of passwords need, passwords that expire, several domains with a global catalogue,
 * and member lists that come in ranges of 1,500.
 */
public final class ActiveDirectory implements AutoCloseable {

    public static final String PASSWORD = "domain-password";

    private static final String BASE = "DC=corp,DC=example";
    private static final String PEOPLE = "OU=Staff," + BASE;
    private static final String GROUPS = "OU=Groups," + BASE;
    private static final String SERVICE = "CN=Keycloak,CN=Users," + BASE;

    private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";
    private static final int NORMAL_ACCOUNT = 0x200;
    private static final int DISABLED = 0x2;

    private final InMemoryDirectoryServer server;
    private final int port;

    private ActiveDirectory(InMemoryDirectoryServer server, int port) {
        this.server = server;
        this.port = port;
    }

    public static ActiveDirectory start() {
        try {
            int port = FreePorts.find(1).get(0);
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.setSchema(null);
            config.setGenerateOperationalAttributes(false);
            config.addAdditionalBindCredentials(SERVICE, PASSWORD);
            config.setListenerConfigs(
                    new InMemoryListenerConfig("ad", InetAddress.getByName("0.0.0.0"), port, null, null, null));
            Behaviour behaviour = new Behaviour();
            config.addInMemoryOperationInterceptor(behaviour);
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            behaviour.server = server;
            server.add(new Entry(BASE, new Attribute("objectClass", "top", "domain"), new Attribute("DC", "corp")));
            for (String unit : List.of("Staff", "Groups")) {
                server.add(new Entry(
                        "OU=" + unit + "," + BASE,
                        new Attribute("objectClass", "top", "organizationalUnit"),
                        new Attribute("OU", unit)));
            }
            server.startListening();
            return new ActiveDirectory(server, port);
        } catch (LDAPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody who signs in as this account; his entry is named after his full name, as it is there. */
    public TestUser person(String account, String fullName) {
        String email = account + "@corp.example";
        run(() -> server.add(new Entry(
                person(fullName),
                new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
                new Attribute("cn", fullName),
                new Attribute("givenName", fullName.split(" ", 2)[0]),
                new Attribute("sn", fullName.split(" ", 2)[1]),
                new Attribute("sAMAccountName", account),
                new Attribute("userPrincipalName", email),
                new Attribute("mail", email),
                new Attribute("userPassword", PASSWORD),
                new Attribute("userAccountControl", String.valueOf(NORMAL_ACCOUNT)),
                new Attribute("pwdLastSet", "133500000000000000"),
                new Attribute("objectGUID", guid()))));
        return new TestUser("", account, email, PASSWORD);
    }

    /** A group with these members, people or groups by their distinguished names; its own. */
    public String group(String name, String... members) {
        String dn = new RDN("CN", name) + "," + GROUPS;
        run(() -> server.add(new Entry(
                dn,
                new Attribute("objectClass", "top", "group"),
                new Attribute("cn", name),
                new Attribute("sAMAccountName", name),
                new Attribute("member", members),
                new Attribute("objectGUID", guid()))));
        for (String member : members) {
            run(() -> server.modify(member, new Modification(ModificationType.ADD, "memberOf", dn)));
        }
        return dn;
    }

    public void leave(String member, String group) {
        run(() -> server.modify(group, new Modification(ModificationType.DELETE, "member", member)));
        run(() -> server.modify(member, new Modification(ModificationType.DELETE, "memberOf", group)));
    }

    /** Sets or takes the bit of the account control by which administrators disable people. */
    public void enable(String fullName, boolean enabled) {
        int control = enabled ? NORMAL_ACCOUNT : NORMAL_ACCOUNT | DISABLED;
        run(() -> server.modify(
                person(fullName),
                new Modification(ModificationType.REPLACE, "userAccountControl", String.valueOf(control))));
    }

    /** The distinguished name of a person. */
    public static String person(String fullName) {
        return new RDN("CN", fullName) + "," + PEOPLE;
    }

    /** Settings of Keycloak's user federation for it. */
    Map<String, String> federation(KeycloakUnderTest keycloak, boolean imported) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("enabled", "true");
        settings.put("priority", "0");
        settings.put("vendor", "ad");
        settings.put("editMode", "READ_ONLY");
        settings.put("importEnabled", String.valueOf(imported));
        settings.put("syncRegistrations", "false");
        settings.put("usernameLDAPAttribute", "sAMAccountName");
        settings.put("rdnLDAPAttribute", "cn");
        settings.put("uuidLDAPAttribute", "objectGUID");
        settings.put("userObjectClasses", "person, organizationalPerson, user");
        settings.put("connectionUrl", "ldap://" + keycloak.hostFromServer() + ":" + port);
        settings.put("connectionTimeout", "2000");
        settings.put("readTimeout", "5000");
        settings.put("connectionPooling", "false");
        settings.put("pagination", "false");
        settings.put("usersDn", PEOPLE);
        settings.put("searchScope", "2");
        settings.put("authType", "simple");
        settings.put("bindDn", SERVICE);
        settings.put("bindCredential", PASSWORD);
        settings.put("trustEmail", "true");
        settings.put("useTruststoreSpi", "never");
        settings.put("cachePolicy", "DEFAULT");
        return settings;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    /** 16 bytes, as it has them; Keycloak shows them as text. */
    private static byte[] guid() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16).getBytes(StandardCharsets.US_ASCII);
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

    /** What other directories do not do. */
    private static final class Behaviour extends InMemoryOperationInterceptor {

        private @Nullable InMemoryDirectoryServer server;

        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
            ReadOnlyEntry entry =
                    server == null ? null : server.getEntry(request.getRequest().getBindDN());
            Integer control = entry == null ? null : entry.getAttributeValueAsInteger("userAccountControl");
            if (control != null && (control & DISABLED) != 0) {
                throw new LDAPException(
                        ResultCode.INVALID_CREDENTIALS,
                        "80090308: LdapErr: DSID-0C09042F, comment: AcceptSecurityContext error, data 533, v4563");
            }
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
            SearchRequest asked = request.getRequest().duplicate();
            asked.setFilter(unchained(asked.getFilter()));
            request.setRequest(asked);
        }

        /** The same question without the rule, which the server in memory does not know. */
        private Filter unchained(Filter filter) throws LDAPException {
            List<Filter> parts = new ArrayList<>();
            for (Filter part : filter.getComponents()) {
                parts.add(unchained(part));
            }
            return switch (filter.getFilterType()) {
                case Filter.FILTER_TYPE_AND -> Filter.createANDFilter(parts);
                case Filter.FILTER_TYPE_OR -> Filter.createORFilter(parts);
                case Filter.FILTER_TYPE_NOT -> Filter.createNOTFilter(unchained(filter.getNOTComponent()));
                case Filter.FILTER_TYPE_EXTENSIBLE_MATCH ->
                    IN_CHAIN.equals(filter.getMatchingRuleID()) ? chain(filter) : filter;
                default -> filter;
            };
        }

        /** Who has it as a member, or has a group as a member that has; and the other way round. */
        private Filter chain(Filter filter) throws LDAPException {
            String attribute = filter.getAttributeName();
            String onward = attribute.equalsIgnoreCase("member") ? "memberOf" : "member";
            Set<String> reached = new LinkedHashSet<>();
            Deque<String> next = new ArrayDeque<>(List.of(filter.getAssertionValue()));
            while (!next.isEmpty()) {
                String dn = next.pop();
                ReadOnlyEntry entry = server == null ? null : server.getEntry(dn);
                if (reached.add(dn) && entry != null && entry.hasAttribute(onward)) {
                    next.addAll(List.of(entry.getAttributeValues(onward)));
                }
            }
            return Filter.createORFilter(reached.stream()
                    .map(dn -> Filter.createEqualityFilter(attribute, dn))
                    .toList());
        }
    }
}
