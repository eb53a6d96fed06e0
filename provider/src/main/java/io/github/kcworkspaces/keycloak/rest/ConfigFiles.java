package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.config.RealmConfig;
import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.api.ConfigGroupRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigMemberRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigResourceRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigRoleRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigSettingsRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigSharesRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigWorkspaceRepresentation;
import io.github.kcworkspaces.keycloak.api.GroupShareRepresentation;
import io.github.kcworkspaces.keycloak.api.MemberShareRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceTypeChangeRepresentation;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import io.github.kcworkspaces.settings.RealmSettings.WorkspaceCreation;
import io.github.kcworkspaces.share.SharesChange;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Declarative files from the wire to the core. What is wrong is refused with its path in the file. */
final class ConfigFiles {

    private ConfigFiles() {}

    static RealmConfig read(RealmId realm, ConfigRepresentation file) {
        return new RealmConfig(
                settings(file.settings()),
                Lists.orEmpty("catalogues", file.catalogues()).stream()
                        .map(name -> ResourceTypes.read(realm, Presets.get("catalogues", name)))
                        .toList(),
                Lists.each("resourceTypes", file.resourceTypes(), (path, type) -> type(realm, path, type)),
                Lists.each("templates", file.templates(), ConfigFiles::role),
                Lists.each("workspaces", file.workspaces(), ConfigFiles::workspace),
                Lists.orEmpty("accountAdmins", file.accountAdmins()));
    }

    private static RealmConfig.@Nullable Settings settings(@Nullable ConfigSettingsRepresentation settings) {
        return settings == null
                ? null
                : new RealmConfig.Settings(
                        settings.enabled(),
                        settings.accountOwner(),
                        Words.lower(
                                "settings.workspaceCreation", settings.workspaceCreation(), WorkspaceCreation.class),
                        Words.lower("settings.gate", settings.gate(), Gate.class),
                        settings.claimBudgetBytes(),
                        Lists.withoutNull("settings.subjectAttributes", settings.subjectAttributes()),
                        Words.lower("settings.mfaRequiredFor", settings.mfaRequiredFor(), MfaRequiredFor.class),
                        settings.mfaLevel(),
                        settings.invitationLifespanHours(),
                        settings.bypassInvitations(),
                        settings.invitationReminderHours());
    }

    private static ResourceType type(RealmId realm, String path, ResourceTypeChangeRepresentation type) {
        if (type.version() != null) {
            throw RequestRules.invalid(path + ".version", "cannot be set");
        }
        return ResourceTypes.read(realm, Lists.present(path + ".key", type.key()), path + ".", type, Optional.empty());
    }

    private static RealmConfig.Role role(String path, ConfigRoleRepresentation role) {
        return new RealmConfig.Role(
                Lists.present(path + ".name", role.name()),
                role.description(),
                role.grants() == null ? null : Grants.read(path + ".grants", role.grants()));
    }

    private static RealmConfig.Workspace workspace(String path, ConfigWorkspaceRepresentation workspace) {
        return new RealmConfig.Workspace(
                Lists.present(path + ".alias", workspace.alias()),
                workspace.name(),
                workspace.description(),
                Words.upper(path + ".status", workspace.status(), Workspace.Status.class),
                workspace.mfaRequired(),
                workspace.owner(),
                workspace.organization(),
                Lists.each(path + ".roles", workspace.roles(), ConfigFiles::role),
                Lists.each(path + ".resources", workspace.resources(), ConfigFiles::resource),
                Lists.each(path + ".members", workspace.members(), ConfigFiles::member),
                Lists.each(path + ".groups", workspace.groups(), ConfigFiles::group));
    }

    private static RealmConfig.Resource resource(String path, ConfigResourceRepresentation resource) {
        return new RealmConfig.Resource(
                Lists.present(path + ".type", resource.type()),
                Lists.present(path + ".externalId", resource.externalId()),
                resource.name(),
                resource.category(),
                resource.subCategory(),
                Lists.withoutNull(path + ".providers", resource.providers()),
                resource.parent(),
                resource.owner(),
                Lists.withoutNull(path + ".requires", resource.requires()),
                Attributes.withoutNull(path + ".attributes", resource.attributes()),
                resource.active(),
                shares(path + ".shares.", resource.shares()));
    }

    private static @Nullable SharesChange shares(String path, @Nullable ConfigSharesRepresentation shares) {
        return shares == null ? null : ShareLists.read(path, shares.workspaces(), shares.members(), shares.groups());
    }

    private static RealmConfig.MemberEntry member(String path, ConfigMemberRepresentation member) {
        return new RealmConfig.MemberEntry(
                Lists.present(path + ".user", member.user()),
                Lists.withoutNull(path + ".roles", member.roles()),
                Words.upper(path + ".status", member.status(), Member.Status.class));
    }

    private static RealmConfig.Group group(String path, ConfigGroupRepresentation group) {
        return new RealmConfig.Group(
                Lists.present(path + ".path", group.path()), Lists.orEmpty(path + ".roles", group.roles()));
    }

    static ConfigRepresentation write(RealmConfig config) {
        RealmConfig.Settings settings = config.settings();
        return new ConfigRepresentation(
                settings == null ? null : write(settings),
                null,
                config.resourceTypes().stream().map(ResourceTypes::write).toList(),
                config.templates().stream().map(ConfigFiles::write).toList(),
                config.workspaces().stream().map(ConfigFiles::write).toList(),
                config.accountAdmins());
    }

    private static ConfigSettingsRepresentation write(RealmConfig.Settings settings) {
        return new ConfigSettingsRepresentation(
                settings.enabled(),
                settings.accountOwner(),
                settings.workspaceCreation() == null ? null : Words.lower(settings.workspaceCreation()),
                settings.gate() == null ? null : Words.lower(settings.gate()),
                settings.claimBudgetBytes(),
                settings.subjectAttributes(),
                settings.mfaRequiredFor() == null ? null : Words.lower(settings.mfaRequiredFor()),
                settings.mfaLevel(),
                settings.invitationLifespanHours(),
                settings.bypassInvitations(),
                settings.invitationReminderHours());
    }

    private static ConfigRoleRepresentation write(RealmConfig.Role role) {
        return new ConfigRoleRepresentation(
                role.name(),
                role.description(),
                role.grants() == null
                        ? null
                        : role.grants().stream().map(Grants::write).toList());
    }

    private static ConfigWorkspaceRepresentation write(RealmConfig.Workspace workspace) {
        return new ConfigWorkspaceRepresentation(
                workspace.alias(),
                workspace.name(),
                workspace.description(),
                workspace.status() == null ? null : workspace.status().name(),
                workspace.mfaRequired(),
                workspace.owner(),
                workspace.organization(),
                workspace.roles().stream().map(ConfigFiles::write).toList(),
                workspace.resources().stream().map(ConfigFiles::write).toList(),
                workspace.members().stream()
                        .map(member -> new ConfigMemberRepresentation(
                                member.user(),
                                member.roles(),
                                member.status() == null ? null : member.status().name()))
                        .toList(),
                workspace.groups().stream()
                        .map(group -> new ConfigGroupRepresentation(group.path(), group.roles()))
                        .toList());
    }

    private static ConfigResourceRepresentation write(RealmConfig.Resource resource) {
        return new ConfigResourceRepresentation(
                resource.type(),
                resource.externalId(),
                resource.name(),
                resource.category(),
                resource.subCategory(),
                resource.providers(),
                resource.parent(),
                resource.owner(),
                resource.requires(),
                resource.attributes(),
                resource.active(),
                resource.shares() == null ? null : write(resource.shares()));
    }

    private static ConfigSharesRepresentation write(SharesChange shares) {
        List<SharesChange.Entry> members = shares.members();
        List<SharesChange.Entry> groups = shares.groups();
        return new ConfigSharesRepresentation(
                shares.workspaces(),
                members == null
                        ? null
                        : members.stream()
                                .map(entry -> new MemberShareRepresentation(entry.id(), entry.actions()))
                                .toList(),
                groups == null
                        ? null
                        : groups.stream()
                                .map(entry -> new GroupShareRepresentation(entry.id(), entry.actions()))
                                .toList());
    }
}
