package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.settings.InvitationSettings;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import io.github.kcworkspaces.settings.RealmSettings.WorkspaceCreation;
import io.github.kcworkspaces.settings.SettingsStore;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings in {@code KCW_SETTINGS}. */
public final class JpaSettingsStore implements SettingsStore {

    private final EntityManager em;
    private final OwnTransaction own;

    public JpaSettingsStore(EntityManager em, OwnTransaction own) {
        this.em = em;
        this.own = own;
    }

    @Override
    public Optional<RealmSettings> find(RealmId realm) {
        return byRealm(realm).first(em, SettingsEntity.class).map(JpaSettingsStore::settings);
    }

    @Override
    public Optional<RealmSettings> lock(RealmId realm) {
        return byRealm(realm).lock(em, SettingsEntity.class).map(JpaSettingsStore::settings);
    }

    @Override
    public void ensure(RealmId realm) {
        if (find(realm).isPresent()) {
            return;
        }
        try {
            own.run(other -> Jpql.insert(other, initial(realm)));
        } catch (RuntimeException failure) {
            // Somebody else was first: then the row is there, which is all that is wanted.
            if (!StoreRules.isDuplicate(failure, "KCW_SETTINGS")) {
                throw failure;
            }
        }
    }

    @Override
    public void update(RealmSettings settings) {
        // Plain SQL: a bulk update in JPQL cannot tell the type of a parameter that is null.
        Sql.batch(
                em,
                "UPDATE KCW_SETTINGS SET ENABLED = ?, ACCOUNT_OWNER_ID = ?, DEFAULT_WORKSPACE_ID = ?,"
                        + " WORKSPACE_CREATION = ?, GATE = ?, CLAIM_BUDGET_BYTES = ?, SUBJECT_ATTRIBUTES = ?,"
                        + " MFA_REQUIRED_FOR = ?, MFA_LEVEL = ?, INVITATION_HOURS = ?, BYPASS_INVITATIONS = ?,"
                        + " REMINDER_HOURS = ?, VERSION = VERSION + 1 WHERE REALM_ID = ?",
                List.of(Arrays.asList(
                        settings.enabled(),
                        text(settings.accountOwner()),
                        text(settings.defaultWorkspace()),
                        settings.workspaceCreation().name(),
                        settings.gate().name(),
                        settings.claimBudgetBytes(),
                        StoredJson.write((Object) settings.subjectAttributes()),
                        settings.mfaRequiredFor().name(),
                        settings.mfaLevel(),
                        settings.invitations().lifespanHours(),
                        settings.invitations().bypass(),
                        settings.invitations().reminderHours(),
                        settings.realm().value())));
    }

    @Override
    public void reviseCatalogue(RealmId realm) {
        new Jpql("update KcwSettings s set s.catalogueRevision = :revision where s.realmId = :realm")
                .with("revision", Revisions.next())
                .with("realm", realm.value())
                .execute(em);
    }

    @Override
    public void delete(RealmId realm) {
        new Jpql("delete from KcwSettings s where s.realmId = :realm")
                .with("realm", realm.value())
                .execute(em);
    }

    private static Jpql byRealm(RealmId realm) {
        return new Jpql("select s from KcwSettings s where s.realmId = :realm").with("realm", realm.value());
    }

    private static SettingsEntity initial(RealmId realm) {
        RealmSettings settings = RealmSettings.initial(realm);
        SettingsEntity row = new SettingsEntity();
        row.realmId = realm.value();
        row.enabled = settings.enabled();
        row.workspaceCreation = settings.workspaceCreation().name();
        row.gate = settings.gate().name();
        row.claimBudgetBytes = settings.claimBudgetBytes();
        row.subjectAttributes = StoredJson.write((Object) settings.subjectAttributes());
        row.mfaRequiredFor = settings.mfaRequiredFor().name();
        row.mfaLevel = settings.mfaLevel();
        row.invitationHours = settings.invitations().lifespanHours();
        row.bypassInvitations = settings.invitations().bypass();
        row.reminderHours = settings.invitations().reminderHours();
        row.catalogueRevision = Revisions.next();
        row.version = settings.version();
        return row;
    }

    private static RealmSettings settings(SettingsEntity row) {
        return new RealmSettings(
                new RealmId(row.realmId),
                row.enabled,
                row.accountOwnerId == null ? null : new UserId(row.accountOwnerId),
                row.defaultWorkspaceId == null ? null : new WorkspaceId(row.defaultWorkspaceId),
                WorkspaceCreation.valueOf(row.workspaceCreation),
                Gate.valueOf(row.gate),
                row.claimBudgetBytes,
                StoredJson.texts(row.subjectAttributes),
                MfaRequiredFor.valueOf(row.mfaRequiredFor),
                row.mfaLevel,
                new InvitationSettings(row.invitationHours, row.bypassInvitations, row.reminderHours),
                row.catalogueRevision,
                row.version);
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
