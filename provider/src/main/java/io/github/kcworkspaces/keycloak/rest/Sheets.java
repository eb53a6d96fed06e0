package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.keycloak.file.SheetFormat;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;

/** Tables to download. */
final class Sheets {

    private Sheets() {}

    /** Writes a table; closes the stream. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    static SheetFormat format(Query query) {
        SheetFormat format = Words.lower("format", query.text("format"), SheetFormat.class);
        return format == null ? SheetFormat.CSV : format;
    }

    /** @param name of the file, without its ending; letters, digits and hyphens only */
    static Response download(SheetFormat format, String name, Content content) {
        StreamingOutput streamed = content::write;
        return Response.ok(streamed)
                .type(format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + "." + format.extension() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
