package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.share.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pieces of SQL about shares. */
final class SharedSql {

    /**
     * Of shares {@code s} to a workspace, those by which something is found there: a resource of its own with the same
     * type and external id comes first, then what was shared first. Who shares cannot displace what is there.
     */
    static final String FIRST = "NOT EXISTS (SELECT 1 FROM KCW_RESOURCE o WHERE o.WORKSPACE_ID = s.WORKSPACE_ID"
            + " AND o.TYPE_KEY = s.TYPE_KEY AND o.EXTERNAL_ID = s.EXTERNAL_ID) AND NOT EXISTS (SELECT 1"
            + " FROM KCW_SHARE o WHERE o.WORKSPACE_ID = s.WORKSPACE_ID AND o.TYPE_KEY = s.TYPE_KEY"
            + " AND o.EXTERNAL_ID = s.EXTERNAL_ID AND (o.SHARED_AT < s.SHARED_AT"
            + " OR (o.SHARED_AT = s.SHARED_AT AND o.RESOURCE_ID < s.RESOURCE_ID)))";

    /** The same in JPQL: ids of the resources that are found in {@code :workspace} because they are shared to it. */
    static final String FOUND = "select s.resourceId from KcwShare s where s.workspaceId = :workspace"
            + " and s.realmId = :realm and not exists (select o.id from KcwResource o"
            + " where o.workspaceId = s.workspaceId and o.typeKey = s.typeKey and o.externalId = s.externalId)"
            + " and not exists (select o.resourceId from KcwShare o where o.workspaceId = s.workspaceId"
            + " and o.typeKey = s.typeKey and o.externalId = s.externalId and (o.sharedAt < s.sharedAt"
            + " or (o.sharedAt = s.sharedAt and o.resourceId < s.resourceId)))";

    private SharedSql() {}

    /** With whom something can be shared directly so that it is shared with some of the subjects: who they are. */
    static Map<Principal, List<UserId>> principals(Collection<Subject> subjects) {
        Map<Principal, List<UserId>> users = new HashMap<>();
        for (Subject subject : subjects) {
            users.computeIfAbsent(Principal.of(subject.user()), key -> new ArrayList<>(1))
                    .add(subject.user());
            for (GroupId group : subject.groups()) {
                users.computeIfAbsent(Principal.of(group), key -> new ArrayList<>())
                        .add(subject.user());
            }
        }
        return users;
    }

    /** The condition that direct share {@code alias} is one with the subject, himself or through a group. */
    static Sql with(Sql sql, String alias, Subject subject) {
        sql.append(
                "((" + alias + ".PRINCIPAL_KIND = 'USER' AND " + alias + ".PRINCIPAL_ID = ?)",
                subject.user().value());
        if (!subject.groups().isEmpty()) {
            sql.append("OR (" + alias + ".PRINCIPAL_KIND = 'GROUP' AND " + alias + ".PRINCIPAL_ID")
                    .in(subject.groups().stream().map(GroupId::value).toList())
                    .append(")");
        }
        return sql.append(")");
    }

    /** The same in JPQL, as an alternative: some direct share of the resource with that id is one with the subject. */
    static void orWith(Jpql jpql, String id, Subject subject) {
        jpql.append("or exists (select d from KcwDirectShare d where d.resourceId = " + id
                        + " and ((d.principalKind = 'USER' and d.principalId = :user)")
                .with("user", subject.user().value());
        if (!subject.groups().isEmpty()) {
            jpql.append("or (d.principalKind = 'GROUP' and d.principalId in :groups)")
                    .with(
                            "groups",
                            subject.groups().stream().map(GroupId::value).toList());
        }
        jpql.append("))");
    }
}
