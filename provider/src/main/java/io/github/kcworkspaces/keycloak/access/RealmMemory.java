package io.github.kcworkspaces.keycloak.access;

import java.security.Key;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.CachedRealmModel;
import org.keycloak.services.Urls;

/**
 * What every request needs of a realm and Keycloak works out anew each time: it makes all key providers of the realm to find
 * one key. Remembered with the realm in Keycloak's own cache, so that whatever changes the realm or one of its keys, on any
 * node, ends it at once; a key store file, which can change without the realm, is read again after some seconds.
 */
final class RealmMemory {

    private static final long KEY_MILLIS = Duration.ofSeconds(10).toMillis();

    private record KeyName(String id, String algorithm) {}

    private record KnownKey(Key key, long since) {}

    private record ClientName(String clientId) {}

    private record Issuer(String base, String url) {}

    private RealmMemory() {}

    /** The key that signatures are verified with, while it is in use, active or passive. */
    static Optional<Key> key(KeycloakSession session, RealmModel realm, String id, String algorithm) {
        Map<Object, Object> memory = memory(realm);
        KeyName name = new KeyName(id, algorithm);
        if (memory != null
                && memory.get(name) instanceof KnownKey known
                && Time.currentTimeMillis() - known.since() < KEY_MILLIS) {
            return Optional.of(known.key());
        }
        Key found = inUse(session, realm, id, algorithm);
        if (memory != null && found != null) {
            memory.put(name, new KnownKey(found, Time.currentTimeMillis()));
        }
        return Optional.ofNullable(found);
    }

    /**
     * The client of this name. Keycloak has clients in memory by their ids; what is remembered is the id for a name, and that
     * the client still has the name is looked at each time.
     */
    static @Nullable ClientModel client(RealmModel realm, String clientId) {
        Map<Object, Object> memory = memory(realm);
        ClientName name = new ClientName(clientId);
        if (memory != null && memory.get(name) instanceof String id) {
            ClientModel known = realm.getClientById(id);
            if (known != null && known.getClientId().equals(clientId)) {
                return known;
            }
        }
        ClientModel found = realm.getClientByClientId(clientId);
        if (memory != null && found != null) {
            memory.put(name, found.getId());
        }
        return found;
    }

    /** The issuer of the realm's tokens, as this request sees the server. */
    static String issuer(KeycloakSession session, RealmModel realm) {
        String base = session.getContext().getUri().getBaseUri().toString();
        Map<Object, Object> memory = memory(realm);
        // One only: the base may be what the request says, and so anything.
        if (memory != null && memory.get(Issuer.class) instanceof Issuer known && Objects.equals(known.base(), base)) {
            return known.url();
        }
        String url = Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
        if (memory != null) {
            memory.put(Issuer.class, new Issuer(base, url));
        }
        return url;
    }

    private static @Nullable Key inUse(KeycloakSession session, RealmModel realm, String id, String algorithm) {
        KeyWrapper wrapper = session.keys().getKey(realm, id, KeyUse.SIG, algorithm);
        if (wrapper == null) {
            return null;
        }
        return wrapper.getPublicKey() == null ? wrapper.getSecretKey() : wrapper.getPublicKey();
    }

    /** Null when the realm does not come from Keycloak's cache. */
    @SuppressWarnings("unchecked") // Keycloak declares the map raw; keys of ours are of types of ours.
    private static @Nullable Map<Object, Object> memory(RealmModel realm) {
        return realm instanceof CachedRealmModel cached ? cached.getCachedWith() : null;
    }
}
