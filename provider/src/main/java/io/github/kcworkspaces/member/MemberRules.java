package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules of membership. */
public final class MemberRules {

    private MemberRules() {}

    public static Member exists(Optional<Member> member) {
        return member.orElseThrow(() -> new Problem(ProblemCode.MEMBER_NOT_FOUND, "the workspace has no such member"));
    }

    static Member.Person userExists(Optional<Member.Person> user) {
        return user.orElseThrow(() -> new Problem(ProblemCode.USER_NOT_FOUND, "the realm has no such user"));
    }

    static OutsideMapping mappingExists(Optional<OutsideMapping> mapping) {
        return mapping.orElseThrow(() ->
                new Problem(ProblemCode.MAPPING_NOT_FOUND, "no mapper of this name brings roles to the workspace"));
    }

    static String groupExists(Optional<String> path) {
        return path.orElseThrow(() -> new Problem(ProblemCode.GROUP_NOT_FOUND, "the realm has no such group"));
    }

    /** W3: the workspace owner and the account owner can't be unlinked, suspended or given other roles. */
    static void ownerIsImmutable(boolean owner) {
        if (owner) {
            throw new Problem(
                    ProblemCode.OWNER_IMMUTABLE,
                    "the owner of the workspace or of the account cannot be unlinked, suspended or given other roles;"
                            + " transfer the ownership instead");
        }
    }

    /** W3: the owner role comes with ownership only. */
    public static void ownerRoleIsUnassignable(Collection<Role> roles) {
        if (roles.stream().anyMatch(role -> role.kind() == Role.Kind.OWNER)) {
            throw new Problem(
                    ProblemCode.OWNER_ROLE_UNASSIGNABLE,
                    "the owner role cannot be assigned; transfer the ownership instead");
        }
    }

    /** R2: only members get roles; all who are none are named, whether or not they exist elsewhere. */
    public static void areMembers(Collection<UserId> users, Set<UserId> members) {
        Set<String> others = new TreeSet<>();
        users.stream().filter(user -> !members.contains(user)).forEach(user -> others.add(user.value()));
        if (!others.isEmpty()) {
            throw new Problem(
                    ProblemCode.NOT_A_MEMBER,
                    "not members of the workspace: " + String.join(", ", others),
                    List.of(),
                    Map.of("users", List.copyOf(others)));
        }
    }

    /** Where a workspace belongs to an organization, only who is in that becomes a member. */
    static void isInOrganization(boolean inside) {
        if (!inside) {
            throw new Problem(
                    ProblemCode.NOT_IN_ORGANIZATION,
                    "the workspace belongs to an organization that the user is not a member of");
        }
    }

    /** M3: a membership through a group, directory or identity provider follows its source. */
    static void membershipIsNotManaged(Member member) {
        boolean managed = member.roles().stream().anyMatch(Member.HeldRole::managed)
                || member.source() == Member.Source.GROUP
                || member.source() == Member.Source.IDP
                || member.source() == Member.Source.LDAP;
        if (managed) {
            throw new Problem(
                    ProblemCode.MEMBERSHIP_MANAGED,
                    "this membership follows a group, directory or identity provider and cannot be unlinked by hand;"
                            + " suspend it instead");
        }
    }

    /** M3: what a directory or identity provider gives is not taken by hand. */
    static void roleIsNotManaged(Set<UserId> users) {
        if (!users.isEmpty()) {
            throw new Problem(
                    ProblemCode.MEMBERSHIP_MANAGED,
                    "a directory or identity provider gives the role to: "
                            + String.join(
                                    ", ",
                                    users.stream().map(UserId::value).sorted().toList())
                            + "; it cannot be taken by hand");
        }
    }

    /** What rules for first logins may say. */
    static void firstLoginIsValid(List<FirstLoginService.Draft> rules) {
        TextRules texts = new TextRules().check(rules.size() <= 50, "firstLogin", "has more than 50 entries");
        for (int index = 0; index < rules.size(); index++) {
            FirstLoginService.Draft rule = rules.get(index);
            String at = "firstLogin[" + index + "]";
            texts.check(!rule.roles().isEmpty() && rule.roles().size() <= 20, at + ".roles", "must be 1 to 20 roles");
            switch (rule.kind()) {
                case ANYBODY -> texts.check(rule.value().isEmpty(), at + ".value", "is not for anybody");
                case PROVIDER -> texts.required(at + ".provider", rule.value(), 255);
                case EMAIL_DOMAIN ->
                    texts.required(at + ".emailDomain", rule.value(), 255)
                            .check(
                                    FirstLoginRule.plain(rule.value())
                                            .filter(domain -> domain.indexOf('.') > 0)
                                            .isPresent(),
                                    at + ".emailDomain",
                                    "is no domain");
            }
        }
        texts.enforce();
    }

    static Workspace firstLoginWorkspaceExists(int index, Optional<Workspace> workspace) {
        new TextRules()
                .check(workspace.isPresent(), "firstLogin[" + index + "].workspace", "the realm has no such workspace")
                .enforce();
        return workspace.orElseThrow();
    }

    static void rolesAreGiven(Set<RoleId> roles) {
        new TextRules().check(!roles.isEmpty(), "roles", "must not be empty").enforce();
    }
}
