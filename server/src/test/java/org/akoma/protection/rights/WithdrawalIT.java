package org.akoma.protection.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
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
        String first = code;
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
                        .post(
                                at("CASE_MANAGEMENT"),
                                Map.of("id", id, "seen", again, "givenBy", "CHILD", "words", "Je ne veux plus"))
                        .status())
                .as("other words under the same id")
                .isEqualTo(409);
        assertThat(withdraw(worker, "PHOTO", seen("PHOTO"), id).status())
                .as("another question under the same id")
                .isEqualTo(409);
        aChildWhoAgreed();
        assertThat(withdraw(worker, "CASE_MANAGEMENT", seen("CASE_MANAGEMENT"), id)
                        .status())
                .as("the same id on another file")
                .isEqualTo(409);
        code = first;
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

    @Test
    void anotherHelpInThePlaceOfOneIsNotWhatWasShown() {
        String help = help();
        String shown = seen("CASE_MANAGEMENT");
        TestDatabase.ownerDoes("delete from assistance.service where id = '" + help + "'");
        help();
        assertThat(withdraw(worker, "CASE_MANAGEMENT", shown, Ids.next().toString())
                        .body())
                .as("one help as before, and another one")
                .contains("rights.effects-changed");
    }

    private String help() {
        String id = Ids.next().toString();
        Answer help = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/services",
                        Map.of("id", id, "code", "LT_EDU_FORMAL", "fromOn", "2015-11-16"));
        assertThat(help.status()).as(help.body()).isEqualTo(201);
        return id;
    }

    @Test
    void whatIsNotCountedHasNoNumberAndSamplesAreTheSameForAll() {
        done(consents.record(worker, code, yes(Consent.Purpose.EVALUATION_INTERVIEW)));
        Answer effects = api(worker.username()).get(at("EVALUATION_INTERVIEW"));
        assertThat(effects.status()).as(effects.body()).isEqualTo(200);
        effects.json().path("items").forEach(one -> {
            if (List.of("SAMPLES_GO_ON", "NEW_YES_BY_TWO")
                    .contains(one.path("effect").asString()))
                assertThat(one.path("howMany").isInt())
                        .as(one.path("effect").asString())
                        .isFalse();
        });
    }

    @Test
    void anEmergencyShowsNothingOfIt() {
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(colleague.username())
                        .post(
                                "/api/v1/cases/" + code + "/break-glass",
                                Map.of("reason", "L’enfant appelle à l’aide et sa travailleuse est absente."))
                        .status())
                .isEqualTo(201);
        assertThat(api(colleague.username()).get(at("PHOTO")).status()).isEqualTo(404);
    }

    @Test
    void withoutWhatWasShownTheSentenceIsTheRightOne() {
        Answer blind =
                api(worker.username()).post(at("PHOTO"), Map.of("id", Ids.next().toString(), "givenBy", "CHILD"));
        assertThat(blind.body()).contains("ce qui s’arrête").doesNotContain("personne vue");
    }

    @Test
    void aGuardianWhoAnswersNoMoreTakesNothingBack() throws SQLException {
        TestDatabase.ownerDoes(
                "update cases.guardian set ended_on = '2015-11-15' where file_id = (select id from cases.case_file where code = '"
                        + code + "')");
        Answer former = api(worker.username())
                .post(at("PHOTO"), Map.of("id", Ids.next().toString(), "seen", seen("PHOTO"), "givenBy", "GUARDIAN"));
        assertThat(former.body()).contains("cases.consent-no-guardian");
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant().plusSeconds(60),
                        "insert into cases.consent (id, file_id, purpose, status, given_by, at, explained_by, recorded_by, recorded_at) select '"
                                + Ids.next() + "', f.id, 'PHOTO', 'WITHDRAWN', 'GUARDIAN', access.moment(), '"
                                + worker.personId() + "', '" + worker.personId()
                                + "', access.moment() from cases.case_file f where f.code = '" + code + "'"))
                .contains("cases.consent-no-guardian");
        assertThat(withdraw(worker, "PHOTO", seen("PHOTO"), Ids.next().toString())
                        .status())
                .as("the child may")
                .isEqualTo(200);
    }
}
