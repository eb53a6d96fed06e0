package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.decision.SearchService;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.api.ActionRepresentation;
import io.github.kcworkspaces.keycloak.api.FoundActionsRepresentation;
import io.github.kcworkspaces.keycloak.api.FoundEntitiesRepresentation;
import io.github.kcworkspaces.keycloak.api.FoundPageRepresentation;
import io.github.kcworkspaces.keycloak.api.FoundRepresentation;
import io.github.kcworkspaces.keycloak.rest.SearchBody.Kind;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.paging.Slice;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searches as applications ask for them (AuthZEN 1.0). Whatever is unknown has no results. */
public final class SearchResource {

    /** Stands for the subject of a search for subjects. */
    private static final UserId ANYBODY = new UserId("-");

    private static final Slice<String> NOTHING = new Slice<>(List.of(), null);

    private final AccessCall call;

    SearchResource(AccessCall call) {
        this.call = call;
    }

    @POST
    @Path("subject")
    public Response subjects(InputStream body) {
        return call.answer(body, Access::requireSearch, root -> Json.bytes(entities(Kind.SUBJECT, root)));
    }

    @POST
    @Path("resource")
    public Response resources(InputStream body) {
        return call.answer(body, Access::requireSearch, root -> Json.bytes(entities(Kind.RESOURCE, root)));
    }

    @POST
    @Path("action")
    public Response actions(InputStream body) {
        return call.answer(body, Access::requireSearch, root -> {
            Search search = search(Kind.ACTION, root);
            Slice<String> found = search.read();
            return Json.bytes(new FoundActionsRepresentation(
                    search.page(found),
                    found.items().stream()
                            .map(action -> new ActionRepresentation(action, null))
                            .toList()));
        });
    }

    private FoundEntitiesRepresentation entities(Kind kind, JsonNode root) {
        Search search = search(kind, root);
        Slice<String> found = search.read();
        EvaluationBody question = search.body().question();
        String type = (kind == Kind.SUBJECT ? question.subject() : question.resource()).type();
        return new FoundEntitiesRepresentation(
                search.page(found),
                found.items().stream()
                        .map(id -> new FoundRepresentation(type, id))
                        .toList());
    }

    private Search search(Kind kind, JsonNode root) {
        SearchBody body = SearchBody.of(kind, root);
        PageTokens tokens = new PageTokens(call.call().session(), call.call().realm());
        String inputs = body.inputs(call.reference());
        String token = body.token();
        PageTokens.Page page = token == null ? null : tokens.open(token, inputs);
        Integer limit = body.limit();
        if (page == null) {
            return new Search(body, tokens, inputs, null, limit == null ? PageRequest.DEFAULT_ROWS : limit);
        }
        if (limit != null && limit != page.limit()) {
            throw RequestRules.invalid("page.limit", "must stay the same");
        }
        return new Search(body, tokens, inputs, page.cursor(), page.limit());
    }

    /** One page of a search. */
    private final class Search {

        private final SearchBody body;
        private final PageTokens tokens;
        private final String inputs;
        private final @Nullable String cursor;
        private final int limit;

        Search(SearchBody body, PageTokens tokens, String inputs, @Nullable String cursor, int limit) {
            this.body = body;
            this.tokens = tokens;
            this.inputs = inputs;
            this.cursor = cursor;
            this.limit = limit;
        }

        SearchBody body() {
            return body;
        }

        Slice<String> read() {
            EvaluationBody question = body.question();
            if (!question.subject().isUser()) {
                return NOTHING;
            }
            Optional<UserId> subject = body.kind() == Kind.SUBJECT
                    ? Optional.of(ANYBODY)
                    : call.subjects().find(question.subject());
            boolean trusted = question.hasAttributes() && call.trusted();
            String workspace = call.workspace(question.context(), question.resource());
            return subject.map(user -> read(question.request(workspace, user, trusted)))
                    .orElse(NOTHING);
        }

        private Slice<String> read(Request request) {
            RealmId realm = call.call().access().realm();
            SearchService searches = call.call().rbac().searches();
            return switch (body.kind()) {
                case SUBJECT -> searches.subjects(realm, request, cursor, limit);
                case RESOURCE -> searches.resources(realm, request, cursor, limit);
                case ACTION -> searches.actions(realm, request, cursor, limit);
            };
        }

        FoundPageRepresentation page(Slice<String> found) {
            String next = found.next();
            return new FoundPageRepresentation(
                    next == null ? "" : tokens.seal(new PageTokens.Page(limit, next), inputs),
                    found.items().size());
        }
    }
}
