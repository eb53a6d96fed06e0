package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A chain with rows of every class, the same each time. */
public final class SampleChain {

    public static final RealmId REALM = new RealmId("realm-1");

    private SampleChain() {}

    /** A row with something in every member. */
    public static Activity row(int number) {
        return new Activity(
                "row-" + number,
                REALM,
                1_795_225_200_000L + number,
                ActivityType.ROLE_UPDATED,
                new Actor(
                        new UserId("anna"),
                        "anna",
                        Actor.Kind.USER,
                        Actor.Cause.USER,
                        "192.0.2.7",
                        "console",
                        "bulk-1",
                        "anna@example.org",
                        new Actor.Impersonator("root", "Root"),
                        "request-" + number),
                new WorkspaceId("w1"),
                "research",
                new Target("role", "r" + number, "Editor \u00e9 \ud83d\ude00"),
                new Changes()
                        .field("name", "Old", "New\n\"x\"")
                        .field("members", 1, 2)
                        .field("roles", null, List.of("a", "b"))
                        .fields());
    }

    public static Activity login(int number) {
        return new Activity(
                "row-" + number,
                REALM,
                1_795_225_200_000L - number,
                TrailClass.LOGIN,
                ActivityType.LOGIN_ERROR,
                new Actor(null, "nobody", Actor.Kind.USER, Actor.Cause.USER, "2001:db8::1", "portal", null),
                null,
                null,
                new Target("user", "", "nobody"),
                Map.of(),
                new LoginFacts(LoginCode.UNKNOWN_USER.code(), "password", "s1", "user_not_found"));
    }

    public static List<SealedRow> rows(int count) {
        List<SealedRow> rows = new ArrayList<>();
        String previous = RowHash.GENESIS;
        for (int number = 1; number <= count; number++) {
            SealedRow next =
                    RowHash.seal(number, previous, number % 3 == 0 ? login(number) : row(number), salts(number));
            rows.add(next);
            previous = next.hash();
        }
        return rows;
    }

    private static Map<Part, String> salts(int number) {
        Map<Part, String> salts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            salts.put(part, "salt-" + number + "-" + part);
        }
        return salts;
    }
}
