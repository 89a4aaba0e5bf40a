package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Time;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.pages.Urgency;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is due, by the clocks of requirements.md 2.4: from the records, for who may see them, now and on a past day. */
class TaskListIT extends HouseIT {

    private static final Instant HANDED = Instant.parse("2015-11-10T10:00:00Z");

    @Autowired
    Cases cases;

    private Organisation ngo;
    private String supervisor;
    private String worker;
    private String code;

    @BeforeEach
    void aChildHandedOverSixDaysAgo() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        code = openedAt(HANDED.plus(Duration.ofHours(2)));
        clock.moveTo(MORNING);
    }

    private String openedAt(Instant moment) {
        return Time.at(moment, this::open);
    }

    private String open() {
        var opened = cases.open(actor(worker), SomeChild.handedOver("Lune", HANDED));
        return ((OpenCase.Result.Opened) opened).file().code();
    }

    private List<JsonNode> items(String who, String query) {
        Answer answer = api(who).get("/api/v1/tasks" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        answer.json().path("items").forEach(items::add);
        return items;
    }

    private Map<String, String> dueAt(String who, String query) {
        Map<String, String> due = new HashMap<>();
        items(who, query)
                .forEach(item ->
                        due.put(item.path("kind").asString(), item.path("dueAt").asString("")));
        return due;
    }

    @Test
    void eachClockEndsAsThePolicySays() {
        assertThat(dueAt(worker, ""))
                .containsEntry("cases.screening", "2015-11-11T10:00:00Z") // T2: 24 h of the hand-over
                .containsEntry("cases.place", "2015-11-10T22:00:00Z") // the first night: 12 h
                .containsEntry("cases.consent", "2015-11-12T10:00:00Z") // T3: 48 h
                .containsEntry("cases.guardian", "2015-11-17T10:00:00Z") // T4: 7 days
                .containsEntry("cases.assess", "2015-11-11T12:00:00Z") // T5: 24 h, until a risk is known
                .containsEntry("cases.plan", "2015-11-24T12:00:00Z"); // T6: 14 days
        assertThat(items(worker, "").stream()
                        .filter(i -> i.path("late").asBoolean())
                        .map(i -> i.path("kind").asString()))
                .containsExactly("cases.place", "cases.screening", "cases.assess", "cases.consent");
    }

    @Test
    void nobodyElseIsAskedForIt() {
        assertThat(items(person(Role.CASE_WORKER, ngo), "")).isEmpty();
        assertThat(items(person(Role.EVALUATOR, ngo), "")).isEmpty();
        assertThat(items(person(Role.FINANCE_OFFICER, ngo), "").stream()
                        .map(i -> i.path("kind").asString()))
                .as("finance pays for every structure, and is asked for nothing else")
                .allMatch("assistance.pay"::equals);
        assertThat(items(supervisor, "").stream().map(i -> i.path("kind").asString()))
                .containsExactly("cases.place");
        assertThat(api(worker).get("/api/v1/tasks?scope=TEAM").status()).isEqualTo(403);
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        assertThat(api(person(Role.LE_OFFICER, police)).get("/api/v1/tasks").status())
                .isEqualTo(403);
        assertThat(api(person(Role.LE_OFFICER, police)).get("/tasks").status()).isEqualTo(403);
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        assertThat(items(stranger, "?scope=TEAM&worker=" + worker)).isEmpty();
    }

    /** What is to be done on the first page of a file is what the list of tasks asks for, in its order. */
    @Test
    void theFirstPageOfTheFileListsTheSameTasks() {
        List<String> texts = items(worker, "").stream()
                .filter(item -> item.path("code").asString("").equals(code))
                .map(item -> item.path("kind").asString())
                .toList();
        assertThat(texts).hasSizeGreaterThan(5);
        for (String who : List.of(worker, supervisor)) {
            String page = api(who).get("/cases/" + code).body();
            String due = page.substring(page.indexOf("h-due"), page.indexOf("</section>", page.indexOf("h-due")));
            assertThat(due).as(who).contains("/placement", "/health", "/plan", "autres tâches");
            assertThat(due.indexOf("/placement"))
                    .as("the child without a bed first")
                    .isLessThan(due.indexOf("/health"));
            for (String address : Pattern.compile("href=\"(/[^\"#]+)")
                    .matcher(due)
                    .results()
                    .map(found -> found.group(1).replace("&amp;", "&"))
                    .toList())
                assertThat(api(who).get(address).status())
                        .as("%s opens %s", who, address)
                        .isEqualTo(200);
        }
    }

    @Test
    void straightSqlShowsWhatThePoliciesShow() throws Exception {
        try (var care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                var rows = care.createStatement().executeQuery("select count(*) from cases.was_due_file")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void aSupervisorSeesTheTeamAndWhatEachCarries() {
        assertThat(items(supervisor, "?scope=TEAM"))
                .hasSizeGreaterThan(4)
                .allSatisfy(i -> assertThat(i.path("worker").asString()).isEqualTo(worker));
        JsonNode load =
                api(supervisor).get("/api/v1/caseloads").json().path("items").path(0);
        assertThat(load.path("open").asInt()).isEqualTo(1);
        assertThat(load.path("most").asInt()).isEqualTo(25);
        assertThat(load.path("late").asInt()).isEqualTo(4);
        assertThat(api(supervisor).get("/tasks?scope=TEAM").body()).contains(code, worker.toUpperCase(), "1 sur 25");
    }

    @Test
    void aPastDayIsReadFromTheRecords() {
        assertThat(dueAt(worker, "?asOf=2015-11-09")).isEmpty();
        assertThat(dueAt(worker, "?asOf=2015-11-10"))
                .containsKeys("cases.screening", "cases.consent", "cases.guardian", "cases.assess", "cases.plan");
        api(worker).post("/api/v1/cases/" + code + "/guardians", SomeConsent.guardian("2015-11-12"));
        var consent = SomeConsent.json("GIVEN", "CHILD_INFORMED_ASSENT_AND_GUARDIAN", "2015-11-12T09:00:00Z");
        Answer given = api(worker).post("/api/v1/cases/" + code + "/consents", consent);
        assertThat(given.status()).as(given.body()).isEqualTo(201);
        assertThat(dueAt(worker, "")).doesNotContainKey("cases.consent");
        assertThat(dueAt(worker, "?asOf=2015-11-10"))
                .as("it was due on that day")
                .containsKey("cases.consent");
        assertThat(api(worker).get("/api/v1/tasks?asOf=2015-11-17").status())
                .as("not past the clock")
                .isEqualTo(422);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int i = 0; i < 4; i++) {
            openedAt(HANDED.plus(Duration.ofHours(3)));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = api(worker).get("/api/v1/tasks?limit=7" + cursor);
            assertThat(answer.status()).isEqualTo(200);
            JsonNode page = answer.json();
            page.path("items")
                    .forEach(i ->
                            seen.add(i.path("kind").asString() + i.path("code").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        List<String> whole = items(worker, "?limit=500").stream()
                .map(i -> i.path("kind").asString() + i.path("code").asString())
                .toList();
        assertThat(seen).hasSizeGreaterThan(24).doesNotHaveDuplicates().isEqualTo(whole);
    }

    /** The same order as {@link Urgency}, which the database computes by itself. */
    @Test
    void dangerIsFirstOnEveryListAndOnEveryPage() {
        String quiet = openedAt(HANDED.plus(Duration.ofHours(3)));
        JsonNode file = api(worker).get("/api/v1/cases/" + code).json();
        Map<String, Object> alert = new HashMap<>(
                Map.of("id", Ids.next().toString(), "type", "DANGER_AT_HOME", "what", "Frappée hier soir"));
        assertThat(api(worker).post("/api/v1/cases/" + code + "/alerts", alert).status())
                .as(file.toString())
                .isEqualTo(201);
        assertThat(items(supervisor, "").getFirst().path("kind").asString()).isEqualTo("followup.alert-acknowledge");
        for (String query : List.of("?limit=500", "?limit=500&asOf=2015-11-15"))
            for (String who : List.of(worker, supervisor))
                for (String scope : who.equals(worker) ? List.of("MINE") : List.of("MINE", "TEAM"))
                    inOrder(items(who, query + "&scope=" + scope), query);
        assertThat(items(worker, "?limit=500").stream().map(i -> i.path("code").asString()))
                .contains(quiet);
    }

    /** An alert of days ago is said to be one that nobody took on, and is no form that is late. */
    @Test
    void anAlertThatNobodyTookOnSaysSo() {
        api(worker)
                .post(
                        "/api/v1/cases/" + code + "/alerts",
                        Map.of("id", Ids.next().toString(), "type", "DANGER_AT_HOME", "what", "Frappée hier soir"));
        String said = "Personne ne l’a prise en compte";
        assertThat(api(supervisor).get("/tasks?lang=fr").body()).doesNotContain(said);
        clock.moveTo(clock.instant().plus(Duration.ofDays(3)));
        assertThat(api(supervisor).get("/tasks?lang=fr").body()).contains(said);
        assertThat(api(supervisor).get("/?lang=fr").body()).contains(said);
        assertThat(api(supervisor).get("/tasks?lang=en").body()).contains("Nobody has taken it on");
    }

    private void inOrder(List<JsonNode> items, String query) {
        Instant at = query.contains("asOf") ? Instant.parse("2015-11-16T00:00:00Z") : clock.instant();
        List<Urgency> said = items.stream()
                .map(i -> Urgency.valueOf(i.path("urgency").asString()))
                .toList();
        assertThat(said).as(query).isSorted();
        for (JsonNode item : items) {
            Instant due = item.path("dueAt").isNull()
                    ? null
                    : Instant.parse(item.path("dueAt").asString());
            String kind = item.path("kind").asString();
            Urgency.Pace pace = kind.equals("followup.alert-acknowledge")
                    ? Urgency.Pace.ALERT
                    : DueViews.UNSAFE.contains(kind)
                            ? Urgency.Pace.UNSAFE
                            : DueViews.OF_HOURS.contains(kind) ? Urgency.Pace.HOURS : Urgency.Pace.DAYS;
            assertThat(item.path("urgency").asString())
                    .as(item + query)
                    .isEqualTo(Urgency.of(pace, item.path("risk").asString(null), due, at)
                            .name());
        }
    }

    @Test
    void aTaskIsPutOffWithAReasonThatTheSupervisorReads() {
        JsonNode plan = items(worker, "?kind=cases.plan").getFirst();
        Map<String, Object> wish = new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "kind",
                "cases.plan",
                "item",
                plan.path("id").asString(),
                "until",
                "2015-11-20",
                "reason",
                "La famille est en voyage"));
        assertThat(api(worker).post("/api/v1/tasks/snoozes", wish).status()).isEqualTo(201);
        assertThat(api(worker).post("/api/v1/tasks/snoozes", wish).status())
                .as("again")
                .isEqualTo(201);
        Map<String, Object> other = new HashMap<>(wish);
        other.put("reason", "Autre chose");
        assertThat(api(worker).post("/api/v1/tasks/snoozes", other).status())
                .as("other content")
                .isEqualTo(409);
        assertThat(items(worker, "?kind=cases.plan")).isEmpty();
        assertThat(items(supervisor, "?scope=TEAM&kind=cases.plan")).hasSize(1);
        assertThat(api(supervisor).get("/tasks?scope=TEAM").body()).contains("La famille est en voyage");
        assertThat(api(person(Role.CASE_SUPERVISOR, ngo))
                        .get("/api/v1/tasks/snoozes")
                        .body())
                .doesNotContain("voyage");
        clock.moveTo(Instant.parse("2015-11-20T08:00:00Z"));
        assertThat(items(worker, "?kind=cases.plan")).hasSize(1);
        clock.moveTo(MORNING);
        assertThat(api(worker).delete("/api/v1/tasks/snoozes/" + wish.get("id")).status())
                .isEqualTo(204);
        assertThat(items(worker, "?kind=cases.plan")).hasSize(1);
    }

    @Test
    void whatCannotWaitIsNotPutOffAndAForeignTaskIsNotFound() {
        JsonNode screening = items(worker, "?kind=cases.screening").getFirst();
        Map<String, Object> wish = new HashMap<>(Map.of(
                "kind",
                "cases.screening",
                "item",
                screening.path("id").asString(),
                "until",
                "2015-11-18",
                "reason",
                "En route"));
        assertThat(api(worker).post("/api/v1/tasks/snoozes", wish).body()).contains("tasks.not-to-be-put-off");
        wish.put("kind", "cases.plan");
        assertThat(api(person(Role.CASE_WORKER, ngo))
                        .post("/api/v1/tasks/snoozes", wish)
                        .status())
                .isEqualTo(404);
        wish.put("reason", "");
        assertThat(api(worker)
                        .post("/api/v1/tasks/snoozes", wish)
                        .json()
                        .path("errors")
                        .findValuesAsString("field"))
                .contains("reason");
    }

    @Test
    void theCalendarOfATelephoneSaysHowManyAndEndsWithItsAddress() {
        String secret = feed.make(actor(worker));
        Answer file = nobody().get("/calendar/" + secret + ".ics");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body())
                .contains("BEGIN:VCALENDAR", "SUMMARY:2 tâches dans Akoma")
                .doesNotContain(code, "Plan", "Lune");
        assertThat(nobody().withToken(secret).get("/api/v1/me").status())
                .as("opens nothing else")
                .isEqualTo(401);
        feed.end(actor(worker));
        assertThat(nobody().get("/calendar/" + secret + ".ics").status()).isEqualTo(404);
        assertThat(nobody().get("/calendar/aaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics").status())
                .isEqualTo(404);
    }

    @Autowired
    TaskFeed feed;

    @Test
    void thePagesSpeakBothLanguages() {
        assertThat(api(worker).get("/tasks").body())
                .contains("Examen médical", "Plus tard", code, "value=\"cases.screening\"")
                .doesNotContain("th:", "…", "value=\"assistance.pay\"");
        assertThat(api(worker).get("/tasks?lang=en").body()).contains("Medical screening", "Later");
        assertThat(api(worker).get("/tasks/calendar?month=2015-11").body())
                .contains("Novembre 2015", code, "Examen médical");
        assertThat(api(worker).get("/tasks/calendar?month=2015-11&visits=true").body())
                .contains("Novembre 2015")
                .doesNotContain("Examen médical");
        assertThat(api(worker).get("/visits").body()).contains("/tasks/calendar?visits=true");
        assertThat(api(worker).get("/tasks?asOf=2015-11-10").body()).contains("Au soir du 10 novembre 2015");
        assertThat(api(worker).get("/tasks/file?format=csv").body()).contains(code, "2015-11-11");
    }
}
