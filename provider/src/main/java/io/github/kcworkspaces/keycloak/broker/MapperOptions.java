package io.github.kcworkspaces.keycloak.broker;

import io.github.kcworkspaces.member.OutsideMapping;
import io.github.kcworkspaces.member.RoleSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/** The options of our mappers, and how they are read. */
final class MapperOptions {

    static final String CLAIM_MAPPER = "oidc-workspace-role-idp-mapper";
    static final String ATTRIBUTE_MAPPER = "saml-workspace-role-idp-mapper";
    static final String HARDCODED_MAPPER = "workspace-role-idp-mapper";

    static final String WORKSPACE = "workspace";
    static final String ROLES = "roles";
    static final String CLAIM = "claim";
    static final String CLAIM_VALUE = "claim.value";
    static final String ATTRIBUTE = "attribute.name";
    static final String FRIENDLY_NAME = "attribute.friendly.name";
    static final String ATTRIBUTE_VALUE = "attribute.value";
    static final String PATTERN = "pattern";

    private static final Set<String> OURS = Set.of(CLAIM_MAPPER, ATTRIBUTE_MAPPER, HARDCODED_MAPPER);

    private MapperOptions() {}

    static boolean ours(IdentityProviderMapperModel mapper) {
        return OURS.contains(mapper.getIdentityProviderMapper());
    }

    static String text(IdentityProviderMapperModel mapper, String option) {
        Map<String, String> config = mapper.getConfig();
        String value = config == null ? null : config.get(option);
        return value == null ? "" : value.strip();
    }

    static boolean isPattern(IdentityProviderMapperModel mapper) {
        return Boolean.parseBoolean(text(mapper, PATTERN));
    }

    static OutsideMapping mapping(KeycloakSession session, IdentityProviderMapperModel mapper) {
        String alias = mapper.getIdentityProviderAlias();
        IdentityProviderModel provider = session.identityProviders().getByAlias(alias);
        return new OutsideMapping(
                source(mapper),
                new OutsideMapping.Provider(provider == null ? "" : provider.getProviderId(), alias, alias),
                text(mapper, WORKSPACE),
                Stream.of(text(mapper, ROLES).split(",", -1))
                        .map(String::strip)
                        .filter(role -> !role.isEmpty())
                        .distinct()
                        .toList(),
                when(mapper));
    }

    static RoleSource source(IdentityProviderMapperModel mapper) {
        Map<String, String> options = new TreeMap<>();
        if (mapper.getConfig() != null) {
            mapper.getConfig().forEach((name, value) -> {
                if (value != null && !name.equals(IdentityProviderMapperModel.SYNC_MODE)) {
                    options.put(name, value);
                }
            });
        }
        return new RoleSource(
                RoleSource.Kind.IDP,
                mapper.getId(),
                mapper.getIdentityProviderAlias() + ": " + mapper.getName(),
                mapper.getIdentityProviderAlias() + ' ' + mapper.getIdentityProviderMapper() + ' ' + options);
    }

    private static String when(IdentityProviderMapperModel mapper) {
        String kind = mapper.getIdentityProviderMapper();
        if (kind.equals(HARDCODED_MAPPER)) {
            return "*";
        }
        boolean claim = kind.equals(CLAIM_MAPPER);
        String name = text(mapper, claim ? CLAIM : ATTRIBUTE);
        return (name.isEmpty() ? text(mapper, FRIENDLY_NAME) : name)
                + (isPattern(mapper) ? " ~ " : " = ")
                + text(mapper, claim ? CLAIM_VALUE : ATTRIBUTE_VALUE);
    }

    /** Options of a mapper's own, followed by those of all. */
    static List<ProviderConfigProperty> properties(ProviderConfigProperty... own) {
        List<ProviderConfigProperty> properties = new ArrayList<>(List.of(own));
        if (own.length > 0) {
            properties.add(new ProviderConfigProperty(
                    PATTERN,
                    "Value is a pattern",
                    "Whether the value is a regular expression, which must match a value as a whole.",
                    ProviderConfigProperty.BOOLEAN_TYPE,
                    "false"));
        }
        properties.add(new ProviderConfigProperty(
                WORKSPACE, "Workspace", "Alias or id of the workspace.", ProviderConfigProperty.STRING_TYPE, null));
        properties.add(new ProviderConfigProperty(
                ROLES,
                "Roles of the workspace",
                "Names or ids of roles of the workspace, separated by commas. The mapper gives them once somebody has approved"
                        + " it who may grant them; saving it as an administrator of the realm approves it.",
                ProviderConfigProperty.STRING_TYPE,
                null));
        return List.copyOf(properties);
    }
}
