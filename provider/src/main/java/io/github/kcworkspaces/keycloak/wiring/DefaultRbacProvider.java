package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.ChainReader;
import io.github.kcworkspaces.audit.CheckpointSigner;
import io.github.kcworkspaces.audit.CheckpointStore;
import io.github.kcworkspaces.audit.PersonService;
import io.github.kcworkspaces.audit.PurgeStore;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.SealedTrail;
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
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
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
import io.github.kcworkspaces.keycloak.directory.EnabledDecisionStore;
import io.github.kcworkspaces.keycloak.directory.FederatedSubjects;
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
import io.github.kcworkspaces.keycloak.directory.KeycloakSubjects;
import io.github.kcworkspaces.keycloak.directory.KeycloakUserAccounts;
import io.github.kcworkspaces.keycloak.ldap.DirectoryMappings;
import io.github.kcworkspaces.keycloak.ldap.DirectoryRoles;
import io.github.kcworkspaces.keycloak.sink.Addresses;
import io.github.kcworkspaces.keycloak.sink.RealmSecretBox;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.store.AccountRows;
import io.github.kcworkspaces.keycloak.store.DecisionCaches;
import io.github.kcworkspaces.keycloak.store.JdbcDecisionStore;
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
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.urls.UrlType;

/** The services of one session. Making them costs nothing: none does anything before it is asked. */
final class DefaultRbacProvider implements RbacProvider {

    private static final Clock CLOCK = new KeycloakClock();
    private static final Supplier<String> IDS = KeycloakModelUtils::generateId;

    private final TrailStore activity;
    private final JpaSealedTrail sealedTrail;
    private final CheckpointStore checkpoints;
    private final CheckpointSigner checkpointSigner;
    private final Sealer sealer;
    private final PersonService persons;
    private final Recorder recorder;
    private final DecisionService decisions;
    private final SearchService searches;
    private final EffectivePermissions effectivePermissions;
    private final ResourceTypeService resourceTypes;
    private final ResourceService resources;
    private final ImportService imports;
    private final VisibleResources visibleResources;
    private final ShareService shares;
    private final InvitationService invitations;
    private final InvitationAnswers invitationAnswers;
    private final InvitationUpkeep invitationUpkeep;
    private final Outbox outbox;
    private final JobService jobs;
    private final JobSteps jobSteps;
    private final Runnable jobWaker;
    private final RoleService roles;
    private final GrantService grants;
    private final VisibleGrants visibleGrants;
    private final ResourceStates resourceStates;
    private final PermissionMatrix permissionMatrix;
    private final MemberService members;
    private final AccessList accessList;
    private final GroupMappingService groupMappings;
    private final ManagedRoleService managedRoles;
    private final SourceApprovalService sourceApprovals;
    private final FirstLoginService firstLogins;
    private final WorkspaceService workspaces;
    private final WorkspaceDeletion workspaceDeletion;
    private final RealmService realms;
    private final AccountAdminService accountAdmins;
    private final Namesakes namesakes;
    private final UserService users;
    private final SinkService sinks;
    private final Delivery delivery;
    private final TrailExports trailExports;
    private final PurgeStore purges;
    private final RetentionService retention;
    private final Retention retentionSteps;
    private final AnomalyService anomalies;

    DefaultRbacProvider(
            KeycloakSession session, DecisionCaches caches, Background work, Transport transport, Archives archives) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        SubjectDirectory subjects = new FederatedSubjects(
                new KeycloakSubjects(session),
                session,
                this::seen,
                (realm, user) -> DirectoryRoles.readBefore(session, realm, user));
        People people = new KeycloakPeople(session);

        SettingsStore settings = new JpaSettingsStore(entities, new SessionTransaction(session));
        DecisionStore facts = new EnabledDecisionStore(new JdbcDecisionStore(entities, caches), session);
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
        decisions = new DecisionService(facts, subjects);
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

    /** The address of the server as the one reached it for whom the session works. */
    private static String site(KeycloakSession session) {
        String known = session.getAttribute(KeycloakHosts.SITE, String.class);
        return known == null
                ? session.getContext().getUri(UrlType.FRONTEND).getBaseUri().toString()
                : known;
    }

    private void seen(RealmId realm, UserId user, String username, String directoryId) {
        namesakes.seen(realm, user, username, directoryId);
    }

    @Override
    public RealmService realms() {
        return realms;
    }

    @Override
    public AccountAdminService accountAdmins() {
        return accountAdmins;
    }

    @Override
    public Namesakes namesakes() {
        return namesakes;
    }

    @Override
    public SinkService sinks() {
        return sinks;
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    @Override
    public TrailExports trailExports() {
        return trailExports;
    }

    @Override
    public PurgeStore purges() {
        return purges;
    }

    @Override
    public AnomalyService anomalies() {
        return anomalies;
    }

    @Override
    public RetentionService retention() {
        return retention;
    }

    @Override
    public Retention retentionSteps() {
        return retentionSteps;
    }

    @Override
    public UserService users() {
        return users;
    }

    @Override
    public WorkspaceService workspaces() {
        return workspaces;
    }

    @Override
    public WorkspaceDeletion workspaceDeletion() {
        return workspaceDeletion;
    }

    @Override
    public MemberService members() {
        return members;
    }

    @Override
    public AccessList accessList() {
        return accessList;
    }

    @Override
    public GroupMappingService groupMappings() {
        return groupMappings;
    }

    @Override
    public ManagedRoleService managedRoles() {
        return managedRoles;
    }

    @Override
    public SourceApprovalService sourceApprovals() {
        return sourceApprovals;
    }

    @Override
    public FirstLoginService firstLogins() {
        return firstLogins;
    }

    @Override
    public InvitationService invitations() {
        return invitations;
    }

    @Override
    public InvitationAnswers invitationAnswers() {
        return invitationAnswers;
    }

    @Override
    public InvitationUpkeep invitationUpkeep() {
        return invitationUpkeep;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public JobService jobs() {
        return jobs;
    }

    @Override
    public JobSteps jobSteps() {
        return jobSteps;
    }

    @Override
    public void wakeJobs() {
        jobWaker.run();
    }

    @Override
    public RoleService roles() {
        return roles;
    }

    @Override
    public GrantService grants() {
        return grants;
    }

    @Override
    public VisibleGrants visibleGrants() {
        return visibleGrants;
    }

    @Override
    public ResourceStates resourceStates() {
        return resourceStates;
    }

    @Override
    public PermissionMatrix permissionMatrix() {
        return permissionMatrix;
    }

    @Override
    public ResourceTypeService resourceTypes() {
        return resourceTypes;
    }

    @Override
    public ResourceService resources() {
        return resources;
    }

    @Override
    public ImportService imports() {
        return imports;
    }

    @Override
    public ShareService shares() {
        return shares;
    }

    @Override
    public VisibleResources visibleResources() {
        return visibleResources;
    }

    @Override
    public DecisionService decisions() {
        return decisions;
    }

    @Override
    public SearchService searches() {
        return searches;
    }

    @Override
    public EffectivePermissions effectivePermissions() {
        return effectivePermissions;
    }

    @Override
    public TrailStore activity() {
        return activity;
    }

    @Override
    public SealedTrail sealedTrail() {
        return sealedTrail;
    }

    @Override
    public ChainReader chain() {
        return sealedTrail;
    }

    @Override
    public CheckpointStore checkpoints() {
        return checkpoints;
    }

    @Override
    public CheckpointSigner checkpointSigner() {
        return checkpointSigner;
    }

    @Override
    public Sealer sealer() {
        return sealer;
    }

    @Override
    public PersonService persons() {
        return persons;
    }

    @Override
    public Recorder recorder() {
        return recorder;
    }
}
