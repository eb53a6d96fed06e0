package io.github.kcworkspaces.it.consumer;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.DelegatingJwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * A resource server of Spring Security in a Tomcat: {@code /reports} takes the role {@code editor}, {@code /flows} the
 * permission {@code chatflow:update} of the workspace that the token is about.
 */
public final class SpringResourceServer implements AutoCloseable {

    private final Tomcat tomcat;
    private final AnnotationConfigWebApplicationContext beans;
    private final Path folder;

    private SpringResourceServer(Tomcat tomcat, AnnotationConfigWebApplicationContext beans, Path folder) {
        this.tomcat = tomcat;
        this.beans = beans;
        this.folder = folder;
    }

    /** @param audience who the resource server is, in tokens for it */
    public static SpringResourceServer start(String issuer, String audience) throws IOException, LifecycleException {
        Path folder = Files.createTempDirectory("spring");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder.toString());
        AnnotationConfigWebApplicationContext beans = new AnnotationConfigWebApplicationContext();
        beans.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("issuer", issuer, "audience", audience)));
        beans.setServletContext(context.getServletContext());
        beans.register(Security.class);
        beans.refresh();
        FilterDef filter = new FilterDef();
        filter.setFilterName("springSecurityFilterChain");
        filter.setFilter(beans.getBean("springSecurityFilterChain", Filter.class));
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName(filter.getFilterName());
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
        Tomcat.addServlet(context, "hello", new Hello());
        context.addServletMappingDecoded("/*", "hello");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.start();
        return new SpringResourceServer(tomcat, beans, folder);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    }

    @Override
    public void close() throws LifecycleException, IOException {
        beans.close();
        tomcat.stop();
        tomcat.destroy();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static final class Hello extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.getWriter().print("Hello " + request.getUserPrincipal().getName());
        }
    }

    /** What an application would write. */
    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    static class Security {

        @Bean
        SecurityFilterChain routes(HttpSecurity http, JwtDecoder decoder) throws Exception {
            return http.authorizeHttpRequests(routes -> routes.requestMatchers("/reports/**")
                            .hasRole("editor")
                            .requestMatchers("/flows/**")
                            .hasAuthority("chatflow:update")
                            .anyRequest()
                            .denyAll())
                    .oauth2ResourceServer(
                            server -> server.jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(authorities())))
                    .build();
        }

        @Bean
        JwtDecoder decoder(Environment environment) {
            String issuer = environment.getRequiredProperty("issuer");
            String audience = environment.getRequiredProperty("audience");
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withIssuerLocation(issuer).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(issuer),
                    new JwtClaimValidator<List<String>>(
                            JwtClaimNames.AUD, found -> found != null && found.contains(audience))));
            return decoder;
        }

        private static JwtAuthenticationConverter authorities() {
            JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
            roles.setAuthoritiesClaimName("roles");
            roles.setAuthorityPrefix("ROLE_");
            JwtGrantedAuthoritiesConverter entitlements = new JwtGrantedAuthoritiesConverter();
            entitlements.setAuthoritiesClaimName("entitlements");
            entitlements.setAuthorityPrefix("");
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(
                    new DelegatingJwtGrantedAuthoritiesConverter(roles, entitlements));
            return converter;
        }
    }
}
