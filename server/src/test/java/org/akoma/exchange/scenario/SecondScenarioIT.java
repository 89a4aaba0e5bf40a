package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.akoma.Caller;
import org.akoma.Command.Order;
import org.akoma.HouseIT;
import org.akoma.SqlAs;
import org.akoma.Time;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A scenario of the same form that nobody has seen: another lake, other codes, dates, numbers, and much that is not told. */
class SecondScenarioIT extends HouseIT {

    private static final int CHILDREN = 14;
    private static final int DAYS_EARLIER = 180;
    private static final LocalDate AS_OF = LocalDate.parse("2015-11-16").minusDays(DAYS_EARLIER);
    private static final LocalDate FINAL = LocalDate.parse("2015-12-09").minusDays(DAYS_EARLIER);

    /** Indicators that are no sums, or of which this story tells nothing, and how they are compared. */
    private static final Map<String, String> NOT_ADDED = Map.of(
            "I10", "a median: compared where no other test has a child who left a shelter by then",
            "I14", "the story tells of no day at school");

    private static final List<String> NOT_TOLD =
            List.of("handover", "accessTests", "schoolTerms", "attendance", "alerts");
    private static final Map<String, String> OTHER_CODES = Map.ofEntries(
            Map.entry("OP-AKOMA-2015", "OP-VOLTA-2015"),
            Map.entry("AKOMA-REF", "VOLTA-REF"),
            Map.entry("SITE-", "LAC-"),
            Map.entry("SH-", "REF-"),
            Map.entry("LE-S-", "SUS-"),
            Map.entry("LE-V-", "VIC-"),
            Map.entry("\"AK-", "\"VOL-"),
            Map.entry("\"RF-", "\"RF-9"),
            Map.entry("NGO-A", "DON-BOSCO"),
            Map.entry("EV-MISSION-1", "EV-VOLTA-1"),
            Map.entry("EV-FINAL", "EV-VOLTA-2"),
            Map.entry("WS-1", "WS-VOLTA"),
            Map.entry("statusOn20151209\": \"DONE", "statusOn20150612\": \"DONE"),
            Map.entry("statusOn20151209\": \"IN_PROGRESS", "statusOn20150612\": \"IN_PROGRESS"),
            Map.entry("statusOn20151209\": \"OVERDUE", "statusOn20150612\": \"OVERDUE"),
            Map.entry("statusOn20151209\": \"TRANSFERRED", "statusOn20150612\": \"TRANSFERRED"),
            Map.entry("\"TR-", "\"TV-"),
            Map.entry("-CI\"", "-X\""));
    private static final List<String> PEOPLE =
            List.of("SW", "SUP", "PM", "FIN", "EVAL", "LE", "SHM", "TRN", "MIN", "DPO", "ADM", "UPE", "DSW");

    @Autowired
    private ScenarioCommand command;

    private record Run(int code, String out, String err) {}

    @Test
    void isReplayedAndTheSecondTimeChangesNothing() throws Exception {
        ObjectNode story = another();
        new OtherNumbers(story).tell();
        String manager = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        OtherNumbers.Figures before = figures(manager);
        Map<String, ToldIndicators.Told> earlier = indicators(manager, AS_OF);
        Map<String, ToldIndicators.Told> earlierAtTheEnd = indicators(manager, FINAL);
        Run first = run(story, false);
        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .contains("26 people", CHILDREN + " slips", CHILDREN + " new files")
                .doesNotContain("refused");
        assertThat(figures(manager).since(before)).isEqualTo(new OtherNumbers(story).expected(AS_OF));
        ToldIndicators told = new ToldIndicators(story);
        addsToThem(earlier, indicators(manager, AS_OF), told.on(AS_OF));
        addsToThem(earlierAtTheEnd, indicators(manager, FINAL), told.atTheEnd(FINAL));
        theEvaluationIsToldToItsEnd();
        theWorkshopIsTold();
        assertThat(run(story, false).out()).contains("0 new files").doesNotContain("refused");
        theEvaluationIsToldToItsEnd();
        theTrainingIsAsItsMakersExpect(story, manager);
        assertThat(SqlAs.number(
                        actor("v-pm-01"),
                        clock.instant(),
                        "select count(*) from cases.file_shown where code like 'VOL-%'"))
                .isEqualTo(CHILDREN);
    }

    /** What its makers expect of the reference scenario on the last day of the final evaluation, told earlier here. */
    private void theEvaluationIsToldToItsEnd() throws Exception {
        JsonNode expected = JsonMapper.shared()
                .readTree(ReferenceScenario.story())
                .path("expected")
                .path("evaluation");
        String ofMission = " where mission_id = (select id from evaluation.mission where code = 'EV-VOLTA-1')";
        for (var area : expected.path("byArea").properties())
            assertThat(number("finding" + ofMission + " and area = '" + area.getKey() + "'"))
                    .as(area.getKey())
                    .isEqualTo(area.getValue().asLong());
        assertThat(number("recommendation" + ofMission))
                .isEqualTo(expected.path("recommendations").asLong());
        for (var answer : expected.path("byResponse").properties())
            assertThat(number("response where confirmed_at is not null and answer = '" + answer.getKey()
                            + "' and recommendation_id in (select id from evaluation.recommendation" + ofMission + ")"))
                    .as(answer.getKey())
                    .isEqualTo(answer.getValue().asLong());
        assertThat(number("action" + ofMission))
                .isEqualTo(expected.path("actions").asLong());
        for (var state : expected.path("byActionStatus").properties())
            assertThat(number("action a" + ofMission + " and evaluation.state_of(a, '2015-06-12') = '" + state.getKey()
                            + "'"))
                    .as(state.getKey())
                    .isEqualTo(state.getValue().asLong());
        assertThat(number("rating where points is null or points between 2 and 4"))
                .isGreaterThanOrEqualTo(5);
    }

    /** Everybody who is counted came, each group with the press or with beneficiaries, never with both. */
    private void theWorkshopIsTold() throws Exception {
        JsonNode expected = JsonMapper.shared()
                .readTree(ReferenceScenario.story())
                .path("expected")
                .path("workshop");
        String came = " where came and workshop_id = (select id from evaluation.workshop where code = 'WS-VOLTA')";
        assertThat(number("participant" + came))
                .isEqualTo(expected.path("total").asLong());
        assertThat(number("(select distinct category from evaluation.participant" + came + ") x"))
                .isEqualTo(expected.path("categoriesWithPeople").asLong());
        assertThat(
                        number(
                                "sitting s where audience = 'PRESS' and exists (select from evaluation.attendance a where a.sitting_id = s.id and a.category = 'JOURNALIST')"))
                .isGreaterThanOrEqualTo(2);
    }

    private long number(String of) throws Exception {
        return SqlAs.number(
                actor("v-pm-01"),
                clock.instant(),
                "select count(*) from " + (of.startsWith("(") ? of : "evaluation." + of));
    }

    /** All three sessions: their dates have come. Means and shares have one decimal. */
    private void theTrainingIsAsItsMakersExpect(ObjectNode story, String manager) {
        Map<String, JsonNode> shown = new java.util.HashMap<>();
        api(manager)
                .get("/api/v1/training/figures")
                .json()
                .path("items")
                .forEach(one -> shown.put(one.path("session").asString(), one));
        JsonNode expected = story.path("expected").path("training");
        assertThat(expected.propertyNames()).hasSize(3);
        expected.properties().forEach(session -> {
            JsonNode one = shown.get(session.getKey());
            JsonNode wanted = session.getValue();
            assertThat(one).as(session.getKey()).isNotNull();
            assertThat(one.path("trained").asInt())
                    .isEqualTo(wanted.path("participants").asInt());
            assertThat(one.path("certified").asInt())
                    .isEqualTo(wanted.path("certified").asInt());
            assertThat(one.path("before").asDouble())
                    .isEqualTo(wanted.path("meanPre").asDouble());
            assertThat(one.path("after").asDouble())
                    .isEqualTo(wanted.path("meanPost").asDouble());
            assertThat(one.path("gain").asDouble())
                    .isEqualTo(wanted.path("meanNormalisedGainPct").asDouble());
            assertThat(Math.round(1_000.0
                                    * one.path("certified").asInt()
                                    / one.path("trained").asInt())
                            / 10.0)
                    .isEqualTo(wanted.path("certifiedPct").asDouble());
        });
        JsonNode field = story.path("expected").path("trainingLevel3");
        JsonNode first = shown.get("TV-CI-1");
        assertThat(first.path("observed").asInt())
                .isEqualTo(field.path("observed").asInt());
        assertThat(first.path("well").asInt()).isEqualTo(field.path("atLeast8").asInt());
        assertThat(first.path("points").asDouble()).isEqualTo(field.path("mean").asDouble());
    }

    /**
     * Every indicator of the house is what this story tells more than what was there before, but for those of {@link #NOT_ADDED}: other tests have records in
     * the same house.
     */
    private static void addsToThem(
            Map<String, ToldIndicators.Told> before,
            Map<String, ToldIndicators.Told> after,
            Map<String, ToldIndicators.Told> told) {
        Map<String, ToldIndicators.Told> more = new TreeMap<>();
        Map<String, ToldIndicators.Told> expected = new TreeMap<>(told);
        expected.keySet().removeAll(NOT_ADDED.keySet());
        for (String id : expected.keySet())
            more.put(
                    id,
                    new ToldIndicators.Told(
                            after.get(id).num() - before.get(id).num(),
                            after.get(id).den() - before.get(id).den(),
                            after.get(id).unknown() - before.get(id).unknown()));
        assertThat(more).isEqualTo(expected);
        ToldIndicators.Told nights = told.get("I10");
        if (nights != null && before.get("I10").den() == 0)
            assertThat(after.get("I10")).as("the median is no sum").isEqualTo(nights);
    }

    private Map<String, ToldIndicators.Told> indicators(String manager, LocalDate day) throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement count = owner.createStatement()) {
            count.execute("select indicators.count_changed(1000000, now())");
        }
        Map<String, ToldIndicators.Told> all = new TreeMap<>();
        api(manager)
                .get("/api/v1/indicators?asOf=" + day)
                .json()
                .path("items")
                .forEach(one -> all.put(
                        one.path("id").asString(),
                        new ToldIndicators.Told(
                                one.path(one.path("numerator").isNull() ? "value" : "numerator")
                                        .asLong(0),
                                one.path(one.path("n").isNull() ? "denominator" : "n")
                                        .asLong(0),
                                one.path("id").asString().matches("I14|I18")
                                        ? one.path("unknown").asLong(0)
                                        : 0)));
        return all;
    }

    private OtherNumbers.Figures figures(String manager) {
        Caller reader = api(manager);
        return OtherNumbers.shown(
                what -> reader.get("/api/v1/summary/" + what + "?asOf=" + AS_OF).json());
    }

    @Test
    void everyProblemOfEveryPartIsToldAtOnce() throws IOException {
        ObjectNode story = another();
        child(story, 0).remove("registeredAt");
        ((ObjectNode) story.path("staff").get(0)).remove("org");
        ((ObjectNode) story.path("visits").get(0)).put("plannedOn", "soon");
        ((ObjectNode) story.path("visits").get(1))
                .put("doneOn", "2014-12-24")
                .put("mode", "HOME_VISIT")
                .put("by", "NOBODY");
        ((ObjectNode) story.path("payments").get(0)).put("amount", "much");
        ((ObjectNode) story.path("referrals").get(0)).put("status", "COMPLETED").remove("ackAt");
        ((ObjectNode) story.path("referrals").get(1))
                .put("status", "NO_ACKNOWLEDGEMENT")
                .put("ackAt", "2015-12-24T08:00:00Z");
        ((ObjectNode) story.path("suspects").get(0)).put("statusOn20131209", "CONVICTED");
        Run refused = run(story, true);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("registeredAt", "column org", "soon", "NOBODY", "much", "2013-12-09")
                .contains("(ackAt): This must be given", "referral that is given as NO_ACKNOWLEDGEMENT")
                .doesNotContain("“”", "1970", "null");
    }

    @Test
    void everyBadReferenceAndFormIsToldBeforeAnythingIsStored() throws IOException {
        ObjectNode story = another();
        child(story, 0).put("caseWorker", "V-SW-99");
        child(story, 1).put("shelter", "NOWHERE");
        child(story, 2).put("code", "kid 1");
        child(story, 3).put("nationality", "Togo");
        child(story, 4).put("foundAt", "yesterday");
        child(story, 5).put("ageAtRescue", -3);
        ((ObjectNode) story.path("staff").get(0)).put("role", "KING");
        ((ObjectNode) story.path("suspects").get(0)).put("statusOn20151399", "CONVICTED");
        ((ObjectNode) story.path("suspects").get(1)).put("statusOn20151201", "HANGED");
        ObjectNode operation = (ObjectNode) story.path("operation");
        operation.put("country", "Ghana").put("code", "op");
        ((ObjectNode) operation.path("screeningOutcome")).put("NOT_A_VICTIM", "many");
        Run refused = run(story, true);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().lines())
                .hasSizeGreaterThanOrEqualTo(10)
                .allMatch(line -> !line.isBlank() && !line.contains("Exception"));
        assertThat(refused.err())
                .contains("kid 1", "Togo", "yesterday", "-3", "KING", "20151399", "HANGED", "Ghana", "“op”", "many");
        assertThat(run(story, false).code()).isEqualTo(1);
    }

    @Test
    void whatIsNamedMustBeThere() throws IOException {
        ObjectNode story = another();
        child(story, 0).put("caseWorker", "V-SW-99");
        child(story, 1).put("shelter", "NOWHERE");
        child(story, 2).put("site", "LAC-99");
        child(story, 3).put("code", child(story, 4).path("code").asString());
        Run refused = run(story, true);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("V-SW-99", "NOWHERE", "LAC-99", "VOL-005");
    }

    /** The wall to the police holds before anything is written, and says who stands where. */
    @Test
    void nobodyOfCareWorksInAStructureOfThePolice() throws IOException {
        ObjectNode story = another();
        String police = "";
        for (JsonNode one : story.path("organisations"))
            if (one.path("type").asString().equals("LAW_ENFORCEMENT"))
                police = one.path("code").asString();
        ((ObjectNode) story.path("staff").get(1)).put("org", police);
        String who = story.path("staff").get(1).path("code").asString();
        for (boolean trial : new boolean[] {true, false}) {
            Run refused = run(story, trial);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("“" + who + " (" + police + ")”: a structure of law enforcement employs")
                    .doesNotContain("care-in-police", "Exception");
        }
    }

    @Test
    void nobodyIsTakenForSomebodyElse() throws IOException {
        String mine = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        ObjectNode story = another();
        ((ObjectNode) story.path("staff").get(1)).put("code", mine);
        Run refused = run(story.toString().replace("V-SW-02", mine), true);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(mine, "somebody else");
    }

    @Test
    void whatIsNoScenarioIsRefused() throws IOException {
        for (String nonsense : List.of("[]", "{}", "null", "\"x\"", "{\"children\":7}", "{\"operation\":[]}"))
            assertThat(run(nonsense, true)).as(nonsense).satisfies(run -> {
                assertThat(run.code()).isEqualTo(1);
                assertThat(run.err()).isNotBlank();
            });
    }

    private static ObjectNode child(ObjectNode story, int n) {
        return (ObjectNode) story.path("children").get(n);
    }

    /** The reference scenario, told of other children elsewhere. */
    private ObjectNode another() throws IOException {
        String text = new String(ReferenceScenario.story(), StandardCharsets.UTF_8);
        for (var code : OTHER_CODES.entrySet()) text = text.replace(code.getKey(), code.getValue());
        for (String people : PEOPLE) text = text.replaceAll("\"" + people + "-(\\d\\d)\"", "\"V-" + people + "-$1\"");
        text = Pattern.compile("\\b20\\d\\d-\\d\\d-\\d\\d").matcher(text).replaceAll(SecondScenarioIT::earlier);
        ObjectNode story = (ObjectNode) JsonMapper.shared().readTree(text);
        NOT_TOLD.forEach(story::remove);
        ArrayNode children = (ArrayNode) story.path("children");
        while (children.size() > CHILDREN) children.remove(children.size() - 1);
        Set<String> kept = new HashSet<>();
        children.forEach(child -> kept.add(child.path("code").asString()));
        for (String section :
                List.of("visits", "reunificationMilestones", "csiAssessments", "assistance", "payments", "referrals"))
            only(kept, "child", story.path(section));
        only(kept, "caseCode", story.path("sealedLinkTable").path("rows"));
        story.remove("leVictimSuspectLinks");
        neverScreened(story, child(story, 5).path("code").asString());
        ((ObjectNode) story.path("operation")).put("country", "GH").put("personsScreened", CHILDREN + 5);
        ObjectNode outcome = (ObjectNode) story.path("operation").path("screeningOutcome");
        outcome.removeAll();
        outcome.put("CONFIRMED_CHILD_VICTIM", CHILDREN).put("NOT_A_VICTIM", 3).put("ADULT_AFTER_AGE_ASSESSMENT", 2);
        ((ObjectNode) story.path("policy")).remove("fx");
        notAllIsKnownOfEveryChild(children);
        return story;
    }

    private static void notAllIsKnownOfEveryChild(ArrayNode children) {
        int n = 0;
        for (String field : List.of(
                "guardianAppointedOn",
                "monthsExploited",
                "originRegion",
                "alias",
                "shelter",
                "medicalScreeningAt",
                "casePlanApprovedOn",
                "birthCertificate",
                "site",
                "sector")) ((ObjectNode) children.get(n++)).remove(field);
        ((ObjectNode) children.get(n)).put("nationality", "TG");
    }

    /** Nor does a service tell of it. */
    private static void neverScreened(ObjectNode story, String child) {
        ArrayNode services = (ArrayNode) story.path("assistance");
        for (int n = services.size() - 1; n >= 0; n--)
            if (services.get(n).path("child").asString().equals(child)
                    && services.get(n).path("code").asString().startsWith("IMM_MEDICAL")) services.remove(n);
    }

    private static void only(Set<String> kept, String field, JsonNode list) {
        if (!(list instanceof ArrayNode rows)) return;
        for (int n = rows.size() - 1; n >= 0; n--)
            if (!kept.contains(rows.get(n).path(field).asString(""))) rows.remove(n);
    }

    private static String earlier(MatchResult date) {
        return LocalDate.parse(date.group(), DateTimeFormatter.ISO_LOCAL_DATE)
                .minusDays(DAYS_EARLIER)
                .toString();
    }

    private Run run(ObjectNode story, boolean dryRun) throws IOException {
        return run(story.toString(), dryRun);
    }

    private Run run(String story, boolean dryRun) throws IOException {
        Path file = Files.createTempFile("second", ".json");
        try {
            Files.writeString(file, story);
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            Order order = new Order(Optional.of(file), dryRun, new PrintWriter(out, true), new PrintWriter(err, true));
            int code = Time.at(MORNING, () -> command.run(order));
            return new Run(code, out.toString(), err.toString());
        } finally {
            Files.delete(file);
        }
    }
}
