package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.spi.Actors;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.paging.Window;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.storage.StorageUnavailableException;

/** One request: who calls, what it says, and how it is answered. */
final class Call {

    private static final Logger LOG = Logger.getLogger(Call.class);
    private static final String REQUEST_ID = "X-Request-ID";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Supplier<Access> authentication;
    private final boolean ofAdmins;
    private @Nullable Access access;

    private Call(KeycloakSession session, RealmModel realm, boolean ofAdmins, Supplier<Access> authentication) {
        this.ofAdmins = ofAdmins;
        this.session = session;
        this.realm = realm;
        this.authentication = authentication;
        Actors.requested(session, header(REQUEST_ID));
    }

    /** A request to {@code /realms/{realm}/rbac}, not yet authenticated. */
    static Call ofBearer(KeycloakSession session) {
        return new Call(session, session.getContext().getRealm(), false, () -> Access.ofBearer(session));
    }

    /** A request to {@code /admin/realms/{realm}/rbac}, authenticated by Keycloak. */
    static Call ofAdmin(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions) {
        return new Call(session, realm, true, () -> Access.ofAdmin(session, realm, permissions));
    }

    KeycloakSession session() {
        return session;
    }

    /** Whether it came to the base for administrators. */
    boolean isOfAdmins() {
        return ofAdmins;
    }

    RealmModel realm() {
        return realm;
    }

    RbacProvider rbac() {
        return session.getProvider(RbacProvider.class);
    }

    /** Authenticates at the first use. */
    Access access() {
        Access known = access;
        if (known == null) {
            known = authentication.get();
            access = known;
        }
        return known;
    }

    /** Answers the request, and counts it. */
    Response answer(Supplier<Response> body) {
        try {
            Response response = answered(body);
            count(response.getStatus());
            return response;
        } catch (WebApplicationException refused) {
            count(refused.getResponse().getStatus());
            throw refused;
        }
    }

    private void count(int status) {
        ApiMetrics.count(ofAdmins, access == null ? null : access.asked(), status);
    }

    /** The one place where failures become responses, and where the transaction is rolled back. */
    private Response answered(Supplier<Response> body) {
        try {
            RequestRules.pathHasNoControlCharacters(
                    session.getContext().getUri().getPath());
            return body.get();
        } catch (Problem problem) {
            if (problem.code().kind() == ProblemCode.Kind.FORBIDDEN && access != null) {
                access.recordDenial();
            }
            throw new Refused(ProblemResponses.of(problem));
        } catch (WebApplicationException answered) {
            throw answered;
        } catch (StorageUnavailableException down) {
            // Keycloak warns of it with the reason.
            LOG.debug("A directory does not answer", down);
            throw new Refused(ProblemResponses.directoryUnavailable());
        } catch (RuntimeException failure) {
            if (ProblemResponses.isLostRace(failure)) {
                LOG.debug("A concurrent change was first", failure);
                throw new Refused(ProblemResponses.of(RequestRules.concurrentChange()));
            }
            LOG.error("A request failed", failure);
            throw new Refused(ProblemResponses.unexpected());
        }
    }

    Query query() {
        return new Query(session.getContext().getUri().getQueryParameters());
    }

    @Nullable
    String header(String name) {
        return session.getContext().getRequestHeaders().getHeaderString(name);
    }

    <T> T body(@Nullable InputStream body, Class<T> type) {
        return JsonBody.read(body, header(HttpHeaders.CONTENT_TYPE), type);
    }

    /** A body with thousands of entries. */
    <T> T bulk(@Nullable InputStream body, Class<T> type) {
        return JsonBody.readBulk(body, header(HttpHeaders.CONTENT_TYPE), type);
    }

    <T> T file(@Nullable InputStream body, Class<T> type) {
        return JsonBody.readFile(body, header(HttpHeaders.CONTENT_TYPE), type);
    }

    /** A file of JSON as it came. */
    byte[] upload(@Nullable InputStream body) {
        return JsonBody.upload(body, header(HttpHeaders.CONTENT_TYPE));
    }

    /** A spreadsheet as it came. */
    byte[] sheet(@Nullable InputStream body) {
        return JsonBody.sheet(body, header(HttpHeaders.CONTENT_TYPE));
    }

    /** Refuses a body beside a parameter that takes its place. */
    void requireNoBody(@Nullable InputStream body) {
        JsonBody.isEmpty(body);
    }

    /** @param inBody the member {@code version} of the body; null without one */
    @Nullable
    Long expectedVersion(@Nullable Long inBody) {
        return EntityTags.expected(header(HttpHeaders.IF_MATCH), inBody);
    }

    Response ok(Object body) {
        return json(Response.ok(), body).build();
    }

    /** With the version as entity tag. */
    Response ok(Object body, long version) {
        return json(Response.ok(), body)
                .header(HttpHeaders.ETAG, EntityTags.of(version))
                .build();
    }

    /** @param id last segment of the location of what was created */
    Response created(Object body, String id, long version) {
        URI location =
                session.getContext().getUri().getAbsolutePathBuilder().path(id).build();
        return json(Response.created(location), body)
                .header(HttpHeaders.ETAG, EntityTags.of(version))
                .build();
    }

    /** @param id last segment of the location of what was created, and has no version */
    Response created(Object body, String id) {
        URI location =
                session.getContext().getUri().getAbsolutePathBuilder().path(id).build();
        return json(Response.created(location), body).build();
    }

    static Response done() {
        return Response.noContent().build();
    }

    <T> Response page(Page<T> page, Function<? super T, ?> representation) {
        return json(Response.ok(), list(page.items(), representation))
                .header("X-Total-Count", page.total())
                .build();
    }

    /** The body stays an array; the cursor to go on with is in a header, which is absent at the end. */
    <T> Response slice(Slice<T> slice, Function<? super T, ?> representation) {
        Response.ResponseBuilder response = json(Response.ok(), list(slice.items(), representation));
        if (slice.next() != null) {
            response.header("X-Next-Cursor", slice.next());
        }
        return response.build();
    }

    /** As {@link #slice}, both ways. */
    <T> Response window(Window<T> window, Function<? super T, ?> representation) {
        Response.ResponseBuilder response = json(Response.ok(), list(window.items(), representation));
        if (window.next() != null) {
            response.header("X-Next-Cursor", window.next());
        }
        if (window.previous() != null) {
            response.header("X-Previous-Cursor", window.previous());
        }
        return response.build();
    }

    private static <T> List<?> list(List<T> items, Function<? super T, ?> representation) {
        return items.stream().map(representation).toList();
    }

    private static Response.ResponseBuilder json(Response.ResponseBuilder response, Object body) {
        return response.entity(Json.text(body))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
