package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.AttributeName;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.resource.ResourceStore.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of grants. */
public final class GrantRules {

    private static final Set<String> KNOWN_SUBJECT_ATTRIBUTES = Set.of("id", "username", "email");

    private GrantRules() {}

    /** R5: you grant only what you hold; on every path, and for taking away as well. */
    public static void mayGrant(Holdings holdings, Collection<Grant> grants, Catalogue catalogue) {
        for (Grant grant : grants) {
            if (!holdings.covers(grant, catalogue)) {
                throw new Problem(
                        ProblemCode.CANNOT_GRANT,
                        "you do not hold " + grant.type() + ":" + String.join(",", grant.actions())
                                + (grant.resource() == null ? "" : " on that resource") + " yourself");
            }
        }
    }

    /** R5, for roles that hold everything. */
    public static void mayHandle(Holdings holdings, Role role) {
        if (role.everything() && !holdings.holdsEverything()) {
            throw new Problem(
                    ProblemCode.CANNOT_GRANT, "the role '" + role.name() + "' holds more than you do yourself");
        }
    }

    static void typeAndActionsExist(Grant grant, Catalogue catalogue) {
        TypeDefinition type = catalogue.type(grant.type());
        if (type == null) {
            throw new Problem(
                    ProblemCode.UNKNOWN_RESOURCE_TYPE, "the realm has no resource type '" + grant.type() + "'");
        }
        for (String action : grant.actions()) {
            if (!type.has(action)) {
                throw new Problem(
                        ProblemCode.UNKNOWN_ACTION,
                        "the resource type '" + grant.type() + "' has no action '" + action + "'");
            }
        }
    }

    /** P6: a condition looks at the subject's id, name, e-mail and at those attributes that the settings name. */
    static void attributesAreKnown(Condition condition, Collection<String> subjectAttributes) {
        for (Condition.Comparison comparison : condition.all()) {
            attributeIsKnown(comparison.attribute(), subjectAttributes);
            if (comparison.operand() instanceof Condition.Operand.Attribute operand) {
                attributeIsKnown(operand.name(), subjectAttributes);
            }
        }
    }

    /** Templates are the same in every workspace, so they can't name a resource of one. */
    static void templatesGrantOnTypesOnly(RoleScope scope, Grant grant) {
        if (scope.workspace() == null && grant.resource() != null) {
            throw new Problem(
                    ProblemCode.UNKNOWN_RESOURCE, "a template role grants on resource types, not on single resources");
        }
    }

    /** P5: one bad id, nothing changes. All that are unknown here are named. */
    static void resourcesExist(Map<ResourceId, Place> found, Collection<Grant> grants) {
        Set<String> unknown = new TreeSet<>();
        for (Grant grant : grants) {
            ResourceId resource = grant.resource();
            Place place = resource == null ? null : found.get(resource);
            if (resource != null && (place == null || !place.type().equals(grant.type()))) {
                unknown.add(resource.value());
            }
        }
        if (!unknown.isEmpty()) {
            throw new Problem(
                    ProblemCode.UNKNOWN_RESOURCE,
                    "the workspace has no such resource of that type",
                    List.of(),
                    Map.of("resources", List.copyOf(unknown)));
        }
    }

    /** P3, strict: a child is granted after its parent. All parents that are missing are named. */
    static void parentsAreGranted(Collection<ParentGate.Target> missing) {
        if (missing.isEmpty()) {
            return;
        }
        Set<String> parents = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        for (ParentGate.Target target : missing) {
            ResourceId resource = target.resource();
            if (resource == null) {
                types.add(target.type());
            } else {
                parents.add(resource.value());
            }
        }
        throw new Problem(
                ProblemCode.PARENT_NOT_GRANTED,
                "the role does not grant what these belong to; grant the parent with them or before",
                List.of(),
                Map.of("parents", List.copyOf(parents), "parentTypes", List.copyOf(types)));
    }

    private static void attributeIsKnown(AttributeName name, Collection<String> subjectAttributes) {
        if (name.source() == AttributeName.Source.SUBJECT
                && !KNOWN_SUBJECT_ATTRIBUTES.contains(name.name())
                && !subjectAttributes.contains(name.name())) {
            throw new Problem(
                    ProblemCode.UNKNOWN_ATTRIBUTE,
                    "the settings do not name '" + name.name() + "' as an attribute that conditions may look at");
        }
    }
}
