package io.github.kcworkspaces.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test its {@link AdminBrowser}s, each parameter name one, and asks them at its end what went wrong. Chromium
 * starts for the first of all: who runs other tests does not wait for it.
 */
public final class BrowserExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AdminBrowser.class
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(OfOneTest.class, key -> new OfOneTest(), OfOneTest.class)
                .browsers
                .computeIfAbsent(
                        parameter.getParameter().getName(),
                        name -> new AdminBrowser(
                                chromium(context), KeycloakExtension.server(context), nameOf(context, name)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        OfOneTest test = context.getStore(NAMESPACE).get(OfOneTest.class, OfOneTest.class);
        if (test == null) {
            return;
        }
        List<String> findings = test.browsers.values().stream()
                .flatMap(browser -> browser.takeFindings().stream())
                .toList();
        boolean failed = context.getExecutionException().isPresent() || !findings.isEmpty();
        test.browsers.values().forEach(browser -> browser.close(failed));
        assertThat(findings).as("what the browser complained about").isEmpty();
    }

    /** {@code ClassIT.method}, with the number of its round and the browser's name where there are several. */
    private static String nameOf(ExtensionContext context, String browser) {
        String round = context.getDisplayName().replaceFirst("^\\[(\\d+)].*", ".$1");
        return context.getRequiredTestClass().getSimpleName()
                + "."
                + context.getRequiredTestMethod().getName()
                + (round.matches("\\.\\d+") ? round : "")
                + (browser.equals("browser") ? "" : "." + browser);
    }

    private static SharedBrowser chromium(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(SharedBrowser.class, key -> SharedBrowser.start(), SharedBrowser.class);
    }

    private static final class OfOneTest {
        private final Map<String, AdminBrowser> browsers = new LinkedHashMap<>();
    }
}
