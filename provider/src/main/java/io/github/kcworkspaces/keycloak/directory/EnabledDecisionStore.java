package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.CompiledRole;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.ResourceName;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Adds what only Keycloak knows to the memberships of another store: a realm or an organization that is disabled there is
 * disabled here (rule W9).
 */
public final class EnabledDecisionStore implements DecisionStore {

    private final DecisionStore store;
    private final Realms realms;
    private final KeycloakOrganizations organizations;

    public EnabledDecisionStore(DecisionStore store, KeycloakSession session) {
        this.store = store;
        this.realms = new Realms(session);
        this.organizations = new KeycloakOrganizations(session);
    }

    @Override
    public Optional<Membership> membership(RealmId realm, String workspace, Subject subject) {
        return store.membership(realm, workspace, subject).map(found -> withKeycloak(realm, found));
    }

    @Override
    public Optional<Loaded> load(RealmId realm, String workspace, Subject subject, ResourceName resource) {
        return store.load(realm, workspace, subject, resource)
                .map(found -> new Loaded(withKeycloak(realm, found.membership()), found.atHome()));
    }

    @Override
    public Map<UserId, Membership> memberships(RealmId realm, String workspace, Collection<Subject> subjects) {
        Map<UserId, Membership> memberships = new HashMap<>();
        store.memberships(realm, workspace, subjects)
                .forEach((user, found) -> memberships.put(user, withKeycloak(realm, found)));
        return memberships;
    }

    @Override
    public Map<WorkspaceId, Membership> memberships(
            RealmId realm, Collection<WorkspaceId> workspaces, Subject subject) {
        Map<WorkspaceId, Membership> found = new HashMap<>(store.memberships(realm, workspaces, subject));
        found.replaceAll((workspace, membership) -> withKeycloak(realm, membership));
        return found;
    }

    @Override
    public Optional<Membership> fallback(RealmId realm, Subject subject) {
        return store.fallback(realm, subject).map(found -> withKeycloak(realm, found));
    }

    @Override
    public Catalogue catalogue(RealmId realm, long revision) {
        return store.catalogue(realm, revision);
    }

    @Override
    public List<CompiledRole> compile(RealmId realm, List<RoleReference> roles, Catalogue catalogue) {
        return store.compile(realm, roles, catalogue);
    }

    @Override
    public Optional<ResourceFacts> resource(
            RealmId realm, Membership membership, Subject subject, TypeDefinition type, String externalId) {
        return store.resource(realm, membership, subject, type, externalId).map(found -> withKeycloak(realm, found));
    }

    @Override
    public List<ResourceFacts> resourcesNamed(
            RealmId realm, Membership membership, Catalogue catalogue, Collection<ResourceName> names) {
        return store.resourcesNamed(realm, membership, catalogue, names).stream()
                .map(found -> withKeycloak(realm, found))
                .toList();
    }

    @Override
    public Map<UserId, Map<ResourceId, Set<String>>> directShares(
            RealmId realm, WorkspaceId workspace, Collection<Subject> subjects, Collection<ResourceId> resources) {
        return store.directShares(realm, workspace, subjects, resources);
    }

    @Override
    public List<ResourceFacts> resources(
            RealmId realm, Membership membership, Subject subject, Collection<ResourceId> ids) {
        return store.resources(realm, membership, subject, ids).stream()
                .map(found -> withKeycloak(realm, found))
                .toList();
    }

    @Override
    public List<ResourceId> shared(
            RealmId realm, WorkspaceId workspace, Subject subject, @Nullable ResourceId after, int max) {
        return store.shared(realm, workspace, subject, after, max);
    }

    @Override
    public boolean sharesAny(RealmId realm, WorkspaceId workspace, Subject subject, String type) {
        return store.sharesAny(realm, workspace, subject, type);
    }

    @Override
    public List<WorkspaceId> homes(RealmId realm, String type, String externalId) {
        return store.homes(realm, type, externalId);
    }

    @Override
    public Map<ResourceName, WorkspaceId> onlyHomes(RealmId realm, Collection<ResourceName> names) {
        return store.onlyHomes(realm, names);
    }

    @Override
    public Map<ResourceId, List<ResourceId>> requirements(
            RealmId realm, WorkspaceId workspace, Collection<ResourceId> resources) {
        return store.requirements(realm, workspace, resources);
    }

    @Override
    public List<WorkspaceId> workspaces(RealmId realm, SubjectFacts subject, @Nullable String after, int max) {
        return store.workspaces(realm, subject, after, max);
    }

    private ResourceFacts withKeycloak(RealmId realm, ResourceFacts found) {
        ResourceFacts.Origin origin = found.origin();
        String organization = origin == null ? null : origin.organization();
        return organization == null || organizations.enabled(realm, organization)
                ? found
                : found.withOrigin(new ResourceFacts.Origin(false, organization));
    }

    private Membership withKeycloak(RealmId realm, Membership found) {
        boolean realmEnabled = found.realmEnabled()
                && realms.find(realm).filter(RealmModel::isEnabled).isPresent();
        String organization = found.organization();
        boolean active =
                found.workspaceActive() && (organization == null || organizations.enabled(realm, organization));
        if (realmEnabled == found.realmEnabled() && active == found.workspaceActive()) {
            return found;
        }
        return new Membership(
                found.workspace(),
                found.alias(),
                found.workspaceVersion(),
                realmEnabled,
                active,
                organization,
                found.catalogueRevision(),
                found.standing(),
                found.roles(),
                found.mfa(),
                found.sharing());
    }
}
