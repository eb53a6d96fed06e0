package io.github.kcworkspaces.job;

import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.InvitationService;
import io.github.kcworkspaces.invitation.InvitationStore;
import io.github.kcworkspaces.invitation.Invite;
import io.github.kcworkspaces.invitation.NewInvitation;
import io.github.kcworkspaces.invitation.Verdict;
import io.github.kcworkspaces.job.Issue.Code;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes invitations of rows. A row stands or falls as a whole: what is refused in one of its workspaces is done in none. Who
 * is a member or invited already is left as he is.
 */
public final class InvitationRows implements RowInviter {

    /** Why nothing is to be done, which refuses no row. */
    private static final Set<Code> NOTHING_TO_DO =
            EnumSet.of(Code.ALREADY_MEMBER, Code.ALREADY_INVITED, Code.DUPLICATE_ROW);

    private final InvitationService invitations;
    private final InvitationStore store;
    private final Hosts hosts;

    public InvitationRows(InvitationService invitations, InvitationStore store, Hosts hosts) {
        this.invitations = invitations;
        this.store = store;
        this.hosts = hosts;
    }

    @Override
    public List<JobRow> invite(Job job, List<JobRow> rows, List<JobRow> earlier) {
        Map<String, Invite.Host> known = hosts.of(
                job,
                Stream.concat(rows.stream(), earlier.stream())
                        .flatMap(row -> references(job, row).stream())
                        .collect(Collectors.toSet()));
        List<Plan> plans =
                rows.stream().map(row -> new Plan(job, row, known, store.now())).toList();
        new Seen(job, earlier, known).mark(plans);
        markPending(job, plans);
        boolean several = plans.stream().anyMatch(plan -> plan.open().size() > 1);
        List<Place> judged = List.of();
        if (several || job.dryRun()) {
            long refused;
            do {
                judged.forEach(Place::reopen);
                refused = refused(plans);
                judged = judge(plans);
            } while (several && refused(plans) > refused);
        }
        if (!job.dryRun()) {
            judged.forEach(Place::reopen);
            apply(plans);
        }
        return plans.stream().map(Plan::settled).toList();
    }

    /** The workspaces of a row; an alias is known by its lower case. */
    private static Set<String> references(Job job, JobRow row) {
        Set<String> references = row.entries(Column.WORKSPACES).stream()
                .map(reference -> reference.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return references.isEmpty() ? Set.of(job.workspace().value()) : references;
    }

    /** Whoever is invited already keeps the link that he has: the same file sent twice sends no mail twice. */
    private void markPending(Job job, List<Plan> plans) {
        Set<InvitationStore.Key> keys = plans.stream()
                .flatMap(plan -> plan.open().stream())
                .filter(place -> !place.invite.wanted().bypass())
                .map(Place::key)
                .collect(Collectors.toSet());
        Map<InvitationStore.Key, Invitation> stored = keys.isEmpty() ? Map.of() : store.stored(job.realm(), keys);
        for (Plan plan : plans) {
            for (Place place : plan.open()) {
                Invitation invitation = stored.get(place.key());
                if (!place.invite.wanted().bypass() && invitation != null && invitation.pending()) {
                    place.end(new Issue(Column.EMAIL, Code.ALREADY_INVITED, "is invited already"));
                }
            }
        }
    }

    /**
     * Asks what would be said of all that is open; nothing is written. A row that falls in one of its workspaces no longer
     * stands in the way of later rows of the same person: then it is asked again.
     */
    private List<Place> judge(List<Plan> plans) {
        List<Place> open = open(plans);
        if (!open.isEmpty()) {
            give(
                    open,
                    invitations.inviteAll(
                            open.stream().map(place -> place.invite).toList(), true));
        }
        return open;
    }

    private static long refused(List<Plan> plans) {
        return plans.stream().filter(plan -> !plan.refusals.isEmpty()).count();
    }

    /**
     * Invites to all that is open. An account that the first bypass invitation of an address makes has to be there for the
     * next one of the address: that waits for the next round.
     */
    private void apply(List<Plan> plans) {
        List<Place> left = open(plans);
        Set<InvitationStore.Key> done = new HashSet<>();
        while (!left.isEmpty()) {
            List<Place> now = new ArrayList<>();
            List<Place> later = new ArrayList<>();
            Set<String> giving = new HashSet<>();
            for (Place place : left) {
                if (done.contains(place.key())) {
                    place.end(duplicate("an earlier row"));
                } else if (place.invite.wanted().bypass()
                        && !giving.add(place.key().email())) {
                    later.add(place);
                } else {
                    now.add(place);
                }
            }
            if (!now.isEmpty()) {
                give(
                        now,
                        invitations.inviteAll(
                                now.stream().map(place -> place.invite).toList(), false));
            }
            now.stream().filter(place -> place.invited).map(Place::key).forEach(done::add);
            left = later;
        }
    }

    private static List<Place> open(List<Plan> plans) {
        return plans.stream()
                .filter(plan -> plan.refusals.isEmpty())
                .flatMap(plan -> plan.open().stream())
                .toList();
    }

    private static void give(List<Place> places, List<Verdict> verdicts) {
        for (int index = 0; index < places.size(); index++) {
            places.get(index).take(verdicts.get(index));
        }
    }

    private static Issue duplicate(String other) {
        return new Issue(
                Column.EMAIL, Code.DUPLICATE_ROW, other + " of the file invites the same person to this workspace");
    }

    /** Whom earlier batches of the file have invited. */
    private static final class Seen {

        private final Map<InvitationStore.Key, Integer> rows = new HashMap<>();

        Seen(Job job, List<JobRow> earlier, Map<String, Invite.Host> known) {
            for (JobRow row : earlier) {
                if (row.state() == JobRow.State.OK) {
                    for (String reference : references(job, row)) {
                        Invite.Host host = known.get(reference);
                        if (host != null) {
                            rows.putIfAbsent(
                                    new InvitationStore.Key(host.workspace().id(), row.emailKey()), row.number());
                        }
                    }
                }
            }
        }

        void mark(List<Plan> plans) {
            for (Plan plan : plans) {
                for (Place place : plan.open()) {
                    Integer row = rows.get(place.key());
                    if (row != null) {
                        place.end(duplicate("row " + row));
                    }
                }
            }
        }
    }

    /** What is to be done for a row. */
    private static final class Plan {

        private final JobRow row;
        private final List<Place> places = new ArrayList<>();
        private final List<Issue> refusals = new ArrayList<>();

        Plan(Job job, JobRow row, Map<String, Invite.Host> known, long now) {
            this.row = row;
            NewInvitation wanted = wanted(row, now);
            Set<WorkspaceId> in = new HashSet<>();
            Collection<String> references = references(job, row);
            for (String reference : references) {
                Invite.Host host = known.get(reference);
                if (host == null) {
                    refusals.add(missing(job, reference));
                } else if (in.add(host.workspace().id())) {
                    places.add(new Place(this, new Invite(host, wanted), row.emailKey(), references.size() > 1));
                }
            }
        }

        private static Issue missing(Job job, String reference) {
            return reference.equals(job.workspace().value())
                    ? new Issue(Column.WORKSPACES, Code.ACCESS_DENIED, "you may no longer invite to this workspace")
                    : new Issue(Column.WORKSPACES, Code.UNKNOWN_WORKSPACE, "there is no workspace '" + reference + "'");
        }

        private static NewInvitation wanted(JobRow row, long now) {
            String expiry = row.cell(Column.EXPIRY);
            String message = row.cell(Column.MESSAGE);
            return new NewInvitation(
                    row.cell(Column.EMAIL),
                    row.cell(Column.FIRST_NAME),
                    row.cell(Column.LAST_NAME),
                    row.entries(Column.ROLES),
                    row.bypass(),
                    message.isEmpty() ? null : message,
                    Expiry.parse(expiry).map(parsed -> parsed.from(now)).orElse(null),
                    null);
        }

        List<Place> open() {
            return places.stream().filter(place -> place.nothing == null).toList();
        }

        JobRow settled() {
            if (!refusals.isEmpty()) {
                return row.settled(JobRow.State.FAILED, refusals);
            }
            if (places.stream().anyMatch(place -> place.invited)) {
                return row.settled(JobRow.State.OK, List.of());
            }
            List<Issue> nothing = places.stream()
                    .flatMap(place -> Stream.ofNullable(place.nothing))
                    .distinct()
                    .toList();
            boolean duplicate = nothing.stream().anyMatch(issue -> issue.code() == Code.DUPLICATE_ROW);
            return row.settled(duplicate ? JobRow.State.FAILED : JobRow.State.SKIPPED, nothing);
        }
    }

    /** One workspace of a row. */
    private static final class Place {

        private final Plan plan;
        private final Invite invite;
        private final InvitationStore.Key key;
        private final boolean oneOfMany;
        private @Nullable Issue nothing;
        private boolean invited;

        Place(Plan plan, Invite invite, String email, boolean oneOfMany) {
            this.plan = plan;
            this.invite = invite;
            this.key = new InvitationStore.Key(invite.host().workspace().id(), email);
            this.oneOfMany = oneOfMany;
        }

        InvitationStore.Key key() {
            return key;
        }

        void end(Issue why) {
            nothing = why;
        }

        /** After a judgement that wrote nothing. */
        void reopen() {
            nothing = null;
            invited = false;
        }

        void take(Verdict verdict) {
            Problem refusal = verdict.refusal();
            if (refusal == null) {
                invited = true;
                return;
            }
            List<Issue> issues = issues(refusal);
            if (NOTHING_TO_DO.contains(issues.get(0).code())) {
                end(issues.get(0));
            } else {
                plan.refusals.addAll(issues);
            }
        }

        private List<Issue> issues(Problem refusal) {
            if (refusal.code() == ProblemCode.INVALID_REQUEST
                    && !refusal.violations().isEmpty()) {
                return refusal.violations().stream().map(this::issue).toList();
            }
            Code code = code(refusal.code());
            return List.of(new Issue(column(refusal.code()), code, message(code, refusal)));
        }

        private Issue issue(Violation violation) {
            return new Issue(
                    violation.field().equals("expiresAt") ? Column.EXPIRY.field() : violation.field(),
                    Code.INVALID_VALUE,
                    violation.message());
        }

        private String message(Code code, Problem refusal) {
            String message =
                    switch (code) {
                        case ALREADY_MEMBER -> "is a member already";
                        case DUPLICATE_ROW -> duplicate("an earlier row").message();
                        case INVALID_EMAIL -> "is no e-mail address";
                        default -> refusal.detail();
                    };
            return oneOfMany ? invite.host().workspace().alias() + ": " + message : message;
        }

        private Code code(ProblemCode code) {
            return switch (code) {
                case INVALID_EMAIL -> Code.INVALID_EMAIL;
                case UNKNOWN_ROLE -> Code.UNKNOWN_ROLE;
                case CANNOT_GRANT, OWNER_ROLE_UNASSIGNABLE -> Code.CANNOT_GRANT;
                case BYPASS_DISABLED -> Code.BYPASS_NOT_ALLOWED;
                case ACCESS_DENIED -> invite.wanted().bypass() ? Code.BYPASS_NOT_ALLOWED : Code.ACCESS_DENIED;
                case ALREADY_MEMBER -> Code.ALREADY_MEMBER;
                case DUPLICATE_INVITATION -> Code.DUPLICATE_ROW;
                default -> Code.REFUSED;
            };
        }

        private Column column(ProblemCode code) {
            return switch (code) {
                case UNKNOWN_ROLE, CANNOT_GRANT, OWNER_ROLE_UNASSIGNABLE -> Column.ROLES;
                case BYPASS_DISABLED -> Column.BYPASS;
                case ACCESS_DENIED -> invite.wanted().bypass() ? Column.BYPASS : Column.WORKSPACES;
                case WORKSPACE_DISABLED, NOT_IN_ORGANIZATION -> Column.WORKSPACES;
                default -> Column.EMAIL;
            };
        }
    }
}
