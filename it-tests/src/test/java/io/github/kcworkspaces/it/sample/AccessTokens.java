package io.github.kcworkspaces.it.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** Checks access tokens of one realm for one application: signature, issuer, audience, times (RFC 9068, 4). */
final class AccessTokens {

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    AccessTokens(String issuer, String audience) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys(issuer)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp")));
    }

    /** @return empty when the token is none that this application accepts */
    Optional<JWTClaimsSet> check(String token) {
        try {
            return Optional.of(processor.process(token, null));
        } catch (ParseException | BadJOSEException refused) {
            return Optional.empty();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static JWKSource<SecurityContext> keys(String issuer) {
        try {
            return JWKSourceBuilder.create(URI.create(issuer + "/protocol/openid-connect/certs")
                            .toURL())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(issuer, e);
        }
    }
}
