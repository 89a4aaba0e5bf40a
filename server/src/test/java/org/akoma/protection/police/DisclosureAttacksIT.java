package org.akoma.protection.police;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** Ways round the two people, and round the child's no, that somebody with a true account tried. */
class DisclosureAttacksIT extends PoliceRequestHouse {

    private Answer without(String number, String why) {
        return api(worker.username())
                .post(
                        at("/" + id(number) + "/without"),
                        Map.of("without", why, "withoutWords", "Nous en avons parlé avec la famille hier"));
    }

    /** Nobody could be asked; then the child says no, before anything was fetched. */
    @Test
    void aNoThatComesAfterADecisionWithoutTheChild() {
        consent("NOT_OBTAINABLE");
        String number = asked("NAME");
        assertThat(without(number, "BEST_INTERESTS").status()).isEqualTo(200);
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(3600));
        consent("REFUSED");
        assertThat(fetch(officer, number, "data").status()).isEqualTo(404);
        assertThat(state(number)).isEqualTo("STOPPED");
    }

    /** The signature alone tells nothing; fetched first, it must not open the rest after a no. */
    @Test
    void aHarmlessPartFetchedFirst() {
        String number = given("NAME");
        assertThat(fetch(officer, number, "signature").status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(3600));
        consent("WITHDRAWN");
        assertThat(fetch(officer, number, "data").status()).isEqualTo(404);
        assertThat(fetch(officer, number, "paper").status()).isEqualTo(404);
    }

    @Test
    void anOrderThatTheRequestDoesNotBear() {
        consent("REFUSED");
        Map<String, Object> plain = wanted("NAME");
        plain.put("basis", "TRAFFICKING_LAW");
        plain.remove("reference");
        Answer made = ask(officer, plain);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String number = made.json().path("number").asString();
        assertThat(without(number, "COURT_ORDER").body()).contains("disclosure.without-not-so");
        assertThat(without(number, "DANGER_TO_LIFE").body()).contains("disclosure.without-not-so");
        assertThat(without(number, "BEST_INTERESTS").body()).contains("disclosure.child-said-no");
        assertThat(api(custodian.username())
                        .get("/api/v1/disclosures/" + number)
                        .json()
                        .path("childSays")
                        .asString())
                .isEqualTo("REFUSED");
        Map<String, Object> dot = wanted("BIRTH");
        dot.put("basis", "COURT_ORDER");
        dot.put("reference", " . ");
        assertThat(ask(colleague, dot).body()).contains("disclosure.reference-missing");
    }

    /** An ordinary request that waits keeps nobody from a danger, and tells no colleague that it is there. */
    @Test
    void aColleaguesRequestStandsInNobodysWay() {
        asked("NAME");
        assertThat(ask(officer, wanted("BIRTH")).body()).contains("disclosure.waits");
        String number = askedAtOnce(colleague, "CONTACT");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        assertThat(fetch(colleague, number, "data").status()).isEqualTo(200);
    }

    /** What left in danger is not stopped by the child's word, so that its review is never left without a way to be made. */
    @Test
    void theReviewIsMadeWhateverTheChildSaysMeanwhile() {
        consent("GIVEN");
        String number = askedAtOnce(officer, "CONTACT");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(600));
        consent("WITHDRAWN");
        assertThat(fetch(officer, number, "data").status()).isEqualTo(200);
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(owner("select review from disclosure.request where number = '" + number + "'"))
                .isEqualTo("RIGHT");
    }

    @Test
    void noNameThatTheOfficerWroteStandsOnThePaper() {
        String number = given("NAME");
        assertThat(fetch(officer, number, "data").body()).contains(officer.code());
        assertThat(api(officer.username())
                        .get("/api/v1/disclosures/" + number)
                        .json()
                        .path("request")
                        .path("requester")
                        .asString())
                .isEqualTo(officer.code());
    }

    @Test
    void theSameIdWithOtherContentIsAConflict() {
        Map<String, Object> body = wanted("NAME");
        assertThat(ask(officer, body).status()).isEqualTo(201);
        assertThat(ask(officer, body).status()).isEqualTo(201);
        Map<String, Object> other = new HashMap<>(body);
        other.put("fields", List.of("NAME", "CONTACT"));
        assertThat(ask(officer, other).status()).isIn(409, 422);
    }

    private Answer reports(String words, String urgency) {
        return api(worker.username())
                .post(
                        at("/reports"),
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "unit",
                                officer.organisation(),
                                "offence",
                                "TRAFFICKING",
                                "country",
                                "CI",
                                "urgency",
                                urgency,
                                "words",
                                words));
    }

    @Test
    void theChildsNameInDisguise() {
        for (String disguised : List.of(
                "K\u200Bouassi a été enlevé au marché",
                "K.o.u.a.s.s.i a été enlevé au marché",
                "PetitKouassi a été enlevé au marché",
                "K\u043Euassi a été enlevé au marché",
                "L’enfant AK\u2011049 a été enlevé au marché",
                "L’enfant AK 049 a été enlevé au marché",
                "L’enfant AK049 a été enlevé au marché",
                "Il a été enlevé devant SHELTER-A hier soir"))
            assertThat(reports(disguised, "ORDINARY").body()).as(disguised).contains("disclosure.report-names-child");
        assertThat(reports("Un enfant a été enlevé le 12 à 18 h, près du marché de Soubré", "ORDINARY")
                        .status())
                .isEqualTo(201);
    }

    /** As with requests: one report at once, until it was reviewed. */
    @Test
    void oneReportAtOnceAtATime() {
        Answer first = reports("On bat des enfants dans le champ du nord", "LIFE_DANGER");
        Answer second = reports("On bat des enfants dans le champ du sud", "LIFE_DANGER");
        for (Answer made : List.of(first, second))
            assertThat(made.status()).as(made.body()).isEqualTo(201);
        Map<String, Object> atOnce = Map.of("word", "AT_ONCE", "reason", "Une vie est en danger ce soir");
        assertThat(decides(supervisor, first, atOnce).status()).isEqualTo(200);
        assertThat(decides(supervisor, second, atOnce).body()).contains("disclosure.not-at-once");
    }

    private Answer decides(Actor by, Answer report, Map<String, Object> word) {
        return api(by.username()).post(at("/reports/" + report.json().path("id").asString() + "/decision"), word);
    }

    /** A reading of the words is kept; so the list has none. */
    @Test
    void theListTellsNoWordsOfAReport() {
        Answer made = reports("On bat des enfants dans le champ du nord", "LIFE_DANGER");
        assertThat(decides(supervisor, made, Map.of("word", "AT_ONCE", "reason", "Une vie est en danger ce soir"))
                        .status())
                .isEqualTo(200);
        Answer list = api(coordinator.username()).get("/api/v1/disclosures/reports");
        assertThat(list.body())
                .contains(made.json().path("number").asString())
                .doesNotContain("champ du nord", "\"words\"");
        assertThat(browser(coordinator.username()).get("/disclosures").body()).doesNotContain("champ du nord");
    }

    /** A session that was left open gives nothing away: both who agree show their second factor again. */
    @Test
    void nothingLeavesWithoutTheSecondFactor() {
        consent("GIVEN");
        String number = asked("NAME");
        String decision = "/api/v1/decisions/" + decision(number, "DISCLOSURE_DATA") + "/verdict";
        Caller care = api(supervisor.username());
        Caller custody = api(custodian.username());
        for (Actor one : List.of(supervisor, custodian))
            TestDatabase.ownerDoes(
                    "update access.credential set totp_sealed = '\\x00' where person_id = '" + one.personId() + "'");
        Map<String, Object> agree = Map.of("word", "AGREE");
        assertThat(care.post(at("/" + id(number) + "/decision"), agree).body()).contains("access.factor-needed");
        assertThat(custody.post(decision, Map.of("agreed", true)).body()).contains("access.factor-needed");
        assertThat(owner(
                        "select count(*) from disclosure.given g join disclosure.request r on r.id = g.request_id where r.number = '"
                                + number + "'"))
                .as("nothing is prepared")
                .isEqualTo("0");
        for (Actor one : List.of(supervisor, custodian))
            TestDatabase.ownerDoes("update access.credential set totp_shown_at = '" + clock.instant()
                    + "' where person_id = '" + one.personId() + "'");
        assertThat(care.post(at("/" + id(number) + "/decision"), agree).status())
                .isEqualTo(200);
        assertThat(custody.post(decision, Map.of("agreed", true)).status()).isEqualTo(200);
        assertThat(state(number)).isEqualTo("GIVEN");
    }
}
