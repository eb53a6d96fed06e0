package io.github.kcworkspaces.requirements;

import java.util.List;

/**
 * One test that names one row, and how it went.
 *
 * @param row {@code FLW-53}
 * @param test {@code io.github.kcworkspaces.it.LoginIT#usersLogIn}
 */
record Proof(String row, String test, Result result) {

    enum Result {
        PASSED,
        SKIPPED,
        FAILED;

        /** Of several invocations of a test the worst counts. */
        Result and(Result other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    String line() {
        return String.join("\t", row, test, result.name());
    }

    static Proof parse(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        return new Proof(fields.get(0), fields.get(1), Result.valueOf(fields.get(2)));
    }

    /** {@code LoginIT.usersLogIn} */
    String shortName() {
        return test.substring(test.lastIndexOf('.') + 1).replace('#', '.');
    }
}
