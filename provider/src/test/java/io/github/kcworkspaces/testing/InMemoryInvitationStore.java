package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.Invitation.MailStatus;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.invitation.InvitationStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Invitations and links in memory. */
public final class InMemoryInvitationStore implements InvitationStore {

    private static final long HOUR = 3_600_000;

    private final InMemoryWorld world;

    InMemoryInvitationStore(InMemoryWorld world) {
        this.world = world;
    }

    long countPending(WorkspaceId workspace) {
        return all(invitation -> invitation.workspace().equals(workspace) && invitation.pending())
                .count();
    }

    void workspaceRemoved(WorkspaceId workspace) {
        world.invitations.values().removeIf(invitation -> invitation.workspace().equals(workspace));
        world.links.values().removeIf(id -> !world.invitations.containsKey(id));
        world.mails.values().removeIf(mail -> mail.workspace().equals(workspace));
    }

    @Override
    public long now() {
        return world.now;
    }

    @Override
    public Optional<Invitation> find(RealmId realm, WorkspaceId workspace, InvitationId id) {
        return find(realm, id).filter(found -> found.workspace().equals(workspace));
    }

    @Override
    public Optional<Invitation> find(RealmId realm, InvitationId id) {
        return all(invitation ->
                        invitation.id().equals(id) && invitation.realm().equals(realm))
                .findFirst();
    }

    @Override
    public Optional<Invitation> lock(RealmId realm, InvitationId id) {
        return find(realm, id);
    }

    @Override
    public Page<Invitation> page(RealmId realm, WorkspaceId workspace, Set<Status> statuses, PageRequest request) {
        return page(
                all(invitation -> invitation.realm().equals(realm)
                        && invitation.workspace().equals(workspace)
                        && (statuses.isEmpty() || statuses.contains(invitation.status()))
                        && found(invitation, request.search())),
                request);
    }

    @Override
    public Page<Invitation> pendingFor(RealmId realm, String email, PageRequest request) {
        return page(
                all(invitation -> invitation.realm().equals(realm)
                        && invitation.email().equals(email)
                        && invitation.pending()
                        && active(invitation)),
                request);
    }

    private boolean active(Invitation invitation) {
        Workspace workspace = world.workspaces.get(invitation.workspace());
        return workspace != null && workspace.status() == Workspace.Status.ACTIVE;
    }

    private static boolean found(Invitation invitation, @Nullable String search) {
        return search == null
                || Stream.of(
                                Optional.of(invitation.email()),
                                Optional.ofNullable(invitation.firstName()),
                                Optional.ofNullable(invitation.lastName()))
                        .flatMap(Optional::stream)
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)));
    }

    private static Page<Invitation> page(Stream<Invitation> matching, PageRequest request) {
        List<Invitation> all = matching.sorted(Comparator.comparing(Invitation::createdAt)
                        .reversed()
                        .thenComparing(invitation -> invitation.id().value()))
                .toList();
        return new Page<>(
                all.stream().skip(request.first()).limit(request.max()).toList(), all.size());
    }

    @Override
    public Map<Key, Invitation> stored(RealmId realm, Collection<Key> keys) {
        Map<Key, Invitation> found = new HashMap<>();
        world.invitations.values().stream()
                .filter(invitation -> invitation.realm().equals(realm) && invitation.pending())
                .forEach(invitation ->
                        found.put(new Key(invitation.workspace(), invitation.email()), invitation.asOf(world.now)));
        found.keySet().retainAll(Set.copyOf(keys));
        return found;
    }

    @Override
    public void insert(Collection<Invitation> invitations) {
        for (Invitation invitation : invitations) {
            concurrentChangeIf(invitation.pending()
                    && !stored(invitation.realm(), List.of(new Key(invitation.workspace(), invitation.email())))
                            .isEmpty());
            world.invitations.put(invitation.id(), invitation);
        }
    }

    @Override
    public void renew(Collection<Invitation> invitations) {
        for (Invitation invitation : invitations) {
            Invitation before = world.invitations.get(invitation.id());
            concurrentChangeIf(before == null || !before.pending());
            world.invitations.put(invitation.id(), invitation);
            world.reminded.remove(invitation.id());
        }
    }

    @Override
    public boolean close(
            RealmId realm, InvitationId id, Status status, @Nullable UserId user, long at, boolean inTime) {
        Invitation before = world.invitations.get(id);
        if (before == null
                || !before.realm().equals(realm)
                || !before.pending()
                || (inTime && before.expiresAt() <= world.now)) {
            return false;
        }
        world.invitations.put(id, before.ended(status, user, at).withVersion(before.version() + 1));
        return true;
    }

    @Override
    public void addLink(Invitation invitation, String hash, long at) {
        world.links.put(hash, invitation.id());
    }

    @Override
    public Optional<Invitation> byLink(RealmId realm, String hash) {
        return Optional.ofNullable(world.links.get(hash)).flatMap(id -> find(realm, id));
    }

    @Override
    public void removeLinks(RealmId realm, Collection<InvitationId> invitations) {
        world.links
                .values()
                .removeIf(id -> invitations.contains(id) && find(realm, id).isPresent());
    }

    @Override
    public List<Invitation> overdue(int max) {
        return world.invitations.values().stream()
                .filter(invitation -> invitation.pending()
                        && invitation.expiresAt() <= world.now
                        && settings(invitation).enabled())
                .sorted(Comparator.comparing(Invitation::expiresAt))
                .limit(max)
                .map(invitation -> invitation.asOf(world.now))
                .toList();
    }

    @Override
    public List<Invitation> toRemind(int max) {
        return all(invitation -> {
                    long before = settings(invitation).invitations().reminderHours() * HOUR;
                    return invitation.pending()
                            && settings(invitation).enabled()
                            && before > 0
                            && active(invitation)
                            && invitation.mailStatus() == MailStatus.SENT
                            && !world.reminded.contains(invitation.id())
                            && invitation.expiresAt() <= world.now + before
                            && invitation.expiresAt() - invitation.createdAt() > before;
                })
                .sorted(Comparator.comparing(Invitation::expiresAt))
                .limit(max)
                .toList();
    }

    private RealmSettings settings(Invitation invitation) {
        return world.settings.getOrDefault(invitation.realm(), RealmSettings.initial(invitation.realm()));
    }

    @Override
    public void reminded(Collection<Invitation> invitations, long at) {
        invitations.forEach(invitation -> world.reminded.add(invitation.id()));
    }

    @Override
    public List<Invitation> pendingOf(RealmId realm, UserId inviter, @Nullable String email, int max) {
        return world.invitations.values().stream()
                .filter(invitation -> invitation.realm().equals(realm)
                        && invitation.pending()
                        && (inviter.equals(invitation.invitedBy().id())
                                || invitation.email().equals(email)))
                .limit(max)
                .map(invitation -> invitation.asOf(world.now))
                .toList();
    }

    @Override
    public void mailed(RealmId realm, Collection<InvitationId> invitations, MailStatus status) {
        invitations.forEach(
                id -> world.invitations.computeIfPresent(id, (key, invitation) -> invitation.withMailStatus(status)));
    }

    private static void concurrentChangeIf(boolean changed) {
        if (changed) {
            throw new Problem(ProblemCode.CONCURRENT_CHANGE, "it was changed at the same time");
        }
    }

    private Stream<Invitation> all(Predicate<Invitation> wanted) {
        return world.invitations.values().stream()
                .map(invitation -> invitation.asOf(world.now))
                .filter(wanted);
    }
}
