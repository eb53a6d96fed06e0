package io.github.kcworkspaces.audit;

/** What became of a login or logout. The numbers are part of the API. */
public enum LoginCode {
    LOGIN_SUCCESS(0),
    LOGOUT_SUCCESS(1),
    UNKNOWN_USER(-1),
    INCORRECT_CREDENTIAL(-2),
    USER_DISABLED(-3),
    NO_ASSIGNED_WORKSPACE(-4),
    INVALID_LOGIN_MODE(-5),
    REGISTRATION_PENDING(-6),
    UNKNOWN_ERROR(-99);

    private final int code;

    LoginCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
