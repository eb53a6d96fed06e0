package io.github.kcworkspaces.realm;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.settings.SettingsStore;
import java.util.Collection;

/** Makes users account admins and normal users again. */
public final class AccountAdminService {

    private final AccountAdmins admins;
    private final SubjectDirectory subjects;
    private final SettingsStore settings;
    private final Recorder recorder;

    public AccountAdminService(
            AccountAdmins admins, SubjectDirectory subjects, SettingsStore settings, Recorder recorder) {
        this.admins = admins;
        this.subjects = subjects;
        this.settings = settings;
        this.recorder = recorder;
    }

    public boolean isAdmin(RealmId realm, UserId user) {
        return admins.isAdmin(realm, user);
    }

    public Collection<UserId> all(RealmId realm) {
        return admins.all(realm);
    }

    /** Changes the type of a user; without effect when he is so already (rule M2). */
    public void change(RealmId realm, Actor actor, UserId user, boolean admin) {
        SubjectFacts subject = subjects.find(realm, user).orElseThrow(RealmRules::userNotFound);
        boolean before = admins.isAdmin(realm, user);
        if (before == admin) {
            return;
        }
        if (admin) {
            admins.add(realm, user);
        } else {
            mayGo(realm, user);
            admins.remove(realm, user);
        }
        recorder.record(
                realm,
                actor,
                admin ? ActivityType.ACCOUNT_ADMIN_ADDED : ActivityType.ACCOUNT_ADMIN_REMOVED,
                new Target("user", user.value(), subject.username()),
                new Changes());
    }

    /** M2, on the way to a deletion of the user by Keycloak. */
    public void mayBeDeleted(RealmId realm, UserId user) {
        if (admins.isAdmin(realm, user)) {
            mayGo(realm, user);
        }
    }

    /** Under the lock on the settings: of two last admins who go at the same time, the second one waits and stays. */
    private void mayGo(RealmId realm, UserId admin) {
        settings.lock(realm);
        RealmRules.lastAdminStays(true, admins.othersThan(realm, admin));
    }
}
