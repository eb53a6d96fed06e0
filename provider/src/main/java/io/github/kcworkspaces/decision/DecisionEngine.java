package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.Decision.Reason;
import io.github.kcworkspaces.decision.Holdings.Match;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rule of access, as a total function: no grant, no access (rule P1), the most permissive role wins (R6), a child needs
 * its parent (P3).
 */
public final class DecisionEngine {

    private DecisionEngine() {}

    /** Answers one question. */
    public static Decision decide(Question question) {
        Reason refusal = refusal(question);
        if (refusal != null) {
            return Decision.deny(refusal);
        }
        if (question.subject().accountAdmin()) {
            return Decision.allow(Reason.ACCOUNT_ADMIN, null);
        }
        ResourceFacts resource = question.resource();
        Match match = question.holdings()
                .match(resource.type(), resource.id(), question.action(), attributes(question, resource));
        boolean direct = direct(question, resource).contains(question.action());
        if (!(match instanceof Match.By) && !direct) {
            return Decision.deny(match instanceof Match.Unmet ? Reason.CONDITION_NOT_MET : Reason.NO_GRANT);
        }
        if (!parentGranted(question)) {
            return Decision.deny(Reason.PARENT_NOT_GRANTED);
        }
        return match instanceof Match.By by
                ? Decision.allow(Reason.GRANTED, by.role())
                : Decision.allow(Reason.SHARED, null);
    }

    /**
     * All that is allowed on the resource of the question, whatever its action: action → the roles behind it (empty for
     * an account admin without a role, and for what a direct share alone gives). Agrees with {@link #decide} for every
     * action.
     */
    public static Map<String, List<CompiledRole>> allowed(Question question) {
        Map<String, List<CompiledRole>> allowed = new LinkedHashMap<>();
        TypeDefinition type = question.catalogue().type(question.resource().type());
        if (type == null || refusal(question.withAction(type.baseAction())) != null) {
            return allowed;
        }
        boolean unlimited = question.subject().accountAdmin();
        if (!unlimited && !parentGranted(question)) {
            return allowed;
        }
        ResourceFacts resource = question.resource();
        boolean foreign = foreign(resource, question.membership());
        Set<String> direct = direct(question, resource);
        for (String action : type.actions()) {
            if ((foreign && !type.shares(action)) || resource.withholds(action, type)) {
                continue;
            }
            List<CompiledRole> granting = question.holdings()
                    .granting(
                            resource.type(), resource.id(), action, attributes(question.withAction(action), resource));
            if (unlimited || !granting.isEmpty() || direct.contains(action)) {
                allowed.put(action, new ArrayList<>(granting));
            }
        }
        return allowed;
    }

    /** What direct shares give the subject on the resource: only at home, and only what its type shares (rule P9). */
    public static Set<String> direct(Question question, ResourceFacts resource) {
        TypeDefinition type = question.catalogue().type(resource.type());
        if (resource.direct().isEmpty() || type == null || foreign(resource, question.membership())) {
            return Set.of();
        }
        return type.shared(resource.direct());
    }

    private static boolean foreign(ResourceFacts resource, Membership membership) {
        return !resource.home().equals(membership.workspace());
    }

    /** What refuses the question before any grant is looked at. */
    static @Nullable Reason refusal(Question question) {
        Membership membership = question.membership();
        if (!membership.realmEnabled()) {
            return Reason.REALM_DISABLED;
        }
        if (!membership.workspaceActive()) {
            return Reason.WORKSPACE_DISABLED;
        }
        if (!question.subject().enabled()) {
            return Reason.SUBJECT_DISABLED;
        }
        TypeDefinition type = question.catalogue().type(question.resource().type());
        if (type == null) {
            return Reason.UNKNOWN_TYPE;
        }
        if (!type.has(question.action())) {
            return Reason.UNKNOWN_ACTION;
        }
        if (!question.subject().accountAdmin() && membership.standing() != Membership.Standing.ACTIVE) {
            return membership.standing() == Membership.Standing.SUSPENDED
                    ? Reason.MEMBER_SUSPENDED
                    : Reason.NOT_A_MEMBER;
        }
        return unusable(question, type);
    }

    private static @Nullable Reason unusable(Question question, TypeDefinition type) {
        ResourceFacts resource = question.resource();
        if (!resource.registered() && type.registration() == Registration.REQUIRED) {
            return Reason.UNKNOWN_RESOURCE;
        }
        Reason elsewhere = foreign(resource, question.membership())
                ? notShared(resource, question.action(), type, question.catalogue())
                : null;
        if (elsewhere != null) {
            return elsewhere;
        }
        ResourceFacts parent = resource.parent();
        if (!resource.active() || (type.parentType() != null && parent != null && !parent.active())) {
            return Reason.RESOURCE_INACTIVE;
        }
        return resource.withholds(question.action(), type) ? Reason.WITHHELD : null;
    }

    /** P8: from another workspace comes what is shared, for the actions that its type shares, a child with its parent. */
    private static @Nullable Reason notShared(
            ResourceFacts resource, String action, TypeDefinition type, Catalogue catalogue) {
        ResourceFacts.Origin origin = resource.origin();
        if (origin == null) {
            return Reason.FOREIGN_RESOURCE;
        }
        if (!origin.active()) {
            return Reason.HOME_DISABLED;
        }
        if (!type.shares(action)) {
            return Reason.NOT_SHAREABLE;
        }
        ResourceFacts parent = resource.parent();
        if (parent == null) {
            return null;
        }
        TypeDefinition above = catalogue.type(parent.type());
        return parent.origin() == null || above == null || !above.shares(above.baseAction())
                ? Reason.PARENT_NOT_GRANTED
                : null;
    }

    private static boolean parentGranted(Question question) {
        Catalogue catalogue = question.catalogue();
        TypeDefinition type = catalogue.type(question.resource().type());
        String parentKey = type == null ? null : type.parentType();
        if (parentKey == null || question.holdings().holdsEverything()) {
            return true;
        }
        TypeDefinition parentType = catalogue.type(parentKey);
        if (parentType == null) {
            return false;
        }
        ResourceFacts parent = question.resource().parent();
        if (parent == null) {
            // Registered without its parent, or not at all: only who holds every parent holds this one's.
            return question.holdings().holdsOnType(parentKey, parentType.baseAction());
        }
        Question aboutParent = question.withAction(parentType.baseAction());
        return direct(question, parent).contains(parentType.baseAction())
                || question.holdings()
                                .match(
                                        parent.type(),
                                        parent.id(),
                                        parentType.baseAction(),
                                        attributes(aboutParent, parent))
                        instanceof Match.By;
    }

    /** Attributes are looked up only when a condition asks for them: most grants have none. */
    static Attributes attributes(Question question, ResourceFacts resource) {
        return name -> switch (name.source()) {
            case SUBJECT -> subject(question.subject(), name.name());
            case RESOURCE -> resource(resource, name.name());
            case ACTION ->
                "name".equals(name.name())
                        ? question.action()
                        : question.actionProperties().get(name.name());
            case CONTEXT -> question.context().get(name.name());
        };
    }

    private static @Nullable Object subject(SubjectFacts subject, String name) {
        return switch (name) {
            case "id" -> subject.id().value();
            case "username" -> subject.username();
            case "email" -> subject.email();
            default -> subject.attributes().get(name);
        };
    }

    private static @Nullable Object resource(ResourceFacts resource, String name) {
        return switch (name) {
            case "id" -> resource.externalId();
            case "type" -> resource.type();
            case "owner" -> resource.owner() == null ? null : resource.owner().value();
            default -> resource.attributes().get(name);
        };
    }
}
