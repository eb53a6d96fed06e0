package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.AuditTrail;
import jakarta.persistence.EntityManager;

/** Writes the trail to {@code KCW_AUDIT}, in the transaction of the session. */
public final class JpaAuditTrail implements AuditTrail {

    private final EntityManager em;

    public JpaAuditTrail(EntityManager em) {
        this.em = em;
    }

    @Override
    public void record(Activity activity) {
        // Not flushed: rows of the trail go out together, at the latest when the transaction commits.
        em.persist(ActivityRows.row(activity));
    }
}
