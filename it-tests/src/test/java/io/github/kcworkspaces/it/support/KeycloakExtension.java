package io.github.kcworkspaces.it.support;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out the one server of this JVM, started for the first test that wants it and stopped after the last. A
 * {@link TestRealm} lives as long as what it is a parameter of: a test method, or the class.
 */
public final class KeycloakExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(KeycloakExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KeycloakUnderTest.class || type == TestRealm.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == KeycloakUnderTest.class) {
            return server(context);
        }
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        parameter.getParameter(), key -> server(context).newRealm(), TestRealm.class);
    }

    /** Of the session, not of the run: where classes are handed to several JVMs, each class is a run of its own. */
    static KeycloakUnderTest server(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Server.class, key -> new Server(), Server.class)
                .running();
    }

    /** Remembers a failed start as well: the next test fails at once instead of waiting again. */
    private static final class Server implements AutoCloseable {

        private KeycloakUnderTest keycloak;
        private RuntimeException failure;

        synchronized KeycloakUnderTest running() {
            if (failure != null) {
                throw new IllegalStateException("Keycloak did not start for an earlier test", failure);
            }
            if (keycloak == null) {
                try {
                    keycloak = KeycloakUnderTest.start();
                } catch (RuntimeException e) {
                    failure = e;
                    throw e;
                }
            }
            return keycloak;
        }

        @Override
        public synchronized void close() {
            if (keycloak != null) {
                keycloak.close();
            }
        }
    }
}
