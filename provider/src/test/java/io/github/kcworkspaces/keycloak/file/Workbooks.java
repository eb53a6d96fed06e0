package io.github.kcworkspaces.keycloak.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks made by hand, good ones and others. */
final class Workbooks {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** A good one with a sheet of these rows of XML. */
    Workbooks(String... rows) {
        with("[Content_Types].xml", """
                <Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""".formatted(PACKAGE));
        with("_rels/.rels", """
                <Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>""".formatted(PACKAGE, OFFICE));
        with("xl/_rels/workbook.xml.rels", rels("worksheets/sheet1.xml", ""));
        with("xl/workbook.xml", """
                <workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>""".formatted(MAIN, OFFICE));
        with("xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\"><si><t>shared@example.org</t></si></sst>");
        with("xl/worksheets/sheet1.xml", sheet(String.join("", rows)));
    }

    static String rels(String sheet, String more) {
        return """
                <Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/worksheet" Target="%s"%s/>\
                <Relationship Id="rId2" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>""".formatted(PACKAGE, OFFICE, sheet, more, OFFICE);
    }

    static String sheet(String rows) {
        return "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>";
    }

    /** A row of texts. */
    static String row(int number, String... texts) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int column = 0; column < texts.length; column++) {
            row.append("<c r=\"")
                    .append((char) ('A' + column))
                    .append(number)
                    .append("\" t=\"inlineStr\"><is><t>")
                    .append(texts[column])
                    .append("</t></is></c>");
        }
        return row.append("</row>").toString();
    }

    static String heading() {
        return row(1, "First name", "Last name", "E-mail");
    }

    Workbooks with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Workbooks with(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return file.toByteArray();
    }
}
