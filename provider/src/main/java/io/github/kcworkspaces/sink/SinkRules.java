package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import io.github.kcworkspaces.problem.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What sinks may be. */
public final class SinkRules {

    /** Entries of Keycloak's vault that were put there for sinks: others are not for addresses that one types in. */
    static final Pattern VAULT = Pattern.compile("\\$\\{vault\\.(sink-[A-Za-z0-9_-]{1,100})\\}");

    /** More of them would be a way to flood somebody. */
    static final int MOST_SINKS = 50;

    private static final int MOST_TYPES = 100;
    private static final int MOST_COLLECTORS = 50;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_OVERLAP_HOURS = 24 * 30;
    private static final Pattern HEADER = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,998}[\\x21-\\x7E])?");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private SinkRules() {}

    static Sink exists(Optional<Sink> found) {
        return found.orElseThrow(() -> new Problem(ProblemCode.SINK_NOT_FOUND, "the realm has no such sink"));
    }

    static void thereIsRoom(int sinks) {
        if (sinks >= MOST_SINKS) {
            throw new Problem(ProblemCode.TOO_MANY_SINKS, "a realm has " + MOST_SINKS + " sinks at most");
        }
    }

    /** @throws Problem {@code INVALID_REQUEST} with all that is wrong, or {@code URL_NOT_ALLOWED} */
    static void isValid(Sink sink, Collection<String> allowList) {
        String url = sink.url();
        TextRules rules = new TextRules()
                .name("name", sink.name())
                .check(
                        !sink.types().isEmpty() && sink.types().size() <= MOST_TYPES,
                        "types",
                        "must have 1 to " + MOST_TYPES + " entries")
                .check(url != null || !sink.kind().hasAddress(), "url", "is required")
                .check(url == null || sink.kind().hasAddress(), "url", "is not for the log of the server")
                .check(url == null || url.length() <= LONGEST_URL, "url", "is longer than " + LONGEST_URL);
        for (int index = 0; index < sink.types().size(); index++) {
            rules.check(Types.isKnown(sink.types().get(index)), "types[" + index + "]", "means no type");
        }
        rules.enforce();
        if (url != null) {
            Endpoint endpoint = AddressRules.endpointIsAllowed(url, allowList);
            new TextRules()
                    .check(
                            endpoint.scheme().isHttp() == sink.kind().speaksHttp(),
                            "url",
                            sink.kind().speaksHttp() ? "must begin with https" : "must begin with tls")
                    .enforce();
        }
    }

    /** The kind and the workspace are what a sink is: others are another sink. */
    static void isTheSame(Sink sink, SinkDraft draft) {
        new TextRules()
                .check(draft.kind() == null || draft.kind() == sink.kind(), "kind", "can't be changed")
                .check(
                        draft.workspace() == null || draft.workspace().equals(sink.workspace()),
                        "workspace",
                        "can't be changed")
                .enforce();
    }

    static Sink.Kind kindIsGiven(Sink.@Nullable Kind kind) {
        if (kind == null) {
            throw missing("kind", "is required");
        }
        return kind;
    }

    static void secretIsValid(Sink.Kind kind, @Nullable String secret) {
        TextRules rules = new TextRules();
        if (secret == null) {
            rules.check(!kind.needsSecret(), "secret", "is required");
        } else if (!kind.takesSecret()) {
            rules.violation("secret", "is not for this kind of sink");
        } else if (!VAULT.matcher(secret).matches()) {
            rules.check(!secret.contains("${"), "secret", "names nothing of the vault that begins with sink-");
            switch (kind) {
                case WEBHOOK ->
                    rules.check(WebhookSecret.isValid(secret), "secret", "must be whsec_ and 24 to 64 bytes in Base64");
                case SPLUNK -> rules.matches("secret", secret, TOKEN, "must be the token, without spaces");
                default ->
                    rules.matches("secret", secret, HEADER, "must be the value of the header Authorization, in ASCII");
            }
        }
        rules.enforce();
    }

    /** A secret goes to the address for which it was entered, and to no other. */
    static Problem secretIsWantedAgain() {
        String message = "must be entered again, since the address is another";
        return new Problem(
                ProblemCode.SECRET_REQUIRED, "secret " + message, List.of(new Violation("secret", message)), Map.of());
    }

    static void isSigned(Sink sink) {
        new TextRules()
                .check(sink.kind().takesSecret(), "kind", "has no secret")
                .enforce();
    }

    static void overlapIsValid(int hours) {
        new TextRules()
                .check(
                        hours >= 0 && hours <= LONGEST_OVERLAP_HOURS,
                        "overlapHours",
                        "must be between 0 and " + LONGEST_OVERLAP_HOURS)
                .enforce();
    }

    static void positionIsThere(long after, long head) {
        new TextRules()
                .check(after >= 0 && after <= head, "after", "must be between 0 and " + head)
                .enforce();
    }

    static void collectorsAreValid(List<String> collectors) {
        TextRules rules = new TextRules()
                .check(
                        collectors.size() <= MOST_COLLECTORS,
                        "sinkAllowList",
                        "has more than " + MOST_COLLECTORS + " entries");
        for (int index = 0; index < collectors.size(); index++) {
            rules.check(
                    AddressRules.isCollector(collectors.get(index)),
                    "sinkAllowList[" + index + "]",
                    "must be host:port, in lower case");
        }
        rules.enforce();
    }

    private static Problem missing(String field, String message) {
        return new Problem(
                ProblemCode.INVALID_REQUEST, field + " " + message, List.of(new Violation(field, message)), Map.of());
    }
}
