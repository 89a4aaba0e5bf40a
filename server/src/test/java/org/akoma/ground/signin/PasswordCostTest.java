package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What it costs to try a password in service (requirements.md 9; OWASP's second choice), since other tests make it cheap. */
class PasswordCostTest {

    @Test
    void eachTryTakesNineteenMebibytesAndTwoPasses() {
        assertThat(new Security().argon2().encode("quatre mots sans lien"))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }
}
