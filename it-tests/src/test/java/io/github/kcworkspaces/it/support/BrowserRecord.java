package io.github.kcworkspaces.it.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a browser asked for and what it complained about. */
final class BrowserRecord {

    /** Turns violations that the browser would keep to itself into messages of the console. */
    private static final String REPORT_VIOLATIONS = """
            document.addEventListener("securitypolicyviolation", (event) =>
              console.error("Content-Security-Policy: " + event.violatedDirective + " refuses " + event.blockedURI))
            """;

    /** The browser's own word for each failed response, which is recorded with its address anyway. */
    private static final String FAILED_RESPONSE = "Failed to load resource: the server responded with a status of";

    private final String host;
    private final List<String> requests = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();
    private final Set<Request> open = new HashSet<>();

    BrowserRecord(String baseUrl) {
        this.host = URI.create(baseUrl).getAuthority();
    }

    void listenTo(BrowserContext context) {
        context.addInitScript(REPORT_VIOLATIONS);
        context.onRequest(this::begun);
        context.onRequestFinished(this::ended);
        context.onRequestFailed(this::failed);
        context.onResponse(this::answered);
        context.onConsoleMessage(this::said);
        context.onWebError(error -> findings.add("Uncaught: " + error.error()));
    }

    void expect(int status, String partOfUrl) {
        expected.add(new Expected(status, partOfUrl));
    }

    int mark() {
        return requests.size();
    }

    List<String> requestsSince(int mark, String partOfUrl) {
        return requests.subList(mark, requests.size()).stream()
                .filter(request -> request.contains(partOfUrl))
                .toList();
    }

    List<String> takeFindings() {
        List<String> taken = List.copyOf(findings);
        findings.clear();
        return taken;
    }

    /** Whether nothing is on its way. */
    boolean isQuiet() {
        return open.isEmpty();
    }

    /** What is on its way, as in {@link #requestsSince}. */
    List<String> awaited() {
        return open.stream().map(BrowserRecord::told).toList();
    }

    private static String told(Request request) {
        return request.method() + " " + request.url();
    }

    private void begun(Request request) {
        String url = request.url();
        if (url.startsWith("data:") || url.startsWith("blob:") || url.startsWith("about:")) {
            return;
        }
        if (!host.equals(URI.create(url).getAuthority())) {
            findings.add("A request to another host: " + url);
        }
        requests.add(told(request));
        if (request.isNavigationRequest() && request.frame().parentFrame() == null) {
            // Of what the page before still waited for, some never ends.
            open.clear();
        }
        open.add(request);
    }

    private void ended(Request request) {
        open.remove(request);
    }

    private void failed(Request request) {
        ended(request);
        // Whoever leaves a page gives up what it still waits for.
        if (!"net::ERR_ABORTED".equals(request.failure())) {
            findings.add("Failed: " + told(request) + " " + request.failure());
        }
    }

    private void answered(Response response) {
        int status = response.status();
        if (status >= 400
                && expected.stream()
                        .noneMatch(
                                one -> one.status() == status && response.url().contains(one.partOfUrl()))) {
            findings.add(status + " " + response.request().method() + " " + response.url());
        }
    }

    private void said(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith(FAILED_RESPONSE)) {
            findings.add("Console: " + message.text() + " (" + message.location() + ")");
        }
    }

    private record Expected(int status, String partOfUrl) {}
}
