package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Visits on pages and as JSON, as different people open them. */
class VisitPagesIT extends VisitHouse {

    @Autowired
    JdbcClient jdbc;

    private static void isWhole(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("th:", "??").contains("</html>");
    }

    private static String text(Answer answer) {
        return answer.body().replace('\u00a0', ' ');
    }

    @Test
    void whoMayNotFindsNothing() {
        String code = assessed(CaseFile.Risk.HIGH);
        String pages = "/cases/" + code + "/visits";
        String api = "/api/v1" + pages;
        String other = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        for (String reader : List.of(
                other,
                officer,
                person(Role.PROJECT_MANAGER, ngo),
                person(Role.EVALUATOR, ngo),
                person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER)),
                person(Role.FINANCE_OFFICER, ngo))) {
            assertThat(browser(reader).get(pages).status()).as(reader).isEqualTo(404);
            assertThat(api(reader).get(api).status()).as(reader).isIn(403, 404);
        }
        for (String reader : List.of(officer, person(Role.FINANCE_OFFICER, ngo), person(Role.PROJECT_MANAGER, ngo))) {
            assertThat(api(reader).get("/api/v1/visits").status()).isEqualTo(403);
            assertThat(browser(reader).get("/visits").status()).isEqualTo(403);
            assertThat(browser(reader).get("/visits/file?format=csv").status()).isEqualTo(403);
            assertThat(browser(reader).get("/forgotten").status()).isEqualTo(403);
        }
        assertThat(api(worker.username()).get("/api/v1/forgotten").status()).isEqualTo(403);
        assertThat(api(worker.username()).get("/api/v1/summary/followup").status())
                .isEqualTo(403);
        assertThat(text(api(other).get("/api/v1/visits"))).doesNotContain(code);
        assertThat(api(supervisor.username())
                        .post(api, Map.of("plannedOn", "2015-11-20"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void everyPageIsWholeInBothLanguages() {
        String code = assessed(CaseFile.Risk.HIGH);
        UUID first = all(code).getFirst().id();
        UUID second = all(code).get(1).id();
        daysLater(20);
        done(visits.record(worker, code, made(first, TODAY.plusDays(8))));
        for (String reader : List.of(worker.username(), supervisor.username())) {
            org.akoma.Visit visit = browser(reader);
            for (String lang : List.of("fr", "en")) {
                for (String page : List.of("", "/" + first, "/" + second))
                    isWhole(visit.get("/cases/" + code + "/visits" + page + "?lang=" + lang));
                for (ListVisits.Show show : ListVisits.Show.values())
                    isWhole(visit.get("/visits?show=" + show + "&lang=" + lang));
                isWhole(visit.get("/visits?asOf=2015-12-01&lang=" + lang));
            }
        }
        org.akoma.Visit supervising = browser(supervisor.username());
        isWhole(supervising.get("/forgotten?lang=en"));
        assertThat(text(supervising.get("/forgotten?lang=fr"))).contains(code, "Une visite attend depuis");
        isWhole(browser(worker.username()).get("/cases/" + code + "/visits/new"));
        assertThat(supervising.get("/cases/" + code + "/visits/new").status()).isEqualTo(403);
    }

    /** As the list of one child's visits does; what is too early to have been done can only be moved. */
    @Test
    void theListOffersToRecordFirstAndToMoveWhatIsNotLate() {
        String code = assessed(CaseFile.Risk.HIGH);
        Visit next = all(code).getFirst();
        String visit = "/cases/" + code + "/visits/" + next.id() + "\">Saisir";
        String move = "/cases/" + code + "/visits/" + next.id() + "#h-move\"";
        String early = browser(worker.username()).get("/visits?show=DUE").body();
        assertThat(early).contains(move).doesNotContain(visit);
        clock.moveTo(next.plannedOn().atTime(8, 0).toInstant(ZoneOffset.UTC));
        String due = browser(worker.username()).get("/visits?show=DUE").body();
        assertThat(due.indexOf(visit)).isPositive().isLessThan(due.indexOf(move));
        clock.moveTo(next.plannedOn().plusDays(1).atTime(8, 0).toInstant(ZoneOffset.UTC));
        String late = browser(worker.username()).get("/visits?show=LATE").body();
        assertThat(late).contains(visit).doesNotContain(move);
    }

    private static Answer done(org.akoma.Visit browser, String page, boolean seenAlone) {
        return browser.post(
                page + "/done",
                "doneOn",
                TODAY.plusDays(14).toString(),
                "mode",
                "HOME_VISIT",
                "seen",
                "CHILD",
                "seenAlone",
                String.valueOf(seenAlone),
                "school",
                "ATTENDS",
                "safety",
                "SAFE",
                "traffickerContact",
                "false",
                "opinion",
                "Je veux un cahier");
    }

    /** The calendar begins with the first assessment: that is offered, not an empty list of visits. */
    @Test
    void aVisitBeforeTheFirstAssessmentLeadsThere() {
        String code = file();
        org.akoma.Visit visit = browser(worker.username());
        visit.get("/cases/" + code + "/visits/new");
        Answer done = visit.post(
                "/cases/" + code + "/visits/new",
                "id",
                Ids.next().toString(),
                "doneOn",
                TODAY.toString(),
                "mode",
                "HOME_VISIT",
                "seen",
                "CHILD",
                "seenAlone",
                "true",
                "school",
                "ATTENDS",
                "safety",
                "SAFE",
                "traffickerContact",
                "false",
                "opinion",
                "Je veux un cahier");
        assertThat(done.status()).as(done.body()).isEqualTo(303);
        assertThat(done.location()).endsWith("?done=followup.visit-before-assessment");
        assertThat(text(visit.get(done.location())))
                .contains("La visite est enregistrée", "après la première évaluation")
                .doesNotContain("Voir la prochaine visite");
    }

    /** A rule that needs no missing answer does not wait for it. */
    @Test
    void allThatIsWrongIsSaidAtOnce() {
        String code = assessed(CaseFile.Risk.HIGH);
        String page = "/cases/" + code + "/visits/" + all(code).getFirst().id() + "/done";
        Answer wrong = browser(worker.username())
                .post(
                        page,
                        "doneOn",
                        TODAY.toString(),
                        "seenAlone",
                        "true",
                        "safety",
                        "SAFE",
                        "traffickerContact",
                        "false");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("href=\"#mode\"", "href=\"#seen\"", "href=\"#school\"")
                .as("nobody said whether the child was seen at all")
                .doesNotContain("href=\"#seenAlone\"");
    }

    @Test
    void aVisitIsRecordedReviewedAndCommentedOnPages() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        UUID first = all(code).getFirst().id();
        daysLater(14);
        String page = "/cases/" + code + "/visits/" + first;
        org.akoma.Visit visit = browser(worker.username());
        visit.get(page);
        Answer wrong = done(visit, page, false);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong)).contains("Je veux un cahier", "Dites pourquoi l’enfant n’a pas été vu seul");
        Answer right = done(visit, page, true);
        assertThat(right.status()).as(right.body()).isEqualTo(303);
        assertThat(text(visit.get(right.location())))
                .contains("La visite est enregistrée", "Je veux un cahier")
                .doesNotContain("perdu de vue");
        Answer lost = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/search",
                        Map.of("step", "FLAGGED", "outcome", "Partie sans rien dire"));
        assertThat(lost.status()).as(lost.body()).isEqualTo(201);
        assertThat(text(visit.get(page)))
                .contains("signalé comme perdu de vue", "/cases/" + code + "/search#h-new\">Enfant retrouvé");
        Answer said = visit.post(
                page + "/feedback",
                "safe",
                "YES",
                "heard",
                "YES",
                "knowsWhom",
                "NO",
                "change",
                "NO",
                "comeBack",
                "YES",
                "feedback",
                "Reviens vite");
        assertThat(said.status()).isEqualTo(303);
        org.akoma.Visit supervising = browser(supervisor.username());
        assertThat(text(supervising.get(page))).contains("Reviens vite", "Relire cette visite");
        long before = bellsOf(worker.username());
        assertThat(supervising.press(page, page + "/review", "remark", "Merci").status())
                .isEqualTo(303);
        assertThat(bellsOf(worker.username())).isEqualTo(before + 1);
        assertThat(text(visit.get(page))).contains("Merci", "Relue par");
        isWhole(browser(worker.username()).get("/cases/" + code + "/closure"));
        String paper = "/cases/" + code + "/print?lang=fr";
        isWhole(visit.get(paper));
        assertThat(text(visit.get(paper)))
                .contains("Je veux un cahier", "Reviens vite", "Merci", "Sais-tu qui appeler");
        assertThat(text(visit.get("/cases/" + code + "/sheet"))).doesNotContain("Je veux un cahier", "Reviens vite");
        assertThat(text(browser(person(Role.PROJECT_MANAGER, ngo)).get(paper)))
                .doesNotContain("Je veux un cahier", "Reviens vite", "Merci");
    }

    @Test
    void programsPlanRecordAndListAndTheSameIdMakesOneVisit() {
        String code = assessed(CaseFile.Risk.LOW);
        String api = "/api/v1/cases/" + code + "/visits";
        var program = api(worker.username());
        UUID id = Ids.next();
        Map<String, String> plan = Map.of("id", id.toString(), "plannedOn", TODAY.toString());
        assertThat(program.post(api, plan).status()).isEqualTo(201);
        assertThat(program.post(api, plan).status()).isEqualTo(201);
        Map<String, Object> record = Map.of(
                "doneOn",
                TODAY.toString(),
                "mode",
                "HOME_VISIT",
                "seen",
                List.of("CHILD"),
                "seenAlone",
                true,
                "school",
                "ATTENDS",
                "safety",
                "CONCERN",
                "traffickerContact",
                true);
        Answer made = program.post(api + "/" + id + "/done", record);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(made.json().path("state").asString()).isEqualTo("DONE_ON_TIME");
        assertThat(program.post(api + "/" + id + "/done", record).status()).isEqualTo(200);
        assertThat(program.get(api).json().path("items").size()).isEqualTo(2);
        Answer alerts = program.get("/api/v1/cases/" + code + "/alerts");
        assertThat(alerts.json().path("items").size())
                .as("once, though it was told twice")
                .isEqualTo(1);
        assertThat(alerts.body()).contains("TRAFFICKER_CONTACT", "\"source\":\"VISIT\"");
        Answer list = program.get("/api/v1/visits?show=DONE");
        assertThat(list.json().path("items").size()).isEqualTo(1);
        assertThat(list.json().path("items").get(0).path("code").asString()).isEqualTo(code);
        assertThat(program.get("/api/v1/visits?asOf=2016-01-01").status()).isEqualTo(422);
        Answer file = program.get("/api/v1/visits/file?show=DONE&format=csv");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).contains(code);
        Answer figures = api(person(Role.PROJECT_MANAGER, ngo)).get("/api/v1/summary/followup");
        assertThat(figures.json().path("visits").path("planned").asInt()).isPositive();
    }

    /** The due list of a worker is read from the index of what is open, in its order, without a sort. */
    @Test
    void theDueListIsReadFromItsIndex() {
        String plan = String.join("\n", transactions.as(worker, () -> {
            // few visits are sooner sorted than led by an index: whether it can lead is the question, whatever was
            // counted last
            for (String way : List.of("seqscan", "bitmapscan", "sort"))
                jdbc.sql("set local enable_" + way + " = off").update();
            return jdbc.sql("""
                explain select id, due_on from followup.due_visit where worker_id = :worker and due_on <= :until
                 order by due_on, id limit 51
                """)
                    .param("worker", worker.personId())
                    .param("until", TODAY.plusDays(14))
                    .query(String.class)
                    .list();
        }));
        assertThat(plan).contains("visit_of_worker").doesNotContain("Sort");
    }
}
