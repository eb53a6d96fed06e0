package io.github.kcworkspaces.audit;

import org.jspecify.annotations.Nullable;

/**
 * How a part of a sealed row is bound to the row's hash.
 *
 * @param salt null once the part was forgotten: then nobody can find out its value by trying
 * @param digest SHA-256 over the canonical JSON of name, salt and value of the part, in base64url
 */
public record SealedPart(@Nullable String salt, String digest) {

    public boolean isForgotten() {
        return salt == null;
    }
}
