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
import io.github.kcworkspaces.job.JobService;
import io.github.kcworkspaces.job.JobSteps;
import io.github.kcworkspaces.keycloak.directory.EnabledDecisionStore;
import io.github.kcworkspaces.keycloak.directory.FederatedSubjects;
import io.github.kcworkspaces.keycloak.directory.KeycloakSubjects;
import io.github.kcworkspaces.keycloak.ldap.DirectoryRoles;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.store.DecisionCaches;
import io.github.kcworkspaces.keycloak.store.JdbcDecisionStore;
import io.github.kcworkspaces.member.AccessList;
import io.github.kcworkspaces.member.FirstLoginService;
import io.github.kcworkspaces.member.GroupMappingService;
import io.github.kcworkspaces.member.ManagedRoleService;
import io.github.kcworkspaces.member.MemberService;
import io.github.kcworkspaces.member.SourceApprovalService;
import io.github.kcworkspaces.realm.AccountAdminService;
import io.github.kcworkspaces.realm.Namesakes;
import io.github.kcworkspaces.realm.RealmService;
import io.github.kcworkspaces.resource.ResourceService;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.resource.VisibleResources;
import io.github.kcworkspaces.role.GrantService;
import io.github.kcworkspaces.role.PermissionMatrix;
import io.github.kcworkspaces.role.ResourceStates;
import io.github.kcworkspaces.role.RoleService;
import io.github.kcworkspaces.role.VisibleGrants;
import io.github.kcworkspaces.share.ShareService;
import io.github.kcworkspaces.sink.Delivery;
import io.github.kcworkspaces.sink.SinkService;
import io.github.kcworkspaces.sink.Transport;
import io.github.kcworkspaces.user.UserService;
import io.github.kcworkspaces.workspace.WorkspaceDeletion;
import io.github.kcworkspaces.workspace.WorkspaceService;
import jakarta.persistence.EntityManager;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The services of one session: those that decide at once, all others when the first of them is asked for. */
final class DefaultRbacProvider implements RbacProvider {

    private final DecisionService decisions;
    private final Supplier<Services> making;
    private @Nullable Services services;

    DefaultRbacProvider(
            KeycloakSession session,
            DecisionCaches caches,
            Services.Background work,
            Transport transport,
            Archives archives) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        SubjectDirectory subjects = new FederatedSubjects(
                new KeycloakSubjects(session),
                session,
                this::seen,
                (realm, user) -> DirectoryRoles.readBefore(session, realm, user));
        DecisionStore facts = new EnabledDecisionStore(new JdbcDecisionStore(entities, caches), session);
        decisions = new DecisionService(facts, subjects);
        making = () -> new Services(
                session, entities, new Services.DecisionParts(subjects, facts, decisions), work, transport, archives);
    }

    private Services services() {
        Services made = services;
        if (made == null) {
            made = making.get();
            services = made;
        }
        return made;
    }

    private void seen(RealmId realm, UserId user, String username, String directoryId) {
        services().namesakes.seen(realm, user, username, directoryId);
    }

    @Override
    public RealmService realms() {
        return services().realms;
    }

    @Override
    public AccountAdminService accountAdmins() {
        return services().accountAdmins;
    }

    @Override
    public Namesakes namesakes() {
        return services().namesakes;
    }

    @Override
    public SinkService sinks() {
        return services().sinks;
    }

    @Override
    public Delivery delivery() {
        return services().delivery;
    }

    @Override
    public TrailExports trailExports() {
        return services().trailExports;
    }

    @Override
    public PurgeStore purges() {
        return services().purges;
    }

    @Override
    public AnomalyService anomalies() {
        return services().anomalies;
    }

    @Override
    public RetentionService retention() {
        return services().retention;
    }

    @Override
    public Retention retentionSteps() {
        return services().retentionSteps;
    }

    @Override
    public UserService users() {
        return services().users;
    }

    @Override
    public WorkspaceService workspaces() {
        return services().workspaces;
    }

    @Override
    public WorkspaceDeletion workspaceDeletion() {
        return services().workspaceDeletion;
    }

    @Override
    public MemberService members() {
        return services().members;
    }

    @Override
    public AccessList accessList() {
        return services().accessList;
    }

    @Override
    public GroupMappingService groupMappings() {
        return services().groupMappings;
    }

    @Override
    public ManagedRoleService managedRoles() {
        return services().managedRoles;
    }

    @Override
    public SourceApprovalService sourceApprovals() {
        return services().sourceApprovals;
    }

    @Override
    public FirstLoginService firstLogins() {
        return services().firstLogins;
    }

    @Override
    public InvitationService invitations() {
        return services().invitations;
    }

    @Override
    public InvitationAnswers invitationAnswers() {
        return services().invitationAnswers;
    }

    @Override
    public InvitationUpkeep invitationUpkeep() {
        return services().invitationUpkeep;
    }

    @Override
    public Outbox outbox() {
        return services().outbox;
    }

    @Override
    public JobService jobs() {
        return services().jobs;
    }

    @Override
    public JobSteps jobSteps() {
        return services().jobSteps;
    }

    @Override
    public void wakeJobs() {
        services().jobWaker.run();
    }

    @Override
    public RoleService roles() {
        return services().roles;
    }

    @Override
    public GrantService grants() {
        return services().grants;
    }

    @Override
    public VisibleGrants visibleGrants() {
        return services().visibleGrants;
    }

    @Override
    public ResourceStates resourceStates() {
        return services().resourceStates;
    }

    @Override
    public PermissionMatrix permissionMatrix() {
        return services().permissionMatrix;
    }

    @Override
    public ResourceTypeService resourceTypes() {
        return services().resourceTypes;
    }

    @Override
    public ResourceService resources() {
        return services().resources;
    }

    @Override
    public ImportService imports() {
        return services().imports;
    }

    @Override
    public ShareService shares() {
        return services().shares;
    }

    @Override
    public VisibleResources visibleResources() {
        return services().visibleResources;
    }

    @Override
    public DecisionService decisions() {
        return decisions;
    }

    @Override
    public SearchService searches() {
        return services().searches;
    }

    @Override
    public EffectivePermissions effectivePermissions() {
        return services().effectivePermissions;
    }

    @Override
    public TrailStore activity() {
        return services().activity;
    }

    @Override
    public SealedTrail sealedTrail() {
        return services().sealedTrail;
    }

    @Override
    public ChainReader chain() {
        return services().sealedTrail;
    }

    @Override
    public CheckpointStore checkpoints() {
        return services().checkpoints;
    }

    @Override
    public CheckpointSigner checkpointSigner() {
        return services().checkpointSigner;
    }

    @Override
    public Sealer sealer() {
        return services().sealer;
    }

    @Override
    public PersonService persons() {
        return services().persons;
    }

    @Override
    public Recorder recorder() {
        return services().recorder;
    }
}
