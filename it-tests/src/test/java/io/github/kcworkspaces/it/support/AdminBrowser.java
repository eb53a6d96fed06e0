package io.github.kcworkspaces.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A browser of one test's own, in front of the admin console: a parameter of a test method. It is a light desktop in
 * English unless told otherwise.
 *
 * <p>At the end of the test it has to have seen no error in the console, no uncaught exception, no failed response that was
 * not {@link #expect expected}, no request to another host and no violation of the content security policy.
 */
public final class AdminBrowser {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    /**
     * Ends when the page has nothing left to do, three times in a row: what an answer brings is drawn in several turns, and
     * drawing may ask for more.
     */
    private static final String IDLE = """
            () => new Promise((done) => {
              let turns = 3;
              const turn = () => turns-- === 0 ? done()
                : requestAnimationFrame(() => requestIdleCallback(() => setTimeout(turn), { timeout: 1000 }));
              turn();
            })
            """;

    /** Messages that go by themselves after some seconds; until then they cover what is at the top of a page. */
    private static final String PASSING_MESSAGES = "[data-testid=kcw-alerts] .pf-v5-c-alert.pf-m-success";

    private final SharedBrowser shared;
    private final KeycloakUnderTest keycloak;
    private final String testName;
    private final BrowserRecord record;
    private final List<String> told = new ArrayList<>();

    private String language = "en";
    private boolean dark;
    private boolean scripts = true;
    private int width = 1366;
    private int height = 768;
    private @Nullable Page page;
    private String home = "";
    private String viewed = "";

    AdminBrowser(SharedBrowser shared, KeycloakUnderTest keycloak, String testName) {
        this.shared = shared;
        this.keycloak = keycloak;
        this.testName = testName;
        this.record = new BrowserRecord(keycloak.baseUrl());
    }

    /** Before the first page. The realm must speak it as well: {@code realm.set(TestRealm::inGerman)}. */
    public AdminBrowser german() {
        if (page != null) {
            throw new IllegalStateException("A browser chooses its language before it opens a page");
        }
        language = "de";
        return this;
    }

    /** Before the first page: one that runs no script. */
    public AdminBrowser withoutJavaScript() {
        if (page != null) {
            throw new IllegalStateException("A browser gives up scripts before it opens a page");
        }
        scripts = false;
        return this;
    }

    /** At any time. */
    public AdminBrowser dark() {
        dark = true;
        if (page != null) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        }
        return this;
    }

    /** At any time: 390 by 844. */
    public AdminBrowser phone() {
        return size(390, 844);
    }

    /** At any time: 1366 by 768. */
    public AdminBrowser desktop() {
        return size(1366, 768);
    }

    private AdminBrowser size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        if (page != null) {
            page.setViewportSize(width, height);
        }
        return this;
    }

    /** Opens this realm's own console as one of its users. */
    public AdminBrowser login(TestRealm realm, TestUser user) {
        return login(realm.name(), realm.name(), user);
    }

    /** Opens the console of the master realm as the administrator of the server, who looks at this realm. */
    public AdminBrowser loginToMaster(TestRealm realm) {
        return login("master", realm.name(), keycloak.administrator());
    }

    private AdminBrowser login(String loginRealm, String viewedRealm, TestUser user) {
        home = keycloak.baseUrl() + "/admin/" + loginRealm + "/console/";
        viewed = viewedRealm;
        page().navigate(home + "#/" + viewed);
        page().locator("#username").fill(user.username());
        Locator password = page().locator("#password");
        if (password.count() == 0) {
            // A realm with organizations asks for the name first.
            page().locator("#kc-login").click();
        }
        password.fill(user.password());
        page().locator("#kc-login").click();
        // The login page has a main part, too.
        page().waitForURL(url -> url.startsWith(home));
        return settled();
    }

    /** From now on, paths are those of another realm. */
    public AdminBrowser look(TestRealm realm) {
        viewed = realm.name();
        return this;
    }

    /** A page of the console by its path behind the realm, {@code /users}, as a click there would open it. */
    public AdminBrowser open(String path) {
        page().navigate(home + "#/" + viewed + path);
        return settled();
    }

    /** The same page from the start, as a deep link opens it. */
    public AdminBrowser reload() {
        page().reload();
        return settled();
    }

    /** Waits until the console has drawn something and neither loads nor turns any more. */
    public AdminBrowser settled() {
        page().locator("main").first().waitFor();
        try {
            page().waitForCondition(this::isIdle);
        } catch (TimeoutError busy) {
            throw new AssertionError("The page does not come to rest, waiting for " + record.awaited(), busy);
        }
        for (Locator spinner :
                page().locator("[role=progressbar].pf-v5-c-spinner").all()) {
            spinner.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        }
        return this;
    }

    private boolean isIdle() {
        int asked = record.mark();
        if (!record.isQuiet()) {
            return false;
        }
        if (scripts) {
            try {
                page().evaluate(IDLE);
            } catch (PlaywrightException leftThePage) {
                return false;
            }
        }
        return record.isQuiet() && record.mark() == asked;
    }

    /** Waits until the console has said so in passing, since this was asked last. */
    public AdminBrowser told(String message) {
        Locator messages = page().locator(PASSING_MESSAGES);
        page().waitForCondition(() -> {
            closeMessages(messages);
            return told.removeIf(one -> one.contains(message));
        });
        return this;
    }

    /** As somebody would who wants to click what is behind. At once, since each goes by itself at any time. */
    private void closeMessages(Locator messages) {
        Object texts = messages.evaluateAll("messages => messages.map((message) => {"
                + " message.querySelector('button').click(); return message.textContent; })");
        for (Object text : (List<?>) texts) {
            told.add(text.toString());
        }
    }

    /** What is open now, for everything that is not said here. */
    public Page page() {
        if (page == null) {
            BrowserContext context = shared.browser()
                    .newContext(new Browser.NewContextOptions()
                            .setLocale(language)
                            .setJavaScriptEnabled(scripts)
                            .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                            .setViewportSize(width, height));
            if (Settings.tracing()) {
                context.tracing()
                        .start(new Tracing.StartOptions().setScreenshots(true).setSnapshots(true));
            }
            record.listenTo(context);
            page = context.newPage();
            Locator messages = page.locator(PASSING_MESSAGES);
            page.addLocatorHandler(
                    messages.first(),
                    any -> closeMessages(messages),
                    new Page.AddLocatorHandlerOptions().setNoWaitAfter(true));
        }
        return page;
    }

    /** This failed response is what the test wants. */
    public AdminBrowser expect(int status, String partOfUrl) {
        record.expect(status, partOfUrl);
        return this;
    }

    /** A place in the list of requests, for {@link #requestsSince}. */
    public int mark() {
        return record.mark();
    }

    /** The requests to {@code …/rbac/…}, as {@code GET http://…}. */
    public List<String> rbacRequestsSince(int mark) {
        return requestsSince(mark, "/rbac/");
    }

    public List<String> requestsSince(int mark, String partOfUrl) {
        return record.requestsSince(mark, partOfUrl);
    }

    /** What went wrong since this was asked last; at the end of the test there must be nothing. */
    List<String> takeFindings() {
        return record.takeFindings();
    }

    /** Under the name of the test: {@code ClassIT.method}. */
    public AdminBrowser screenshot() {
        return screenshot(testName);
    }

    /** Into the report of the tests: {@code it-tests/target/screenshots/NAME.png}. */
    public AdminBrowser screenshot(String name) {
        page().screenshot(new Page.ScreenshotOptions()
                .setPath(picture(name))
                .setAnimations(ScreenshotAnimations.DISABLED));
        return this;
    }

    /** Demands that nothing on the page is a serious or critical fault by WCAG 2.2 AA. */
    public AdminBrowser axe() {
        return axe(new AxeBuilder(page()));
    }

    /** The same for a part of the page, by its CSS selector. */
    public AdminBrowser axe(String part) {
        return axe(new AxeBuilder(page()).include(part));
    }

    private AdminBrowser axe(AxeBuilder axe) {
        List<String> faults = axe.withTags(WCAG).analyze().getViolations().stream()
                .filter(fault -> SERIOUS.contains(fault.getImpact()))
                .map(AdminBrowser::describe)
                .toList();
        assertThat(faults).as("accessibility of " + page().url()).isEmpty();
        return this;
    }

    private static String describe(Rule fault) {
        return fault.getImpact() + " " + fault.getId() + ": " + fault.getHelp() + "\n"
                + fault.getNodes().stream()
                        .map(CheckedNode::getHtml)
                        .map(html -> "  " + html)
                        .collect(Collectors.joining("\n"));
    }

    /** Leaves a picture of a failed test, and closes. */
    void close(boolean failed) {
        if (page == null) {
            return;
        }
        try (BrowserContext context = page.context()) {
            if (failed) {
                screenshot(testName + ".failed");
            }
            if (Settings.tracing()) {
                context.tracing().stop(new Tracing.StopOptions().setPath(report(testName + ".trace.zip")));
            }
        }
    }

    private static Path picture(String name) {
        return report(name + ".png");
    }

    private static Path report(String file) {
        return Path.of(Settings.required("browser.screenshots")).resolve(file);
    }
}
