package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.ChainVerification;
import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.LoginFacts;
import io.github.kcworkspaces.audit.TrailEntry;
import io.github.kcworkspaces.audit.retention.RetentionPolicy;
import io.github.kcworkspaces.decision.EffectivePermission;
import io.github.kcworkspaces.decision.EffectivePermissions;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.keycloak.api.ActivityRepresentation;
import io.github.kcworkspaces.keycloak.api.ActorRepresentation;
import io.github.kcworkspaces.keycloak.api.BrokenRowRepresentation;
import io.github.kcworkspaces.keycloak.api.CatalogueOutcomeRepresentation;
import io.github.kcworkspaces.keycloak.api.ChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.CheckpointRepresentation;
import io.github.kcworkspaces.keycloak.api.ConditionRepresentation;
import io.github.kcworkspaces.keycloak.api.DeletionImpactRepresentation;
import io.github.kcworkspaces.keycloak.api.EffectivePermissionRepresentation;
import io.github.kcworkspaces.keycloak.api.FirstLoginRepresentation;
import io.github.kcworkspaces.keycloak.api.GrantWarningRepresentation;
import io.github.kcworkspaces.keycloak.api.GrantsOutcomeRepresentation;
import io.github.kcworkspaces.keycloak.api.GroupMappingRepresentation;
import io.github.kcworkspaces.keycloak.api.HeldRoleRepresentation;
import io.github.kcworkspaces.keycloak.api.ImpersonatorRepresentation;
import io.github.kcworkspaces.keycloak.api.LoginRepresentation;
import io.github.kcworkspaces.keycloak.api.LoginUserRepresentation;
import io.github.kcworkspaces.keycloak.api.MappingRepresentation;
import io.github.kcworkspaces.keycloak.api.MemberAccessRepresentation;
import io.github.kcworkspaces.keycloak.api.MemberRepresentation;
import io.github.kcworkspaces.keycloak.api.PersonRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceStateRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceTypeChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceTypeRepresentation;
import io.github.kcworkspaces.keycloak.api.RetentionRepresentation;
import io.github.kcworkspaces.keycloak.api.RoleReferenceRepresentation;
import io.github.kcworkspaces.keycloak.api.RoleRepresentation;
import io.github.kcworkspaces.keycloak.api.SettingsRepresentation;
import io.github.kcworkspaces.keycloak.api.TargetRepresentation;
import io.github.kcworkspaces.keycloak.api.UserPermissionRepresentation;
import io.github.kcworkspaces.keycloak.api.UserReferenceRepresentation;
import io.github.kcworkspaces.keycloak.api.UserRepresentation;
import io.github.kcworkspaces.keycloak.api.UserWorkspaceRepresentation;
import io.github.kcworkspaces.keycloak.api.VerificationRepresentation;
import io.github.kcworkspaces.keycloak.api.ViaRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceOverviewRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceReferenceRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceRepresentation;
import io.github.kcworkspaces.member.FirstLoginRule;
import io.github.kcworkspaces.member.FirstLoginService;
import io.github.kcworkspaces.member.GroupMappingService.MappedGroup;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.MemberAccess;
import io.github.kcworkspaces.member.OutsideMapping;
import io.github.kcworkspaces.member.SourceApprovalService;
import io.github.kcworkspaces.member.SourceApprovalStore;
import io.github.kcworkspaces.resource.CatalogueOutcome;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.role.GrantService;
import io.github.kcworkspaces.role.GrantWarning;
import io.github.kcworkspaces.role.ResourceState;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleSummary;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.user.User;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceDeletion;
import io.github.kcworkspaces.workspace.WorkspaceOverview;
import io.github.kcworkspaces.workspace.WorkspaceSummary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the core has, as it is answered. */
final class Representations {

    private Representations() {}

    static SettingsRepresentation of(
            RealmSettings settings,
            List<FirstLoginService.View> firstLogin,
            List<String> sinkAllowList,
            RetentionPolicy retention,
            boolean anomalyDetection) {
        return new SettingsRepresentation(
                settings.enabled(),
                text(settings.accountOwner()),
                text(settings.defaultWorkspace()),
                Words.lower(settings.workspaceCreation()),
                Words.lower(settings.gate()),
                settings.claimBudgetBytes(),
                settings.subjectAttributes(),
                Words.lower(settings.mfaRequiredFor()),
                settings.mfaLevel(),
                settings.invitations().lifespanHours(),
                settings.invitations().bypass(),
                settings.invitations().reminderHours(),
                firstLogin.stream().map(Representations::of).toList(),
                sinkAllowList,
                of(retention),
                anomalyDetection,
                settings.version());
    }

    static RetentionRepresentation of(RetentionPolicy policy) {
        return new RetentionRepresentation(
                policy.activityDays(), policy.loginDays(), policy.keycloakDays(), policy.archive());
    }

    private static FirstLoginRepresentation of(FirstLoginService.View rule) {
        return new FirstLoginRepresentation(
                rule.kind() == FirstLoginRule.Kind.PROVIDER ? rule.value() : null,
                rule.kind() == FirstLoginRule.Kind.EMAIL_DOMAIN ? rule.value() : null,
                rule.workspace().alias(),
                rule.roles().stream().map(Role::name).sorted().toList());
    }

    static WorkspaceRepresentation of(WorkspaceSummary summary) {
        return of(summary, null);
    }

    /** @param may what the caller may do in it; null where that is not told */
    static WorkspaceRepresentation of(WorkspaceSummary summary, @Nullable List<String> may) {
        Workspace workspace = summary.workspace();
        return new WorkspaceRepresentation(
                workspace.id().value(),
                workspace.alias(),
                workspace.name(),
                workspace.description(),
                workspace.isDefault(),
                workspace.owner() == null
                        ? null
                        : new UserReferenceRepresentation(workspace.owner().value(), summary.ownerName()),
                workspace.organization(),
                summary.organizationName(),
                workspace.status().name(),
                workspace.mfaRequired(),
                summary.memberCount(),
                workspace.createdAt(),
                workspace.version(),
                may);
    }

    static WorkspaceOverviewRepresentation of(WorkspaceOverview overview, boolean allResources) {
        return new WorkspaceOverviewRepresentation(
                overview.members(),
                overview.groups(),
                overview.roles(),
                overview.templates(),
                allResources ? new TreeMap<>(overview.resources()) : null,
                allResources ? overview.sharesOut() : null,
                allResources ? overview.sharesIn() : null);
    }

    static DeletionImpactRepresentation of(WorkspaceDeletion.Impact impact) {
        return new DeletionImpactRepresentation(
                impact.counts().members(),
                impact.counts().roles(),
                impact.counts().resources(),
                impact.counts().sharesOut(),
                impact.counts().sharesIn(),
                impact.counts().pendingInvitations(),
                impact.deletable(),
                impact.refusals(),
                impact.otherMembers());
    }

    static MemberRepresentation of(Member member) {
        return new MemberRepresentation(
                of(member.user()),
                member.status().name(),
                member.source().name(),
                member.roles().stream()
                        .map(role -> new HeldRoleRepresentation(role.id().value(), role.name(), role.managed()))
                        .toList(),
                member.since(),
                member.version());
    }

    static GroupMappingRepresentation of(MappedGroup group) {
        return new GroupMappingRepresentation(group.group().value(), group.path(), references(group.roles()));
    }

    static MappingRepresentation mapping(MappedGroup group) {
        return new MappingRepresentation(
                "group:" + group.group().value(),
                "GROUP",
                null,
                null,
                null,
                group.path(),
                null,
                references(group.roles()),
                List.of(),
                null,
                null);
    }

    static MappingRepresentation of(SourceApprovalService.Mapping mapping) {
        OutsideMapping mapper = mapping.mapper();
        SourceApprovalStore.Approval approval = mapping.approval();
        return new MappingRepresentation(
                mapper.source().key(),
                mapper.source().kind().name(),
                mapper.provider().name(),
                mapper.provider().id(),
                mapper.provider().type(),
                mapper.source().name(),
                mapper.when(),
                references(mapping.roles()),
                mapping.hindrances().stream().map(Enum::name).toList(),
                approval == null ? null : approval.by(),
                approval == null ? null : approval.at());
    }

    private static List<RoleReferenceRepresentation> references(List<Role> roles) {
        return roles.stream()
                .map(role -> new RoleReferenceRepresentation(role.id().value(), role.name()))
                .toList();
    }

    static RoleRepresentation of(RoleSummary summary) {
        return of(summary, null);
    }

    /** @param may what the caller may do where the role is; null where that is not told */
    static RoleRepresentation of(RoleSummary summary, @Nullable List<String> may) {
        Role role = summary.role();
        return new RoleRepresentation(
                role.id().value(),
                role.name(),
                role.description(),
                role.workspace() == null ? "TEMPLATE" : "WORKSPACE",
                role.builtIn(),
                text(role.workspace()),
                summary.memberCount(),
                role.createdAt(),
                role.deletedAt(),
                role.version(),
                may);
    }

    static ResourceTypeRepresentation of(ResourceType type) {
        Map<String, List<String>> implies = new TreeMap<>();
        type.definition()
                .implies()
                .forEach((action, implied) ->
                        implies.put(action, implied.stream().sorted().toList()));
        return new ResourceTypeRepresentation(
                type.key(),
                type.name(),
                new TreeMap<>(type.presentation().labels()),
                type.presentation().icon(),
                type.category(),
                sorted(type.presentation().categoryLabels()),
                sorted(type.presentation().kinds()),
                type.definition().actions(),
                sorted(type.presentation().actionLabels()),
                new TreeMap<>(type.presentation().actionCategories()),
                type.definition().baseAction(),
                implies,
                type.definition().parentType(),
                type.definition().registration().name(),
                type.gate() == null ? null : Words.lower(type.gate()),
                List.copyOf(type.definition().shareable()),
                type.builtIn(),
                type.version());
    }

    /** As one would send it to make another type the same. */
    static ResourceTypeChangeRepresentation change(ResourceType type) {
        ResourceTypeRepresentation now = of(type);
        return new ResourceTypeChangeRepresentation(
                now.key(),
                now.name(),
                now.labels(),
                now.icon(),
                now.category(),
                now.categoryLabels(),
                now.kinds(),
                now.actions(),
                now.actionLabels(),
                now.actionCategories(),
                now.baseAction(),
                now.implies(),
                now.parentType(),
                now.registration(),
                now.gate(),
                now.shareable(),
                null);
    }

    static CatalogueOutcomeRepresentation of(CatalogueOutcome outcome) {
        return new CatalogueOutcomeRepresentation(outcome.added(), outcome.changed(), outcome.unchanged());
    }

    static ResourceRepresentation of(Resource resource) {
        return of(resource, null);
    }

    /**
     * @param origin where it is at home when it is seen in a workspace that it is shared to: there, what only its home is
     *     concerned with stays away
     */
    static ResourceRepresentation of(Resource resource, @Nullable Workspace origin) {
        return of(resource, origin, null);
    }

    /** @param children how many it has by type; null where that is not told */
    static ResourceRepresentation of(
            Resource resource, @Nullable Workspace origin, @Nullable Map<String, Long> children) {
        boolean shared = origin != null;
        return new ResourceRepresentation(
                resource.id().value(),
                resource.type(),
                resource.externalId(),
                resource.name(),
                resource.category(),
                resource.subCategory(),
                resource.providers(),
                text(resource.parent()),
                shared ? null : text(resource.owner()),
                shared
                        ? List.of()
                        : resource.requires().stream().map(id -> id.value()).toList(),
                shared ? Map.of() : new TreeMap<>(resource.attributes()),
                resource.active(),
                shared,
                origin == null
                        ? null
                        : new WorkspaceReferenceRepresentation(origin.id().value(), origin.alias()),
                resource.workspace().value(),
                resource.version(),
                children == null ? null : new TreeMap<>(children));
    }

    /** @param tellMissing whether what is missing may be named */
    static EffectivePermissionRepresentation of(
            EffectivePermission permission, Map<ResourceId, String> names, boolean tellMissing) {
        Map<String, String> missing = new TreeMap<>();
        permission.missing().forEach(id -> missing.put(id.value(), names.getOrDefault(id, id.value())));
        ResourceId resource = permission.resource();
        return new EffectivePermissionRepresentation(
                permission.type(),
                text(permission.resource()),
                permission.externalId(),
                condition(permission),
                List.copyOf(permission.actions()),
                vias(permission.via()),
                permission.complete(),
                texts(permission.missing()),
                permission.shared(),
                resource == null ? null : names.get(resource),
                missing.isEmpty() || !tellMissing ? null : missing);
    }

    /** @param workspaces how many of them are named at most */
    static UserRepresentation of(User user, boolean accountOwner, int workspaces) {
        User.Active active = user.activeWorkspace();
        return new UserRepresentation(
                user.id().value(),
                user.username(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.type().name(),
                user.status().name(),
                user.source().name(),
                accountOwner,
                user.createdAt(),
                user.lastLogin(),
                user.lastClient(),
                active == null
                        ? null
                        : new WorkspaceReferenceRepresentation(active.id().value(), active.alias()),
                user.places().size(),
                user.places().stream()
                        .limit(workspaces)
                        .map(place -> new UserWorkspaceRepresentation(
                                place.id().value(),
                                place.alias(),
                                place.name(),
                                (place.suspended() ? Member.Status.SUSPENDED : Member.Status.ACTIVE).name(),
                                place.roles()))
                        .toList());
    }

    static UserPermissionRepresentation of(EffectivePermissions.InWorkspace found) {
        EffectivePermission permission = found.permission();
        return new UserPermissionRepresentation(
                new WorkspaceReferenceRepresentation(found.workspace().value(), found.alias()),
                permission.type(),
                text(permission.resource()),
                permission.externalId(),
                condition(permission),
                List.copyOf(permission.actions()),
                vias(permission.via()),
                permission.complete(),
                texts(permission.missing()),
                permission.shared());
    }

    private static @Nullable ConditionRepresentation condition(EffectivePermission permission) {
        return permission.condition() == null ? null : Grants.write(permission.condition());
    }

    private static List<ViaRepresentation> vias(List<EffectivePermission.Via> vias) {
        return vias.stream()
                .map(via -> new ViaRepresentation(via.role().value(), via.name()))
                .toList();
    }

    private static List<String> texts(List<ResourceId> ids) {
        return ids.stream().map(ResourceId::value).toList();
    }

    static GrantsOutcomeRepresentation of(
            GrantService.Outcome outcome, @Nullable Long members, Map<ResourceId, String> names) {
        Map<String, String> byId = new TreeMap<>();
        names.forEach((id, name) -> byId.put(id.value(), name));
        return new GrantsOutcomeRepresentation(
                outcome.added(),
                outcome.removed(),
                outcome.warnings().stream().map(Representations::of).toList(),
                members,
                outcome.side().resources(),
                texts(outcome.side().raised()),
                texts(outcome.side().withdrawn()),
                byId);
    }

    private static GrantWarningRepresentation of(GrantWarning warning) {
        return new GrantWarningRepresentation(warning.resource().value(), "INCOMPLETE", texts(warning.missing()));
    }

    static ResourceStateRepresentation of(ResourceState state) {
        Resource resource = state.resource();
        return new ResourceStateRepresentation(
                resource.id().value(),
                resource.type(),
                resource.externalId(),
                resource.name(),
                resource.category(),
                resource.subCategory(),
                resource.providers(),
                text(resource.parent()),
                resource.active(),
                state.granted(),
                state.byType(),
                state.conditional(),
                state.blocked());
    }

    static MemberAccessRepresentation of(MemberAccess access) {
        return new MemberAccessRepresentation(
                of(access.user()), List.copyOf(access.actions()), vias(access.via()), access.shared());
    }

    private static PersonRepresentation of(Member.Person user) {
        return new PersonRepresentation(
                user.id().value(), user.username(), user.email(), user.firstName(), user.lastName());
    }

    static ActivityRepresentation of(TrailEntry entry) {
        Activity activity = entry.activity();
        Actor actor = activity.actor();
        Map<String, ChangeRepresentation> changes = new TreeMap<>();
        activity.changes()
                .forEach((name, change) ->
                        changes.put(name, new ChangeRepresentation(change.oldValue(), change.newValue())));
        return new ActivityRepresentation(
                activity.id(),
                entry.seq(),
                activity.at(),
                activity.type().name(),
                of(actor),
                workspace(activity),
                new TargetRepresentation(
                        activity.target().kind(),
                        activity.target().id(),
                        activity.target().name()),
                actor.cause().name(),
                actor.correlation(),
                actor.request(),
                actor.ip(),
                actor.client(),
                changes,
                entry.hash());
    }

    static LoginRepresentation login(TrailEntry entry) {
        Activity activity = entry.activity();
        Actor actor = activity.actor();
        LoginFacts login = Objects.requireNonNull(activity.login(), "a login without what logins say");
        boolean himself = actor.id() == null
                || actor.id().value().equals(activity.target().id());
        String user = activity.target().id();
        return new LoginRepresentation(
                activity.id(),
                entry.seq(),
                activity.at(),
                activity.type().name(),
                login.code(),
                new LoginUserRepresentation(
                        user.isEmpty() ? null : user, activity.target().name()),
                himself && actor.impersonator() == null ? null : of(actor),
                login.mode(),
                actor.client(),
                workspace(activity),
                login.session(),
                actor.ip(),
                login.error(),
                entry.hash());
    }

    static CheckpointRepresentation of(Checkpoint checkpoint) {
        return new CheckpointRepresentation(
                checkpoint.realm().value(),
                checkpoint.seq(),
                checkpoint.hash(),
                checkpoint.at(),
                checkpoint.keyId(),
                checkpoint.signature());
    }

    static VerificationRepresentation of(ChainVerification.Result result) {
        Broken broken = result.firstBroken();
        return new VerificationRepresentation(
                broken == null,
                result.verified(),
                result.forgotten(),
                result.checkpoints(),
                result.head(),
                broken == null
                        ? null
                        : new BrokenRowRepresentation(
                                broken.seq(), broken.id(), broken.reason().name()));
    }

    private static ActorRepresentation of(Actor actor) {
        Actor.Impersonator impersonator = actor.impersonator();
        return new ActorRepresentation(
                text(actor.id()),
                actor.username(),
                actor.email(),
                actor.kind().name(),
                impersonator == null
                        ? null
                        : new ImpersonatorRepresentation(impersonator.id(), impersonator.username()));
    }

    private static @Nullable WorkspaceReferenceRepresentation workspace(Activity activity) {
        return activity.workspace() == null
                ? null
                : new WorkspaceReferenceRepresentation(activity.workspace().value(), activity.workspaceAlias());
    }

    private static Map<String, Map<String, String>> sorted(Map<String, Map<String, String>> labels) {
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        labels.forEach((key, byLanguage) -> sorted.put(key, new TreeMap<>(byLanguage)));
        return sorted;
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
