package io.github.kcworkspaces.keycloak.spi;

import org.keycloak.provider.ProviderFactory;

/** Makes the services of a session. */
public interface RbacProviderFactory extends ProviderFactory<RbacProvider> {}
