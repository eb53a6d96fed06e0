package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port: loads what questions need. The number of statements behind each method is constant, whatever the number of
 * workspaces, members, roles and resources.
 */
public interface DecisionStore {

    /**
     * What one question needs.
     *
     * @param membership as {@link #membership} gives it
     * @param atHome the resource if it is at home in the workspace, with its parent and without what is shared of both, for
     *     which {@link #resource} has to be asked; null otherwise
     */
    record Loaded(Membership membership, @Nullable ResourceFacts atHome) {}

    /**
     * How the subject stands in the workspace: one statement.
     *
     * @param workspace its id or alias
     * @return empty when the realm has no such workspace
     */
    Optional<Membership> membership(RealmId realm, String workspace, Subject subject);

    /**
     * What one question needs, by one statement.
     *
     * @param workspace its id or alias
     * @return empty when the realm has no such workspace
     */
    Optional<Loaded> load(RealmId realm, String workspace, Subject subject, ResourceName resource);

    /**
     * How each of the subjects stands in the workspace, as {@link #membership} says it of one: three statements for every
     * 500 of them.
     *
     * @return empty when the realm has no such workspace
     */
    Map<UserId, Membership> memberships(RealmId realm, String workspace, Collection<Subject> subjects);

    /** How the subject stands in each of the workspaces of the realm: one statement for every 500 of them. */
    Map<WorkspaceId, Membership> memberships(RealmId realm, Collection<WorkspaceId> workspaces, Subject subject);

    /**
     * How the subject stands in the workspace it falls back to when it names none: the default workspace if it is an
     * active member there, else the active workspace it is longest an active member of. One statement.
     *
     * @return empty when it is an active member of none
     */
    Optional<Membership> fallback(RealmId realm, Subject subject);

    /** The resource types of the realm; from memory when the revision is known. */
    Catalogue catalogue(RealmId realm, long revision);

    /** The roles with their grants; from memory where their revision is known, else by one statement for all. */
    List<CompiledRole> compile(RealmId realm, List<RoleReference> roles, Catalogue catalogue);

    /**
     * A registered resource, with its parent if its type has parents, and what is shared of both with the subject: one
     * statement. At home in the workspace, else shared to it; of several shared ones the one that was first.
     *
     * @param membership of the subject, or of anybody in the same workspace
     */
    Optional<ResourceFacts> resource(
            RealmId realm, Membership membership, Subject subject, TypeDefinition type, String externalId);

    /**
     * The registered ones among the resources, as {@link #resource} gives each, but for the direct shares: one statement
     * for every 500.
     *
     * @param membership of anybody in the workspace
     */
    List<ResourceFacts> resourcesNamed(
            RealmId realm, Membership membership, Catalogue catalogue, Collection<ResourceName> names);

    /**
     * What direct shares of resources of the workspace give to each of the subjects, where they give anything: one
     * statement for every 500 resources.
     */
    Map<UserId, Map<ResourceId, Set<String>>> directShares(
            RealmId realm, WorkspaceId workspace, Collection<Subject> subjects, Collection<ResourceId> resources);

    /**
     * Those of the resources that {@link #resource} can find in the workspace, with their parents and what is shared of
     * both with the subject, ordered by id.
     *
     * @param membership of the subject, or of anybody in the same workspace
     */
    List<ResourceFacts> resources(RealmId realm, Membership membership, Subject subject, Collection<ResourceId> ids);

    /**
     * Resources that are shared to the workspace, or at home there and shared with the subject directly; ordered by id.
     *
     * @param after id to continue after; null to start
     */
    List<ResourceId> shared(RealmId realm, WorkspaceId workspace, Subject subject, @Nullable ResourceId after, int max);

    /** Whether any resource of the type, at home in the workspace, is shared with the subject directly. */
    boolean sharesAny(RealmId realm, WorkspaceId workspace, Subject subject, String type);

    /** The workspaces in which such a resource is registered, two at most: more than one is ambiguous anyway. */
    List<WorkspaceId> homes(RealmId realm, String type, String externalId);

    /** Of each resource the workspace in which it is registered, unless there are several: one statement for every 500. */
    Map<ResourceName, WorkspaceId> onlyHomes(RealmId realm, Collection<ResourceName> names);

    /** What each of the resources of the workspace requires, in its order; left out is what requires nothing. */
    Map<ResourceId, List<ResourceId>> requirements(
            RealmId realm, WorkspaceId workspace, Collection<ResourceId> resources);

    /**
     * The workspaces in which the subject may have permissions, ordered by id: those that it belongs to, for an account admin
     * all.
     *
     * @param after id to continue after; null to start
     */
    List<WorkspaceId> workspaces(RealmId realm, SubjectFacts subject, @Nullable String after, int max);
}
