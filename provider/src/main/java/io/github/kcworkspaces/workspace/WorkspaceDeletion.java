package io.github.kcworkspaces.workspace;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes workspaces, and says beforehand what goes with one. */
public final class WorkspaceDeletion {

    private static final int MEMBERS_NAMED_IN_A_REFUSAL = 100;

    private final WorkspaceStore store;
    private final WorkspaceMembers members;
    private final SettingsStore settings;
    private final Recorder recorder;

    public WorkspaceDeletion(
            WorkspaceStore store, WorkspaceMembers members, SettingsStore settings, Recorder recorder) {
        this.store = store;
        this.members = members;
        this.settings = settings;
        this.recorder = recorder;
    }

    /** What a deletion would take with it, and the codes of the rules that forbid it now (W1, W2). */
    public Impact impact(Workspace workspace) {
        List<String> refusals = new ArrayList<>();
        try {
            WorkspaceRules.defaultWorkspaceCannotBeDeleted(workspace);
        } catch (Problem refusal) {
            refusals.add(refusal.code().name());
        }
        List<String> others = otherMembers(workspace, MEMBERS_NAMED_IN_A_REFUSAL);
        try {
            WorkspaceRules.onlyOwnersAreLeft(others);
        } catch (Problem refusal) {
            refusals.add(refusal.code().name());
        }
        return new Impact(store.impact(workspace.realm(), workspace.id()), refusals, others);
    }

    /**
     * What goes with a workspace and what stands against deleting it.
     *
     * @param otherMembers user names of members besides the owners, at most as many as a refusal names
     */
    public record Impact(DeletionImpact counts, List<String> refusals, List<String> otherMembers) {

        public boolean deletable() {
            return refusals.isEmpty();
        }
    }

    /** Deletes a workspace with all that is in it (W1, W2, W5). */
    public void delete(Workspace workspace, Actor actor, @Nullable String typedAlias, @Nullable Long expectedVersion) {
        Workspace locked = store.lock(workspace.realm(), workspace.id()).orElseThrow(WorkspaceRules::notFound);
        VersionRules.versionIsCurrent(expectedVersion, locked.version());
        WorkspaceRules.defaultWorkspaceCannotBeDeleted(locked);
        WorkspaceRules.deletionIsConfirmed(locked, typedAlias);
        WorkspaceRules.onlyOwnersAreLeft(otherMembers(locked, MEMBERS_NAMED_IN_A_REFUSAL));
        DeletionImpact impact = store.impact(locked.realm(), locked.id());
        store.delete(locked.realm(), locked.id());
        recorder.record(
                locked.realm(),
                locked.id(),
                locked.alias(),
                actor,
                ActivityType.WORKSPACE_DELETED,
                new Target("workspace", locked.id().value(), locked.name()),
                new Changes()
                        .field("members", impact.members(), null)
                        .field("roles", impact.roles(), null)
                        .field("resources", impact.resources(), null)
                        .field("sharesOut", impact.sharesOut(), null)
                        .field("sharesIn", impact.sharesIn(), null)
                        .field("pendingInvitations", impact.pendingInvitations(), null));
    }

    private List<String> otherMembers(Workspace workspace, int max) {
        Set<UserId> owners = new HashSet<>();
        if (workspace.owner() != null) {
            owners.add(workspace.owner());
        }
        settings.find(workspace.realm()).map(RealmSettings::accountOwner).ifPresent(owners::add);
        return members.othersThan(workspace, owners, max);
    }
}
