package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How invitations end and what is recorded of them: one place for answers, revocations and time that is over. */
final class InvitationEndings {

    private final InvitationStore store;
    private final Outbox outbox;
    private final WorkspaceService workspaces;
    private final Recorder recorder;

    InvitationEndings(InvitationStore store, Outbox outbox, WorkspaceService workspaces, Recorder recorder) {
        this.store = store;
        this.outbox = outbox;
        this.workspaces = workspaces;
        this.recorder = recorder;
    }

    /** Ends each that is pending, and records it. */
    void endAll(Actor actor, List<Invitation> ending, Status status, ActivityType type) {
        for (Invitation invitation : ending) {
            if (store.close(invitation.realm(), invitation.id(), status, null, store.now(), false)) {
                invalidate(invitation.realm(), List.of(invitation));
                workspaces
                        .find(invitation.realm(), invitation.workspace().value())
                        .ifPresent(workspace -> record(workspace, actor, type, invitation, state(invitation, status)));
            }
        }
    }

    /**
     * Ends a pending invitation; refused if it has ended already.
     *
     * @param inTime whether only one whose time is not over
     */
    void close(Invitation invitation, Status status, @Nullable UserId user, boolean inTime) {
        RealmId realm = invitation.realm();
        InvitationRules.wasPending(store.close(realm, invitation.id(), status, user, store.now(), inTime));
        invalidate(realm, List.of(invitation));
    }

    /**
     * From now on no link leads to these. Behind the change of the invitations themselves, as everywhere: who changes both
     * locks them in this order. Mails first: a worker that has claimed one adds no link after this.
     */
    void invalidate(RealmId realm, List<Invitation> invitations) {
        Set<InvitationId> ending = invitations.stream().map(Invitation::id).collect(Collectors.toSet());
        outbox.cancel(realm, ending);
        store.removeLinks(realm, ending);
    }

    void record(Workspace workspace, Actor actor, ActivityType type, Invitation invitation, Changes changes) {
        WorkspaceId id = workspace.id();
        recorder.record(
                workspace.realm(),
                id,
                workspace.alias(),
                actor,
                type,
                new Target("invitation", invitation.id().value(), invitation.email()),
                changes);
    }

    static Changes state(Invitation before, Status after) {
        return new Changes().field("status", before.status().name(), after.name());
    }
}
