package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Accounts.Account;
import io.github.kcworkspaces.invitation.Invite.Host;
import io.github.kcworkspaces.member.GrantGuard;
import io.github.kcworkspaces.member.MemberRules;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleRules;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges a chunk of invitations before anything is written. What is looked up is looked up for all of them: a number of
 * statements for each workspace and set of roles, whatever the number of addresses.
 */
final class InvitationDrafts {

    private final InvitationStore store;
    private final MemberStore members;
    private final RoleStore roles;
    private final GrantGuard guard;
    private final InvitationPlaces places;
    private final Accounts accounts;
    private final Applications applications;

    InvitationDrafts(
            InvitationStore store,
            MemberStore members,
            RoleStore roles,
            GrantGuard guard,
            InvitationPlaces places,
            Accounts accounts,
            Applications applications) {
        this.store = store;
        this.members = members;
        this.roles = roles;
        this.guard = guard;
        this.places = places;
        this.accounts = accounts;
        this.applications = applications;
    }

    /**
     * An invitation that may be sent, or why it may not.
     *
     * @param account whose address it is, if that is clear
     * @param joins whether he becomes a member of the organization with it
     * @param stored what is pending in its place
     */
    record Draft(
            Invite invite,
            String email,
            List<Role> roles,
            @Nullable Account account,
            boolean joins,
            @Nullable Invitation stored,
            @Nullable Problem refusal) {

        static Draft refused(Invite invite, Problem refusal) {
            return new Draft(invite, "", List.of(), null, false, null, refusal);
        }

        boolean bypass() {
            return invite.wanted().bypass();
        }
    }

    /** What is known of the workspaces and addresses of a chunk. */
    private record Known(
            Map<WorkspaceId, List<Role>> roles,
            Map<InvitationStore.Key, Invitation> stored,
            Map<String, List<Account>> accounts,
            Map<WorkspaceId, Set<UserId>> members,
            Map<WorkspaceId, Set<UserId>> counting,
            Map<WorkspaceId, Boolean> open) {}

    /** @param seen what the same request has invited before, to which this is added */
    List<Draft> judge(RealmSettings settings, List<Invite> invites, Set<InvitationStore.Key> seen, long now) {
        IdentityHashMap<Invite, String> emails = new IdentityHashMap<>();
        IdentityHashMap<Invite, Problem> refused = new IdentityHashMap<>();
        for (Invite invite : invites) {
            try {
                emails.put(invite, InvitationRules.emailIsValid(invite.wanted().email()));
            } catch (Problem refusal) {
                refused.put(invite, refusal);
            }
        }
        Known known = look(settings.realm(), invites, emails);
        Map<Set<RoleKey>, Optional<Problem>> guarded = new HashMap<>();
        List<Draft> drafts = new ArrayList<>();
        for (Invite invite : invites) {
            Problem refusal = refused.get(invite);
            try {
                drafts.add(
                        refusal == null
                                ? draft(settings, invite, emails.getOrDefault(invite, ""), known, seen, guarded, now)
                                : Draft.refused(invite, refusal));
            } catch (Problem found) {
                drafts.add(Draft.refused(invite, found));
            }
        }
        return drafts;
    }

    private Known look(RealmId realm, List<Invite> invites, IdentityHashMap<Invite, String> emails) {
        Map<WorkspaceId, Set<String>> references = new LinkedHashMap<>();
        Map<WorkspaceId, Workspace> entered = new LinkedHashMap<>();
        Set<InvitationStore.Key> keys = new LinkedHashSet<>();
        for (Invite invite : invites) {
            Workspace workspace = invite.host().workspace();
            entered.put(workspace.id(), workspace);
            references
                    .computeIfAbsent(workspace.id(), id -> new LinkedHashSet<>())
                    .addAll(invite.wanted().roles());
            String email = emails.get(invite);
            if (email != null) {
                keys.add(new InvitationStore.Key(workspace.id(), email));
            }
        }
        Map<String, List<Account>> found = accounts.byEmail(realm, new LinkedHashSet<>(emails.values()));
        Set<UserId> users = found.values().stream()
                .flatMap(List::stream)
                .map(account -> account.person().id())
                .collect(Collectors.toSet());
        Map<WorkspaceId, List<Role>> named = new HashMap<>();
        Map<WorkspaceId, Set<UserId>> in = new HashMap<>();
        Map<WorkspaceId, Set<UserId>> counting = new HashMap<>();
        Map<WorkspaceId, Boolean> open = new HashMap<>();
        entered.forEach((id, workspace) -> {
            named.put(id, roles.resolve(realm, id, references.getOrDefault(id, Set.of())));
            in.put(id, users.isEmpty() ? Set.of() : members.membersAmong(realm, id, users));
            open.put(id, places.isOpen(workspace));
            String organization = workspace.organization();
            if (organization != null) {
                counting.put(id, users.isEmpty() ? Set.of() : members.countingIn(realm, organization, users));
            }
        });
        return new Known(named, store.stored(realm, keys), found, in, counting, open);
    }

    private Draft draft(
            RealmSettings settings,
            Invite invite,
            String email,
            Known known,
            Set<InvitationStore.Key> seen,
            Map<Set<RoleKey>, Optional<Problem>> guarded,
            long now) {
        Host host = invite.host();
        NewInvitation wanted = invite.wanted();
        Workspace workspace = host.workspace();
        InvitationStore.Key key = new InvitationStore.Key(workspace.id(), email);
        if (wanted.bypass()) {
            InvitationRules.mayBypass(host.mayBypass());
            InvitationRules.bypassIsOn(settings.invitations().bypass());
        } else {
            InvitationRules.mayInvite(host.mayInvite());
        }
        InvitationRules.textsAreValid(wanted);
        InvitationRules.expiryIsValid(wanted.expiresAt(), now);
        Invitation.Application application = wanted.application();
        InvitationRules.applicationIsKnown(application == null || applications.leadsTo(settings.realm(), application));
        InvitationRules.isFirstInRequest(!seen.contains(key));
        InvitationRules.workspaceIsOpen(known.open().getOrDefault(workspace.id(), false));
        List<Role> given = given(wanted.roles(), known.roles().getOrDefault(workspace.id(), List.of()));
        MemberRules.ownerRoleIsUnassignable(given);
        mayGive(host, given, guarded);

        List<Account> found = known.accounts().getOrDefault(email, List.of());
        Set<UserId> in = known.members().getOrDefault(workspace.id(), Set.of());
        InvitationRules.isNotAMember(
                found.stream().anyMatch(account -> in.contains(account.person().id())));
        boolean joins = joins(host, found, known.counting().get(workspace.id()));
        Account account = null;
        if (wanted.bypass()) {
            InvitationRules.accountIsClear(found.size());
            if (found.isEmpty()) {
                InvitationRules.mayCreateAccount(host.mayManageUsers());
            } else {
                account = found.get(0);
                InvitationRules.accountIsEnabled(account.enabled());
                InvitationRules.addressIsProvedToGive(account.emailVerified() || host.mayManageUsers());
            }
        }
        seen.add(key);
        return new Draft(invite, email, given, account, joins, known.stored().get(key), null);
    }

    /** Whether the address comes into the organization with the workspace; refused to who does not manage all of them. */
    private static boolean joins(Host host, List<Account> found, @Nullable Set<UserId> counting) {
        if (counting == null
                || found.stream()
                        .anyMatch(account -> counting.contains(account.person().id()))) {
            return false;
        }
        InvitationRules.mayLeadIn(host.mayLeadIn());
        return true;
    }

    private static List<Role> given(List<String> references, List<Role> known) {
        Map<String, Role> given = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String reference : references) {
            Optional<Role> found = named(known, reference);
            found.ifPresentOrElse(role -> given.put(role.id().value(), role), () -> unknown.add(reference));
        }
        RoleRules.referencesAreKnown(unknown);
        return List.copyOf(given.values());
    }

    /** By id, else by name: one of the workspace before a template. */
    private static Optional<Role> named(List<Role> known, String reference) {
        Optional<Role> byId = known.stream()
                .filter(role -> role.id().value().equals(reference))
                .findFirst();
        String name = reference.toLowerCase(Locale.ROOT);
        List<Role> byName = known.stream()
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
                .toList();
        return byId.or(() ->
                        byName.stream().filter(role -> role.workspace() != null).findFirst())
                .or(() -> byName.stream().findFirst());
    }

    /** A role that somebody gives somewhere. */
    private record RoleKey(WorkspaceId workspace, String role) {}

    /** R5, asked once for each set of roles in a workspace. */
    private void mayGive(Host host, Collection<Role> given, Map<Set<RoleKey>, Optional<Problem>> guarded) {
        Set<RoleKey> key = new HashSet<>();
        given.forEach(
                role -> key.add(new RoleKey(host.workspace().id(), role.id().value())));
        Optional<Problem> known = guarded.get(key);
        if (known == null) {
            known = Optional.empty();
            try {
                guard.mayHandle(host.caller(), host.workspace(), given);
            } catch (Problem refusal) {
                known = Optional.of(refusal);
            }
            guarded.put(key, known);
        }
        known.ifPresent(InvitationDrafts::refuse);
    }

    private static void refuse(Problem refusal) {
        throw refusal;
    }
}
