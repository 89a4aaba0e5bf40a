package org.akoma.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.Answer;
import org.akoma.HouseIT;
import org.junit.jupiter.api.Test;

/** The way in, over HTTP. */
class DoorIT extends HouseIT {

    @Test
    void aTokenSaysWhoIAm() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        Answer me = api(worker).get("/api/v1/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().path("username").asString()).isEqualTo(worker);
        assertThat(me.json().path("organisation").asString()).isEqualTo(ngo.code());
        assertThat(nobody().get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void healthAnswers() {
        assertThat(nobody().get("/actuator/health").body()).contains("UP");
    }
}
