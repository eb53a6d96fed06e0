package io.github.kcworkspaces.problem;

import java.util.List;
import java.util.Map;

/**
 * A refusal. Thrown by rules only (classes named {@code *Rules}), so that each has one place and one code; the edge turns
 * it into {@code application/problem+json} (RFC 9457).
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> details;

    public Problem(ProblemCode code, String detail) {
        this(code, detail, List.of(), Map.of());
    }

    /**
     * @param detail what happened, for a person; never holds what the caller may not see
     * @param violations members of the request that are wrong
     * @param details further members of the answer, such as the list of members that prevent a deletion
     */
    public Problem(ProblemCode code, String detail, List<Violation> violations, Map<String, Object> details) {
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.details = Map.copyOf(details);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    public Map<String, Object> details() {
        return details;
    }
}
