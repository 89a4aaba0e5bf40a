package org.akoma.exchange.scenario;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.start.FilledDemo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tasks and lists of a past day, in the reference scenario. What each should show is worked out here, from the scenario's own lines and
 * nothing that the house computed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastDayIT {

    private static final Set<String> SUPERVISORS = Set.of("sup-01", "sup-02");
    private static final int ENROLMENT_TO_FIRST_REPORT = 31;

    private final JsonNode story = FilledDemo.scenario();
    private final FilledDemo demo = FilledDemo.start();
    private final Map<String, Caller> callers = new HashMap<>();

    @AfterAll
    void end() {
        demo.close();
    }

    private Caller as(String who) {
        return callers.computeIfAbsent(who.toLowerCase(), demo::api);
    }

    private List<JsonNode> items(String who, String path) {
        Answer answer = as(who).get("/api/v1" + path);
        assertThat(answer.status()).as(path + " " + answer).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    private Stream<JsonNode> told(String what, Predicate<JsonNode> which) {
        return story.path(what).valueStream().filter(which);
    }

    private static LocalDate day(JsonNode line, String field) {
        String text = line.path(field).asString("");
        return text.isEmpty() ? LocalDate.MAX : LocalDate.parse(text.substring(0, 10));
    }

    private static Instant moment(JsonNode line, String field) {
        String text = line.path(field).asString("");
        return text.isEmpty() ? Instant.MAX : Instant.parse(text);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Set<String> workers() {
        return told("children", child -> true)
                .map(child -> child.path("caseWorker").asString())
                .collect(toSet());
    }

    private Set<String> childrenOf(String worker) {
        return told("children", child -> child.path("caseWorker").asString().equals(worker))
                .map(child -> child.path("code").asString())
                .collect(toSet());
    }

    /** Planned by then for that day or before and not made, nor passed by one that was planned for later and made. */
    private List<LocalDate> visitsWaiting(String child, LocalDate day) {
        List<JsonNode> all =
                told("visits", v -> v.path("child").asString().equals(child)).toList();
        LocalDate lastMade = all.stream()
                .filter(v -> !day(v, "doneOn").isAfter(day))
                .map(v -> day(v, "plannedOn"))
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
        return all.stream()
                .filter(v -> day(v, "doneOn").isAfter(day))
                .map(v -> day(v, "plannedOn"))
                .filter(on -> on.isAfter(lastMade) && !on.isAfter(day))
                .toList();
    }

    @Test
    void theIndicatorsOfADay() {
        new IndicatorsInTheScenario(story, as("pm-01"), List.of(as("min-01"), as("upe-01"))).check();
    }

    @Test
    void theFilesThatLeave() {
        new FilesInTheScenario(this::as).check();
    }

    @Test
    void theKindsOfTasks() {
        new KindsInTheScenario(this::as).check();
    }

    @Test
    void theChartsOfADay() {
        new DashboardsInTheScenario(story, as("pm-01"), demo.browser("pm-01")).check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015-07-10", "2015-09-15", "2015-11-01"})
    void visitsThatWaited(String date) {
        LocalDate day = LocalDate.parse(date);
        for (String worker : workers()) {
            List<String> expected = childrenOf(worker).stream()
                    .flatMap(child -> visitsWaiting(child, day).stream().map(on -> child + " " + on))
                    .sorted()
                    .toList();
            List<String> shown =
                    items(worker, "/tasks?limit=500&kind=followup.visit&until=" + day + "&asOf=" + day).stream()
                            .map(i -> i.path("code").asString() + " "
                                    + i.path("dueOn").asString())
                            .filter(line -> line.matches("AK-0[0-4][0-9] .*"))
                            .sorted()
                            .toList();
            assertThat(shown).as(worker).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015-07-31", "2015-08-04", "2015-10-01"})
    void moneyThatWaitedForAHand(String date) {
        LocalDate day = LocalDate.parse(date);
        // asked for two days before it is paid, approved the day before; the first allowance of a foster family is
        // asked for when the child comes there
        assertThat(paymentTasks("pm-01", "assistance.approve-payment", day)).isEqualTo(paidOn(day.plusDays(2)));
        // who pays sees no file, so no code
        assertThat(items("fin-01", "/tasks?limit=500&kind=assistance.pay&asOf=" + day))
                .hasSameSizeAs(paidOn(day.plusDays(1)));
        assertThat(items("pm-01", "/tasks?kind=assistance.pay&asOf=" + day)).isEmpty();
    }

    private List<String> paymentTasks(String who, String kind, LocalDate day) {
        return items(who, "/tasks?limit=500&kind=" + kind + "&asOf=" + day).stream()
                .map(i -> i.path("code").asString())
                .filter(code -> code.matches("AK-0[0-4][0-9]"))
                .sorted()
                .toList();
    }

    private List<String> paidOn(LocalDate day) {
        return told(
                        "payments",
                        p -> p.path("status").asString().equals("PAID")
                                && day(p, "on").equals(day)
                                && !isFirstOfAFoster(p, day))
                .map(p -> p.path("child").asString())
                .sorted()
                .toList();
    }

    private boolean isFirstOfAFoster(JsonNode payment, LocalDate day) {
        return payment.path("type").asString().equals("FOSTER_ALLOWANCE")
                && told(
                                "children",
                                c -> c.path("code")
                                        .asString()
                                        .equals(payment.path("child").asString()))
                        .anyMatch(child -> day(child, "placedOn").equals(day));
    }

    @Test
    void daysAtSchoolThatNobodyHadTold() {
        LocalDate day = LocalDate.parse("2015-11-12");
        Set<String> reported = told("attendance", a -> !day(a, "to").isAfter(day))
                .map(a -> a.path("child").asString())
                .collect(toSet());
        for (String worker : workers()) {
            Map<String, String> expected = told(
                            "children", c -> c.path("caseWorker").asString().equals(worker))
                    .filter(c -> !day(c, "enrolledOn").isAfter(day)
                            && !reported.contains(c.path("code").asString()))
                    .collect(toMap(
                            c -> c.path("code").asString(),
                            c -> day(c, "enrolledOn")
                                    .plusDays(ENROLMENT_TO_FIRST_REPORT)
                                    .toString()));
            assertThat(dues(worker, "assistance.attendance", day)).as(worker).isEqualTo(expected);
        }
        assertThat(dues("sw-01", "assistance.attendance", LocalDate.parse("2015-06-30")))
                .isEmpty();
    }

    private Map<String, String> dues(String who, String kind, LocalDate day) {
        return items(who, "/tasks?limit=500&kind=" + kind + "&asOf=" + day).stream()
                .filter(i -> i.path("code").asString().matches("AK-0[0-4][0-9]"))
                .collect(toMap(
                        i -> i.path("code").asString(), i -> i.path("dueOn").asString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015-09-02", "2015-09-03", "2015-10-19", "2015-10-20", "2015-10-28", "2015-11-15"})
    void alertsThatWereOpen(String date) {
        LocalDate day = LocalDate.parse(date);
        Instant end = endOf(day);
        Map<String, String> expected = new TreeMap<>();
        told("alerts", a -> a.has("child") && moment(a, "raisedAt").isBefore(end))
                .forEach(a -> {
                    boolean taken = moment(a, "supervisorAckAt").isBefore(end);
                    boolean acted = moment(a, "policeReportAt").isBefore(end)
                            || moment(a, "childSafeAt").isBefore(end)
                            || taken && a.has("measure");
                    // an index that finds it again sets the clocks anew
                    boolean again = a.path("type").asString().equals("RE_EXPLOITATION")
                            && told(
                                            "csiAssessments",
                                            c -> c.path("child").equals(a.path("child"))
                                                    && c.path("scores")
                                                                    .path("ABUSE_EXPLOITATION")
                                                                    .asInt()
                                                            == 1
                                                    && endOf(LocalDate.parse(
                                                                    c.path("on").asString()))
                                                            .isBefore(end.plusMillis(1))
                                                    && endOf(LocalDate.parse(
                                                                    c.path("on").asString()))
                                                            .isAfter(moment(a, "raisedAt")
                                                                    .plusSeconds(86_400)))
                                    .findAny()
                                    .isPresent();
                    expected.put(
                            a.path("child").asString() + " " + a.path("type").asString(),
                            again ? "RAISED" : acted ? "ACTING" : taken ? "ACKNOWLEDGED" : "RAISED");
                });
        Map<String, String> shown = new TreeMap<>();
        for (String who : SUPERVISORS)
            items(who, "/alerts?state=all&limit=200&asOf=" + day).stream()
                    .filter(a -> a.path("child").asString("").matches("AK-0[0-4][0-9]"))
                    .filter(a -> !a.path("type").asString().equals("CSI_URGENT"))
                    .forEach(a -> shown.put(
                            a.path("child").asString() + " " + a.path("type").asString(),
                            a.path("state").asString()));
        assertThat(shown).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015-06-20", "2015-09-30"})
    void howChildrenWereFactorByFactor(String date) {
        LocalDate day = LocalDate.parse(date);
        told("children", c -> c.path("n").asInt() % 6 == 1).forEach(child -> {
            String code = child.path("code").asString();
            List<JsonNode> made = told(
                            "csiAssessments", c -> c.path("child").asString().equals(code))
                    .filter(c -> !day(c, "on").isAfter(day))
                    .sorted(Comparator.comparing((JsonNode c) -> day(c, "on")).reversed())
                    .toList();
            List<JsonNode> shown = items(child.path("caseWorker").asString(), "/cases/" + code + "/csi?asOf=" + day);
            assertThat(shown.stream().map(c -> c.path("on").asString() + points(c)))
                    .as(code)
                    .containsExactlyElementsOf(made.stream()
                            .map(c -> c.path("on").asString() + points(c))
                            .toList());
        });
    }

    private static Map<String, Integer> points(JsonNode csi) {
        Map<String, Integer> points = new TreeMap<>();
        csi.path("scores")
                .properties()
                .forEach(e -> points.put(e.getKey(), e.getValue().asInt()));
        return points;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015-06-08", "2015-07-20", "2015-08-31"})
    void whoLivedInTheShelters(String date) {
        LocalDate day = LocalDate.parse(date);
        Map<String, Integer> expected = new TreeMap<>();
        story.path("shelters").forEach(s -> expected.put(s.path("code").asString(), 0));
        told("children", c -> !day(c, "handedToSocialWorkerAt").isAfter(day))
                .filter(c -> day(c, "placedOn").isAfter(day)
                        || c.path("care").asString().equals("RESIDENTIAL_CARE"))
                .forEach(c -> expected.merge(c.path("shelter").asString(), 1, Integer::sum));
        Map<String, Integer> shown = new TreeMap<>();
        items("sup-01", "/shelters?asOf=" + day).stream()
                .filter(s -> expected.containsKey(s.path("code").asString()))
                .forEach(s ->
                        shown.put(s.path("code").asString(), s.path("occupied").asInt()));
        assertThat(shown).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015-08-20", "2015-10-10"})
    void whomOneMustNotForget(String date) {
        LocalDate day = LocalDate.parse(date);
        int tolerance = story.path("policy").path("visitOnTimeToleranceDays").asInt();
        for (String who : SUPERVISORS) {
            Set<String> team = items(who, "/cases?scope=TEAM&limit=100").stream()
                    .map(c -> c.path("code").asString())
                    .filter(code -> code.matches("AK-0[0-4][0-9]"))
                    .collect(toSet());
            Map<String, Integer> missed = new TreeMap<>();
            Map<String, Long> unseen = new TreeMap<>();
            for (String child : team) {
                int inARow = (int) visitsWaiting(child, day).stream()
                        .filter(on -> on.isBefore(day.minusDays(tolerance)))
                        .count();
                if (inARow >= 2) missed.put(child, inARow);
                told("visits", v -> v.path("child").asString().equals(child))
                        .filter(v -> !v.path("mode").asString("").equals("PHONE")) // who was called was not seen
                        .map(v -> day(v, "doneOn"))
                        .filter(on -> !on.isAfter(day))
                        .max(Comparator.naturalOrder())
                        .ifPresent(last -> unseen.put(child, java.time.temporal.ChronoUnit.DAYS.between(last, day)));
            }
            List<JsonNode> shown = items(who, "/forgotten?asOf=" + day);
            assertThat(signs(shown, "MISSED_IN_A_ROW", team)).as(who).isEqualTo(missed);
            Map<String, Integer> days = signs(shown, "UNSEEN", team);
            days.forEach((child, n) -> assertThat((long) n).as(child).isEqualTo(unseen.get(child)));
            Set<String> longest = new TreeSet<>(unseen.keySet());
            longest.removeIf(child -> unseen.get(child) <= 30 + tolerance);
            assertThat(days.keySet()).as("longer than any rhythm").containsAll(longest);
        }
    }

    @Test
    void theFirstThreeStandOnTheSupervisorsHomeAndOnNobodyElses() {
        for (String who : SUPERVISORS) {
            List<JsonNode> shown = items(who, "/forgotten");
            assertThat(shown).as(who).isNotEmpty();
            String card = forgottenOn(demo.browser(who).get("/?lang=fr").body());
            int at = 0;
            for (JsonNode child : shown.subList(0, Math.min(3, shown.size()))) {
                at = card.indexOf(child.path("code").asString(), at);
                assertThat(at).as(child + " in " + card).isNotNegative();
            }
            if (shown.size() > 3)
                assertThat(card).doesNotContain(shown.get(3).path("code").asString());
            assertThat(card)
                    .containsAnyOf(
                            "Une visite attend depuis",
                            "Personne n’a vu cet enfant depuis",
                            "Aucune visite n’est prévue");
        }
        for (String who : List.of("sw-01", "shm-01", "pm-01", "le-02", "min-01"))
            assertThat(demo.browser(who).get("/?lang=fr").body()).as(who).doesNotContain("card-forgotten");
    }

    private static String forgottenOn(String page) {
        int from = page.indexOf("card-forgotten");
        assertThat(from).isNotNegative();
        return page.substring(from, page.indexOf("</section>", from));
    }

    private static Map<String, Integer> signs(List<JsonNode> shown, String sign, Set<String> team) {
        Map<String, Integer> found = new TreeMap<>();
        shown.stream()
                .filter(c -> team.contains(c.path("code").asString()))
                .forEach(c -> c.path("reasons")
                        .valueStream()
                        .filter(r -> r.path("sign").asString().equals(sign))
                        .forEach(r -> found.put(
                                c.path("code").asString(), r.path("number").asInt())));
        return found;
    }

    @Test
    void noDayBeyondTheClockAndBothLanguagesOnThePages() {
        for (String path : List.of(
                "/tasks",
                "/caseloads",
                "/forgotten",
                "/alerts",
                "/shelters",
                "/cases/AK-001/csi",
                "/cases/AK-001/risk")) {
            Answer answer =
                    as(path.startsWith("/cases/") ? "sw-01" : "sup-01").get("/api/v1" + path + "?asOf=2015-11-17");
            assertThat(answer.status()).as(path).isEqualTo(422);
            assertThat(answer.json().path("errors").findValuesAsString("field")).contains("asOf");
        }
        for (String path : List.of("/forgotten", "/alerts", "/shelters", "/cases/AK-001/csi", "/cases/AK-001/risk")) {
            Caller reader = as(path.startsWith("/cases/") ? "sw-01" : "sup-01");
            assertThat(reader.get(path + "?asOf-day=1&asOf-month=9&asOf-year=2015&lang=fr")
                            .body())
                    .as(path)
                    .contains("Au soir du 1", "septembre 2015");
            assertThat(reader.get(path + "?asOf=2015-09-01&lang=en").body())
                    .as(path)
                    .contains("On the evening of 1 September 2015", "Back to today");
            Answer future = reader.get(path + "?asOf=2015-12-24");
            assertThat(future.status()).as(path).isEqualTo(422);
            assertThat(future.body()).contains("2015");
        }
        assertThat(as("sup-01")
                        .get("/forgotten/file?format=csv&asOf=2015-10-10")
                        .body())
                .contains("AK-0")
                .doesNotContain("Baobab");
        assertThat(as("sw-01").get("/forgotten").status()).isEqualTo(403);
        assertThat(as("sw-01").get("/forgotten/file").status()).isEqualTo(403);
    }

    @Test
    void whatIsToBeDoneTodayOpensAndStandsInOneOrder() {
        new TodayInTheScenario(this::as).check(SUPERVISORS);
    }
}
