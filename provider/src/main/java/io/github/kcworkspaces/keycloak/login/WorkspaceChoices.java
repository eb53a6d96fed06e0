package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The workspaces that a user picks from, by page. A page costs three statements, however many there are; users, groups and
 * account admins are Keycloak's to load.
 */
final class WorkspaceChoices {

    static final int PAGE = 10;

    private static final int LONGEST_SEARCH = 100;
    private static final int FURTHEST = 1_000_000;

    private final PageRequest request;
    private final Page<Workspace> found;
    private final Map<WorkspaceId, Membership> memberships;
    private final boolean accountAdmin;

    private WorkspaceChoices(
            PageRequest request,
            Page<Workspace> found,
            Map<WorkspaceId, Membership> memberships,
            boolean accountAdmin) {
        this.request = request;
        this.found = found;
        this.memberships = memberships;
        this.accountAdmin = accountAdmin;
    }

    static WorkspaceChoices first(KeycloakSession session, RealmModel realm, UserModel user) {
        return load(session, realm, user, PageRequest.firstRows(PAGE));
    }

    /** The page that a form asks for with {@code search} and {@code first}; nonsense asks for the first one. */
    static WorkspaceChoices asked(
            KeycloakSession session, RealmModel realm, UserModel user, MultivaluedMap<String, String> form) {
        return load(session, realm, user, new PageRequest(position(form.getFirst("first")), PAGE, search(form)));
    }

    private static WorkspaceChoices load(
            KeycloakSession session, RealmModel realm, UserModel user, PageRequest request) {
        RealmId id = new RealmId(realm.getId());
        RbacProvider services = session.getProvider(RbacProvider.class);
        Optional<SubjectFacts> subject = services.realms().settings(id).enabled()
                ? services.decisions().subject(id, new UserId(user.getId()))
                : Optional.empty();
        if (subject.isEmpty()) {
            return new WorkspaceChoices(request, new Page<>(List.of(), 0), Map.of(), false);
        }
        SubjectFacts facts = subject.get();
        Page<Workspace> found =
                services.workspaces().active(id, facts.accountAdmin() ? null : facts.subject(), request);
        return new WorkspaceChoices(
                request,
                found,
                services.decisions()
                        .memberships(
                                id, found.items().stream().map(Workspace::id).toList(), facts),
                facts.accountAdmin());
    }

    private static int position(@Nullable String first) {
        try {
            return first == null ? 0 : Math.max(0, Math.min(Integer.parseInt(first), FURTHEST));
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }

    private static @Nullable String search(MultivaluedMap<String, String> form) {
        String search = form.getFirst("search");
        String wanted = search == null ? "" : search.strip();
        return wanted.isEmpty()
                        || wanted.length() > LONGEST_SEARCH
                        || wanted.chars().anyMatch(Character::isISOControl)
                ? null
                : wanted;
    }

    boolean areSeveral() {
        return found.total() > 1;
    }

    /**
     * What the template shows.
     *
     * @param usedLast id of the workspace to mark as used last; null for none
     */
    Map<String, Object> page(@Nullable String usedLast) {
        return Map.of(
                "choices",
                found.items().stream()
                        .filter(this::isUsable)
                        .map(workspace -> choice(workspace, usedLast))
                        .toList(),
                "search",
                Objects.requireNonNullElse(request.search(), ""),
                "searchable",
                request.search() != null || request.first() > 0 || found.total() > PAGE,
                "from",
                request.first() + 1,
                "to",
                request.first() + found.items().size(),
                "total",
                found.total(),
                "previous",
                request.first() > 0 ? Math.max(0, request.first() - PAGE) : -1,
                "next",
                request.first() + PAGE < found.total() ? request.first() + PAGE : -1);
    }

    /** A workspace whose organization is disabled is listed by the database and belongs to nobody. */
    private boolean isUsable(Workspace workspace) {
        Membership membership = memberships.get(workspace.id());
        return membership != null
                && membership.workspaceActive()
                && (accountAdmin || membership.standing() == Membership.Standing.ACTIVE);
    }

    private Map<String, Object> choice(Workspace workspace, @Nullable String usedLast) {
        Membership membership = memberships.get(workspace.id());
        List<RoleReference> roles = membership == null ? List.of() : membership.roles();
        return Map.of(
                "id",
                workspace.id().value(),
                "name",
                workspace.name(),
                "roles",
                roles.stream().map(RoleReference::name).distinct().sorted().toList(),
                "usedLast",
                workspace.id().value().equals(usedLast));
    }
}
