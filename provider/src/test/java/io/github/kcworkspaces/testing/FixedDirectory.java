package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Accounts;
import io.github.kcworkspaces.member.Groups;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.People;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.workspace.Organization;
import io.github.kcworkspaces.workspace.Organizations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keycloak's users, groups and organizations as a test puts them there. */
public final class FixedDirectory implements SubjectDirectory, Groups, Organizations, Accounts {

    private record Key<T>(RealmId realm, T id) {}

    private final Map<Key<UserId>, SubjectFacts> users = new LinkedHashMap<>();
    private final Map<Key<UserId>, Member.Person> people = new HashMap<>();
    private final Map<Key<UserId>, Set<GroupId>> directGroups = new HashMap<>();
    private final Map<Key<GroupId>, String> paths = new HashMap<>();
    private final Map<Key<GroupId>, GroupId> parents = new HashMap<>();
    private final Map<Key<String>, Organization> organizations = new LinkedHashMap<>();
    private final Map<Key<String>, Set<UserId>> organizationMembers = new HashMap<>();

    /** An enabled user without e-mail, who is no account admin and in these groups (and all above them). */
    public UserId user(RealmId realm, String id, String username, GroupId... groups) {
        UserId user = new UserId(id);
        return add(realm, new SubjectFacts(user, username, null, true, false, Set.of(groups), Map.of()));
    }

    public UserId accountAdmin(RealmId realm, String id, String username) {
        return add(realm, new SubjectFacts(new UserId(id), username, null, true, true, Set.of(), Map.of()));
    }

    Collection<UserId> accountAdmins(RealmId realm) {
        return users.entrySet().stream()
                .filter(entry ->
                        entry.getKey().realm().equals(realm) && entry.getValue().accountAdmin())
                .map(entry -> entry.getKey().id())
                .toList();
    }

    /** Adds the user or replaces what there was; ancestors of the groups are added. */
    public UserId add(RealmId realm, SubjectFacts facts) {
        return add(realm, facts, new Member.Person(facts.id(), facts.username(), facts.email(), null, null));
    }

    public UserId add(RealmId realm, SubjectFacts facts, Member.Person person) {
        Key<UserId> key = new Key<>(realm, facts.id());
        directGroups.put(key, facts.groups());
        users.put(key, facts);
        people.put(key, person);
        return facts.id();
    }

    /** An enabled user with this address. */
    public UserId person(RealmId realm, String id, String email, boolean verified) {
        UserId user = new UserId(id);
        return add(
                realm,
                new SubjectFacts(user, id, verified ? email : null, true, false, Set.of(), Map.of()),
                new Member.Person(user, id, email, null, null));
    }

    @Override
    public Map<String, List<Account>> byEmail(RealmId realm, Collection<String> emails) {
        Map<String, List<Account>> found = new HashMap<>();
        people.forEach((key, person) -> {
            if (key.realm().equals(realm) && person.email() != null && emails.contains(person.email())) {
                SubjectFacts facts = users.get(key);
                found.computeIfAbsent(person.email(), email -> new ArrayList<>())
                        .add(new Account(person, facts.enabled(), facts.email() != null));
            }
        });
        return found;
    }

    @Override
    public Account create(RealmId realm, String email, @Nullable String firstName, @Nullable String lastName) {
        UserId user = person(realm, "u-" + email, email, false);
        return new Account(people.get(new Key<>(realm, user)), true, false);
    }

    public void removeUser(RealmId realm, UserId user) {
        Key<UserId> key = new Key<>(realm, user);
        users.remove(key);
        people.remove(key);
        directGroups.remove(key);
    }

    @Override
    public void join(RealmId realm, String organization, UserId user) {
        organizationMembers
                .computeIfAbsent(new Key<>(realm, organization), key -> new HashSet<>())
                .add(user);
    }

    /** Puts the user into these groups and no others. */
    public void groups(RealmId realm, UserId user, GroupId... groups) {
        directGroups.put(new Key<>(realm, user), Set.of(groups));
    }

    public GroupId group(RealmId realm, String id, String path) {
        GroupId group = new GroupId(id);
        paths.put(new Key<>(realm, group), path);
        return group;
    }

    /** A group below another. */
    public GroupId group(RealmId realm, String id, String path, GroupId parent) {
        GroupId group = group(realm, id, path);
        parents.put(new Key<>(realm, group), parent);
        return group;
    }

    public void removeGroup(RealmId realm, GroupId group) {
        paths.remove(new Key<>(realm, group));
        parents.remove(new Key<>(realm, group));
        directGroups.replaceAll((key, groups) -> {
            Set<GroupId> left = new HashSet<>(groups);
            left.remove(group);
            return left;
        });
    }

    /** An enabled organization with these members, in place of what there was under the id. */
    public void organization(RealmId realm, String id, UserId... members) {
        organization(realm, id, true, members);
    }

    public void organization(RealmId realm, String id, boolean enabled, UserId... members) {
        organizations.put(new Key<>(realm, id), new Organization(id, "alias-of-" + id, "Name of " + id, enabled));
        organizationMembers.put(new Key<>(realm, id), new HashSet<>(Set.of(members)));
    }

    /** Whether there is such an organization and the user is a member of it. */
    boolean inOrganization(RealmId realm, String id, UserId user) {
        return organizations.containsKey(new Key<>(realm, id))
                && organizationMembers
                        .getOrDefault(new Key<>(realm, id), Set.of())
                        .contains(user);
    }

    public void removeOrganization(RealmId realm, String id) {
        organizations.remove(new Key<>(realm, id));
        organizationMembers.remove(new Key<>(realm, id));
    }

    @Override
    public Optional<SubjectFacts> find(RealmId realm, UserId user) {
        SubjectFacts facts = users.get(new Key<>(realm, user));
        return Optional.ofNullable(facts)
                .map(found -> new SubjectFacts(
                        found.id(),
                        found.username(),
                        found.email(),
                        found.enabled(),
                        found.accountAdmin(),
                        expanded(realm, user),
                        found.attributes()));
    }

    /** The names of the same users. */
    public People people() {
        return (realm, user) -> Optional.ofNullable(people.get(new Key<>(realm, user)));
    }

    @Override
    public Optional<String> path(RealmId realm, GroupId group) {
        return Optional.ofNullable(paths.get(new Key<>(realm, group)));
    }

    /** A realm uses organizations once it has had one. */
    @Override
    public boolean used(RealmId realm) {
        return organizations.keySet().stream().anyMatch(key -> key.realm().equals(realm));
    }

    @Override
    public Optional<Organization> find(RealmId realm, String reference) {
        return organizations.entrySet().stream()
                .filter(entry -> entry.getKey().realm().equals(realm))
                .map(Map.Entry::getValue)
                .filter(found -> found.id().equals(reference) || found.alias().equals(reference))
                .findFirst();
    }

    @Override
    public List<Organization> search(RealmId realm, PageRequest request) {
        return InMemoryWorld.page(
                        organizations.entrySet().stream()
                                .filter(entry -> entry.getKey().realm().equals(realm))
                                .map(Map.Entry::getValue)
                                .filter(found -> InMemoryWorld.found(request.search(), found.name()))
                                .toList(),
                        request)
                .items();
    }

    /** All users of the realm who are in the group or in one below it. */
    List<UserId> within(RealmId realm, GroupId group) {
        return directGroups.keySet().stream()
                .filter(key -> key.realm().equals(realm))
                .map(Key::id)
                .filter(user -> expanded(realm, user).contains(group))
                .toList();
    }

    /** The groups of the user with their ancestors. */
    Set<GroupId> expanded(RealmId realm, UserId user) {
        Set<GroupId> all = new LinkedHashSet<>();
        for (GroupId group : directGroups.getOrDefault(new Key<>(realm, user), Set.of())) {
            for (GroupId at = group; at != null; at = parents.get(new Key<>(realm, at))) {
                all.add(at);
            }
        }
        return all;
    }
}
