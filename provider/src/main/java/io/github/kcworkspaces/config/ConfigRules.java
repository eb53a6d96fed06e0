package io.github.kcworkspaces.config;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import java.util.Optional;

/** What a declarative description may name. */
final class ConfigRules {

    private ConfigRules() {}

    static UserId userExists(Optional<UserId> user, String username) {
        return user.orElseThrow(
                () -> new Problem(ProblemCode.UNKNOWN_USER, "the realm has no user named '" + username + "'"));
    }

    static GroupId groupExists(Optional<GroupId> group, String path) {
        return group.orElseThrow(
                () -> new Problem(ProblemCode.GROUP_NOT_FOUND, "the realm has no group '" + path + "'"));
    }

    static ResourceId resourceExists(Optional<ResourceId> resource, String workspace, String reference) {
        return resource.orElseThrow(() -> new Problem(
                ProblemCode.UNKNOWN_RESOURCE, "the workspace '" + workspace + "' has no resource '" + reference + "'"));
    }
}
