package io.github.kcworkspaces.keycloak.spi;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Makes {@link RbacProvider} known to Keycloak. */
public final class RbacSpi implements Spi {

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "workspaces-rbac";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return RbacProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return RbacProviderFactory.class;
    }
}
