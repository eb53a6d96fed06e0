package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.GroupCandidateRepresentation;
import io.github.kcworkspaces.keycloak.api.PersonRepresentation;
import io.github.kcworkspaces.keycloak.api.UserCandidateRepresentation;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.organization.OrganizationProvider;

/** Users and groups of the realm, for whoever may add them to a workspace. */
public final class CandidatesResource {

    private final Call call;
    private final String reference;

    CandidatesResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    @Path("users")
    public Response users() {
        return call.answer(() -> {
            Workspace workspace =
                    call.access().enter(reference, Operation.MEMBERS_WRITE).workspace();
            String organization = workspace.organization();
            List<UserModel> found = organization == null ? find(call) : inOrganization(call, organization);
            Set<UserId> members = call.rbac()
                    .members()
                    .directAmong(
                            workspace,
                            found.stream().map(user -> new UserId(user.getId())).toList());
            return call.ok(found.stream()
                    .map(user ->
                            new UserCandidateRepresentation(person(user), members.contains(new UserId(user.getId()))))
                    .toList());
        });
    }

    @GET
    @Path("groups")
    public Response groups() {
        return call.answer(() -> {
            Workspace workspace =
                    call.access().enter(reference, Operation.GROUPS_WRITE).workspace();
            List<GroupModel> found;
            try (Stream<GroupModel> groups = groupsNamed(call.query().text("search"))) {
                found = groups.filter(group -> group.getType() == GroupModel.Type.REALM)
                        .toList();
            }
            Set<GroupId> mapped = call.rbac()
                    .groupMappings()
                    .mappedAmong(
                            workspace,
                            found.stream()
                                    .map(group -> new GroupId(group.getId()))
                                    .toList());
            return call.ok(found.stream()
                    .map(group -> new GroupCandidateRepresentation(
                            group.getId(),
                            KeycloakModelUtils.buildGroupPath(group),
                            mapped.contains(new GroupId(group.getId()))))
                    .toList());
        });
    }

    /** Users whom a search finds, whom a screen lets choose from. */
    static List<UserModel> find(Call call) {
        Map<String, String> filters = new HashMap<>();
        String search = call.query().text("search");
        filters.put(UserModel.SEARCH, search == null ? "*" : search);
        filters.put(UserModel.INCLUDE_SERVICE_ACCOUNT, "false");
        try (Stream<UserModel> users = call.session()
                .users()
                .searchForUserStream(call.realm(), filters, 0, call.query().max())) {
            return users.toList();
        }
    }

    /** Members of an organization whom a search finds: nobody else may be added to its workspaces. */
    private static List<UserModel> inOrganization(Call call, String organization) {
        OrganizationProvider organizations = call.session().getProvider(OrganizationProvider.class);
        if (organizations == null) {
            return List.of();
        }
        OrganizationModel found = organizations.getById(organization);
        if (found == null) {
            return List.of();
        }
        String search = call.query().text("search");
        try (Stream<UserModel> users = organizations.getMembersStream(
                found,
                Map.of(UserModel.SEARCH, search == null ? "*" : search),
                false,
                0,
                call.query().max())) {
            return users.toList();
        }
    }

    static PersonRepresentation person(UserModel user) {
        return new PersonRepresentation(
                user.getId(), user.getUsername(), user.getEmail(), user.getFirstName(), user.getLastName());
    }

    private Stream<GroupModel> groupsNamed(@Nullable String search) {
        KeycloakSession session = call.session();
        RealmModel realm = call.realm();
        return session.groups()
                .searchForGroupByNameStream(
                        realm,
                        search == null ? "" : search,
                        false,
                        0,
                        call.query().max());
    }
}
