package org.akoma.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.Answer;
import org.akoma.access.Role;
import org.akoma.slips.SignSlip;
import org.akoma.slips.Slip;
import org.junit.jupiter.api.Test;

/** A slip becomes one file, for the worker it is addressed to, and only once. */
class RegistrationFromSlipIT extends PoliceScene {

    @Test
    void aSlipBecomesOneFileForItsReceiverAndOnlyWhenSigned() {
        Slip slip = written(1);
        Map<String, Object> child = Map.of("sex", "M", "age", 14, "country", "CI", "slip", slip.number());
        String stranger = person(Role.CASE_WORKER, structure(org.akoma.access.Organisation.Kind.NGO));
        assertRefused(api(stranger).post("/api/v1/cases", child));
        assertRefused(api(worker.username()).post("/api/v1/cases", child));
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        assertThat(browser(worker.username())
                        .get("/cases/new?slip=" + slip.number())
                        .body())
                .contains(slip.number(), "value=\"14\"");
        Answer opened = api(worker.username()).post("/api/v1/cases", child);
        assertThat(opened.status()).isEqualTo(201);
        assertThat(slips.find(worker, slip.number()).orElseThrow().receiverSignature())
                .isNotNull();
        assertRefused(api(worker.username()).post("/api/v1/cases", child));
        String file = "/api/v1/cases/" + opened.json().path("code").asString();
        assertThat(api(officer.username()).get(file).status()).isIn(403, 404);
        assertThat(api(officer.username()).get("/api/v1/slips/" + slip.number()).body())
                .doesNotContain(opened.json().path("code").asString());
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("slip");
    }
}
