package io.github.kcworkspaces.config;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.GroupMappingService;
import io.github.kcworkspaces.member.MemberService;
import io.github.kcworkspaces.realm.AccountAdminService;
import io.github.kcworkspaces.realm.RealmService;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.resource.ResourceService;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.GrantFilter;
import io.github.kcworkspaces.role.GrantService;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import io.github.kcworkspaces.role.RoleService;
import io.github.kcworkspaces.share.ShareService;
import io.github.kcworkspaces.share.Sharer;
import io.github.kcworkspaces.share.SharesChange;
import io.github.kcworkspaces.workspace.NewWorkspace;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceChange;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a realm what a description says. Through the services only, so that every rule holds and every change is recorded;
 * a second run finds nothing to change. The caller's transaction makes it all or nothing.
 */
public final class ConfigService {

    /** The services that it works through. */
    public record Services(
            RealmService realms,
            AccountAdminService accountAdmins,
            ResourceTypeService types,
            RoleService roles,
            GrantService grants,
            WorkspaceService workspaces,
            ResourceService resources,
            ShareService shares,
            MemberService members,
            GroupMappingService groups) {}

    private final Services services;
    private final ConfigNames names;

    public ConfigService(Services services, ConfigNames names) {
        this.services = services;
        this.names = names;
    }

    /** @param caller without limits; the cause and correlation of its actor mark what is recorded */
    public void apply(Caller caller, RealmId realm, RealmConfig config) {
        settings(caller, realm, config.settings());
        services.realms().requireEnabled(realm);
        catalogues(caller, realm, config);
        config.resourceTypes().stream()
                .sorted(Comparator.comparing(type -> type.definition().parentType() != null))
                .forEach(type -> type(caller, type));
        for (String username : config.accountAdmins()) {
            services.accountAdmins().change(realm, caller.actor(), user(realm, username), true);
        }
        RoleScope templates = RoleScope.templates(realm);
        for (RealmConfig.Role role : config.templates()) {
            role(caller, templates, role, grants -> grants);
        }
        // What a role grants may be shared from a workspace further down; who is shared with must be a member.
        List<Placed> placed = new ArrayList<>();
        for (RealmConfig.Workspace wanted : config.workspaces()) {
            placed.add(new Placed(wanted, workspace(caller, realm, wanted)));
        }
        placed.forEach(one -> shares(caller, one, ConfigService::toWorkspaces));
        placed.forEach(one -> people(caller, one.workspace(), one.wanted()));
        placed.forEach(one -> shares(caller, one, this::directly));
        placed.forEach(one -> status(caller, one));
    }

    /** Last, so that nothing finds its workspace suspended. */
    private void status(Caller caller, Placed placed) {
        if (placed.wanted().status() != null) {
            Workspace now = services.workspaces()
                    .find(placed.workspace().realm(), placed.wanted().alias())
                    .orElse(placed.workspace());
            services.workspaces()
                    .update(
                            now,
                            caller.actor(),
                            new WorkspaceChange(
                                    null, null, null, null, placed.wanted().status(), null));
        }
    }

    private void type(Caller caller, ResourceType type) {
        if (type.key().equals(Catalogue.WORKSPACE_TYPE)) {
            services.types().apply(caller.actor(), type.realm(), List.of(type), false);
        } else {
            services.types().put(caller.actor(), type, null);
        }
    }

    private void catalogues(Caller caller, RealmId realm, RealmConfig config) {
        Set<String> described =
                config.resourceTypes().stream().map(ResourceType::key).collect(Collectors.toSet());
        for (List<ResourceType> catalogue : config.catalogues()) {
            services.types()
                    .apply(
                            caller.actor(),
                            realm,
                            catalogue.stream()
                                    .filter(type -> !described.contains(type.key()))
                                    .toList(),
                            false);
        }
    }

    private void settings(Caller caller, RealmId realm, RealmConfig.@Nullable Settings settings) {
        if (settings == null) {
            return;
        }
        String owner = settings.accountOwner();
        services.realms()
                .update(
                        realm,
                        caller.actor(),
                        new SettingsChange(
                                settings.enabled(),
                                owner == null ? null : user(realm, owner),
                                settings.workspaceCreation(),
                                settings.gate(),
                                settings.claimBudgetBytes(),
                                settings.subjectAttributes(),
                                settings.mfaRequiredFor(),
                                settings.mfaLevel(),
                                settings.invitationLifespanHours(),
                                settings.bypassInvitations(),
                                settings.invitationReminderHours(),
                                null));
    }

    private Workspace workspace(Caller caller, RealmId realm, RealmConfig.Workspace wanted) {
        UserId owner = wanted.owner() == null ? null : user(realm, wanted.owner());
        Workspace workspace =
                services.workspaces().find(realm, wanted.alias()).orElseGet(() -> create(caller, realm, wanted, owner));
        services.workspaces()
                .update(
                        workspace,
                        caller.actor(),
                        new WorkspaceChange(
                                null,
                                wanted.name(),
                                wanted.description(),
                                wanted.organization(),
                                null,
                                wanted.mfaRequired(),
                                null));
        if (owner != null) {
            workspace = services.workspaces().transfer(workspace, caller.actor(), owner, null);
        }
        resources(caller, workspace, wanted.resources());
        return workspace;
    }

    private void people(Caller caller, Workspace workspace, RealmConfig.Workspace wanted) {
        RealmId realm = workspace.realm();
        RoleScope scope = RoleScope.of(workspace);
        for (RealmConfig.Role role : wanted.roles()) {
            role(caller, scope, role, grants -> inWorkspace(workspace, grants));
        }
        for (RealmConfig.MemberEntry member : wanted.members()) {
            services.members()
                    .put(caller, workspace, user(realm, member.user()), member.status(), member.roles(), null);
        }
        for (RealmConfig.Group group : wanted.groups()) {
            services.groups()
                    .put(
                            caller,
                            workspace,
                            ConfigRules.groupExists(names.group(realm, group.path()), group.path()),
                            group.roles());
        }
    }

    private Workspace create(Caller caller, RealmId realm, RealmConfig.Workspace wanted, @Nullable UserId owner) {
        NewWorkspace created = new NewWorkspace(
                wanted.alias(),
                wanted.name() == null ? wanted.alias() : wanted.name(),
                wanted.description(),
                wanted.organization());
        return owner == null
                ? services.workspaces().create(realm, caller.actor(), created)
                : services.workspaces().createFor(realm, caller.actor(), created, owner);
    }

    private void resources(Caller caller, Workspace workspace, List<RealmConfig.Resource> wanted) {
        ResourceEntries entries = new ResourceEntries(
                services.resources(), types(workspace.realm()), name -> user(workspace.realm(), name));
        entries.apply(workspace, caller.actor(), wanted);
    }

    private void shares(Caller caller, Placed placed, ShareResolution part) {
        Workspace home = placed.workspace();
        for (RealmConfig.Resource resource : placed.wanted().resources()) {
            SharesChange wanted = resource.shares();
            SharesChange change = wanted == null ? null : part.resolve(home.realm(), wanted);
            if (change != null) {
                ResourceId id = ConfigRules.resourceExists(
                        services.resources()
                                .find(home, resource.type(), resource.externalId())
                                .map(found -> found.id()),
                        home.alias(),
                        resource.type() + "/" + resource.externalId());
                services.shares()
                        .put(services.shares().enter(Sharer.unlimited(caller.actor()), home, id), change, null);
            }
        }
    }

    private static @Nullable SharesChange toWorkspaces(RealmId realm, SharesChange shares) {
        return shares.workspaces() == null ? null : new SharesChange(shares.workspaces(), null, null);
    }

    private @Nullable SharesChange directly(RealmId realm, SharesChange shares) {
        List<SharesChange.Entry> members = shares.members();
        List<SharesChange.Entry> groups = shares.groups();
        if (members == null && groups == null) {
            return null;
        }
        return new SharesChange(
                null,
                members == null
                        ? null
                        : members.stream()
                                .map(entry -> new SharesChange.Entry(
                                        user(realm, entry.id()).value(), entry.actions()))
                                .toList(),
                groups == null
                        ? null
                        : groups.stream()
                                .map(entry -> new SharesChange.Entry(
                                        ConfigRules.groupExists(names.group(realm, entry.id()), entry.id())
                                                .value(),
                                        entry.actions()))
                                .toList());
    }

    private List<ResourceType> types(RealmId realm) {
        return services.types().all(realm);
    }

    private void role(Caller caller, RoleScope scope, RealmConfig.Role wanted, GrantResolution resolution) {
        Optional<Role> before = services.roles().find(scope, wanted.name());
        RoleId id;
        if (before.isPresent()) {
            id = before.get().id();
            if (!before.get().builtIn()) {
                services.roles().update(caller, scope, id, null, wanted.description(), null);
            }
        } else {
            id = services.roles()
                    .create(caller, scope, wanted.name(), wanted.description(), List.of())
                    .id();
        }
        List<Grant> grants = wanted.grants();
        if (grants != null) {
            Role role = services.roles().get(scope, id).role();
            services.grants().change(caller, scope, id, resolution.resolve(grants), all(role), null);
        }
    }

    private List<Grant> all(Role role) {
        return Pages.all(page -> services.grants().page(role, new GrantFilter(null, null, null, null, page)));
    }

    private List<Grant> inWorkspace(Workspace workspace, List<Grant> grants) {
        List<Grant> resolved = new ArrayList<>();
        for (Grant grant : grants) {
            ResourceId external = grant.resource();
            resolved.add(
                    external == null
                            ? grant
                            : new Grant(
                                    grant.type(),
                                    ConfigRules.resourceExists(
                                            services.resources()
                                                    .findUsable(workspace, grant.type(), external.value())
                                                    .map(found -> found.id()),
                                            workspace.alias(),
                                            grant.type() + "/" + external),
                                    grant.actions(),
                                    grant.condition()));
        }
        return resolved;
    }

    private UserId user(RealmId realm, String username) {
        return ConfigRules.userExists(names.user(realm, username), username);
    }

    /** A workspace that a description has, and that is there. */
    private record Placed(RealmConfig.Workspace wanted, Workspace workspace) {}

    /** Takes a part of the shares that a description has, with ids where it has names; null for nothing. */
    @FunctionalInterface
    private interface ShareResolution {
        @Nullable
        SharesChange resolve(RealmId realm, SharesChange shares);
    }

    /** Puts resource ids where a description has external ids. */
    @FunctionalInterface
    private interface GrantResolution {
        List<Grant> resolve(List<Grant> grants);
    }
}
