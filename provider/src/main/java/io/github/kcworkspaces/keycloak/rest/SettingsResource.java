package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.retention.RetentionChange;
import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.FirstLoginRepresentation;
import io.github.kcworkspaces.keycloak.api.IdentityProviderRepresentation;
import io.github.kcworkspaces.keycloak.api.RetentionRepresentation;
import io.github.kcworkspaces.keycloak.api.SettingsChangeRepresentation;
import io.github.kcworkspaces.keycloak.wiring.RealmEnabling;
import io.github.kcworkspaces.member.FirstLoginRule;
import io.github.kcworkspaces.member.FirstLoginService;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.settings.RealmSettings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;

/** Enabling the realm, and how it uses workspaces. Answers also while the realm is not enabled. */
public final class SettingsResource {

    private final Call call;

    SettingsResource(Call call) {
        this.call = call;
    }

    @GET
    public Response get() {
        return call.answer(() -> {
            Access access = call.access();
            access.requireOnSettings(Operation.SETTINGS_READ);
            return answer(call.rbac().realms().settings(access.realm()));
        });
    }

    @PUT
    public Response put(InputStream body) {
        return call.answer(() -> {
            Access access = call.access();
            Caller caller = access.requireOnSettings(Operation.SETTINGS_WRITE);
            SettingsChangeRepresentation change = call.body(body, SettingsChangeRepresentation.class);
            List<FirstLoginService.Draft> firstLogin =
                    Lists.each("firstLogin", change.firstLogin(), SettingsResource::rule);
            List<String> collectors = Lists.withoutNull("sinkAllowList", change.sinkAllowList());
            if (collectors != null
                    && !Set.copyOf(collectors)
                            .equals(Set.copyOf(call.rbac().sinks().allowList(access.realm())))) {
                access.requireRealmManagement();
            }
            RetentionRepresentation retention = change.retention();
            Boolean anomalies = change.anomalyDetection();
            return answer(RealmEnabling.update(
                    call.session(),
                    call.realm(),
                    access.actor(),
                    change(change, call.expectedVersion(change.version())),
                    services -> {
                        if (change.firstLogin() != null) {
                            services.firstLogins().put(caller, access.realm(), firstLogin);
                        }
                        if (collectors != null) {
                            services.sinks().allow(access.realm(), access.actor(), collectors);
                        }
                        if (retention != null) {
                            services.retention().change(access.realm(), access.actor(), change(retention));
                        }
                        if (anomalies != null) {
                            services.anomalies().enable(access.realm(), access.actor(), anomalies);
                        }
                    }));
        });
    }

    /** Users of the realm, for whoever names the account owner. */
    @GET
    @Path("candidates")
    public Response candidates() {
        return call.answer(() -> {
            call.access().requireOnSettings(Operation.SETTINGS_WRITE);
            return call.ok(CandidatesResource.find(call).stream()
                    .map(CandidatesResource::person)
                    .toList());
        });
    }

    /** Identity providers of the realm, for whoever says what first logins give. */
    @GET
    @Path("identity-providers")
    public Response identityProviders() {
        return call.answer(() -> {
            call.access().requireOnSettings(Operation.SETTINGS_WRITE);
            String search = call.query().text("search");
            IdentityProviderQuery query = IdentityProviderQuery.userAuthentication();
            if (search != null) {
                query.with(IdentityProviderModel.SEARCH, "*" + search + "*");
            }
            try (Stream<IdentityProviderModel> found = call.session()
                    .identityProviders()
                    .getAllStream(query, 0, call.query().max())) {
                return call.ok(found.map(provider ->
                                new IdentityProviderRepresentation(provider.getAlias(), provider.getDisplayName()))
                        .toList());
            }
        });
    }

    private static SettingsChange change(SettingsChangeRepresentation change, @Nullable Long expectedVersion) {
        String owner = change.accountOwner();
        if (owner != null && owner.isBlank()) {
            throw RequestRules.invalid("accountOwner", "can be changed, but not removed");
        }
        return new SettingsChange(
                change.enabled(),
                owner == null ? null : new UserId(owner),
                Words.lower("workspaceCreation", change.workspaceCreation(), RealmSettings.WorkspaceCreation.class),
                Words.lower("gate", change.gate(), RealmSettings.Gate.class),
                change.claimBudgetBytes(),
                change.subjectAttributes(),
                Words.lower("mfaRequiredFor", change.mfaRequiredFor(), MfaRequiredFor.class),
                change.mfaLevel(),
                change.invitationLifespanHours(),
                change.bypassInvitations(),
                change.invitationReminderHours(),
                expectedVersion);
    }

    private static RetentionChange change(RetentionRepresentation retention) {
        return new RetentionChange(
                retention.activityDays(), retention.loginDays(), retention.keycloakDays(), retention.archive());
    }

    private static FirstLoginService.Draft rule(String at, FirstLoginRepresentation rule) {
        String provider = rule.provider();
        String domain = rule.emailDomain();
        if (provider != null && domain != null) {
            throw RequestRules.invalid(at, "names a provider and a domain; only one of them can be meant");
        }
        String workspace = rule.workspace();
        if (workspace == null || workspace.isBlank()) {
            throw RequestRules.invalid(at + ".workspace", "must not be empty");
        }
        FirstLoginRule.Kind kind = provider != null
                ? FirstLoginRule.Kind.PROVIDER
                : domain == null ? FirstLoginRule.Kind.ANYBODY : FirstLoginRule.Kind.EMAIL_DOMAIN;
        return new FirstLoginService.Draft(
                kind,
                provider != null ? provider : domain == null ? "" : domain,
                workspace,
                Lists.orEmpty(at + ".roles", rule.roles()));
    }

    private Response answer(RealmSettings settings) {
        return call.ok(
                Representations.of(
                        settings,
                        call.rbac().firstLogins().list(settings.realm()),
                        call.rbac().sinks().allowList(settings.realm()),
                        call.rbac().retention().policy(settings.realm()),
                        call.rbac().anomalies().isEnabled(settings.realm())),
                settings.version());
    }
}
