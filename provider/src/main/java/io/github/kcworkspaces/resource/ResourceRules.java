package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules of resources. */
public final class ResourceRules {

    private static final int LONGEST_EXTERNAL_ID = 255;
    private static final int MOST_PROVIDERS = 50;
    private static final int MOST_REQUIRED = 1_000;
    private static final int MOST_ATTRIBUTES = 100;
    private static final int LONGEST_VALUE = 1_000;

    private ResourceRules() {}

    public static Resource exists(Optional<Resource> resource) {
        return resource.orElseThrow(() -> new Problem(ProblemCode.RESOURCE_NOT_FOUND, "there is no such resource"));
    }

    public static TypeDefinition typeExists(@Nullable TypeDefinition type, @Nullable String key) {
        if (type == null || type.key().equals(io.github.kcworkspaces.decision.Catalogue.WORKSPACE_TYPE)) {
            throw new Problem(
                    ProblemCode.UNKNOWN_RESOURCE_TYPE, "the realm has no resource type '" + key + "' to register");
        }
        return type;
    }

    /** @param path where the resource stands in what was sent; empty, or ending in what parts it from a member */
    public static void resourceIsValid(String path, Resource resource) {
        TextRules rules = new TextRules()
                .required(path + "externalId", resource.externalId(), LONGEST_EXTERNAL_ID)
                .required(path + "name", resource.name(), 255)
                .optional(path + "category", resource.category(), 100)
                .optional(path + "subCategory", resource.subCategory(), 100)
                .check(
                        resource.providers().size() <= MOST_PROVIDERS,
                        path + "providers",
                        "has more than " + MOST_PROVIDERS)
                .check(resource.requires().size() <= MOST_REQUIRED, path + "requires", "has more than " + MOST_REQUIRED)
                .check(
                        resource.attributes().size() <= MOST_ATTRIBUTES,
                        path + "attributes",
                        "has more than " + MOST_ATTRIBUTES);
        resource.providers().forEach(provider -> rules.required(path + "providers", provider, 100));
        resource.attributes().forEach((name, value) -> attribute(rules, path, name, value));
        rules.enforce();
    }

    /** P8: what another workspace shares can be used, and is changed at home only. */
    static void isAtHome(boolean atHome) {
        if (!atHome) {
            throw new Problem(
                    ProblemCode.SHARED_READ_ONLY,
                    "the resource is shared from another workspace, and can be changed there only");
        }
    }

    /** P2: unique by workspace, type and external id. */
    static void externalIdIsFree(Optional<Resource> existing, String externalId) {
        if (existing.isPresent()) {
            throw externalIdTaken(externalId);
        }
    }

    /** Also what a lost race for an external id is turned into. */
    public static Problem externalIdTaken(String externalId) {
        return new Problem(
                ProblemCode.EXTERNAL_ID_TAKEN,
                "the workspace has a resource of that type with the external id '" + externalId + "' already");
    }

    /** P3: a parent is a resource of the same workspace, of the type that the child's type names. */
    static void parentIsValid(TypeDefinition type, @Nullable ResourceId parent, Optional<Resource> found) {
        if (parent == null) {
            return;
        }
        if (type.parentType() == null || found.isEmpty() || !found.get().type().equals(type.parentType())) {
            throw new Problem(
                    ProblemCode.INVALID_PARENT,
                    type.parentType() == null
                            ? "resources of type '" + type.key() + "' have no parent"
                            : "the parent must be a resource of type '" + type.parentType()
                                    + "' in the same workspace");
        }
    }

    static void requiredExist(Collection<ResourceId> wanted, Set<ResourceId> found) {
        Set<String> unknown = new TreeSet<>();
        wanted.stream().filter(id -> !found.contains(id)).forEach(id -> unknown.add(id.value()));
        if (!unknown.isEmpty()) {
            throw new Problem(
                    ProblemCode.UNKNOWN_RESOURCE,
                    "the workspace has no such resource to require",
                    List.of(),
                    Map.of("resources", List.copyOf(unknown)));
        }
    }

    static Problem unknownOwner() {
        return new Problem(ProblemCode.UNKNOWN_USER, "the realm has no such user");
    }

    private static void attribute(TextRules rules, String path, String name, Object value) {
        String field = path + "attributes." + name;
        rules.required(path + "attributes", name, 100);
        if (value instanceof Collection<?> several) {
            rules.check(several.size() <= MOST_PROVIDERS, field, "has more than " + MOST_PROVIDERS + " values");
            several.forEach(one -> scalar(rules, field, one));
        } else {
            scalar(rules, field, value);
        }
    }

    private static void scalar(TextRules rules, String field, @Nullable Object value) {
        if (value instanceof String text) {
            rules.optional(field, text, LONGEST_VALUE);
        } else {
            rules.check(
                    value instanceof Number || value instanceof Boolean,
                    field,
                    "must be a string, a number, a boolean or a list of them");
        }
    }
}
