package io.github.kcworkspaces.workspace;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsStore;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates, changes and transfers workspaces; {@link WorkspaceDeletion} deletes them. */
public final class WorkspaceService {

    private static final int MEMBERS_NAMED_IN_A_REFUSAL = 100;

    private final WorkspaceStore store;
    private final WorkspaceMembers members;
    private final SettingsStore settings;
    private final SubjectDirectory subjects;
    private final Organizations organizations;
    private final Recorder recorder;
    private final Clock clock;
    private final Supplier<String> ids;

    public WorkspaceService(
            WorkspaceStore store,
            WorkspaceMembers members,
            SettingsStore settings,
            SubjectDirectory subjects,
            Organizations organizations,
            Recorder recorder,
            Clock clock,
            Supplier<String> ids) {
        this.store = store;
        this.members = members;
        this.settings = settings;
        this.subjects = subjects;
        this.organizations = organizations;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
    }

    public Optional<Workspace> find(RealmId realm, String reference) {
        return store.find(realm, reference);
    }

    /** @see WorkspaceStore#named */
    public List<Workspace> named(RealmId realm, @Nullable Subject visibleTo, Collection<String> references) {
        return store.named(realm, visibleTo, references);
    }

    public WorkspaceSummary summary(Workspace workspace) {
        return store.summary(workspace.realm(), workspace.id()).orElseThrow(WorkspaceRules::notFound);
    }

    public WorkspaceOverview overview(Workspace workspace) {
        return store.overview(workspace.realm(), workspace.id());
    }

    /** @param visibleTo only workspaces that the subject is an active member of; null for all of the realm */
    public Page<WorkspaceSummary> page(RealmId realm, @Nullable Subject visibleTo, PageRequest request) {
        return store.page(realm, visibleTo, null, request);
    }

    /** @param organization id or alias of the organization that they belong to; null for all */
    public Page<WorkspaceSummary> page(
            RealmId realm, @Nullable Subject visibleTo, @Nullable String organization, PageRequest request) {
        if (organization == null) {
            return page(realm, visibleTo, request);
        }
        WorkspaceRules.organizationsAreUsed(organizations.used(realm));
        return organizations
                .find(realm, organization)
                .map(found -> store.page(realm, visibleTo, found.id(), request))
                .orElseGet(() -> new Page<>(List.of(), 0));
    }

    /** The organizations that a workspace may be put under. */
    public List<Organization> organizations(RealmId realm, PageRequest request) {
        return organizations.search(realm, request);
    }

    /** The organization that the workspace belongs to; empty also for one that Keycloak no longer has. */
    public Optional<Organization> organization(Workspace workspace) {
        String id = workspace.organization();
        return id == null ? Optional.empty() : organizations.find(workspace.realm(), id);
    }

    /** The workspaces of a Keycloak organization. */
    public List<Workspace> ofOrganization(RealmId realm, String organization) {
        return store.ofOrganization(realm, organization);
    }

    /** The workspaces that the user owns. */
    public List<Workspace> ownedBy(RealmId realm, UserId owner) {
        return store.ownedBy(realm, owner);
    }

    /** @see WorkspaceStore#active */
    public Page<Workspace> active(RealmId realm, @Nullable Subject visibleTo, PageRequest request) {
        return store.active(realm, visibleTo, request);
    }

    /**
     * Who does not manage all workspaces puts a new one under an organization of his own only; of others he is not told
     * whether they exist.
     */
    public void organizationIsOpenTo(RealmId realm, @Nullable UserId user, @Nullable String reference) {
        String organization = organization(realm, reference);
        if (organization != null && (user == null || !members.mayBeUnder(realm, organization, user))) {
            throw WorkspaceRules.unknownOrganization();
        }
    }

    /** Who does not manage all workspaces leaves them where they are. */
    public void organizationStays(Workspace workspace, @Nullable String reference) {
        WorkspaceRules.mayBeMovedBy(
                reference == null || reference.equals(Objects.requireNonNullElse(workspace.organization(), "")));
    }

    /**
     * Creates a workspace owned by the actor if he is a user of the realm (and in the organization, if it gets one), else
     * by the account owner; the account owner is a member in any case (rule W4).
     */
    public Workspace create(RealmId realm, Actor actor, NewWorkspace wanted) {
        UserId creator = actor.id() != null && subjects.find(realm, actor.id()).isPresent() ? actor.id() : null;
        String organization = creator == null ? null : organization(realm, wanted.organization());
        boolean mayOwn = creator != null && (organization == null || members.mayBeUnder(realm, organization, creator));
        return createFor(realm, actor, wanted, mayOwn ? creator : null);
    }

    /**
     * Creates a workspace for somebody else.
     *
     * @param owner null for the account owner
     */
    public Workspace createFor(RealmId realm, Actor actor, NewWorkspace wanted, @Nullable UserId owner) {
        String name = wanted.name();
        String alias = wanted.alias() == null && name != null ? aliasFrom(name) : wanted.alias();
        WorkspaceRules.newWorkspaceIsValid(alias, name, wanted.description());
        String organization = organization(realm, wanted.organization());
        if (organization != null && owner != null && !members.mayBeUnder(realm, organization, owner)) {
            WorkspaceRules.membersAreInOrganization(List.of(nameOf(realm, owner)));
        }
        WorkspaceRules.aliasIsFree(taken -> store.find(realm, taken).isPresent(), String.valueOf(alias));
        UserId accountOwner =
                settings.find(realm).map(RealmSettings::accountOwner).orElse(null);
        Workspace workspace = insert(
                new Workspace(
                        new WorkspaceId(ids.get()),
                        realm,
                        String.valueOf(alias),
                        String.valueOf(name),
                        blankToNull(wanted.description()),
                        false,
                        owner == null ? accountOwner : owner,
                        organization,
                        Workspace.Status.ACTIVE,
                        wanted.mfaRequired(),
                        clock.millis(),
                        1),
                actor);
        if (accountOwner != null && !accountOwner.equals(workspace.owner())) {
            members.seatOwner(actor, workspace, accountOwner);
        }
        return workspace;
    }

    /** W1: creates the default workspace of a realm that has none. The caller holds the lock on the realm's settings. */
    public Workspace createDefault(RealmId realm, Actor actor, @Nullable UserId accountOwner) {
        return insert(
                new Workspace(
                        new WorkspaceId(ids.get()),
                        realm,
                        WorkspaceRules.DEFAULT_ALIAS,
                        "Default",
                        null,
                        true,
                        accountOwner,
                        null,
                        Workspace.Status.ACTIVE,
                        false,
                        clock.millis(),
                        1),
                actor);
    }

    public Workspace update(Workspace before, Actor actor, WorkspaceChange change) {
        VersionRules.versionIsCurrent(change.expectedVersion(), before.version());
        Workspace after = new Workspace(
                before.id(),
                before.realm(),
                or(change.alias(), before.alias()),
                or(change.name(), before.name()),
                change.description() == null ? before.description() : blankToNull(change.description()),
                before.isDefault(),
                before.owner(),
                organizationAfter(before, change),
                change.status() == null ? before.status() : change.status(),
                change.mfaRequired() == null ? before.mfaRequired() : change.mfaRequired(),
                before.createdAt(),
                before.version());
        WorkspaceRules.changeIsValid(before, after);
        Changes changes = new Changes()
                .field("alias", before.alias(), after.alias())
                .field("name", before.name(), after.name())
                .field("description", before.description(), after.description())
                .field(
                        "organization",
                        labelOf(before.realm(), before.organization()),
                        labelOf(before.realm(), after.organization()))
                .field("mfaRequired", before.mfaRequired(), after.mfaRequired());
        Changes status = new Changes()
                .field("status", before.status().name(), after.status().name());
        if (changes.isEmpty() && status.isEmpty()) {
            return before;
        }
        if (!before.alias().equals(after.alias())) {
            WorkspaceRules.aliasIsFree(
                    alias -> store.find(before.realm(), alias).isPresent(), after.alias());
        }
        if (after.organization() != null && !after.organization().equals(before.organization())) {
            WorkspaceRules.membersAreInOrganization(
                    members.outside(before, after.organization(), MEMBERS_NAMED_IN_A_REFUSAL));
        }
        store.update(after);
        if (!changes.isEmpty()) {
            record(after, actor, ActivityType.WORKSPACE_UPDATED, changes);
        }
        if (!status.isEmpty()) {
            boolean suspended = after.status() == Workspace.Status.SUSPENDED;
            record(after, actor, suspended ? ActivityType.WORKSPACE_SUSPENDED : ActivityType.WORKSPACE_RESUMED, status);
        }
        return reload(after);
    }

    /** W3: hands the workspace to another enabled user of the realm; the former owner stays as an admin of it. */
    public Workspace transfer(Workspace workspace, Actor actor, UserId newOwner, @Nullable Long expectedVersion) {
        Workspace before = lock(workspace);
        VersionRules.versionIsCurrent(expectedVersion, before.version());
        Optional<SubjectFacts> successor =
                subjects.find(before.realm(), newOwner).filter(SubjectFacts::enabled);
        if (successor.isEmpty()) {
            throw WorkspaceRules.unknownUser();
        }
        UserId former = before.owner();
        if (newOwner.equals(former)) {
            return before;
        }
        String organization = before.organization();
        if (organization != null && !members.mayBeUnder(before.realm(), organization, newOwner)) {
            WorkspaceRules.membersAreInOrganization(List.of(successor.get().username()));
        }
        Workspace after = before.withOwner(newOwner);
        store.update(after);
        record(
                after,
                actor,
                ActivityType.WORKSPACE_TRANSFERRED,
                new Changes()
                        .field(
                                "owner",
                                former == null ? null : nameOf(before.realm(), former),
                                successor.get().username()));
        members.seatOwner(actor, after, newOwner);
        boolean accountOwner = settings.find(before.realm())
                .map(RealmSettings::accountOwner)
                .filter(owner -> owner.equals(former))
                .isPresent();
        if (former != null && !accountOwner) {
            members.unseatOwner(actor, after, former);
        }
        return reload(after);
    }

    /** A workspace without an owner gets one. */
    public void adopt(Workspace workspace, Actor actor, SubjectFacts owner) {
        Workspace after = workspace.withOwner(owner.id());
        store.update(after);
        record(after, actor, ActivityType.WORKSPACE_TRANSFERRED, new Changes().field("owner", null, owner.username()));
    }

    /** A user is gone: what he owned goes to the account owner, or has no owner until it is transferred. */
    public void ownerRemoved(RealmId realm, Actor actor, UserId removed, String username) {
        UserId accountOwner = settings.find(realm)
                .map(RealmSettings::accountOwner)
                .filter(owner -> !owner.equals(removed))
                .orElse(null);
        store.ownedBy(realm, removed).forEach(workspace -> disown(workspace, actor, username, accountOwner));
    }

    /** A user has left an organization: what he owned of its workspaces goes to the account owner as well. */
    public void organizationLeft(RealmId realm, Actor actor, String organization, UserId user, String username) {
        UserId accountOwner =
                settings.find(realm).map(RealmSettings::accountOwner).orElse(null);
        if (!user.equals(accountOwner)) {
            store.ofOrganization(realm, organization).stream()
                    .filter(workspace -> user.equals(workspace.owner()))
                    .forEach(workspace -> disown(workspace, actor, username, accountOwner));
        }
    }

    private void disown(Workspace workspace, Actor actor, String username, @Nullable UserId accountOwner) {
        Workspace after = workspace.withOwner(accountOwner);
        store.update(after);
        record(
                after,
                actor,
                ActivityType.WORKSPACE_TRANSFERRED,
                new Changes()
                        .field(
                                "owner",
                                username,
                                accountOwner == null ? null : nameOf(workspace.realm(), accountOwner)));
        if (accountOwner != null) {
            members.seatOwner(actor, after, accountOwner);
        }
    }

    /** A Keycloak organization is gone: its workspaces are suspended until somebody decides what becomes of them. */
    public void organizationRemoved(RealmId realm, Actor actor, String organization) {
        for (Workspace workspace : store.ofOrganization(realm, organization)) {
            Workspace.Status status = workspace.isDefault() ? workspace.status() : Workspace.Status.SUSPENDED;
            update(workspace, actor, new WorkspaceChange(null, null, null, "", status, null));
        }
    }

    private Workspace insert(Workspace workspace, Actor actor) {
        store.insert(workspace);
        record(
                workspace,
                actor,
                ActivityType.WORKSPACE_CREATED,
                new Changes()
                        .field("alias", null, workspace.alias())
                        .field("name", null, workspace.name())
                        .field("description", null, workspace.description())
                        .field("organization", null, labelOf(workspace.realm(), workspace.organization()))
                        .field("mfaRequired", null, workspace.mfaRequired() ? true : null));
        UserId owner = workspace.owner();
        if (owner != null) {
            members.seatOwner(actor, workspace, owner);
        }
        return workspace;
    }

    /** The id of the organization that is named by id or alias; null for none. */
    private @Nullable String organization(RealmId realm, @Nullable String reference) {
        if (reference == null || reference.isBlank()) {
            return null;
        }
        WorkspaceRules.organizationsAreUsed(organizations.used(realm));
        return organizations
                .find(realm, reference)
                .map(Organization::id)
                .orElseThrow(WorkspaceRules::unknownOrganization);
    }

    private @Nullable String organizationAfter(Workspace before, WorkspaceChange change) {
        String reference = change.organization();
        return reference == null || reference.equals(before.organization())
                ? before.organization()
                : organization(before.realm(), reference);
    }

    /** How the trail names an organization: by its alias, or its id when Keycloak no longer has it. */
    private @Nullable String labelOf(RealmId realm, @Nullable String organization) {
        return organization == null
                ? null
                : organizations
                        .find(realm, organization)
                        .map(Organization::alias)
                        .orElse(organization);
    }

    private Workspace lock(Workspace workspace) {
        return store.lock(workspace.realm(), workspace.id()).orElseThrow(WorkspaceRules::notFound);
    }

    private Workspace reload(Workspace workspace) {
        return store.find(workspace.realm(), workspace.id().value()).orElseThrow(WorkspaceRules::notFound);
    }

    private String nameOf(RealmId realm, UserId user) {
        return subjects.find(realm, user).map(SubjectFacts::username).orElseGet(user::value);
    }

    private void record(Workspace workspace, Actor actor, ActivityType type, Changes changes) {
        recorder.record(
                workspace.realm(),
                workspace.id(),
                workspace.alias(),
                actor,
                type,
                new Target("workspace", workspace.id().value(), workspace.name()),
                changes);
    }

    private static String aliasFrom(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String alias =
                ascii.replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String cut = alias.length() > 63 ? alias.substring(0, 63) : alias;
        return cut.replaceAll("-+$", "");
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
