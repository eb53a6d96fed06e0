package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is given at his first login. With neither provider nor domain it is about everybody.
 *
 * @param provider alias of the identity provider that he comes through
 * @param emailDomain domain of his verified e-mail address
 * @param workspace alias or id; answers have the alias
 * @param roles names or ids; answers have the names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FirstLoginRepresentation(
        @Nullable String provider,
        @Nullable String emailDomain,
        @Nullable String workspace,
        @Nullable List<String> roles) {}
