package org.akoma.protection.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stops is shown before a consent is taken back, and only what was shown is confirmed (requirements.md 2.6). */
class WithdrawalIT extends CareHouse {

    private String code = "";

    @BeforeEach
    void aChildWhoAgreed() {
        code = active();
        guarded(code);
        for (Consent.Purpose one : new Consent.Purpose[] {
            Consent.Purpose.CASE_MANAGEMENT, Consent.Purpose.SHARE_FOR_REFERRAL, Consent.Purpose.PHOTO
        }) done(consents.record(worker, code, yes(one)));
    }

    private org.akoma.protection.consent.RecordConsent yes(Consent.Purpose purpose) {
        return SomeConsent.answered(
                purpose, Consent.Status.GIVEN, Consent.GivenBy.CHILD_INFORMED_ASSENT_AND_GUARDIAN, clock.instant());
    }

    private String at(String purpose) {
        return "/api/v1/cases/" + code + "/consents/" + purpose + "/withdrawal";
    }

    private Answer withdraw(Actor by, String purpose, String seen, String id) {
        return api(by.username()).post(at(purpose), Map.of("id", id, "seen", seen, "givenBy", "CHILD"));
    }

    private String seen(String purpose) {
        Answer effects = api(worker.username()).get(at(purpose));
        assertThat(effects.status()).as(effects.body()).isEqualTo(200);
        return effects.json().path("seen").asString();
    }

    @Test
    void whatWasNotShownIsNotConfirmed() {
        assertThat(withdraw(worker, "CASE_MANAGEMENT", "anything", Ids.next().toString())
                        .body())
                .contains("rights.effects-changed");
        String shown = seen("CASE_MANAGEMENT");
        Answer help = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/services",
                        Map.of("id", Ids.next().toString(), "code", "LT_EDU_FORMAL", "fromOn", "2015-11-16"));
        assertThat(help.status()).as(help.body()).isEqualTo(201);
        assertThat(withdraw(worker, "CASE_MANAGEMENT", shown, Ids.next().toString())
                        .body())
                .as("one help more is concerned")
                .contains("rights.effects-changed");
        String again = seen("CASE_MANAGEMENT");
        String id = Ids.next().toString();
        Answer taken = withdraw(worker, "CASE_MANAGEMENT", again, id);
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        assertThat(withdraw(worker, "CASE_MANAGEMENT", again, id).status())
                .as("sent again")
                .isEqualTo(200);
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/consents")
                        .json()
                        .path("current")
                        .path("CASE_MANAGEMENT")
                        .asString())
                .isEqualTo("WITHDRAWN");
        assertThat(api(worker.username()).get(at("CASE_MANAGEMENT")).status())
                .as("nothing to take back")
                .isEqualTo(404);
    }

    @Test
    void theEffectsAreThoseOfTheRecords() {
        Answer photo = api(worker.username()).get(at("PHOTO"));
        assertThat(photo.body()).contains("FACES_HIDDEN", "NEW_YES_BY_TWO").doesNotContain("REFERRALS_END");
        Answer sharing = api(supervisor.username()).get(at("SHARE_FOR_REFERRAL"));
        assertThat(sharing.body()).contains("REFERRALS_END", "GIVEN_STAYS", "\"howMany\":0");
        String page = browser(worker.username())
                .get("/cases/" + code + "/consents/SHARE_FOR_REFERRAL/withdrawal")
                .body();
        assertThat(page).contains("Aucune orientation n’est en cours", "name=\"seen\"");
    }

    @Test
    void nobodyElseTakesItBackOrReadsWhatWouldStop() {
        String shown = seen("PHOTO");
        assertThat(withdraw(supervisor, "PHOTO", shown, Ids.next().toString()).status())
                .isEqualTo(403);
        Organisation others = structure(Organisation.Kind.NGO);
        for (Actor stranger : new Actor[] {
            actor(person(Role.CASE_WORKER, others)),
            actor(person(Role.CASE_SUPERVISOR, others)),
            actor(person(Role.PROJECT_MANAGER, ngo))
        }) {
            assertThat(api(stranger.username()).get(at("PHOTO")).status()).isEqualTo(404);
            assertThat(withdraw(stranger, "PHOTO", shown, Ids.next().toString()).status())
                    .isIn(403, 404);
        }
    }
}
