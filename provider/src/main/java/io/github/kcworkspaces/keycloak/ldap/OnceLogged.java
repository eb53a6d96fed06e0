package io.github.kcworkspaces.keycloak.ldap;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.keycloak.component.ComponentModel;

/** Warns of each thing once, until the server is started again: a sync meets the same with each of its users. */
final class OnceLogged {

    private static final int MOST = 1_000;

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    void warn(Logger log, ComponentModel mapper, String what) {
        if (warned.size() < MOST && warned.add(mapper.getId() + " " + what)) {
            log.warnf("The LDAP mapper %s (%s) %s", mapper.getName(), mapper.getId(), what);
        }
    }
}
