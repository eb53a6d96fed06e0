package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.file.CsvTable;
import io.github.kcworkspaces.keycloak.file.Table;
import io.github.kcworkspaces.keycloak.file.XlsxTable;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.user.User;
import io.github.kcworkspaces.user.UserFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A list of users as a file. It is read in chunks along the cursor of the list and written as it is read, each chunk in a
 * transaction of its own: however long the list is, neither memory nor a transaction grows with it.
 */
final class UserExport {

    /** How many users are read at once. */
    private static final int CHUNK = 500;

    /** How many workspaces a row names; how many there are it says in any case. */
    private static final int WORKSPACES = 100;

    private static final List<String> COLUMNS = List.of(
            "id",
            "username",
            "email",
            "firstName",
            "lastName",
            "type",
            "status",
            "source",
            "roles",
            "workspaces",
            "workspaceCount",
            "activeWorkspace",
            "lastLogin",
            "lastClient",
            "createdAt");

    /** What the file is. */
    enum Format {
        CSV("text/csv; charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        JSON(MediaType.APPLICATION_JSON);

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    private final Call call;
    private final RealmId realm;
    private final UserFilter filter;
    private final @Nullable UserId accountOwner;

    UserExport(Call call, RealmId realm, UserFilter filter, @Nullable UserId accountOwner) {
        this.call = call;
        this.realm = realm;
        this.filter = filter.from(null, CHUNK);
        this.accountOwner = accountOwner;
    }

    Response answer(Actor actor, Format format) {
        String extension = Words.lower(format);
        KeycloakSessionFactory sessions = call.session().getKeycloakSessionFactory();
        KeycloakModelUtils.runJobInTransaction(
                sessions,
                session -> session.getProvider(RbacProvider.class).users().exported(realm, actor, filter, extension));
        StreamingOutput file = output -> write(sessions, format, output);
        return Response.ok(file, format.mediaType)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"users." + extension + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private void write(KeycloakSessionFactory sessions, Format format, OutputStream output) throws IOException {
        switch (format) {
            case CSV -> table(sessions, new CsvTable(output));
            case XLSX -> table(sessions, new XlsxTable(output, "Users"));
            case JSON -> json(sessions, output);
        }
    }

    private void table(KeycloakSessionFactory sessions, Table table) throws IOException {
        table.head(COLUMNS);
        String cursor = null;
        do {
            Slice<User> slice = read(sessions, cursor);
            for (User user : slice.items()) {
                table.row(cells(user));
            }
            table.flush();
            cursor = slice.next();
        } while (cursor != null);
        table.finish();
    }

    /** The generator is closed at the end only: else it would close the list after a failure, too. */
    private void json(KeycloakSessionFactory sessions, OutputStream output) throws IOException {
        JsonGenerator json = Json.MAPPER.createGenerator(output);
        json.writeStartArray();
        String cursor = null;
        do {
            Slice<User> slice = read(sessions, cursor);
            for (User user : slice.items()) {
                json.writePOJO(Representations.of(user, user.id().equals(accountOwner), WORKSPACES));
            }
            json.flush();
            cursor = slice.next();
        } while (cursor != null);
        json.writeEndArray();
        json.close();
    }

    private Slice<User> read(KeycloakSessionFactory sessions, @Nullable String after) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions,
                session -> session.getProvider(RbacProvider.class).users().slice(realm, filter.from(after, CHUNK)));
    }

    private static List<@Nullable Object> cells(User user) {
        User.Active active = user.activeWorkspace();
        return Arrays.asList(
                user.id().value(),
                user.username(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.type().name(),
                user.status().name(),
                user.source().name(),
                user.places().stream()
                        .limit(WORKSPACES)
                        .flatMap(place -> place.roles().stream())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")),
                user.places().stream().limit(WORKSPACES).map(UserExport::place).collect(Collectors.joining("; ")),
                user.places().size(),
                active == null ? null : active.alias(),
                time(user.lastLogin()),
                user.lastClient(),
                time(user.createdAt()));
    }

    private static String place(User.Place place) {
        String suspended = place.suspended() ? " (suspended)" : "";
        return place.alias() + suspended + (place.roles().isEmpty() ? "" : ": " + String.join(", ", place.roles()));
    }

    private static @Nullable Instant time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
