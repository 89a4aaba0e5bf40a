package org.akoma.protection.police;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;

/** Care reports an offence to the police without who the child is, and the police answer. */
class OffenceReportIT extends PoliceRequestHouse {

    private static final String WORDS = "Un recruteur propose du travail aux enfants près du marché de Xanadou";

    private static final String WHY = "Ce n’était pas un danger";

    private Answer report(Actor by, String words, String urgency) {
        return api(by.username())
                .post(
                        at("/reports"),
                        new HashMap<>(Map.of(
                                "id",
                                Ids.next().toString(),
                                "unit",
                                police.code(),
                                "offence",
                                "TRAFFICKING",
                                "country",
                                "CI",
                                "urgency",
                                urgency,
                                "words",
                                words)));
    }

    private String reported(String urgency) {
        Answer made = report(worker, WORDS, urgency);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("number").asString();
    }

    private String reportId(String number) {
        return owner("select id from disclosure.offence_report where number = '" + number + "'");
    }

    private String state(String number, String column) {
        return owner("select " + column + " from disclosure.offence_report where number = '" + number + "'");
    }

    private Answer supervisorSaysOf(Actor by, String number, String word) {
        Map<String, Object> body = new HashMap<>(Map.of("word", word));
        if (!word.equals("AGREE")) body.put("reason", "Lu avec la travailleuse sociale");
        return api(by.username()).post(at("/reports/" + reportId(number) + "/decision"), body);
    }

    private String review(String number) {
        return owner(
                "select id from access.decision where kind = 'OFFENCE_DATA' and subject = '" + reportId(number) + "'");
    }

    private Answer custodianSaysOf(String number, boolean agreed) {
        Map<String, Object> body = new HashMap<>(Map.of("agreed", agreed));
        if (!agreed) body.put("reason", WHY);
        return api(custodian.username()).post("/api/v1/decisions/" + review(number) + "/verdict", body);
    }

    private Answer answered(Actor by, String number) {
        return api(by.username())
                .post(
                        "/api/v1/disclosures/reports/" + number + "/answer",
                        Map.of("answer", "OPERATION_OPENED", "answerWords", "Une équipe surveille le marché"));
    }

    @Test
    void itLeavesByTwoAndIsAnswered() {
        String number = reported("ORDINARY");
        assertThat(answered(coordinator, number).status()).isEqualTo(404);
        assertThat(supervisorSaysOf(worker, number, "AGREE").status()).isEqualTo(403);
        assertThat(answer(
                        worker,
                        "select access.decide((select id from access.decision where kind = 'OFFENCE_FILE' and subject"
                                + " = '"
                                + reportId(number) + "'), true, null)"))
                .isEqualTo("OWN_WORK");
        assertThat(supervisorSaysOf(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(state(number, "state")).isEqualTo("WAITING");
        assertThat(custodianSaysOf(number, true).status()).isEqualTo(200);
        assertThat(state(number, "state")).isEqualTo("SENT");
        Answer read = api(coordinator.username()).get("/api/v1/disclosures/reports/" + number);
        assertThat(read.body()).contains(WORDS).doesNotContain(code, "Kouassi");
        int before = rung(worker);
        assertThat(answered(coordinator, number).status()).isEqualTo(200);
        assertThat(rung(worker)).isGreaterThan(before);
        assertThat(api(worker.username()).get(at("")).body()).contains("Une équipe surveille", "OPERATION_OPENED");
        assertThat(answered(coordinator, number).body()).contains("disclosure.answered-already");
    }

    /** Officers who do not coordinate the unit find it neither among their tasks nor behind a bell. */
    @Test
    void itIsWorkOnTheFirstPageOfTheUnitAndTheBellOpensIt() {
        String ordinary = reported("ORDINARY");
        assertThat(supervisorSaysOf(supervisor, ordinary, "AGREE").status()).isEqualTo(200);
        assertThat(custodianSaysOf(ordinary, true).status()).isEqualTo(200);
        String danger = reported("LIFE_DANGER");
        assertThat(browser(coordinator.username()).get("/").body()).doesNotContain(danger);
        assertThat(supervisorSaysOf(supervisor, danger, "AT_ONCE").status()).isEqualTo(200);
        String home = browser(coordinator.username()).get("/?lang=fr").body();
        assertThat(home)
                .contains("/disclosures/reports/" + ordinary, "/disclosures/reports/" + danger, "vie est en danger")
                .doesNotContain("??");
        assertThat(home.indexOf(danger)).as("danger first").isLessThan(home.indexOf(ordinary));
        assertThat(browser(coordinator.username()).get("/notices").body())
                .contains("/disclosures/reports/" + ordinary, "/disclosures/reports/" + danger);
        for (Actor other : java.util.List.of(officer, outsider, custodian))
            assertThat(browser(other.username()).get("/").body()).doesNotContain("/disclosures/reports/" + danger);
        assertThat(answered(coordinator, danger).status()).isEqualTo(200);
        assertThat(browser(coordinator.username()).get("/").body())
                .doesNotContain("href=\"/disclosures/reports/" + danger);
    }

    /** The error of a field says what this form asks, not what another form with such a field does: not where the child lives. */
    @Test
    void theErrorAsksForTheCountryOfTheOffence() {
        Answer empty = browser(worker.username()).post("/cases/" + code + "/police/reports", "words", "");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Choisissez le pays de l’infraction").doesNotContain("vit ou vivra");
    }

    @Test
    void itTellsNothingOfTheChild() {
        assertThat(report(worker, "Kouassi a été enlevé près du marché hier", "ORDINARY")
                        .body())
                .contains("disclosure.report-names-child");
        assertThat(report(worker, "L’enfant du dossier " + code + " a été enlevé", "ORDINARY")
                        .body())
                .contains("disclosure.report-names-child");
        String number = reported("ORDINARY");
        assertThat(supervisorSaysOf(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(custodianSaysOf(number, true).status()).isEqualTo(200);
        assertThat(refusal(coordinator, "select file_id from disclosure.offence_report"))
                .contains("permission denied");
        assertThat(refusal(coordinator, "select reported_by from disclosure.offence_report"))
                .contains("permission denied");
        assertThat(browser(coordinator.username())
                        .get("/disclosures/reports/" + number + "?lang=fr")
                        .body())
                .contains(WORDS)
                .doesNotContain(code);
    }

    /** Only the coordinators of the unit that was told. */
    @Test
    void nobodyElseOfThePoliceReadsIt() {
        String number = reported("ORDINARY");
        assertThat(supervisorSaysOf(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(custodianSaysOf(number, true).status()).isEqualTo(200);
        Actor elsewhere = actor(person(Role.LE_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        for (Actor one : java.util.List.of(officer, colleague, elsewhere)) {
            assertThat(api(one.username())
                            .get("/api/v1/disclosures/reports/" + number)
                            .status())
                    .as(one.code())
                    .isEqualTo(404);
            assertThat(answered(one, number).status()).as(one.code()).isIn(403, 404);
            assertThat(answer(one, "select count(*) from disclosure.offence_report where number = '" + number + "'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void inDangerTheSupervisorSendsItAndTheOtherOneReviews() {
        String number = reported("LIFE_DANGER");
        assertThat(supervisorSaysOf(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        assertThat(state(number, "state")).isEqualTo("SENT");
        assertThat(answer(worker, "select access.withdraw('" + review(number) + "')"))
                .isEqualTo("FORBIDDEN");
        assertThat(custodianSaysOf(number, false).status()).isEqualTo(200);
        assertThat(state(number, "review")).isEqualTo("NOT_RIGHT");
        assertThat(state(number, "state")).as("nobody had read it").isEqualTo("STOPPED");
        assertThat(api(coordinator.username())
                        .get("/api/v1/disclosures/reports/" + number)
                        .status())
                .isEqualTo(404);
    }

    /** Who wrote it and who works on the file read why; so do the police who had read it, and nobody else of them. */
    @Test
    void whatWasJudgedWrongIsShownWithItsReasonToWhoMustKnow() {
        String number = reported("LIFE_DANGER");
        assertThat(supervisorSaysOf(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        String there = "/disclosures/reports/" + number;
        assertThat(api(coordinator.username()).get("/api/v1" + there).body()).contains("\"reviewReason\":null");
        assertThat(browser(custodian.username())
                        .get("/decisions/" + review(number) + "?lang=fr")
                        .body())
                .contains("le service de police qui l’a lu");
        assertThat(custodianSaysOf(number, false).status()).isEqualTo(200);
        assertThat(state(number, "state")).as("it was read").isEqualTo("SENT");
        assertThat(browser(worker.username())
                        .get(at("").replace("/api/v1", "") + "?lang=fr")
                        .body())
                .contains("Envoi non confirmé", WHY, "La police l’avait lu")
                .doesNotContain("??");
        assertThat(api(worker.username()).get(at("")).body()).contains("\"reviewReason\":\"" + WHY);
        assertThat(browser(worker.username()).get("/notices?lang=fr").body())
                .contains("Signalement " + number, "pas confirmé l’envoi immédiat");
        assertThat(browser(coordinator.username()).get(there + "?lang=fr").body())
                .contains("pas confirmé", WHY, "Détruisez")
                .doesNotContain("??");
        assertThat(api(coordinator.username()).get("/api/v1" + there).body())
                .contains("\"reviewReason\":\"" + WHY, "NOT_RIGHT");
        assertThat(browser(coordinator.username()).get("/notices?lang=fr").body())
                .contains("Signalement " + number);
        for (Actor other : java.util.List.of(officer, outsider))
            assertThat(answer(
                            other,
                            "select count(*)::text from access.decision where subject = '" + reportId(number) + "'"))
                    .as(other.code())
                    .isEqualTo("0");
    }

    @Test
    void withoutDangerNothingLeavesByOne() {
        String number = reported("ORDINARY");
        assertThat(supervisorSaysOf(supervisor, number, "AT_ONCE").body()).contains("disclosure.not-at-once");
        assertThat(answer(supervisor, "select disclosure.send_at_once('" + reportId(number) + "')"))
                .isEqualTo("NOT_AT_ONCE");
        assertThat(refusal(
                        supervisor,
                        "update disclosure.offence_report set state = 'SENT' where number = '" + number + "'"))
                .contains("permission denied");
        assertThat(state(number, "state")).isEqualTo("WAITING");
    }
}
