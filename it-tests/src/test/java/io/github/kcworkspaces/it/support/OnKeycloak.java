package io.github.kcworkspaces.it.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test against the running server: takes a {@link KeycloakUnderTest}, a {@link TestRealm} or an {@link AdminBrowser} as a parameter. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({KeycloakExtension.class, BrowserExtension.class})
public @interface OnKeycloak {}
