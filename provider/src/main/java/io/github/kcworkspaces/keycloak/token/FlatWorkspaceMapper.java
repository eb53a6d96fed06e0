package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.Membership;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * The active workspace for applications that read flat claims: lists of strings under the names of RFC 9068, 2.2.3.1. A
 * claim whose name is not set is left out: Keycloak keeps no empty option.
 */
public final class FlatWorkspaceMapper extends WorkspaceTokenMapper {

    /** Provider id; the client scope that enabling a realm creates names it. */
    public static final String ID = "oidc-workspace-flat-mapper";

    /** Option: what the groups are. */
    static final String GROUPS_CONTENT = "groups.content";

    private static final String WORKSPACE_CLAIM = "workspace.claim";

    /** A list of the active workspace, with the options for its name and for what it holds when it would be empty. */
    enum Flat {
        ROLES("roles", "Roles", "names of the user's roles in the active workspace"),
        GROUPS("groups", "Groups", "the active workspace, and the user's roles in it, as groups"),
        ENTITLEMENTS(
                "entitlements", "Entitlements", "permissions held on whole resource types of the active workspace");

        private final String name;
        private final String label;
        private final String content;

        Flat(String name, String label, String content) {
            this.name = name;
            this.label = label;
            this.content = content;
        }

        String claimOption() {
            return name + ".claim";
        }

        String sentinelOption() {
            return name + ".sentinel";
        }

        Stream<ProviderConfigProperty> options() {
            return Stream.of(
                    text(
                            claimOption(),
                            label + ": claim name",
                            "Claim with the " + content + ". Dots nest. Empty: no such claim.",
                            name),
                    text(
                            sentinelOption(),
                            label + ": if empty",
                            "What the claim holds when it would be empty, for applications that ignore empty lists.",
                            ""));
        }
    }

    /** What the groups are. */
    enum GroupsContent {
        WORKSPACE_AND_ROLES("workspace-and-roles"),
        WORKSPACE("workspace"),
        ROLES("roles");

        private final String option;

        GroupsContent(String option) {
            this.option = option;
        }

        static GroupsContent of(@Nullable String option) {
            return Stream.of(values())
                    .filter(content -> content.option.equals(option))
                    .findFirst()
                    .orElse(WORKSPACE_AND_ROLES);
        }
    }

    private static final List<ProviderConfigProperty> PROPERTIES = tokens(
            Stream.of(
                            Flat.ROLES.options(),
                            Flat.GROUPS.options(),
                            Stream.of(groupsContent()),
                            Flat.ENTITLEMENTS.options(),
                            Stream.of(text(
                                    WORKSPACE_CLAIM,
                                    "Workspace: claim name",
                                    "Claim with the id of the active workspace. Userinfo and introspection need it in the"
                                            + " access token to answer about that workspace. Empty: no such claim.",
                                    WorkspaceClaims.FLAT_ID)))
                    .flatMap(options -> options),
            FlatWorkspaceMapper.class,
            true);

    private static ProviderConfigProperty groupsContent() {
        ProviderConfigProperty property = new ProviderConfigProperty(
                GROUPS_CONTENT,
                "Groups: content",
                "The alias of the active workspace, alias/role for each role, or both.",
                ProviderConfigProperty.LIST_TYPE,
                GroupsContent.WORKSPACE_AND_ROLES.option);
        property.setOptions(
                Stream.of(GroupsContent.values()).map(content -> content.option).toList());
        return property;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int getPriority() {
        return LATE + 1;
    }

    @Override
    public String getDisplayType() {
        return "Active workspace, flat";
    }

    @Override
    public String getHelpText() {
        return "Adds roles, groups and entitlements of the active workspace as lists of strings.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    /** Who is in no workspace has empty lists: an application that keeps what it is not told must be told. */
    @Override
    MappedClaims claims(ProtocolMapperModel mapper, About about) {
        if (!about.realmEnabled()) {
            return MappedClaims.NONE;
        }
        Map<ClaimPath, Object> claims =
                new LinkedHashMap<>(reference(mapper, about).claims());
        List<MappedClaims.Part> dispensable = new ArrayList<>();
        for (Flat flat : List.of(Flat.ENTITLEMENTS, Flat.GROUPS, Flat.ROLES)) {
            ClaimPath path = path(mapper, flat);
            if (path != null) {
                String sentinel = mapper.getConfig().get(flat.sentinelOption());
                claims.put(path, list(content(flat, mapper, about), sentinel));
                dispensable.add(new MappedClaims.Part(path, null));
            }
        }
        return new MappedClaims(claims, dispensable);
    }

    private static Collection<String> content(Flat flat, ProtocolMapperModel mapper, About about) {
        Membership membership = about.membership();
        if (membership == null) {
            return List.of();
        }
        return switch (flat) {
            case ROLES -> WorkspaceClaims.roles(membership);
            case ENTITLEMENTS -> about.permissions();
            case GROUPS ->
                groups(membership, GroupsContent.of(mapper.getConfig().get(GROUPS_CONTENT)));
        };
    }

    /** Without a slash in front, as names, not paths. */
    static List<String> groups(Membership membership, GroupsContent content) {
        List<String> groups = new ArrayList<>();
        if (content != GroupsContent.ROLES) {
            groups.add(membership.alias());
        }
        if (content != GroupsContent.WORKSPACE) {
            WorkspaceClaims.roles(membership).forEach(role -> groups.add(membership.alias() + "/" + role));
        }
        return groups;
    }

    static List<String> list(Collection<String> content, @Nullable String sentinel) {
        if (content.isEmpty() && sentinel != null && !sentinel.isBlank()) {
            return List.of(sentinel.strip());
        }
        return List.copyOf(new TreeSet<>(content));
    }

    @Override
    List<ClaimPath> paths(ProtocolMapperModel mapper) {
        return Stream.concat(Stream.of(Flat.values()).map(flat -> path(mapper, flat)), Stream.of(workspaceId(mapper)))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    @Override
    MappedClaims reference(ProtocolMapperModel mapper, About about) {
        ClaimPath path = workspaceId(mapper);
        Membership membership = about.membership();
        return path == null || membership == null
                ? MappedClaims.NONE
                : new MappedClaims(Map.of(path, membership.workspace().value()), List.of());
    }

    @Override
    @Nullable
    ClaimPath workspaceId(ProtocolMapperModel mapper) {
        return ClaimPath.of(mapper.getConfig().get(WORKSPACE_CLAIM));
    }

    @Override
    List<String> nameOptions() {
        return Stream.concat(Stream.of(Flat.values()).map(Flat::claimOption), Stream.of(WORKSPACE_CLAIM))
                .toList();
    }

    private static @Nullable ClaimPath path(ProtocolMapperModel mapper, Flat flat) {
        return ClaimPath.of(mapper.getConfig().get(flat.claimOption()));
    }
}
