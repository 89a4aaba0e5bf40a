package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.enforcement.suspects.AddEvidence;
import org.akoma.enforcement.suspects.Evidence;
import org.akoma.enforcement.suspects.LinkVictim;
import org.akoma.enforcement.suspects.RecordSuspect;
import org.akoma.enforcement.suspects.Suspect;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of the police space and of slips, walked through by those who use them, in both languages. */
class PolicePagesIT extends PoliceScene {

    private Slip slip;

    @BeforeEach
    void somethingToShow() {
        slip = written(1);
        screenings.screen(
                officer,
                new ScreenPerson(operation.code(), "SITE-01", FOUND, Screened.Appears.CHILD, "M", 14, "Vu à Xanadou"));
        screenings.decide(
                officer,
                new DecideScreening(
                        operation.code(),
                        "P-001",
                        ScreeningStatus.PRESUMED_VICTIM,
                        police.code(),
                        null,
                        slip.number()));
        suspects.record(
                officer,
                new RecordSuspect(
                        operation.code(),
                        null,
                        "EXPLOITER",
                        LocalDate.of(2015, 11, 15),
                        LocalDate.of(2015, 11, 15),
                        null,
                        false,
                        new Suspect.Identity("Kubla Xanadou", "CI", null)));
        suspects.link(officer, new LinkVictim(operation.code(), "LE-V-01", Set.of("LE-S-01")));
        suspects.addEvidence(
                officer,
                new AddEvidence(
                        operation.code(), Evidence.Kind.OBJECT, "LE-S-01", LocalDate.of(2015, 11, 15), "Cahier"));
        figures.add(
                coordinator,
                new AddFigure(
                        operation.code(),
                        "INTERPOL",
                        LocalDate.of(2015, 11, 16),
                        Measure.CHILDREN,
                        PublishedValue.parse("plus de 48").orElseThrow(),
                        null));
    }

    @Test
    void everyPageOpensInBothLanguages() {
        String one = "/operations/" + operation.code();
        Visit coordinates = browser(coordinator.username());
        for (String path : List.of(
                "/operations",
                "/operations/new",
                one,
                one + "/edit",
                one + "/sites/new",
                one + "/figures/new",
                one + "/persons",
                one + "/persons/new",
                one + "/persons/P-001",
                one + "/suspects",
                one + "/suspects/new",
                one + "/suspects/LE-S-01",
                one + "/evidence",
                one + "/slips",
                "/slips",
                "/slips/" + slip.number(),
                "/slips/" + slip.number() + "/print"))
            for (String lang : List.of("fr", "en")) opens(coordinates, path, lang);
        Visit writes = browser(officer.username());
        for (String path : List.of("/slips/new", "/slips/" + slip.number() + "/edit"))
            for (String lang : List.of("fr", "en")) opens(writes, path, lang);
        assertThat(coordinates.get(one + "?lang=fr").body())
                .contains("plus de 48", "49 de moins que publié", "Xanadou");
    }

    @Test
    void careReceivesWithoutSeeingTheOperation() {
        Visit cares = browser(worker.username());
        for (String path : List.of("/slips", "/slips/" + slip.number(), "/slips/" + slip.number() + "/print"))
            for (String lang : List.of("fr", "en"))
                assertThat(opens(cares, path, lang).body()).doesNotContain(operation.code());
        assertThat(cares.get("/slips/" + slip.number()).body()).doesNotContain("/cases/new");
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        assertThat(cares.get("/slips/" + slip.number()).body()).contains("/cases/new?slip=" + slip.number());
        opens(cares, "/slips/" + slip.number() + "/refusal", "en");
        assertThat(cares.post("/slips/" + slip.number() + "/refusal", "reason", "")
                        .status())
                .isEqualTo(422);
        Answer refused = cares.post("/slips/" + slip.number() + "/refusal", "reason", "Heure fausse");
        assertThat(refused.status()).isEqualTo(303);
        assertThat(browser(officer.username()).get("/slips/" + slip.number()).body())
                .contains("Heure fausse");
        assertThat(cares.get("/operations/" + operation.code()).status()).isEqualTo(404);
        assertThat(cares.get("/slips/new").status()).isEqualTo(403);
    }

    @Test
    void thoseWithFiguresAloneGetATable() {
        Visit observes = browser(person(Role.OBSERVER, ngo));
        assertThat(opens(observes, "/operations", "fr").body()).contains(operation.code(), "masqué");
        assertThat(observes.get("/slips").status()).isEqualTo(404);
    }

    @Test
    void aSlipIsWrittenOnAPageAndWhatWasTypedIsKept() {
        Visit writes = browser(officer.username());
        opens(writes, "/slips/new", "fr");
        String[] fields = {
            "id", Ids.next().toString(),
            "operation", operation.code(),
            "site", "SITE-01",
            "foundAt", "2015-11-15",
            "foundAt-time", "14:15",
            "handedAt", "2015-11-15",
            "handedAt-time", "07:15",
            "receiver", worker.code(),
            "childNumber", "2",
            "apparentSex", "F",
            "apparentAge", "9",
            "urgentMedical", "true",
            "interpreterLanguage", "mos",
            "condition", "ILL",
            "belongings", "Une natte"
        };
        Answer wrong = writes.post("/slips", fields);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Une natte", "handedAt-error", "avant d’être trouvé");
        fields[13] = "17:12";
        Answer written = writes.post("/slips", fields);
        assertThat(written.status()).isEqualTo(303);
        assertThat(writes.post("/slips", fields).location()).isEqualTo(written.location());
        String number = written.location().replaceAll(".*/slips/|\\?.*", "");
        opens(writes, "/slips/" + number, "fr");
        assertThat(writes.post("/slips/" + number + "/signature", "version", "1")
                        .location())
                .contains("done=slips.signed");
    }

    @Test
    void anOperationIsPlannedAndStartedOnPages() {
        Visit plans = browser(coordinator.username());
        opens(plans, "/operations/new", "fr");
        String code = fresh("OP");
        String[] fields = {
            "code", code,
            "country", "CI",
            "startsOn-day", "20",
            "startsOn-month", "11",
            "startsOn-year", "2015",
            "sectors", "COCOA",
            "area", "Xanadou",
            "expectedChildren", "10",
            "careCapacity", "8",
            "careConfirmedBy", ngo.code(),
            "participants", bureau.code(),
            "version", "1"
        };
        assertThat(plans.post("/operations", fields).status()).isEqualTo(303);
        assertThat(opens(plans, "/operations/" + code, "fr").body()).contains("ne peut pas commencer");
        fields[17] = "10";
        assertThat(plans.post("/operations/" + code, fields).status()).isEqualTo(303);
        assertThat(plans.post("/operations/" + code, fields).status()).isEqualTo(422);
        assertThat(plans.post("/operations/" + code + "/start", "version", "2").location())
                .contains("done=operations.care-unconfirmed");
        Visit care = browser(person(Role.CASE_SUPERVISOR, ngo));
        UUID asked = operations.find(coordinator, code).orElseThrow().id();
        assertThat(opens(care, "/slips/care", "en").body()).contains(code);
        assertThat(care.post("/slips/care/" + asked + "/confirmation").location())
                .contains("done=slips.care-confirmed");
        assertThat(plans.post("/operations/" + code + "/start", "version", "2").location())
                .contains("done=operations.started");
        assertThat(opens(plans, "/operations/" + code, "fr").body()).contains("En cours");
    }

    @Test
    void aDecisionAndAStateAreRecordedOnPages() {
        String one = "/operations/" + operation.code();
        Visit coordinates = browser(coordinator.username());
        opens(coordinates, one + "/persons/P-001", "fr");
        assertThat(coordinates
                        .post(one + "/persons/P-001/decisions", "status", "SCREENED")
                        .status())
                .isEqualTo(422);
        assertThat(coordinates
                        .post(one + "/persons/P-001/decisions", "status", "CONFIRMED_VICTIM")
                        .status())
                .isEqualTo(303);
        assertThat(coordinates
                        .post(
                                one + "/suspects/LE-S-01/proceedings",
                                "status",
                                "ON_TRIAL",
                                "atLiberty",
                                "false",
                                "since-day",
                                "16",
                                "since-month",
                                "11",
                                "since-year",
                                "2015")
                        .status())
                .isEqualTo(303);
        assertThat(opens(coordinates, one + "/suspects/LE-S-01", "fr").body()).contains("En jugement");
        assertThat(coordinates
                        .post(one + "/sites", "code", "SITE-02", "sector", "TRADE")
                        .status())
                .isEqualTo(303);
        assertThat(coordinates
                        .post(one + "/sites", "code", "SITE-02", "sector", "TRADE")
                        .status())
                .isEqualTo(422);
        assertThat(coordinates
                        .post(one + "/figures", "source", "AFP", "measure", "OFFICERS", "value", "beaucoup")
                        .status())
                .isEqualTo(422);
        assertThat(coordinates.post(one + "/evidence", "kind", "OBJECT").status())
                .isEqualTo(422);
    }

    private static Answer opens(Visit visit, String path, String lang) {
        Answer page = visit.get(path + "?lang=" + lang);
        assertThat(page.status()).as(path + " " + lang + " " + page).isEqualTo(200);
        assertThat(page.body())
                .as(path)
                .contains("lang=\"" + lang + "\"", "</html>")
                .doesNotContain(">…<");
        return page;
    }
}
