package io.github.kcworkspaces.keycloak.spi;

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
import io.github.kcworkspaces.audit.retention.Retention;
import io.github.kcworkspaces.audit.retention.RetentionService;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.EffectivePermissions;
import io.github.kcworkspaces.decision.SearchService;
import io.github.kcworkspaces.importing.ImportService;
import io.github.kcworkspaces.invitation.InvitationAnswers;
import io.github.kcworkspaces.invitation.InvitationService;
import io.github.kcworkspaces.invitation.InvitationUpkeep;
import io.github.kcworkspaces.invitation.Outbox;
import io.github.kcworkspaces.job.JobService;
import io.github.kcworkspaces.job.JobSteps;
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
import io.github.kcworkspaces.user.UserService;
import io.github.kcworkspaces.workspace.WorkspaceDeletion;
import io.github.kcworkspaces.workspace.WorkspaceService;
import org.keycloak.provider.Provider;

/** The services of one Keycloak session: {@code session.getProvider(RbacProvider.class)}. */
public interface RbacProvider extends Provider {

    RealmService realms();

    AccountAdminService accountAdmins();

    Namesakes namesakes();

    WorkspaceService workspaces();

    WorkspaceDeletion workspaceDeletion();

    MemberService members();

    AccessList accessList();

    GroupMappingService groupMappings();

    ManagedRoleService managedRoles();

    SourceApprovalService sourceApprovals();

    FirstLoginService firstLogins();

    UserService users();

    InvitationService invitations();

    InvitationAnswers invitationAnswers();

    InvitationUpkeep invitationUpkeep();

    Outbox outbox();

    JobService jobs();

    /** For the worker. */
    JobSteps jobSteps();

    /** Has jobs looked at once the transaction is committed. */
    void wakeJobs();

    RoleService roles();

    GrantService grants();

    VisibleGrants visibleGrants();

    ResourceStates resourceStates();

    PermissionMatrix permissionMatrix();

    ResourceTypeService resourceTypes();

    ResourceService resources();

    ImportService imports();

    ShareService shares();

    VisibleResources visibleResources();

    DecisionService decisions();

    SearchService searches();

    EffectivePermissions effectivePermissions();

    TrailStore activity();

    TrailExports trailExports();

    SinkService sinks();

    /** For the worker. */
    Delivery delivery();

    SealedTrail sealedTrail();

    /** For who verifies. */
    ChainReader chain();

    CheckpointStore checkpoints();

    CheckpointSigner checkpointSigner();

    Sealer sealer();

    /** What is left of rows that are gone, for who verifies. */
    PurgeStore purges();

    /** What may be an attack. */
    AnomalyService anomalies();

    RetentionService retention();

    /** For the worker. */
    Retention retentionSteps();

    /** What the trail has of a person. */
    PersonService persons();

    Recorder recorder();

    @Override
    default void close() {}
}
