package io.github.kcworkspaces.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MfaRequiredForTest {

    @ParameterizedTest
    @CsvSource({
        "NONE,           false, false, false",
        "NONE,           false, true,  false",
        "NONE,           true,  false, true",
        "NONE,           true,  true,  true",
        "ACCOUNT_ADMINS, false, false, false",
        "ACCOUNT_ADMINS, false, true,  true",
        "ACCOUNT_ADMINS, true,  false, true",
        "EVERYONE,       false, false, true",
        "EVERYONE,       true,  true,  true",
    })
    void whatRealmOrWorkspaceDemandsIsDemanded(
            MfaRequiredFor byRealm, boolean byWorkspace, boolean accountAdmin, boolean demanded) {
        assertThat(byRealm.in(byWorkspace).demandedOf(accountAdmin)).isEqualTo(demanded);
    }
}
