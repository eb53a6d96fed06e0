package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.keycloak.api.GroupShareRepresentation;
import io.github.kcworkspaces.keycloak.api.MemberShareRepresentation;
import io.github.kcworkspaces.keycloak.api.SharesRepresentation;
import io.github.kcworkspaces.share.Principal.Kind;
import io.github.kcworkspaces.share.ShareService;
import io.github.kcworkspaces.share.SharesChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shares from the wire to the core and back. */
final class ShareLists {

    private ShareLists() {}

    /** @param prefix path of the shares in the body, with a dot; empty when they are the body */
    static SharesChange read(
            String prefix,
            @Nullable List<String> workspaces,
            @Nullable List<MemberShareRepresentation> members,
            @Nullable List<GroupShareRepresentation> groups) {
        return new SharesChange(
                Lists.withoutNull(prefix + "workspaces", workspaces),
                members(prefix + "members", members),
                groups(prefix + "groups", groups));
    }

    static SharesRepresentation write(ShareService.Shared shared, Map<String, String> names) {
        List<MemberShareRepresentation> members = new ArrayList<>();
        List<GroupShareRepresentation> groups = new ArrayList<>();
        shared.shares().direct().forEach((principal, actions) -> {
            if (principal.kind() == Kind.USER) {
                members.add(new MemberShareRepresentation(principal.id(), List.copyOf(actions)));
            } else {
                groups.add(new GroupShareRepresentation(principal.id(), List.copyOf(actions)));
            }
        });
        return new SharesRepresentation(
                shared.shares().workspaces().stream().map(id -> id.value()).toList(),
                members,
                groups,
                shared.resource().version(),
                names);
    }

    private static @Nullable List<SharesChange.Entry> members(
            String path, @Nullable List<MemberShareRepresentation> members) {
        if (members == null) {
            return null;
        }
        List<SharesChange.Entry> entries = new ArrayList<>();
        for (int index = 0; index < members.size(); index++) {
            MemberShareRepresentation member = members.get(index);
            String at = path + "[" + index + "]";
            entries.add(
                    member == null
                            ? entry(at, "user", null, null)
                            : entry(at, "user", member.user(), member.actions()));
        }
        return entries;
    }

    private static @Nullable List<SharesChange.Entry> groups(
            String path, @Nullable List<GroupShareRepresentation> groups) {
        if (groups == null) {
            return null;
        }
        List<SharesChange.Entry> entries = new ArrayList<>();
        for (int index = 0; index < groups.size(); index++) {
            GroupShareRepresentation group = groups.get(index);
            String at = path + "[" + index + "]";
            entries.add(
                    group == null
                            ? entry(at, "group", null, null)
                            : entry(at, "group", group.group(), group.actions()));
        }
        return entries;
    }

    private static SharesChange.Entry entry(
            String path, String name, @Nullable String id, @Nullable List<String> actions) {
        if (id == null || id.isBlank()) {
            throw RequestRules.invalid(path + "." + name, "is required");
        }
        return new SharesChange.Entry(id, Lists.orEmpty(path + ".actions", actions));
    }
}
