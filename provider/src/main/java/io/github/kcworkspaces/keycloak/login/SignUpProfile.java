package io.github.kcworkspaces.keycloak.login;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.keycloak.forms.login.freemarker.model.RegisterBean;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * What the user profile of the realm asks of somebody who signs up, without what the invitation fixes: the address, and the
 * user name where that is the address. Templates read it, so it is public.
 */
public final class SignUpProfile extends RegisterBean {

    private final boolean emailIsUsername;

    SignUpProfile(MultivaluedMap<String, String> formData, KeycloakSession session, boolean emailIsUsername) {
        super(formData, session);
        this.emailIsUsername = emailIsUsername;
    }

    @Override
    public List<Attribute> getAttributes() {
        return super.getAttributes().stream()
                .filter(attribute -> !attribute.getName().equals(UserModel.EMAIL))
                .filter(attribute -> !(emailIsUsername && attribute.getName().equals(UserModel.USERNAME)))
                .toList();
    }
}
