package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.CheckpointSigner;
import io.github.kcworkspaces.audit.CheckpointStore;
import io.github.kcworkspaces.audit.PersonService;
import io.github.kcworkspaces.audit.PurgeStore;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Sealer;
import io.github.kcworkspaces.audit.TrailExports;
import io.github.kcworkspaces.audit.TrailStore;
import io.github.kcworkspaces.audit.anomaly.AnomalyService;
import io.github.kcworkspaces.audit.retention.Archives;
import io.github.kcworkspaces.audit.retention.Retention;
import io.github.kcworkspaces.audit.retention.RetentionService;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.EffectivePermissions;
import io.github.kcworkspaces.decision.SearchService;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.importing.ImportService;
import io.github.kcworkspaces.invitation.InvitationAnswers;
import io.github.kcworkspaces.invitation.InvitationService;
import io.github.kcworkspaces.invitation.InvitationUpkeep;
import io.github.kcworkspaces.invitation.Outbox;
import io.github.kcworkspaces.job.InvitationRows;
import io.github.kcworkspaces.job.JobService;
import io.github.kcworkspaces.job.JobSteps;
import io.github.kcworkspaces.job.JobStore;
import io.github.kcworkspaces.keycloak.broker.KeycloakMappings;
import io.github.kcworkspaces.keycloak.directory.KeycloakAccountAdmins;
import io.github.kcworkspaces.keycloak.directory.KeycloakAccounts;
import io.github.kcworkspaces.keycloak.directory.KeycloakApplications;
import io.github.kcworkspaces.keycloak.directory.KeycloakAttributePolicy;
import io.github.kcworkspaces.keycloak.directory.KeycloakGroups;
import io.github.kcworkspaces.keycloak.directory.KeycloakHosts;
import io.github.kcworkspaces.keycloak.directory.KeycloakInviters;
import io.github.kcworkspaces.keycloak.directory.KeycloakOrganizations;
import io.github.kcworkspaces.keycloak.directory.KeycloakPeople;
import io.github.kcworkspaces.keycloak.directory.KeycloakProvisioning;
import io.github.kcworkspaces.keycloak.directory.KeycloakSigner;
import io.github.kcworkspaces.keycloak.directory.KeycloakUserAccounts;
import io.github.kcworkspaces.keycloak.ldap.DirectoryMappings;
import io.github.kcworkspaces.keycloak.sink.Addresses;
import io.github.kcworkspaces.keycloak.sink.RealmSecretBox;
import io.github.kcworkspaces.keycloak.store.AccountRows;
import io.github.kcworkspaces.keycloak.store.JdbcSearchStore;
import io.github.kcworkspaces.keycloak.store.JpaAnomalyStore;
import io.github.kcworkspaces.keycloak.store.JpaAuditTrail;
import io.github.kcworkspaces.keycloak.store.JpaCheckpointStore;
import io.github.kcworkspaces.keycloak.store.JpaDeliveryStore;
import io.github.kcworkspaces.keycloak.store.JpaFirstLoginStore;
import io.github.kcworkspaces.keycloak.store.JpaGrantStore;
import io.github.kcworkspaces.keycloak.store.JpaGroupMappingStore;
import io.github.kcworkspaces.keycloak.store.JpaHoldStore;
import io.github.kcworkspaces.keycloak.store.JpaInvitationStore;
import io.github.kcworkspaces.keycloak.store.JpaJobStore;
import io.github.kcworkspaces.keycloak.store.JpaLoginStore;
import io.github.kcworkspaces.keycloak.store.JpaManagedRoleStore;
import io.github.kcworkspaces.keycloak.store.JpaMatrixStore;
import io.github.kcworkspaces.keycloak.store.JpaMemberStore;
import io.github.kcworkspaces.keycloak.store.JpaOutbox;
import io.github.kcworkspaces.keycloak.store.JpaPersonStore;
import io.github.kcworkspaces.keycloak.store.JpaPurgeStore;
import io.github.kcworkspaces.keycloak.store.JpaResourceStore;
import io.github.kcworkspaces.keycloak.store.JpaResourceTypeStore;
import io.github.kcworkspaces.keycloak.store.JpaRetentionStore;
import io.github.kcworkspaces.keycloak.store.JpaRoleStore;
import io.github.kcworkspaces.keycloak.store.JpaSealStore;
import io.github.kcworkspaces.keycloak.store.JpaSealedTrail;
import io.github.kcworkspaces.keycloak.store.JpaSettingsStore;
import io.github.kcworkspaces.keycloak.store.JpaShareStore;
import io.github.kcworkspaces.keycloak.store.JpaSinkStore;
import io.github.kcworkspaces.keycloak.store.JpaSourceApprovalStore;
import io.github.kcworkspaces.keycloak.store.JpaTrailStore;
import io.github.kcworkspaces.keycloak.store.JpaUserStore;
import io.github.kcworkspaces.keycloak.store.JpaWorkspaceStore;
import io.github.kcworkspaces.member.AccessList;
import io.github.kcworkspaces.member.Admissions;
import io.github.kcworkspaces.member.FirstLoginService;
import io.github.kcworkspaces.member.GrantGuard;
import io.github.kcworkspaces.member.GroupMappingService;
import io.github.kcworkspaces.member.Groups;
import io.github.kcworkspaces.member.ManagedRoleService;
import io.github.kcworkspaces.member.ManagedRoleStore;
import io.github.kcworkspaces.member.MemberService;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.member.OwnerSeats;
import io.github.kcworkspaces.member.People;
import io.github.kcworkspaces.member.SourceApprovalService;
import io.github.kcworkspaces.member.SourceApprovalStore;
import io.github.kcworkspaces.realm.AccountAdminService;
import io.github.kcworkspaces.realm.Namesakes;
import io.github.kcworkspaces.realm.RealmService;
import io.github.kcworkspaces.resource.ResourceService;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.resource.VisibleResources;
import io.github.kcworkspaces.role.GrantService;
import io.github.kcworkspaces.role.GrantStore;
import io.github.kcworkspaces.role.PermissionMatrix;
import io.github.kcworkspaces.role.ResourceStates;
import io.github.kcworkspaces.role.RoleService;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.role.VisibleGrants;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.share.ShareService;
import io.github.kcworkspaces.sink.Delivery;
import io.github.kcworkspaces.sink.SinkService;
import io.github.kcworkspaces.sink.Transport;
import io.github.kcworkspaces.user.UserService;
import io.github.kcworkspaces.workspace.Organizations;
import io.github.kcworkspaces.workspace.WorkspaceDeletion;
import io.github.kcworkspaces.workspace.WorkspaceMembers;
import io.github.kcworkspaces.workspace.WorkspaceService;
import io.github.kcworkspaces.workspace.WorkspaceStore;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.function.Supplier;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.urls.UrlType;

/**
 * All services of one session but those that decide, which most sessions do with alone. None does anything before it is
 * asked; yet to make so many takes as long as to compile the answer of a decision.
 */
final class Services {

    private static final Clock CLOCK = new KeycloakClock();
    private static final Supplier<String> IDS = KeycloakModelUtils::generateId;

    final TrailStore activity;
    final JpaSealedTrail sealedTrail;
    final CheckpointStore checkpoints;
    final CheckpointSigner checkpointSigner;
    final Sealer sealer;
    final PersonService persons;
    final Recorder recorder;
    final SearchService searches;
    final EffectivePermissions effectivePermissions;
    final ResourceTypeService resourceTypes;
    final ResourceService resources;
    final ImportService imports;
    final VisibleResources visibleResources;
    final ShareService shares;
    final InvitationService invitations;
    final InvitationAnswers invitationAnswers;
    final InvitationUpkeep invitationUpkeep;
    final Outbox outbox;
    final JobService jobs;
    final JobSteps jobSteps;
    final Runnable jobWaker;
    final RoleService roles;
    final GrantService grants;
    final VisibleGrants visibleGrants;
    final ResourceStates resourceStates;
    final PermissionMatrix permissionMatrix;
    final MemberService members;
    final AccessList accessList;
    final GroupMappingService groupMappings;
    final ManagedRoleService managedRoles;
    final SourceApprovalService sourceApprovals;
    final FirstLoginService firstLogins;
    final WorkspaceService workspaces;
    final WorkspaceDeletion workspaceDeletion;
    final RealmService realms;
    final AccountAdminService accountAdmins;
    final Namesakes namesakes;
    final UserService users;
    final SinkService sinks;
    final Delivery delivery;
    final TrailExports trailExports;
    final PurgeStore purges;
    final RetentionService retention;
    final Retention retentionSteps;
    final AnomalyService anomalies;

    Services(
            KeycloakSession session,
            EntityManager entities,
            DecisionParts parts,
            Background work,
            Transport transport,
            Archives archives) {
        SubjectDirectory subjects = parts.subjects();
        DecisionStore facts = parts.facts();
        DecisionService decisions = parts.decisions();
        People people = new KeycloakPeople(session);

        SettingsStore settings = new JpaSettingsStore(entities, new SessionTransaction(session));
        MemberStore memberStore = new JpaMemberStore(entities);
        RoleStore roleStore = new JpaRoleStore(entities);
        GrantStore grantStore = new JpaGrantStore(entities);
        ResourceStore resourceStore = new JpaResourceStore(entities);
        JpaResourceTypeStore typeStore = new JpaResourceTypeStore(entities);
        WorkspaceStore workspaceStore = new JpaWorkspaceStore(entities);

        activity = new JpaTrailStore(entities);
        sealedTrail = new JpaSealedTrail(entities);
        checkpoints = new JpaCheckpointStore(entities);
        checkpointSigner = new KeycloakSigner(session);
        sealer = new Sealer(
                new JpaSealStore(entities, new SessionTransaction(session)), checkpoints, checkpointSigner, CLOCK);
        recorder = new Recorder(new WakingTrail(new JpaAuditTrail(entities), session, work.sealing()), CLOCK, IDS);
        persons = new PersonService(new JpaPersonStore(entities), recorder);
        searches = new SearchService(
                facts, new JdbcSearchStore(entities), subjects, new KeycloakAccountAdmins(session), decisions);
        effectivePermissions = new EffectivePermissions(facts, decisions);
        resourceTypes = new ResourceTypeService(typeStore, typeStore, facts, settings, recorder);
        resources = new ResourceService(resourceStore, resourceTypes, subjects, recorder, IDS);
        imports = new ImportService(resourceStore, resourceTypes, recorder, IDS);
        visibleResources = new VisibleResources(resourceStore, facts, decisions);
        GrantGuard guard = new GrantGuard(grantStore, resourceTypes);
        WorkspaceMembers seats = new OwnerSeats(memberStore, roleStore, people, recorder, CLOCK);
        workspaceDeletion = new WorkspaceDeletion(workspaceStore, seats, settings, recorder);
        Organizations organizations = new KeycloakOrganizations(session);
        workspaces =
                new WorkspaceService(workspaceStore, seats, settings, subjects, organizations, recorder, CLOCK, IDS);
        Groups groups = new KeycloakGroups(session);
        shares = new ShareService(
                new JpaShareStore(entities),
                new ShareService.Collaborators(
                        resources, resourceTypes, workspaces, memberStore, people, groups, facts, decisions),
                recorder,
                CLOCK);
        members = new MemberService(memberStore, roleStore, guard, settings, subjects, people, shares, recorder, CLOCK);
        accessList = new AccessList(memberStore, roleStore, facts, subjects);
        groupMappings = new GroupMappingService(new JpaGroupMappingStore(entities), roleStore, guard, groups, recorder);
        SourceApprovalStore approvalStore = new JpaSourceApprovalStore(entities);
        ManagedRoleStore managedRoleStore = new JpaManagedRoleStore(entities);
        managedRoles =
                new ManagedRoleService(managedRoleStore, approvalStore, subjects, people, shares, recorder, CLOCK);
        sourceApprovals = new SourceApprovalService(
                approvalStore,
                new KeycloakMappings(session).and(new DirectoryMappings(session)),
                managedRoles,
                roleStore,
                guard,
                recorder,
                CLOCK);
        firstLogins = new FirstLoginService(
                new JpaFirstLoginStore(entities),
                settings,
                managedRoleStore,
                workspaces,
                roleStore,
                guard,
                people,
                recorder,
                CLOCK);
        outbox = new WakingOutbox(new JpaOutbox(entities), session, work.mails());
        AccountRows accountRows = new AccountRows(entities);
        JpaInvitationStore invitationStore = new JpaInvitationStore(entities);
        InvitationService.Collaborators hosts = new InvitationService.Collaborators(
                workspaces,
                memberStore,
                new Admissions(managedRoleStore, recorder, CLOCK),
                roleStore,
                guard,
                settings,
                organizations,
                new KeycloakAccounts(session, accountRows::byEmail),
                new KeycloakInviters(session, decisions),
                new KeycloakApplications(session),
                () -> site(session));
        invitations = new InvitationService(invitationStore, outbox, hosts, recorder, IDS);
        invitationAnswers = new InvitationAnswers(invitationStore, outbox, hosts, recorder);
        invitationUpkeep = new InvitationUpkeep(invitationStore, outbox, workspaces, recorder, IDS);
        JobStore jobStore = new JpaJobStore(entities);
        jobs = new JobService(jobStore, IDS);
        jobSteps = new JobSteps(
                jobStore,
                new InvitationRows(
                        invitations, invitationStore, new KeycloakHosts(session, settings, workspaces, decisions)));
        jobWaker = () -> session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                work.jobs().run();
            }

            @Override
            protected void rollbackImpl() {
                // Then there is no new job.
            }
        });
        RealmSecretBox secrets = new RealmSecretBox(session);
        sinks = new SinkService(
                new JpaSinkStore(entities),
                new SinkService.Collaborators(settings, sealedTrail, secrets, new Addresses()::now, transport),
                recorder,
                CLOCK,
                IDS);
        delivery =
                new Delivery(new JpaDeliveryStore(entities), sealedTrail, secrets, recorder, CLOCK, SinkNode::random);
        trailExports = new TrailExports(sealedTrail, checkpoints, recorder);
        anomalies = new AnomalyService(new JpaAnomalyStore(entities), sealedTrail, recorder, CLOCK);
        purges = new JpaPurgeStore(entities);
        JpaRetentionStore retentionStore = new JpaRetentionStore(entities);
        retention = new RetentionService(
                retentionStore, new JpaHoldStore(entities), sealedTrail, archives, recorder, CLOCK, IDS);
        retentionSteps = new Retention(
                retentionStore, sealedTrail, purges, trailExports, checkpointSigner, recorder, CLOCK, IDS);
        roles = new RoleService(roleStore, grantStore, members, resourceTypes, recorder, CLOCK, IDS);
        grants = new GrantService(roleStore, grantStore, resourceStore, resourceTypes, settings, recorder);
        visibleGrants = new VisibleGrants(grantStore, visibleResources);
        resourceStates = new ResourceStates(grantStore, resourceTypes);
        permissionMatrix =
                new PermissionMatrix(new JpaMatrixStore(entities), roleStore, grantStore, resourceStore, resourceTypes);
        realms = new RealmService(
                settings,
                new KeycloakProvisioning(session),
                roles,
                roleStore,
                workspaces,
                seats,
                memberStore,
                subjects,
                new KeycloakAttributePolicy(session),
                recorder);
        accountAdmins = new AccountAdminService(new KeycloakAccountAdmins(session), subjects, settings, recorder);
        namesakes = new Namesakes(memberStore, realms, workspaces, shares, members);
        users = new UserService(
                new JpaUserStore(entities, CLOCK),
                new JpaLoginStore(entities, new SessionTransaction(session)),
                new UserService.Collaborators(
                        new KeycloakUserAccounts(session),
                        accountAdmins,
                        workspaces,
                        memberStore,
                        settings,
                        subjects,
                        people,
                        namesakes,
                        invitationUpkeep),
                recorder,
                CLOCK);
    }

    /** How the process is told that there is work for its threads. */
    record Background(Runnable jobs, Runnable sealing, Runnable mails) {}

    /** What decides, as the session has it already. */
    record DecisionParts(SubjectDirectory subjects, DecisionStore facts, DecisionService decisions) {}

    /** The address of the server as the one reached it for whom the session works. */
    private static String site(KeycloakSession session) {
        String known = session.getAttribute(KeycloakHosts.SITE, String.class);
        return known == null
                ? session.getContext().getUri(UrlType.FRONTEND).getBaseUri().toString()
                : known;
    }
}
