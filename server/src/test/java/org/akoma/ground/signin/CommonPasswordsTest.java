package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password2015",
                "motdepasse123",
                "M0tDeP@sse2015!",
                "azertyuiop123",
                "qwertyqwerty",
                "123456789012",
                "aaaaaaaaaaaa",
                "iloveyou1234",
                "Abidjan-2015-!",
                "AkomaAkoma2015",
                "jesus12345678",
                "fedcba987654",
                "PASSWORDPASSWORD",
                "p4ssw0rd1234",
                "supervisor10",
                "Superviseur-10",
                "caseworker2015"
            })
    void whatGuessersTryFirstIsRefused(String password) {
        assertThat(CommonPasswords.contain(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quatre mots sans lien",
                "cheval agrafe batterie",
                "soit-lune-banc-mur7",
                "7vKx!mQ2zR#p",
                "pirogue tamarin verrou",
                "akoma-demo of the hill"
            })
    void whatNobodyElseChoosesIsTaken(String password) {
        assertThat(CommonPasswords.contain(password)).isFalse();
    }
}
