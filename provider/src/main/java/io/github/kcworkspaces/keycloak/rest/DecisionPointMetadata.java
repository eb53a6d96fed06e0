package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.api.DecisionPointRepresentation;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.problem.Problem;
import java.net.URI;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;
import org.keycloak.wellknown.WellKnownProvider;

/** Metadata of the decision point (AuthZEN 1.0, 9). Its identifier is the issuer of the realm. */
public final class DecisionPointMetadata implements WellKnownProvider {

    /** Keycloak's own experimental decision point has its metadata at the same address. */
    private static final String KEYCLOAKS_OWN = "authzen-configuration";

    private final KeycloakSession session;

    DecisionPointMetadata(KeycloakSession session) {
        this.session = session;
    }

    /** In a realm that is not enabled for workspaces, Keycloak's own if it has one. */
    @Override
    public Object getConfig() {
        RealmModel realm = session.getContext().getRealm();
        try {
            session.getProvider(RbacProvider.class).realms().requireEnabled(new RealmId(realm.getId()));
        } catch (Problem notEnabled) {
            WellKnownProvider own = session.getProvider(WellKnownProvider.class, KEYCLOAKS_OWN);
            if (own != null) {
                return own.getConfig();
            }
            throw new Refused(ProblemResponses.of(notEnabled));
        }
        URI base = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        String issuer = Urls.realmIssuer(base, realm.getName());
        String access = issuer + "/" + RbacResource.ID + "/access/v1/";
        return new DecisionPointRepresentation(
                issuer,
                access + "evaluation",
                access + "evaluations",
                access + "search/subject",
                access + "search/resource",
                access + "search/action");
    }

    @Override
    public void close() {}
}
