package io.github.kcworkspaces.share;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.DecisionEngine;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Question;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Groups;
import io.github.kcworkspaces.member.MemberRules;
import io.github.kcworkspaces.member.MemberShares;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.member.People;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceRules;
import io.github.kcworkspaces.resource.ResourceService;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.share.Principal.Kind;
import io.github.kcworkspaces.share.ShareStore.DirectShare;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shares resources with other workspaces (rule P8), and with members and groups of their own (P9). */
public final class ShareService implements MemberShares {

    private static final String SHARE = "share";
    private static final int REMOVED_AT_ONCE = 500;

    /** All shares of what is at home in the workspace. */
    public Map<ResourceId, Shares> ofHome(Workspace home) {
        return store.ofHome(home.realm(), home.id());
    }

    /** What it works through. */
    public record Collaborators(
            ResourceService resources,
            ResourceTypeService types,
            WorkspaceService workspaces,
            MemberStore members,
            People people,
            Groups groups,
            DecisionStore facts,
            DecisionService decisions) {}

    private final ShareStore store;
    private final Collaborators others;
    private final Recorder recorder;
    private final Clock clock;

    public ShareService(ShareStore store, Collaborators others, Recorder recorder, Clock clock) {
        this.store = store;
        this.others = others;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** The shares of a resource, with its version. */
    public record Shared(Resource resource, Shares shares) {}

    /**
     * A resource that somebody may share.
     *
     * @param toWorkspaces whether with other workspaces too
     * @param held what he may do with it himself; null for everything
     */
    public record Sharing(
            Sharer sharer,
            Workspace home,
            Resource resource,
            boolean toWorkspaces,
            @Nullable Set<String> held) {}

    /** The shares of a resource that is at home in the workspace. */
    public Shared get(Workspace home, ResourceId id) {
        Resource resource = others.resources().own(home, id);
        return new Shared(resource, store.find(resource));
    }

    /** What those with whom it is shared are called, by id; workspaces as far as the sharer sees them. */
    public Map<String, String> names(Sharer sharer, Shared shared) {
        RealmId realm = shared.resource().realm();
        Map<String, String> names = new TreeMap<>();
        List<String> workspaces =
                shared.shares().workspaces().stream().map(WorkspaceId::value).toList();
        if (!workspaces.isEmpty()) {
            others.workspaces()
                    .named(realm, visibleTo(sharer), workspaces)
                    .forEach(workspace -> names.put(workspace.id().value(), workspace.alias()));
        }
        shared.shares().direct().keySet().forEach(principal -> names.put(principal.id(), name(realm, principal)));
        return names;
    }

    private static @Nullable Subject visibleTo(Sharer sharer) {
        Sharer.Own own = sharer.own();
        return sharer.unlimited() || own == null ? null : own.subject().subject();
    }

    /** Requires that the sharer may share the resource: whoever holds {@code <type>:share} on it, or owns it. */
    public Sharing enter(Sharer sharer, Workspace home, ResourceId id) {
        Resource resource = others.resources().own(home, id);
        if (sharer.unlimited()) {
            return new Sharing(sharer, home, resource, true, null);
        }
        Sharer.Own own = sharer.own();
        Holdings holdings =
                own == null ? Holdings.NOTHING : others.decisions().holdings(home.realm(), own.membership());
        if (holdings.holdsEverything()) {
            return new Sharing(sharer, home, resource, true, null);
        }
        Set<String> held = own == null ? Set.of() : held(own, holdings, resource);
        boolean owner = own != null && own.subject().id().equals(resource.owner());
        ShareRules.mayShare(owner || held.contains(SHARE));
        return new Sharing(sharer, home, resource, held.contains(SHARE), held);
    }

    /** Replaces what the change names, atomically. Nothing changed, nothing written. */
    public Shared put(Sharing sharing, SharesChange change, @Nullable Long expectedVersion) {
        Resource resource = sharing.resource();
        VersionRules.versionIsCurrent(expectedVersion, resource.version());
        ShareRules.changeIsValid(change);
        TypeDefinition type = ResourceRules.typeExists(
                others.types().catalogue(resource.realm()).type(resource.type()), resource.type());
        Shares before = store.find(resource);
        Shares after = new Shares(targets(sharing, change, before), direct(type, change, before));
        Shares more = after.without(before);
        Shares less = before.without(after);
        if (more.isEmpty() && less.isEmpty()) {
            return new Shared(resource, before);
        }
        if (!more.workspaces().isEmpty() || !less.workspaces().isEmpty()) {
            ShareRules.mayShareToWorkspaces(sharing.toWorkspaces());
        }
        mayGive(sharing, type, more, before);
        othersExist(sharing.home(), more.direct().keySet());
        store.apply(resource, before, after, clock.millis());
        record(sharing, more, less);
        return get(sharing.home(), resource.id());
    }

    @Override
    public void memberRemoved(Actor actor, RealmId realm, WorkspaceId workspace, UserId user, String username) {
        userRemoved(realm, workspace, actor, user, username);
    }

    /** M1: a user of the realm is gone, and with him what was shared with him, and of what he owned, each recorded. */
    public void userRemoved(RealmId realm, Actor actor, UserId user, String username) {
        userRemoved(realm, null, actor, user, username);
    }

    /** A group of the realm is gone, and with it what was shared with it, each recorded. */
    public void groupRemoved(RealmId realm, Actor actor, GroupId group, String path) {
        remove(
                realm,
                actor,
                Map.of(Principal.of(group), path),
                () -> store.with(realm, null, Principal.of(group), REMOVED_AT_ONCE));
    }

    private void userRemoved(
            RealmId realm, @Nullable WorkspaceId workspace, Actor actor, UserId user, String username) {
        Map<Principal, String> names = Map.of(Principal.of(user), username);
        remove(realm, actor, names, () -> store.with(realm, workspace, Principal.of(user), REMOVED_AT_ONCE));
        remove(realm, actor, names, () -> store.ofOwner(realm, workspace, user, REMOVED_AT_ONCE));
    }

    private void remove(
            RealmId realm, Actor actor, Map<Principal, String> names, Supplier<List<DirectShare>> remaining) {
        for (List<DirectShare> shares = remaining.get(); !shares.isEmpty(); shares = remaining.get()) {
            store.remove(realm, shares);
            for (DirectShare share : shares) {
                String name = names.getOrDefault(share.principal(), name(realm, share.principal()));
                recorder.record(
                        realm,
                        share.workspace(),
                        share.alias(),
                        actor,
                        ActivityType.RESOURCE_UNSHARED,
                        new Target(share.type(), share.resource().value(), share.name()),
                        new Changes()
                                .field(field(share.principal().kind()), List.of(text(name, share.actions())), null));
            }
        }
    }

    private Set<String> held(Sharer.Own own, Holdings holdings, Resource resource) {
        Catalogue catalogue =
                others.decisions().catalogue(resource.realm(), own.membership().catalogueRevision());
        Set<String> held = new HashSet<>();
        for (ResourceFacts facts : others.facts()
                .resources(resource.realm(), own.membership(), own.subject().subject(), List.of(resource.id()))) {
            held.addAll(DecisionEngine.allowed(new Question(
                            own.subject(), own.membership(), holdings, catalogue, "", facts, Map.of(), Map.of()))
                    .keySet());
        }
        return held;
    }

    /** Workspaces to which it is shared already may be named by who does not see them: so he can leave them be. */
    private Set<WorkspaceId> targets(Sharing sharing, SharesChange change, Shares before) {
        List<String> references = change.workspaces();
        if (references == null) {
            return before.workspaces();
        }
        Set<WorkspaceId> targets = new LinkedHashSet<>();
        Set<String> unknown = new TreeSet<>();
        for (String reference : references) {
            WorkspaceId id = new WorkspaceId(reference);
            if (before.workspaces().contains(id)) {
                targets.add(id);
            } else {
                unknown.add(reference);
            }
        }
        if (!unknown.isEmpty()) {
            for (Workspace found : others.workspaces()
                    .named(sharing.home().realm(), visibleTo(sharing.sharer()), List.copyOf(unknown))) {
                targets.add(found.id());
                unknown.remove(found.alias());
                unknown.remove(found.id().value());
            }
        }
        ShareRules.targetsExist(unknown);
        ShareRules.targetsAreOthers(sharing.home().id(), targets);
        return targets;
    }

    private static Map<Principal, Set<String>> direct(TypeDefinition type, SharesChange change, Shares before) {
        Map<Principal, Set<String>> direct = new LinkedHashMap<>();
        before.direct().forEach((principal, actions) -> {
            if ((principal.kind() == Kind.USER ? change.members() : change.groups()) == null) {
                direct.put(principal, actions);
            }
        });
        add(type, Kind.USER, change.members(), direct);
        add(type, Kind.GROUP, change.groups(), direct);
        return direct;
    }

    private static void add(
            TypeDefinition type,
            Kind kind,
            @Nullable List<SharesChange.Entry> entries,
            Map<Principal, Set<String>> direct) {
        if (entries == null) {
            return;
        }
        for (SharesChange.Entry entry : entries) {
            ShareRules.actionsAreShareable(type, entry.actions());
            Set<String> actions = new TreeSet<>(entry.actions());
            actions.add(type.baseAction());
            direct.put(new Principal(kind, entry.id()), actions);
        }
    }

    /** R5. Ending a share takes no more than the right to share. */
    private static void mayGive(Sharing sharing, TypeDefinition type, Shares more, Shares before) {
        Set<String> given = new TreeSet<>();
        if (!more.workspaces().isEmpty()) {
            ShareRules.typeIsShareable(type);
            given.addAll(type.shared(type.shareable()));
        }
        more.direct().forEach((principal, actions) -> {
            Set<String> added = new TreeSet<>(type.shared(actions));
            added.removeAll(type.shared(before.direct().getOrDefault(principal, Set.of())));
            given.addAll(added);
        });
        Set<String> held = sharing.held();
        if (held != null) {
            ShareRules.mayGive(held, given, type.key());
        }
    }

    private void othersExist(Workspace home, Collection<Principal> principals) {
        Set<UserId> users = new LinkedHashSet<>();
        Set<String> unknownGroups = new TreeSet<>();
        for (Principal principal : principals) {
            if (principal.kind() == Kind.USER) {
                users.add(new UserId(principal.id()));
            } else if (others.groups()
                    .path(home.realm(), new GroupId(principal.id()))
                    .isEmpty()) {
                unknownGroups.add(principal.id());
            }
        }
        if (!users.isEmpty()) {
            MemberRules.areMembers(users, others.members().membersAmong(home.realm(), home.id(), users));
        }
        ShareRules.groupsExist(unknownGroups);
    }

    /** One row at home, with all that changed; one in each workspace that gained or lost the resource. */
    private void record(Sharing sharing, Shares more, Shares less) {
        Workspace home = sharing.home();
        Map<WorkspaceId, Workspace> changed = new LinkedHashMap<>();
        Set<String> ids = new TreeSet<>();
        more.workspaces().forEach(id -> ids.add(id.value()));
        less.workspaces().forEach(id -> ids.add(id.value()));
        if (!ids.isEmpty()) {
            others.workspaces()
                    .named(home.realm(), null, ids)
                    .forEach(workspace -> changed.put(workspace.id(), workspace));
        }
        Changes changes = new Changes()
                .field("workspaces", aliases(less.workspaces(), changed), aliases(more.workspaces(), changed));
        for (Kind kind : Kind.values()) {
            changes.field(field(kind), texts(home.realm(), kind, less), texts(home.realm(), kind, more));
        }
        record(home, sharing, more.isEmpty() ? ActivityType.RESOURCE_UNSHARED : ActivityType.RESOURCE_SHARED, changes);
        changed.forEach((id, workspace) -> {
            boolean gained = more.workspaces().contains(id);
            record(
                    workspace,
                    sharing,
                    gained ? ActivityType.RESOURCE_SHARED : ActivityType.RESOURCE_UNSHARED,
                    new Changes().field("from", gained ? null : home.alias(), gained ? home.alias() : null));
        });
    }

    private void record(Workspace in, Sharing sharing, ActivityType type, Changes changes) {
        Resource resource = sharing.resource();
        recorder.record(
                in.realm(),
                in.id(),
                in.alias(),
                sharing.sharer().actor(),
                type,
                new Target(resource.type(), resource.id().value(), resource.name()),
                changes);
    }

    private static @Nullable List<String> aliases(Set<WorkspaceId> ids, Map<WorkspaceId, Workspace> known) {
        List<String> aliases = new ArrayList<>();
        for (WorkspaceId id : ids) {
            Workspace workspace = known.get(id);
            aliases.add(workspace == null ? id.value() : workspace.alias());
        }
        return aliases.isEmpty() ? null : aliases.stream().sorted().toList();
    }

    private @Nullable List<String> texts(RealmId realm, Kind kind, Shares shares) {
        List<String> texts = new ArrayList<>();
        shares.direct().forEach((principal, actions) -> {
            if (principal.kind() == kind) {
                texts.add(text(name(realm, principal), actions));
            }
        });
        return texts.isEmpty() ? null : texts.stream().sorted().toList();
    }

    private String name(RealmId realm, Principal principal) {
        return principal.kind() == Kind.USER
                ? others.people()
                        .find(realm, new UserId(principal.id()))
                        .map(person -> person.username())
                        .orElse(principal.id())
                : others.groups().path(realm, new GroupId(principal.id())).orElse(principal.id());
    }

    private static String field(Kind kind) {
        return kind == Kind.USER ? "members" : "groups";
    }

    /** As people read it in the trail: {@code ben: use, view}. */
    private static String text(String name, Set<String> actions) {
        return name + ": " + String.join(", ", actions.stream().sorted().toList());
    }
}
