/** Mails about invitations: written in the theme of the realm and sent by its mail server, apart from all requests. */
@NullMarked
package io.github.kcworkspaces.keycloak.mail;

import org.jspecify.annotations.NullMarked;
