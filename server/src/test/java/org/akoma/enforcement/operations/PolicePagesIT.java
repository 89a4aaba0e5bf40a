package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.enforcement.suspects.AddEvidence;
import org.akoma.enforcement.suspects.Evidence;
import org.akoma.enforcement.suspects.LinkVictim;
import org.akoma.enforcement.suspects.RecordSuspect;
import org.akoma.enforcement.suspects.Suspect;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.reference.PublishedValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pages of the police space and of slips, walked through by those who use them, in both languages. */
class PolicePagesIT extends PersonsScene {

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
                        slip.number(),
                        null));
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
        suspects.link(officer, new LinkVictim(operation.code(), "LE-V-01", Set.of("LE-S-01"), null));
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

    /** The first page of the police: the operation with who was screened, and slips by state, each count with its list. */
    @Test
    void theFirstPageShowsOperationsAndSlips() {
        String home = browser(officer.username()).get("/?lang=fr").body();
        assertThat(home).contains(operation.code(), "Victime présumée", "Les fiches de remise", "/slips?status=OPEN");
        String count = home.replaceFirst("(?s).*<a[^>]*href=\"/slips.status=OPEN\"[^>]*>([^<]*)<.*", "$1");
        String list = browser(officer.username()).get("/slips?status=OPEN").body();
        assertThat(list.split("<th scope=\"row\"", -1).length - 1).isEqualTo(Integer.parseInt(count));
        String elsewhere = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        assertThat(browser(elsewhere).get("/").body()).doesNotContain(operation.code());
    }

    /** A person met and a slip, by their codes as people write them; nothing for the police elsewhere, nor for care that the slip is not addressed to. */
    @Test
    void aPersonMetAndASlipAreFoundByLooseCodes() {
        String person = "/operations/" + operation.code() + "/persons/P-001";
        String loose = "fr " + Integer.parseInt(slip.number().substring("FR-2015-".length()));
        for (String typed : List.of("P-001", "p1")) {
            assertThat(found(officer.username(), typed)).as(typed).contains(person);
            for (String other : List.of(outsider.username(), worker.username()))
                assertThat(found(other, typed)).as(other).doesNotContain(operation.code());
        }
        for (String reader : List.of(officer.username(), worker.username()))
            assertThat(found(reader, loose)).contains("/slips/" + slip.number());
        String elsewhere = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        for (String other : List.of(outsider.username(), elsewhere))
            assertThat(found(other, loose)).as(other).doesNotContain("/slips/" + slip.number());
    }

    /** Where the one search box leads, and what is written there. */
    private String found(String by, String typed) {
        Visit visit = browser(by);
        visit.get("/search");
        String to = visit.post("/search", "q", typed).location();
        return to + visit.get(to).body();
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

    /** Nothing is typed twice: the person met becomes the slip, and each shows the other. */
    @Test
    void aPersonMetBecomesASlip() {
        Visit writes = browser(officer.username());
        String one = "/operations/" + operation.code();
        String[] seen = {
            "site", "SITE-01", "screenedAt", "2015-11-15", "screenedAt-time", "07:30", "appears", "CHILD", "sex", "F"
        };
        List<String> typed = new ArrayList<>(List.of(seen));
        typed.addAll(List.of("apparentAge", "12", "then", "slip"));
        Answer met = writes.post(one + "/persons", typed.toArray(String[]::new));
        String form = met.header("Location").orElseThrow();
        assertThat(form).endsWith("/slips/new?operation=" + operation.code() + "&person=P-002");
        assertThat(browser(coordinator.username())
                        .get("/slips/new?operation=" + operation.code() + "&person=P-002")
                        .status())
                .isEqualTo(403);
        assertThat(writes.get("/slips/new?lang=fr&operation=" + operation.code() + "&person=P-002")
                        .body())
                .contains("value=\"12\"", "name=\"person\" value=\"P-002\"", "value=\"2\"")
                // when the child was found is asked for, and is not the hour of the hearing
                .doesNotContain("??", "value=\"07:30\"");
        Caller program = api(officer.username());
        Map<String, Object> said = new HashMap<>(Map.of(
                "operation", operation.code(), "site", "SITE-01", "foundAt", "2015-11-15T07:30:00Z", "childNumber", 2));
        said.putAll(Map.of("apparentSex", "F", "apparentAge", 12, "urgentMedical", false, "condition", "GOOD"));
        said.putAll(Map.of("interpreterLanguage", "none", "receiver", worker.code(), "person", "P-099"));
        assertThat(program.post("/api/v1/slips", said).fields()).containsExactly("person");
        said.put("person", "P-001"); // has one
        assertThat(program.post("/api/v1/slips", said).fields()).containsExactly("person");
        said.put("person", "P-002");
        said.put("handedAt", "2015-11-15T08:00:00Z");
        said.put("id", Ids.next().toString());
        String after = screened(officer).code();
        List<String> boxes = new ArrayList<>(List.of("then", "sign"));
        said.forEach((field, value) -> boxes.addAll(List.of(field, value.toString())));
        Answer signed = writes.post("/slips", boxes.toArray(String[]::new));
        String place = signed.header("Location").orElseThrow();
        assertThat(place).contains("done=slips.signed");
        assertThat(writes.get(place.substring(place.indexOf("/slips/"))).body())
                .contains("Faire la fiche de " + after, "person=" + after);
        String number = place.replaceAll(".*/slips/([^?]+).*", "$1");
        assertThat(program.get("/api/v1" + one + "/persons/P-002")
                        .json()
                        .path("person")
                        .path("slip")
                        .asString())
                .isEqualTo(number);
        assertThat(writes.get("/slips/" + number).body()).contains(one + "/persons/P-002", "Signée.");
        assertThat(browser(worker.username()).get("/slips/" + number).body()).doesNotContain("P-002", operation.code());
        assertThat(writes.get(one + "/persons/P-002").body()).contains(number).doesNotContain("person=P-002");
        said.put("id", Ids.next().toString());
        said.put("childNumber", 3);
        assertThat(program.post("/api/v1/slips", said).fields()).containsExactly("person");
        assertThat(boxes).contains(worker.code());
    }

    /** Of today the hour is wrong, not the day. */
    @Test
    void aWrongHourOfTodayIsSaid() {
        Visit writes = browser(officer.username());
        Answer wrong = writes.post(
                "/operations/" + operation.code() + "/persons?lang=fr",
                "site",
                "SITE-01",
                "screenedAt",
                clock.instant().toString().substring(0, 10),
                "screenedAt-time",
                "23:59");
        assertThat(wrong.body()).contains("Il est maintenant le ", "Corrigez l’heure");
        Answer later = writes.post(
                "/operations/" + operation.code() + "/persons", "screenedAt", "2031-01-01", "screenedAt-time", "08:00");
        assertThat(later.body()).contains("n’est pas encore arrivée").doesNotContain("Corrigez l’heure");
    }

    /** Who plans with a first site types it once; the coordination of one's own structure always takes part. */
    @Test
    void anOperationIsPlannedWithItsFirstSite() {
        Map<String, Object> body = new HashMap<>(OperationForm.fields(plan(3, 5, ngo.code(), Set.of(police.code()))));
        body.remove("careConfirmedOn");
        String code = fresh("OP");
        body.putAll(Map.of("code", code, "site", "SITE-09", "place", "au bord de la rivière Alph"));
        Caller program = api(coordinator.username());
        assertThat(program.post("/api/v1/operations", body).status()).isEqualTo(201);
        JsonNode planned = program.get("/api/v1/operations/" + code).json();
        assertThat(planned.at("/sites/0/code").asString()).isEqualTo("SITE-09");
        assertThat(planned.at("/sites/0/place").asString()).isEqualTo("au bord de la rivière Alph");
        assertThat(operations.find(coordinator, code).orElseThrow().plan().participants())
                .contains(bureau.code());
        Actor second = actor(person(Role.LE_COORDINATOR, bureau));
        assertThat(operations.find(second, code)).isPresent();
        assertThat(operations.find(outsider, code)).isEmpty();
        body.putAll(Map.of("code", fresh("OP"), "site", "site 9"));
        assertThat(program.post("/api/v1/operations", body).fields()).containsExactly("site");
        assertThat(browser(officer.username())
                        .get("/operations/" + code + "?lang=fr")
                        .body())
                .contains("n’a pas encore confirmé");
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

    /** At the rescue itself: the site is added with the person, by who may record, and what was typed stays. */
    @Test
    void aPersonIsRecordedAtASiteThatNobodyAddedYet() {
        String persons = "/operations/" + operation.code() + "/persons";
        Visit records = browser(officer.username());
        assertThat(opens(records, persons + "/new", "fr").body()).contains("SITE-02 · nouveau lieu", "newSiteSector");
        List<String> fields = new ArrayList<>(List.of(
                "site",
                "SITE-02",
                "screenedAt",
                "2015-11-15",
                "screenedAt-time",
                "06:00",
                "appears",
                "CHILD",
                "sex",
                "F"));
        fields.addAll(List.of("apparentAge", "11", "note", "Porte un foulard de Xanadou"));
        Answer unknown = records.post(persons, fields.toArray(String[]::new));
        assertThat(unknown.status()).as("no site is made by a mistyped code").isEqualTo(422);
        assertThat(unknown.body()).contains("Porte un foulard de Xanadou", "SITE-02");
        fields.addAll(List.of("newSiteSector", "TRADE"));
        assertThat(browser(outsider.username())
                        .post(persons, fields.toArray(String[]::new))
                        .status())
                .isEqualTo(404);
        assertThat(records.post(persons, fields.toArray(String[]::new)).status())
                .isEqualTo(303);
        assertThat(operations.sites(officer, operation)).extracting(Site::code).containsExactly("SITE-01", "SITE-02");
        Map<String, Object> wrong = new HashMap<>();
        for (int i = 0; i < fields.size(); i += 2) wrong.put(fields.get(i), fields.get(i + 1));
        wrong.remove("screenedAt-time");
        wrong.putAll(Map.of("screenedAt", "2015-11-15T06:00:00Z", "site", "site 3"));
        assertThat(api(officer.username()).post("/api/v1" + persons, wrong).body())
                .contains("operations.site-form");
    }

    @Test
    void thoseWithFiguresAloneGetATable() {
        Visit observes = browser(person(Role.OBSERVER, ngo));
        assertThat(opens(observes, "/operations", "fr").body())
                .as("it still runs")
                .doesNotContain(operation.code());
        over();
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
        assertThat(writes.get("/slips/" + number).body())
                .as("handed over and not signed")
                .contains("attend votre signature")
                .doesNotContain("pas encore remis");
        assertThat(writes.post("/slips/" + number + "/signature", "version", "1")
                        .location())
                .contains("done=slips.signed");
        nothingIsSignedBeforeTheHourOfTheHandOver(writes, fields.clone());
    }

    /** Who writes and signs in one go hands the child over at that moment; who signs later is asked for the hour, and is not told that anything was signed. */
    private void nothingIsSignedBeforeTheHourOfTheHandOver(Visit writes, String[] fields) {
        List<String> typed = new ArrayList<>(List.of(fields));
        typed.set(1, Ids.next().toString());
        typed.set(typed.indexOf("childNumber") + 1, "4");
        typed.set(typed.indexOf("handedAt") + 1, "");
        typed.set(typed.indexOf("handedAt-time") + 1, "");
        List<String> now = new ArrayList<>(typed);
        now.addAll(List.of("then", "sign"));
        assertThat(writes.post("/slips", now.toArray(String[]::new)).location()).contains("done=slips.signed");
        typed.set(1, Ids.next().toString());
        typed.set(typed.indexOf("childNumber") + 1, "3");
        String open = writes.post("/slips", typed.toArray(String[]::new)).location();
        assertThat(open).contains("done=slips.written");
        assertThat(writes.get(open.substring(open.indexOf("/slips/"))).body())
                .contains("Elle n’est pas encore signée", "/edit?then=sign\">Écrire l’heure de la remise et signer");
        typed.addAll(List.of("then", "sign"));
        String asked = writes.post(open.replaceAll("https?://[^/]*|\\?.*", "") + "/signature", "version", "1")
                .location();
        assertThat(asked).endsWith("/edit?then=sign");
        String page = asked.replaceAll("https?://[^/]*", "");
        assertThat(writes.get(page).body())
                .contains("handedAt-error", "govuk-error-summary", "value=\"sign\"")
                .doesNotContain("note--info\" role=\"status\"");
        String number = page.replaceAll("/slips/|/edit.*", "");
        typed.set(typed.indexOf("handedAt") + 1, "2015-11-15");
        typed.set(typed.indexOf("handedAt-time") + 1, "17:12");
        typed.addAll(List.of("version", "1"));
        List<String> corrected = new ArrayList<>(typed.subList(4, typed.size()));
        assertThat(writes.post("/slips/" + number, corrected.toArray(String[]::new))
                        .location())
                .contains("done=slips.signed");
    }

    @Test
    void anOperationIsPlannedAndStartedOnPages() {
        person(Role.LE_OFFICER, bureau);
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
