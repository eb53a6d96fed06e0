package io.github.kcworkspaces.id;

/** What a text from outside can be the id of. Asked at each request, so without regular expressions. */
public final class Ids {

    private static final int UUID_LENGTH = 36;

    private Ids() {}

    /** Whether the text looks like the ids that Keycloak and we give: a UUID (RFC 9562, 4), in letters of either case. */
    public static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int index = 0; index < UUID_LENGTH; index++) {
            char letter = text.charAt(index);
            boolean dash = index == 8 || index == 13 || index == 18 || index == 23;
            if (dash ? letter != '-' : !isHexadecimal(letter)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there are control characters in it, so that nothing can be named so: some databases choke on them. */
    public static boolean hasControlCharacters(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isISOControl(text.charAt(index))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHexadecimal(char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
    }
}
