package org.akoma.programme.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Training by its pages and its API: whose records exist for whom, who writes, and that certificates are made by two. */
class TrainingDoorsIT extends TrainingScene {

    @Autowired
    private Certificates certificates;

    @Test
    void recordsExistForWhoTheyAreOfAndForWhoKeepsThem() {
        bothPassed();
        String one = "/api/v1/training/participants/" + participant(1);
        for (String stranger : List.of(
                person(Role.LE_OFFICER, police),
                worker,
                person(Role.LE_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT)),
                manager,
                person(Role.CASE_SUPERVISOR, ngo),
                person(Role.EVALUATOR, ngo),
                person(Role.OBSERVER, ngo))) {
            assertThat(api(stranger).get(one).status()).as(stranger).isEqualTo(404);
            assertThat(browser(stranger)
                            .get("/training/people/" + participant(1))
                            .status())
                    .as(stranger)
                    .isEqualTo(404);
        }
        for (String reader : List.of(officer, lead, coordinator))
            assertThat(api(reader)
                            .get(one)
                            .json()
                            .path("results")
                            .path("totals")
                            .path("AFTER")
                            .asInt())
                    .as(reader)
                    .isEqualTo(80);
        assertThat(api(worker).get("/api/v1/training/mine").json().path("items").size())
                .isEqualTo(1);
        assertThat(api(worker).get("/api/v1/training/mine").body()).doesNotContain("Tiémoko");
        assertThat(browser(officer).get("/training/mine").body()).contains(session, "80");
        assertThat(api(lead)
                        .get("/api/v1/training/sessions/" + session + "/participants")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(api(manager).get("/api/v1/training/sessions").status()).isEqualTo(403);
    }

    @Test
    void nobodyElseWrites() {
        String here = "/training/sessions/" + session;
        for (String who : List.of(officer, lead, worker)) {
            Caller program = api(who);
            assertThat(program.post("/api/v1" + here + "/participants", Map.of("profession", "POLICE", "sex", "F"))
                            .status())
                    .isEqualTo(403);
            assertThat(program.put(
                                    "/api/v1" + here + "/scores/AFTER",
                                    Map.of("people", List.of(Map.of("participant", participant(1), "total", 100))),
                                    null)
                            .status())
                    .isEqualTo(403);
            assertThat(program.post("/api/v1" + here + "/certificates", Map.of("side", "POLICE"))
                            .status())
                    .isEqualTo(403);
            assertThat(program.put(
                                    "/api/v1/training/participants/" + participant(who.equals(worker) ? 2 : 1)
                                            + "/checklists/DAY_90",
                                    Map.of("observedOn", "2015-11-15", "points", 10),
                                    null)
                            .status())
                    .isEqualTo(403);
            Visit visit = browser(who);
            assertThat(visit.get(here + "/scores").status()).isEqualTo(403);
            assertThat(visit.get("/training/new").status()).isEqualTo(403);
        }
        assertThat(api(person(Role.FINANCE_OFFICER, ngo))
                        .get("/api/v1/training/figures")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aSessionIsRecordedLineByLine() {
        Visit visit = browser(coordinator);
        String here = "/training/sessions/" + session;
        assertThat(visit.get(here).body())
                .contains(participant(1), participant(2))
                .doesNotContain("Kouassi", "Tiémoko");
        assertThat(visit.get("/training/people/" + participant(1)).body()).contains("Kouassi Zadi");
        for (String day : List.of("2015-11-12", "2015-11-13"))
            assertThat(visit.post(
                                    here + "/attendance",
                                    "day",
                                    day,
                                    "participant-1",
                                    participant(1),
                                    "present-1",
                                    "true",
                                    "participant-2",
                                    participant(2))
                            .location())
                    .contains(day.endsWith("12") ? "training.day-recorded&day=2015-11-13" : "training.days-recorded");
        assertThat(visit.post(here + "/attendance", "day", "2015-11-14", "participant-1", participant(1))
                        .status())
                .isEqualTo(422);
        assertThat(visit.post(here + "/scores", "round", "BEFORE", "participant-1", participant(1), "total-1", "120")
                        .body())
                .contains("total-1");
        assertThat(visit.post(
                                here + "/scores",
                                "round",
                                "BEFORE",
                                "participant-1",
                                participant(1),
                                "total-1",
                                "40",
                                "participant-2",
                                participant(2),
                                "m1-2",
                                "100",
                                "m4-2",
                                "100")
                        .status())
                .isEqualTo(303);
        assertThat(visit.post(
                                here + "/scores",
                                "round",
                                "AFTER",
                                "participant-1",
                                participant(1),
                                "total-1",
                                "70",
                                "participant-2",
                                participant(2),
                                "m1-2",
                                "90",
                                "m4-2",
                                "81",
                                "total-2",
                                "95")
                        .status())
                .isEqualTo(422);
        assertThat(visit.post(
                                here + "/scores",
                                "round",
                                "AFTER",
                                "participant-1",
                                participant(1),
                                "total-1",
                                "70",
                                "participant-2",
                                participant(2),
                                "m1-2",
                                "90",
                                "m4-2",
                                "81")
                        .status())
                .isEqualTo(303);
        assertThat(visit.post(
                                here + "/practicals",
                                "participant-1",
                                participant(1),
                                "practical-1",
                                "PASS",
                                "participant-2",
                                participant(2),
                                "practical-2",
                                "FAIL")
                        .status())
                .isEqualTo(303);
        assertThat(visit.post(
                                here + "/end-forms",
                                "id",
                                Ids.next().toString(),
                                "useful",
                                "5",
                                "clear",
                                "4",
                                "trainers",
                                "4",
                                "practice",
                                "3",
                                "will",
                                "5")
                        .status())
                .isEqualTo(303);
        JsonNode two =
                api(coordinator).get("/api/v1" + here + "/participants").json().path("items");
        assertThat(two.get(0).path("gain").asDouble()).isEqualTo(50.0);
        assertThat(two.get(1).path("totals").path("AFTER").asInt()).isEqualTo(86);
        assertThat(two.get(1).path("gain").isNull())
                .as("all points before: nothing was left to gain")
                .isTrue();
        String page = visit.get(here).body();
        assertThat(page).contains("50").contains("training/people/" + participant(2));
        assertThat(api(coordinator)
                        .post("/api/v1" + here + "/certificates", Map.of("side", "CARE"))
                        .body())
                .contains("training.nobody-to-certify");
    }

    @Test
    void aSecondPersonCertifiesWhatTheySaw() throws Exception {
        bothPassed();
        String ofPolice = proposed("POLICE");
        String ofCare = proposed("CARE");
        assertThat(verdict(coordinator, ofPolice).status()).isEqualTo(403);
        assertThat(verdict(manager, ofPolice).status()).isEqualTo(404);
        assertThat(verdict(lead, ofCare).status()).isEqualTo(404);
        assertThat(verdict(officer, ofPolice).status()).isEqualTo(404);
        String shown = browser(manager).get("/decisions/" + ofCare).body();
        assertThat(shown)
                .as("who asks, of another side")
                .contains(coordinator.toUpperCase(java.util.Locale.ROOT))
                .contains(participant(2), "60", "90", "Deux jours", worker.toUpperCase(java.util.Locale.ROOT))
                .containsPattern(participant(2) + " · [^·<]+ · 80 · [^·<]+ · 100<")
                .doesNotContain("Tiémoko", participant(1));
        assertThat(browser(lead).get("/decisions/" + ofPolice).body())
                .as("who coordinates the structure reads names")
                .contains(participant(1), "Kouassi Zadi", "Deux jours")
                .doesNotContain("Tiémoko", "??");
        assertThat(bellsOf(lead)).isPositive();
        done(verdict(lead, ofPolice));
        done(verdict(manager, ofCare));
        assertThat(browser(worker).get("/training/mine?lang=en").body())
                .as("the holder reads the points on which the certificate rests")
                .contains("Points by module in the test afterwards", ": 80</li>", ": 100</li>");
        assertThat(browser(officer).get("/training/mine?lang=en").body())
                .as("counted as a whole")
                .doesNotContain("Points by module");
        assertThat(api(manager).get("/api/v1/decisions/" + ofPolice).status()).isEqualTo(404);

        String number = number(1);
        Answer paper = api(officer).get("/api/v1/training/certificates/" + number + "/file");
        assertThat(paper.headers("Content-Type")).containsExactly("application/pdf");
        assertThat(api(worker)
                        .get("/api/v1/training/certificates/" + number + "/file")
                        .status())
                .isEqualTo(404);
        String code = owner("select code from training.certificate where number = '" + number + "'");
        String verified = browser().get("/verify/" + code).body();
        assertThat(verified)
                .contains(number)
                .doesNotContain("Kouassi", participant(1), officer.toUpperCase(java.util.Locale.ROOT), session);
        assertThat(browser()
                        .get("/verify/" + code.replace(code.charAt(0), code.charAt(0) == 'A' ? 'B' : 'A'))
                        .body())
                .doesNotContain(number);

        assertThat(browser().get("/verify").status()).isEqualTo(200);

        done(scores("AFTER", 75, 90));
        assertThat(state(1)).isEqualTo("SUSPENDED");
        assertThat(state(2)).as("who kept their points keeps their certificate").isEqualTo("VALID");
        done(verdict(lead, proposed("POLICE")));
        assertThat(state(1)).isEqualTo("VALID");
        assertThat(number(1)).isNotEqualTo(number);
        assertThat(browser().get("/verify/" + code + "?lang=fr").body())
                .contains("Révoqué le")
                .doesNotContain("Dernier jour de validité");
        assertThat(browser().get("/sign-in?lang=fr").body()).contains("/verify?lang=fr");
    }

    /** Who failed the interview with a child is certified for the rest, and is no interviewer. */
    @Test
    void aModuleBelowTheMarkIsOnNoCertificate() throws SQLException {
        bothPassed();
        done(api(coordinator)
                .put(
                        "/api/v1/training/sessions/" + session + "/scores/AFTER",
                        Map.of("people", List.of(Map.of("participant", participant(1), "m1", 100, "m4", 60))),
                        null));
        String ofPolice = proposed("POLICE");
        assertThat(browser(lead).get("/decisions/" + ofPolice + "?lang=en").body())
                .contains("below the mark");
        done(verdict(lead, ofPolice));
        assertThat(owner("select modules::text from training.certificate where number = '" + number(1) + "'"))
                .isEqualTo("{M1_LAW}");
        assertThat(owner("""
                        select training.is_certified(p.person_id, 'M1_LAW', c.issued_at) and not training.is_certified(p.person_id, 'M4_CHILD_INTERVIEW', c.issued_at)
                          from training.certificate c join training.participant p on p.id = c.participant_id where c.number = '%s'
                        """.formatted(number(1)))).isEqualTo("t");
    }

    private static String owner(String question) throws SQLException {
        try (Connection login = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = login.createStatement();
                ResultSet row = ask.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    private String state(int n) {
        return api(coordinator)
                .get("/api/v1/training/participants/" + participant(n))
                .json()
                .path("results")
                .path("certificate")
                .path("state")
                .asString();
    }

    @Test
    void aListThatWaitsIsProposedAnewWhenAResultChanges() {
        bothPassed();
        String asked = proposed("POLICE");
        done(scores("AFTER", 71, 90));
        assertThat(verdict(lead, asked).status())
                .as("what was shown is no longer so")
                .isEqualTo(404);
        assertThat(state(1)).isEmpty();
        done(verdict(lead, proposed("POLICE")));
        assertThat(state(1)).isEqualTo("VALID");
    }

    @Test
    void aCertificateIsNotMovedToSomebodyElse() {
        bothPassed();
        done(verdict(lead, proposed("POLICE")));
        done(corrected(officer, "Kouassi Zadi", "M"));
        assertThat(state(1)).as("the same holder").isEqualTo("VALID");
        String asked = proposed("CARE");
        done(corrected(lead, "Kouassi Zadi", "M"));
        assertThat(state(1)).isEqualTo("SUSPENDED");
        assertThat(verdict(lead, proposed("POLICE")).status())
                .as("who is on the list now")
                .isEqualTo(404);
        done(corrected(officer, "Kouassi Zadi", "M"));
        assertThat(state(1)).isEqualTo("SUSPENDED");
        done(verdict(lead, proposed("POLICE")));
        done(corrected(officer, "Yao Zadi", "M"));
        assertThat(state(1)).as("another name").isEqualTo("SUSPENDED");
        done(verdict(manager, asked));
    }

    private Answer corrected(String account, String name, String sex) {
        int version = api(coordinator)
                .get("/api/v1/training/participants/" + participant(1))
                .json()
                .path("results")
                .path("participant")
                .path("version")
                .asInt();
        return api(coordinator)
                .put(
                        "/api/v1/training/participants/" + participant(1),
                        Map.of(
                                "profession",
                                "POLICE",
                                "sex",
                                sex,
                                "structure",
                                police.code(),
                                "account",
                                account,
                                "name",
                                name),
                        "\"" + version + "\"");
    }

    @Test
    void aCertificateIsRevokedByTwo() throws Exception {
        bothPassed();
        done(verdict(lead, proposed("POLICE")));
        String number = number(1);
        String revoke = "/api/v1/training/certificates/" + number + "/revocation";
        Map<String, String> why = Map.of("why", "MISCONDUCT", "reason", "Deux témoins l’ont vu menacer un enfant");
        assertThat(api(officer).post(revoke, why).status()).isEqualTo(403);
        assertThat(api(worker).post(revoke, why).status()).isEqualTo(404);
        assertThat(api(coordinator)
                        .post(revoke, Map.of("why", "REPLACED", "reason", "Deux témoins l’ont vu"))
                        .status())
                .isEqualTo(422);
        assertThat(api(coordinator).post(revoke, why).status()).isEqualTo(202);
        assertThat(state(1)).isEqualTo("VALID");
        String waiting = owner(
                "select d.id from access.decision d join training.certificate c on c.id = d.subject where d.state ="
                        + " 'WAITING' and c.number = '"
                        + number + "'");
        assertThat(verdict(coordinator, waiting).status()).isEqualTo(403);
        done(verdict(lead, waiting));
        assertThat(state(1)).isEqualTo("REVOKED");
        assertThat(paper(number)).contains("RÉVOQUÉ le").doesNotContain("valable jusqu");
    }

    private String paper(String number) throws Exception {
        byte[] pdf = Caller.CLIENT
                .send(
                        api(coordinator)
                                .request("/api/v1/training/certificates/" + number + "/file")
                                .header("Accept-Language", "fr")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
        try (PDDocument read = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(read);
        }
    }

    @Test
    void aTaggedPaperBearsTheHolder() throws Exception {
        bothPassed();
        done(verdict(lead, proposed("POLICE")));
        byte[] pdf = Caller.CLIENT
                .send(
                        api(coordinator)
                                .request("/api/v1/training/certificates/" + number(1) + "/file")
                                .header("Accept-Language", "fr")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            assertThat(paper.getNumberOfPages()).isEqualTo(1);
            assertThat(paper.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(paper.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            assertThat(new PDFTextStripper().getText(paper))
                    .contains("Kouassi Zadi", number(1), "Entretien avec un enfant");
        }
    }

    @Test
    void accountsAreOfTheStructureThatIsNamedAndOnce() {
        assertThat(enrol("POLICE", ngo, officer, "Autre").body()).contains("training.no-account");
        assertThat(enrol("POLICE", police, "no-such-account", "Autre").body()).contains("training.no-account");
        assertThat(enrol("POLICE", police, officer, "Encore").body()).contains("training.enrolled-already");
        made(enrol("POLICE", police, lead, "Troisième"));
        assertThat(enrol("POLICE", police, person(Role.LE_OFFICER, police), "Quatrième")
                        .body())
                .contains("training.session-full");
    }

    /** An operation of this country on these days. */
    private static void operation(String from, String until) {
        TestDatabase.ownerDoes("""
                with file as (insert into access.dossier select gen_random_uuid(), 'akoma_enforcement', p.id, '%1$s' from access.person p limit 1 returning id)
                insert into operations.operation (id, code, country, starts_on, sectors, area, expected_children, care_capacity, care_confirmed_by, status,
                    started_at, closed_at)
                select id, 'OP-' || upper(left(id::text, 8)), 'CI', '%1$s', '{COCOA}', '\\x00', 1, 1, 'X', 'CLOSED', '%1$s', '%2$s' from file
                """.formatted(from, until));
    }

    @Test
    void checklistsAddUp() throws SQLException {
        operation("2015-11-14", "2015-11-15");
        String here = "/api/v1/training/participants/" + participant(1) + "/checklists/OPERATION";
        Caller trainer = api(coordinator);
        Map<String, String> items = new java.util.HashMap<>();
        for (FieldChecklist.Item item : FieldChecklist.Item.values()) items.put(item.name(), "YES");
        items.put("WOMAN_OFFICER", "NOT_APPLICABLE");
        items.put("NO_PRESS", "NO");
        assertThat(trainer.put(here, Map.of("observedOn", "2015-11-12", "points", 8), null)
                        .body())
                .contains("training.observed-before");
        assertThat(trainer.put(here, Map.of("observedOn", "2015-11-17", "points", 8), null)
                        .body())
                .contains("form.future");
        assertThat(trainer.put(here, Map.of("observedOn", "2015-11-15"), null).body())
                .contains("training.checklist-empty");
        assertThat(trainer.put(here, Map.of("observedOn", "2015-11-15", "items", Map.of("NO_PRESS", "YES")), null)
                        .fields())
                .as("each point without an answer is marked")
                .hasSize(9);
        assertThat(trainer.put(here, Map.of("observedOn", "2015-11-15", "items", items, "points", 10), null)
                        .body())
                .contains("training.checklist-adds-up");
        Map<String, String> unseen = new java.util.HashMap<>(items);
        unseen.put("MEDICAL_ASKED", "NOT_APPLICABLE");
        unseen.put("OWN_LANGUAGE", "NOT_APPLICABLE");
        assertThat(trainer.put(here, Map.of("observedOn", "2015-11-15", "items", unseen), null)
                        .body())
                .contains("training.little-seen");
        done(trainer.put(here, Map.of("observedOn", "2015-11-15", "points", 7), null));
        done(trainer.put(here, Map.of("observedOn", "2015-11-15", "items", items), null));
        JsonNode all = api(officer)
                .get("/api/v1/training/participants/" + participant(1))
                .json()
                .path("checklists");
        assertThat(all.size()).isEqualTo(1);
        assertThat(all.get(0).path("points").asInt()).isEqualTo(9);
        assertThat(browser(coordinator)
                        .post(
                                "/training/people/" + participant(1) + "/checklist",
                                "occasion",
                                "DAY_90",
                                "observedOn-day",
                                "15",
                                "observedOn-month",
                                "11",
                                "observedOn-year",
                                "2015",
                                "points",
                                "10")
                        .body())
                .as("ninety days after the training")
                .contains("observation est à faire à partir du");
    }

    @Test
    void countsAreMaskedForWhoReadsNoRecord() {
        bothPassed();
        String evaluator = person(Role.EVALUATOR, ngo);
        assertThat(of(coordinator).path("trained").asInt()).isEqualTo(2);
        assertThat(of(coordinator).path("gain").asDouble())
                .as("who keeps the results")
                .isEqualTo(67.5);
        assertThat(of(manager).path("trained").asInt()).isEqualTo(2);
        assertThat(of(manager).path("gain").isNull())
                .as("points of two people, to who reads no result of a person")
                .isTrue();
        Map<String, Object> form =
                Map.of("id", Ids.next(), "useful", 5, "clear", 4, "trainers", 4, "practice", 3, "will", 5);
        done(api(coordinator).post("/api/v1/training/sessions/" + session + "/end-forms", form));
        assertThat(of(coordinator).path("marks").asDouble()).isEqualTo(4.2);
        assertThat(of(manager).path("marks").isNull())
                .as("answers of one form, which bears no name")
                .isTrue();
        assertThat(of(manager).path("suppressed").toString()).contains("before", "marks");
        assertThat(of(evaluator).path("trained").isNull()).isTrue();
        assertThat(of(evaluator).path("gain").isNull()).isTrue();
        assertThat(browser(evaluator).get("/training/overview").status()).isEqualTo(200);
        assertThat(browser(manager).get("/training").location()).isEqualTo("/training/overview");
        assertThat(browser(coordinator).get("/training/overview").body()).contains(session);
        assertThat(browser(worker).get("/training/overview").status()).isEqualTo(404);
    }

    /** Who was not observed within sixty days stays, as missed: on the page, for programs, in the figures and in their file; nobody learns of one person. */
    @Test
    void aChecklistThatNobodyMadeStaysAsMissed() {
        bothPassed();
        done(verdict(lead, proposed("POLICE")));
        Map<String, String> items = new java.util.HashMap<>();
        for (FieldChecklist.Item item : FieldChecklist.Item.values()) items.put(item.name(), "YES");
        items.put("NO_PRESS", "NO");
        operation("2015-11-15", "2015-11-15");
        done(api(coordinator)
                .put(
                        "/api/v1/training/participants/" + participant(1) + "/checklists/OPERATION",
                        Map.of("observedOn", "2015-11-15", "items", items),
                        null));
        clock.moveTo(clock.instant().plus(java.time.Duration.ofDays(170)));
        JsonNode waiting = api(coordinator).get("/api/v1/training/observations").json();
        assertThat(of(waiting.path("items"))).containsExactly("DAY_180");
        assertThat(of(waiting.path("missed"))).containsExactly("DAY_90");
        for (String lang : List.of("fr", "en"))
            assertThat(browser(coordinator)
                            .get("/training/checklists?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "Grilles manquées" : "Missed checklists", session)
                    .doesNotContain("??");
        JsonNode occasions = of(manager).path("occasions");
        assertThat(occasions.get(0).path("observed").asInt()).isEqualTo(1);
        assertThat(occasions.get(0).path("items").path("NO_PRESS").path("held").asInt(-1))
                .isZero();
        assertThat(occasions.get(0).path("items").path("SEPARATED").path("held").asInt())
                .isEqualTo(1);
        assertThat(occasions.get(1).path("missed").asInt()).isEqualTo(1);
        assertThat(occasions.get(1).path("due").asInt(-1)).isZero();
        assertThat(occasions.get(2).path("missed").asInt(-1)).isZero();
        assertThat(browser(manager).get("/training/overview?lang=fr").body())
                .contains("Comportement, par moment", "Pas de presse")
                .doesNotContain("??");
        assertThat(api(manager).get("/api/v1/training/figures/file?format=csv").body())
                .contains(session);
        String evaluator = person(Role.EVALUATOR, ngo);
        for (JsonNode one : of(evaluator).path("occasions")) {
            assertThat(one.path("observed").isNull()).isTrue();
            assertThat(one.path("missed").isNull()).isTrue();
            assertThat(one.path("items").isEmpty()).isTrue();
        }
        assertThat(browser(evaluator).get("/training/overview?lang=fr").body())
                .contains(session)
                .doesNotContain("Pas de presse");
        assertThat(api(worker).get("/api/v1/training/figures/file").status()).isEqualTo(404);
        clock.moveTo(clock.instant().plus(java.time.Duration.ofDays(15)));
        for (String page : List.of("/training?lang=fr", "/training/checklists?lang=fr"))
            assertThat(browser(coordinator).get(page).body())
                    .as("the observation at 180 days, some days ago")
                    .contains("En retard de ");
    }

    private List<String> of(JsonNode due) {
        return due.valueStream()
                .filter(one -> one.path("session").asString().equals(session))
                .map(one -> one.path("occasion").asString())
                .toList();
    }

    private JsonNode of(String who) {
        for (JsonNode one : api(who).get("/api/v1/training/figures").json().path("items"))
            if (one.path("session").asString().equals(session)) return one;
        throw new AssertionError(session);
    }

    /** Of every session, however many there are, and for every coordinator: what waits for a second person is asked of nobody else. */
    @Test
    void whoIsReadyIsFoundInEverySession() {
        assertThat(ready(coordinator)).isEmpty();
        bothPassed();
        assertThat(ready(coordinator)).containsExactly(1, 1);
        proposed("POLICE");
        assertThat(ready(coordinator)).containsExactly(1);
        assertThat(ready(person(Role.TRAINING_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT))))
                .containsExactly(1);
        assertThat(certificates.ready(actor(worker), 1)).isEmpty();
    }

    private List<Integer> ready(String who) {
        return certificates.ready(actor(who), Integer.MAX_VALUE).stream()
                .filter(one -> one.session().equals(session))
                .map(CertificateStore.Ready::people)
                .toList();
    }

    @Test
    void whatTheCoordinatorHasToSeeToIsOnTheFirstPage() {
        bothPassed();
        String person = participant(1);
        String first = "0" + session; // of the sessions of one day the first few by their code are on the page
        TestDatabase.ownerDoes("update training.session set code = '" + first + "' where code = '" + session + "'");
        session = first;
        Visit visit = browser(coordinator);
        assertThat(visit.get("/").body()).contains("/training/sessions/" + session);
        for (String page : List.of(
                "/training",
                "/training/courses",
                "/training/new",
                "/training/refreshers",
                "/training/checklists",
                "/training/sessions/" + session + "/edit",
                "/training/sessions/" + session + "/participants/new",
                "/training/sessions/" + session + "/attendance",
                "/training/sessions/" + session + "/scores?round=AFTER",
                "/training/sessions/" + session + "/practicals",
                "/training/sessions/" + session + "/end-forms",
                "/training/people/" + person + "/edit",
                "/training/people/" + person + "/checklist"))
            assertThat(visit.get(page).status()).as(page).isEqualTo(200);
    }

    /** People of a file are enrolled all or none, each under the rules of one who is enrolled by hand. */
    @Test
    void aListIsEnrolledWhole() throws Exception {
        String next = fresh("TR");
        made(api(coordinator)
                .post(
                        "/api/v1/training/sessions",
                        Map.of(
                                "code",
                                next,
                                "course",
                                course,
                                "country",
                                "CI",
                                "startsOn",
                                "2015-12-02",
                                "endsOn",
                                "2015-12-03",
                                "capacity",
                                3)));
        String list = "/api/v1/training/sessions/" + next + "/participants/list";
        String csv = "Nom,Fonction,Sexe,Structure\nAya " + newFamilyName() + ",Police,F," + police.code()
                + "\n,Travail social,,\n";
        String csvOfCodes = csv.replace("Travail social", "SOCIAL_WORKER").replace(",Police,", ",POLICE,");
        assertThat(api(worker).send("POST", list, "text/csv", csvOfCodes).status())
                .isIn(403, 404);
        Answer wrong = api(coordinator).send("POST", list, "text/csv", csvOfCodes.replace(police.code(), "NOBODY-XX"));
        assertThat(wrong.status()).as(wrong.body()).isEqualTo(422);
        assertThat(wrong.body()).contains("training.no-structure", "\"row\":2");
        Answer full = api(coordinator).send("POST", list, "text/csv", csvOfCodes + ",POLICE,,\n,POLICE,,\n");
        assertThat(full.status()).as(full.body()).isEqualTo(422);
        assertThat(full.body()).contains("training.session-full");
        String people = "/api/v1/training/sessions/" + next + "/participants";
        assertThat(api(coordinator).get(people).json().path("items")).isEmpty();
        assertThat(api(coordinator)
                        .send("POST", list + "?dryRun=true", "text/csv", csvOfCodes)
                        .status())
                .isEqualTo(200);
        assertThat(api(coordinator).get(people).json().path("items")).isEmpty();
        assertThat(api(coordinator).send("POST", list, "text/csv", csvOfCodes).status())
                .isEqualTo(201);
        assertThat(api(coordinator).send("POST", list, "text/csv", csvOfCodes).status())
                .isEqualTo(201);
        assertThat(api(coordinator).get(people).json().path("items")).hasSize(2);
        String page = "/training/sessions/" + next + "/participants/list";
        assertThat(browser(coordinator).get(page).body()).contains("Vérifier le fichier");
        assertThat(browser(worker).get(page).status()).isIn(403, 404);
        assertThat(browser(coordinator)
                        .postFile(page, "l.csv", csvOfCodes.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .body())
                .contains("2 personnes lues");
    }
}
