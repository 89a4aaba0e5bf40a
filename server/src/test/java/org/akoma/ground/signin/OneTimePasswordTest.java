package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneTimePasswordTest {

    /** Two people read out a half each: how the person writes them one after the other is no matter. */
    @Test
    void halvesAreTakenHoweverTheyAreJoined() {
        for (String typed : List.of(
                "pkpz-7hwg-5d8b-8ysj",
                "pkpz-7hwg 5d8b-8ysj",
                "pkpz-7hwg5d8b-8ysj",
                "pkpz7hwg5d8b8ysj",
                " PKPZ 7HWG 5D8B 8YSJ ",
                "Pkpz–7hwg - 5d8b–8ysj"))
            assertThat(OneTimePassword.halves(typed))
                    .as(typed)
                    .contains(new OneTimePassword.Halves("pkpz-7hwg", "5d8b-8ysj"));
    }

    @Test
    void anInvitationIsAFirstHalf() {
        String token = OneTimePassword.invitation();
        assertThat(OneTimePassword.halves(token + " Pkpz 7hwg".toLowerCase(java.util.Locale.ROOT)))
                .contains(new OneTimePassword.Halves(token, "pkpz-7hwg"));
        assertThat(OneTimePassword.halves(token)).as("alone").isEmpty();
        assertThat(OneTimePassword.halves("pkpz-7hwg 5d8b-8ysj")).as("no token").isPresent();
    }

    @Test
    void otherPasswordsHaveNoHalves() {
        for (String own :
                List.of("pkpz-7hwg-5d8b", "Rouge cheval 12 pluie", "pkpz-7hwg-5d8b-8ysj-x", "oooo-7hwg-5d8b-8ysj"))
            assertThat(OneTimePassword.halves(own)).as(own).isEmpty();
        assertThat(OneTimePassword.halves(OneTimePassword.make())).isPresent();
    }
}
