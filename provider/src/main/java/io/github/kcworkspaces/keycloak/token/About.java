package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.settings.RealmSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Whom and which workspace a token or an assertion is about. What is loaded for one mapper is there for the next. */
final class About {

    /** Members are looked up by so many workspaces at once. */
    private static final int AT_ONCE = 500;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final ActiveWorkspace.@Nullable Chosen chosen;
    private @Nullable SubjectFacts subject;
    private @Nullable Set<String> permissions;
    private @Nullable RealmSettings settings;

    /** @param chosen empty when the user is in no workspace, or the realm is not enabled */
    About(KeycloakSession session, RealmModel realm, UserModel user, Optional<ActiveWorkspace.Chosen> chosen) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.chosen = chosen.orElse(null);
        this.subject = chosen.map(ActiveWorkspace.Chosen::subject).orElse(null);
    }

    KeycloakSession session() {
        return session;
    }

    RealmModel realm() {
        return realm;
    }

    /** In the active workspace; null when there is none. */
    @Nullable
    Membership membership() {
        return chosen == null ? null : chosen.membership();
    }

    /** Keys of what is held on whole resource types of the active workspace. */
    Set<String> permissions() {
        Set<String> known = permissions;
        if (known == null) {
            known = chosen == null ? Set.of() : load(chosen);
            permissions = known;
        }
        return known;
    }

    private Set<String> load(ActiveWorkspace.Chosen of) {
        RealmId id = new RealmId(realm.getId());
        Membership membership = of.membership();
        Catalogue catalogue = decisions().catalogue(id, membership.catalogueRevision());
        Holdings holdings =
                of.subject().accountAdmin() ? Holdings.EVERYTHING : decisions().holdings(id, membership);
        return holdings.permissionKeys(catalogue);
    }

    RealmSettings settings() {
        RealmSettings known = settings;
        if (known == null) {
            known = services().realms().settings(new RealmId(realm.getId()));
            settings = known;
        }
        return known;
    }

    /** Whether the realm is enabled, in Keycloak and for workspaces (rule W9). */
    boolean realmEnabled() {
        return realm.isEnabled()
                && (chosen == null ? settings().enabled() : chosen.membership().realmEnabled());
    }

    /**
     * The workspaces in which the user is an active member, by alias: two statements for every 500 of them.
     *
     * @param enough a number after which it may stop, if there are more
     */
    List<Membership> memberships(int enough) {
        if (!realmEnabled()) {
            return List.of();
        }
        RealmId id = new RealmId(realm.getId());
        SubjectFacts facts = subject();
        if (facts == null || !facts.enabled()) {
            return List.of();
        }
        List<Membership> active = new ArrayList<>();
        int atOnce = Math.min(AT_ONCE, enough);
        List<WorkspaceId> next = decisions().belongsTo(id, facts, null, atOnce);
        while (!next.isEmpty()) {
            Map<WorkspaceId, Membership> found = decisions().memberships(id, next, facts);
            next.stream()
                    .flatMap(workspace -> Stream.ofNullable(found.get(workspace)))
                    .filter(membership -> membership.realmEnabled()
                            && membership.workspaceActive()
                            && membership.standing() == Membership.Standing.ACTIVE)
                    .forEach(active::add);
            boolean done = next.size() < atOnce || active.size() >= enough;
            next = done ? List.of() : decisions().belongsTo(id, facts, next.get(next.size() - 1), atOnce);
        }
        active.sort(Comparator.comparing(Membership::alias));
        return active;
    }

    private @Nullable SubjectFacts subject() {
        SubjectFacts known = subject;
        if (known == null) {
            known = decisions()
                    .subject(new RealmId(realm.getId()), new UserId(user.getId()))
                    .orElse(null);
            subject = known;
        }
        return known;
    }

    private DecisionService decisions() {
        return services().decisions();
    }

    private RbacProvider services() {
        return session.getProvider(RbacProvider.class);
    }
}
