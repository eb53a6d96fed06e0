package io.github.kcworkspaces.config;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.role.GrantFilter;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import io.github.kcworkspaces.role.RoleSummary;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.share.Principal.Kind;
import io.github.kcworkspaces.share.Shares;
import io.github.kcworkspaces.share.SharesChange;
import io.github.kcworkspaces.workspace.Organization;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes a realm so that {@link ConfigService} makes another one the same. Everything is read by pages. Users and groups that
 * Keycloak no longer has, and deleted roles, are left out.
 */
public final class ConfigExport {

    /** Ids differ from realm to realm; the same model shall give the same file. */
    private static final Comparator<Grant> BY_WHAT_IS_GRANTED = Comparator.comparing(Grant::type)
            .thenComparing(
                    grant -> grant.resource() == null ? "" : grant.resource().value())
            .thenComparing(grant -> String.valueOf(grant.condition()));

    private static final String OWNER = Role.Kind.OWNER.name().toLowerCase(Locale.ROOT);
    private static final Shares NONE = new Shares(Set.of(), Map.of());

    private final ConfigService.Services services;
    private final ConfigNames names;
    private final Map<UserId, Optional<String>> usernames = new HashMap<>();

    public ConfigExport(ConfigService.Services services, ConfigNames names) {
        this.services = services;
        this.names = names;
    }

    public RealmConfig read(RealmId realm) {
        RealmSettings settings = services.realms().requireEnabled(realm);
        List<Workspace> workspaces = Pages.all(page -> services.workspaces().page(realm, null, page)).stream()
                .map(WorkspaceSummary::workspace)
                .sorted(Comparator.comparing(Workspace::alias))
                .toList();
        Map<WorkspaceId, String> aliases = new HashMap<>();
        workspaces.forEach(workspace -> aliases.put(workspace.id(), workspace.alias()));
        return new RealmConfig(
                settings(settings),
                List.of(),
                types(realm),
                roles(RoleScope.templates(realm), Map.of()),
                workspaces.stream()
                        .map(workspace -> workspace(workspace, aliases))
                        .toList(),
                services.accountAdmins().all(realm).stream()
                        .map(user -> username(realm, user))
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList());
    }

    private RealmConfig.Settings settings(RealmSettings settings) {
        return new RealmConfig.Settings(
                true,
                username(settings.realm(), settings.accountOwner()),
                settings.workspaceCreation(),
                settings.gate(),
                settings.claimBudgetBytes(),
                settings.subjectAttributes(),
                settings.mfaRequiredFor(),
                settings.mfaLevel(),
                settings.invitations().lifespanHours(),
                settings.invitations().bypass(),
                settings.invitations().reminderHours());
    }

    /** Of the built-in type only what catalogues have added. */
    private List<ResourceType> types(RealmId realm) {
        List<ResourceType> types = new ArrayList<>();
        for (ResourceType type : services.types().all(realm)) {
            if (!type.key().equals(Catalogue.WORKSPACE_TYPE)) {
                types.add(type);
            } else if (!type.definition().actions().equals(ResourceType.WORKSPACE_ACTIONS)) {
                types.add(extension(type));
            }
        }
        return types;
    }

    private static ResourceType extension(ResourceType type) {
        TypeDefinition definition = type.definition();
        List<String> added = new ArrayList<>(definition.actions());
        added.removeAll(ResourceType.WORKSPACE_ACTIONS);
        added.add(0, definition.baseAction());
        Map<String, Set<String>> implies = new HashMap<>(definition.implies());
        implies.keySet().removeAll(ResourceType.WORKSPACE_ACTIONS);
        return new ResourceType(
                type.realm(),
                new TypeDefinition(
                        type.key(), added, definition.baseAction(), implies, null, definition.registration()),
                type.name(),
                type.category(),
                type.presentation(),
                false,
                type.version());
    }

    private RealmConfig.Workspace workspace(Workspace workspace, Map<WorkspaceId, String> aliases) {
        Map<ResourceId, Resource> usable = new LinkedHashMap<>();
        Pages.all(page -> services.resources()
                        .page(workspace, new ResourceFilter(null, null, null, null, null, null, page)))
                .forEach(resource -> usable.put(resource.id(), resource));
        Map<ResourceId, Shares> shares = services.shares().ofHome(workspace);
        return new RealmConfig.Workspace(
                workspace.alias(),
                workspace.name(),
                workspace.description(),
                workspace.status(),
                workspace.mfaRequired(),
                username(workspace.realm(), workspace.owner()),
                services.workspaces()
                        .organization(workspace)
                        .map(Organization::alias)
                        .orElse(null),
                roles(RoleScope.of(workspace), usable),
                usable.values().stream()
                        .filter(resource -> resource.workspace().equals(workspace.id()))
                        .sorted(Comparator.comparing(Resource::type).thenComparing(Resource::externalId))
                        .map(resource -> resource(resource, usable, shares.getOrDefault(resource.id(), NONE), aliases))
                        .toList(),
                members(workspace),
                Pages.all(page -> services.groups().page(workspace, page)).stream()
                        .map(group -> new RealmConfig.Group(
                                group.path(),
                                group.roles().stream().map(Role::name).sorted().toList()))
                        .sorted(Comparator.comparing(RealmConfig.Group::path))
                        .toList());
    }

    private RealmConfig.Resource resource(
            Resource resource, Map<ResourceId, Resource> usable, Shares shares, Map<WorkspaceId, String> aliases) {
        Resource parent = usable.get(resource.parent());
        return new RealmConfig.Resource(
                resource.type(),
                resource.externalId(),
                resource.name(),
                resource.category(),
                resource.subCategory(),
                resource.providers(),
                parent == null ? null : parent.externalId(),
                username(resource.realm(), resource.owner()),
                resource.requires().stream()
                        .map(usable::get)
                        .filter(Objects::nonNull)
                        .map(required -> required.type() + "/" + required.externalId())
                        .toList(),
                resource.attributes(),
                resource.active(),
                shares.isEmpty() ? null : shares(resource.realm(), shares, aliases));
    }

    private SharesChange shares(RealmId realm, Shares shares, Map<WorkspaceId, String> aliases) {
        List<SharesChange.Entry> members = new ArrayList<>();
        List<SharesChange.Entry> groups = new ArrayList<>();
        shares.direct().forEach((principal, actions) -> {
            boolean user = principal.kind() == Kind.USER;
            String name = user
                    ? username(realm, new UserId(principal.id()))
                    : names.path(realm, new GroupId(principal.id())).orElse(null);
            if (name != null) {
                (user ? members : groups).add(new SharesChange.Entry(name, List.copyOf(actions)));
            }
        });
        members.sort(Comparator.comparing(SharesChange.Entry::id));
        groups.sort(Comparator.comparing(SharesChange.Entry::id));
        return new SharesChange(
                shares.workspaces().stream()
                        .map(aliases::get)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList(),
                members,
                groups);
    }

    private List<RealmConfig.Role> roles(RoleScope scope, Map<ResourceId, Resource> usable) {
        return Pages.all(page -> services.roles().page(scope, false, page)).stream()
                .map(RoleSummary::role)
                .filter(role -> !role.builtIn() && Objects.equals(role.workspace(), scope.workspaceId()))
                .sorted(Comparator.comparing(Role::name))
                .map(role -> new RealmConfig.Role(role.name(), role.description(), grants(role, usable)))
                .toList();
    }

    private List<Grant> grants(Role role, Map<ResourceId, Resource> usable) {
        List<Grant> grants = new ArrayList<>();
        for (Grant grant :
                Pages.all(page -> services.grants().page(role, new GrantFilter(null, null, null, null, page)))) {
            ResourceId id = grant.resource();
            Resource resource = id == null ? null : usable.get(id);
            if (id == null) {
                grants.add(grant);
            } else if (resource != null) {
                grants.add(new Grant(
                        grant.type(), new ResourceId(resource.externalId()), grant.actions(), grant.condition()));
            }
        }
        grants.sort(BY_WHAT_IS_GRANTED);
        return grants;
    }

    /** Owners are not put among the members; nor who belongs through a group only. */
    private List<RealmConfig.MemberEntry> members(Workspace workspace) {
        return Pages.all(page -> services.members().page(workspace, page)).stream()
                .filter(member -> member.direct()
                        && member.source() != Member.Source.OWNER
                        && !managedOnly(member)
                        && !member.directRoleNames().contains(OWNER))
                .map(member -> new RealmConfig.MemberEntry(
                        member.user().username(), member.directRoleNames(), member.status()))
                .sorted(Comparator.comparing(RealmConfig.MemberEntry::user))
                .toList();
    }

    /** Who is there through a directory or identity provider comes with it; only what an admin decided about him is kept. */
    private static boolean managedOnly(Member member) {
        return (member.source() == Member.Source.IDP || member.source() == Member.Source.LDAP)
                && member.directRoleNames().isEmpty()
                && member.status() == Member.Status.ACTIVE;
    }

    private @Nullable String username(RealmId realm, @Nullable UserId user) {
        return user == null
                ? null
                : usernames
                        .computeIfAbsent(user, id -> names.username(realm, id))
                        .orElse(null);
    }
}
