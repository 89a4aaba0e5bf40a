package org.akoma.protection.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is held about a child leaves by two people who see the file, and holds nobody else (trust.md 2). */
class AccessRequestIT extends AccessRequestHouse {

    private static final String OTHER_CHILD = "Zaouliya";
    private static final String SUSPECT = "Gbagbokoro";

    private String family = "";

    @BeforeEach
    void aFileThatNamesOthers() {
        family = newFamilyName();
        code = opened(SomeChild.named(family)).code();
        Caller own = api(worker.username());
        String words = "Avec " + OTHER_CHILD + " (AK-999), amenée par " + SUSPECT + ", LE-V-12, FR-2015-0001, dit "
                + worker.code();
        made(own.post(
                address("notes"), Map.of("id", id(), "kind", "NOTE", "at", "2015-11-16T07:00:00Z", "text", words)));
        assertThat(own.put(
                                address("family"),
                                Map.of(
                                        "role",
                                        "UNAWARE",
                                        "contact",
                                        "SAFE",
                                        "caregivers",
                                        words,
                                        "siblings",
                                        OTHER_CHILD),
                                "\"0\"")
                        .status())
                .isEqualTo(200);
        guarded(code);
    }

    private int verdict(Actor by, boolean agreed) {
        Caller caller = api(by.username());
        if (agreed)
            caller.get(address("access-requests"))
                    .json()
                    .path("items")
                    .forEach(one -> caller.get(
                            address("access-requests/" + one.path("id").asString() + "/held")));
        return caller.post(
                        "/api/v1/decisions/" + waiting(caller) + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Pas par écrit maintenant"))
                .status();
    }

    private HttpResponse<byte[]> take(Actor by, String request) {
        try {
            return Caller.CLIENT.send(
                    api(by.username())
                            .request(address("access-requests/" + request + "/paper"))
                            .GET()
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] pdf) {
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(paper);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneAloneGivesNothing() throws SQLException {
        String request = recorded(request("CHILD"));
        assertThat(api(worker.username()).get("/api/v1/tasks").body()).contains("retention.answer-access");
        assertThat(take(worker, request).statusCode()).as("nobody agreed").isEqualTo(422);
        assertThat(give(worker, request, "HANDED_OVER").body()).contains("rights.not-agreed");
        assertThat(verdict(worker, true)).isNotEqualTo(200);
        UUID id = UUID.fromString(request);
        for (Actor one : List.of(worker, supervisor)) {
            assertThat(LoginSql.refusal(
                            one,
                            clock.instant().plusSeconds(60),
                            "update retention.access_request set state = 'AGREED' where id = '" + id + "'"))
                    .contains("permission denied");
            assertThat(LoginSql.refusal(
                            one,
                            clock.instant().plusSeconds(60),
                            "select retention.keep_access_paper('" + id + "', 'x', 'x')"))
                    .contains("retention.not-agreed-now");
            assertThat(LoginSql.refusal(
                            one,
                            clock.instant().plusSeconds(60),
                            "select retention.take_access_paper('" + id() + "', '" + id + "')"))
                    .contains("retention.not-to-leave");
            assertThat(LoginSql.refusal(
                            one, clock.instant().plusSeconds(60), "select paper from retention.access_request"))
                    .contains("permission denied");
        }
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        assertThat(give(worker, request, "HANDED_OVER").body()).contains("rights.not-taken");
        assertThat(take(worker, request).statusCode()).isEqualTo(200);
        assertThat(give(worker, request, "TOLD_REFUSED").body()).contains("rights.other-answer");
        Answer given = give(worker, request, "READ_ALOUD");
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(given.json().path("answered").path("how").asString()).isEqualTo("READ_ALOUD");
        assertThat(take(worker, request).statusCode()).as("not kept").isEqualTo(422);
        assertThat(api(worker.username()).get("/api/v1/tasks").body()).doesNotContain("retention.answer-access");
    }

    @Test
    void whoRecordsDoesNotAgree() {
        assertThat(ask(supervisor, request("CHILD")).body())
                .as("nobody else could agree: it would wait for ever and bar others")
                .contains("rights.nobody-decides");
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        made(ask(supervisor, request("CHILD")));
        assertThat(verdict(supervisor, true)).isNotEqualTo(200);
        assertThat(verdict(second, true)).isEqualTo(200);
        made(ask(supervisor, request("CHILD")));
        Actor both = alsoWorker(supervisor);
        assertThat(verdict(both, true)).isNotEqualTo(200);
    }

    @Test
    void thePaperHoldsNobodyButTheChild() {
        String request = recorded(request("CHILD"));
        Answer held = api(supervisor.username()).get(address("access-requests/" + request + "/held"));
        assertThat(held.status()).isEqualTo(200);
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        HttpResponse<byte[]> paper = take(worker, request);
        assertThat(paper.headers().firstValue("Content-Type")).contains("application/pdf");
        for (String body : List.of(text(paper.body()), held.body()))
            assertThat(body)
                    .contains(family)
                    .doesNotContain(
                            OTHER_CHILD,
                            SUSPECT,
                            "AK-999",
                            "LE-V-12",
                            "FR-2015-0001",
                            "Sa tante",
                            worker.code(),
                            supervisor.code());
        assertThat(text(paper.body())).contains("Ce qu’Akoma sait de l’enfant", "Les noms d’autres enfants");
    }

    /** The plan and the index in the plain words of their codes, but what is said of abuse. */
    @Test
    void thePaperSaysHowTheChildIsAndWhatIsPlanned() {
        planAndIndex();
        String request = recorded(request("CHILD"));
        assertThat(api(supervisor.username())
                        .get(address("access-requests/" + request + "/held"))
                        .status())
                .isEqualTo(200);
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        assertThat(text(take(worker, request).body()).replaceAll("\\s+", " "))
                .contains("mange bien et régulièrement", "Plan de prise en charge", "Scolarité", "En cours")
                .doesNotContain("aucun signe d’abus", "a la protection nécessaire");
    }

    private void planAndIndex() {
        String index = id();
        String plan = id();
        String ofFile = " from cases.case_file f where f.code = '" + code + "'";
        TestDatabase.ownerDoes(
                "insert into followup.csi (id, file_id, organisation_id, worker_id, wave, on_day, recorded_at, assessor, informants, sealed) select '"
                        + index
                        + "', f.id, f.organisation_id, f.worker_id, 'BETWEEN', '2015-11-10', '2015-11-10T09:00Z', f.worker_id, '{CHILD}', '\\x00'"
                        + ofFile);
        TestDatabase.ownerDoes(
                "insert into followup.csi_factor select '" + index + "', f.id, x.factor, 4, null"
                        + ofFile.replace(
                                " where",
                                " cross join (values ('FOOD_SECURITY'), ('ABUSE_EXPLOITATION'), ('LEGAL_PROTECTION')) x (factor) where"));
        TestDatabase.ownerDoes("insert into cases.plan (id, file_id, number, status, author, made_at, sealed) select '"
                + plan + "', f.id, 1, 'APPROVED', f.worker_id, '2015-11-10T09:00Z', '\\x00'" + ofFile);
        TestDatabase.ownerDoes(
                "insert into cases.plan_goal (id, file_id, plan_id, position, service, responsible, sealed) select '"
                        + id() + "', f.id, '" + plan + "', 1, 'LT_EDU_FORMAL', f.worker_id, '\\x00'" + ofFile);
    }

    @Test
    void aGuardianWhoIsNotOnTheFileGetsNothing() {
        Map<String, Object> before = request("GUARDIAN");
        before.put("childAgrees", true);
        String other = opened(SomeChild.named(newFamilyName())).code();
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + other + "/access-requests", before)
                        .body())
                .contains("rights.no-guardian");
        Map<String, Object> silent = request("GUARDIAN");
        assertThat(ask(worker, silent).body()).contains("rights.child-agrees");
        silent.put("childAgrees", false);
        assertThat(ask(worker, silent).body()).contains("rights.child-agrees");
        Map<String, Object> asked = request("GUARDIAN");
        asked.put("childAgrees", true);
        String request = recorded(asked);
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        assertThat(text(take(worker, request).body()))
                .contains("remis à l’enfant seulement")
                .doesNotContain("Où l’enfant a vécu, sans adresse", "Les fois où quelqu’un a écrit");
    }

    @Test
    void whereTheFamilyTookPartOnlyTheAuthoritysGuardianAsks() {
        assertThat(api(worker.username())
                        .put(
                                address("family"),
                                Map.of("role", "TOOK_PART", "contact", "UNSAFE", "caregivers", "oncle"),
                                "\"1\"")
                        .status())
                .isEqualTo(200);
        Map<String, Object> asked = request("GUARDIAN");
        asked.put("childAgrees", true);
        assertThat(ask(worker, asked).body()).contains("rights.no-guardian");
    }

    @Test
    void nobodyElseComesToIt() {
        String request = recorded(request("CHILD"));
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        Organisation others = structure(Organisation.Kind.NGO);
        for (Actor stranger : List.of(
                actor(person(Role.CASE_WORKER, others)),
                actor(person(Role.CASE_SUPERVISOR, others)),
                actor(person(Role.PROJECT_MANAGER, others)))) {
            assertThat(take(stranger, request).statusCode()).isIn(403, 404);
            assertThat(ask(stranger, request("CHILD")).status()).isIn(403, 404);
            assertThat(give(stranger, request, "READ_ALOUD").status()).isIn(403, 404);
        }
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(colleague.username())
                        .post(
                                address("break-glass"),
                                Map.of("reason", "L’enfant appelle à l’aide et sa travailleuse est absente."))
                        .status())
                .isEqualTo(201);
        assertThat(take(colleague, request).statusCode()).isIn(403, 422);
        assertThat(ask(colleague, request("CHILD")).status()).isIn(403, 422);
        assertThat(api(colleague.username())
                        .get(address("access-requests/" + request + "/held"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void partsAreLeftOutWithAReasonAndARefusalIsTold() {
        Map<String, Object> silent = request("CHILD");
        silent.put("leaveOut", List.of("ALERTS"));
        assertThat(ask(worker, silent).body()).contains("rights.why-left-out");
        Map<String, Object> partly = request("CHILD");
        partly.put("leaveOut", List.of("ALERTS"));
        partly.put("why", "La tante vit dans la même maison");
        String request = recorded(partly);
        assertThat(ask(worker, request("CHILD")).body()).contains("rights.waits-already");
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        assertThat(text(take(worker, request).body()))
                .contains("laissé de côté pour protéger quelqu’un")
                .doesNotContain("La tante vit");
        Map<String, Object> english = request("CHILD");
        english.put("language", "EN");
        String second = recorded(english);
        assertThat(verdict(supervisor, false)).isEqualTo(200);
        assertThat(give(worker, second, "HANDED_OVER").body()).contains("rights.other-answer");
        assertThat(give(worker, second, "TOLD_REFUSED").status()).isEqualTo(200);
    }

    /** A session that was left open takes no paper: who has a second factor shows it again, each time. */
    @Test
    void thePaperAsksForTheSecondFactorAgain() {
        String request = recorded(request("CHILD"));
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        Caller open = api(worker.username());
        String paper = address("access-requests/" + request + "/paper");
        String mine = " where person_id = '" + worker.personId() + "'";
        TestDatabase.ownerDoes("update access.credential set totp_sealed = '\\x00'" + mine);
        assertThat(open.get(paper).body()).contains("access.factor-needed");
        assertThat(open.post(paper, Map.of()).body()).contains("access.factor-needed");
        TestDatabase.ownerDoes("update access.credential set totp_shown_at = '" + clock.instant() + "'" + mine);
        assertThat(open.post(paper, Map.of()).status()).isEqualTo(200);
        assertThat(open.post(paper, Map.of()).body()).as("spent").contains("access.factor-needed");
    }
}
