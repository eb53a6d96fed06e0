package io.github.kcworkspaces.keycloak.file;

import java.io.IOException;
import java.io.OutputStream;

/** What tables are downloaded as. */
public enum SheetFormat {
    CSV("text/csv;charset=utf-8", "csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private final String mediaType;
    private final String extension;

    SheetFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of names of files, without the dot. */
    public String extension() {
        return extension;
    }

    /** Writes rows as they come; none is kept. The stream is closed with the writer. */
    public SheetWriter write(OutputStream out, String name) throws IOException {
        return this == CSV ? new CsvWriter(out) : new XlsxWriter(out, name);
    }
}
