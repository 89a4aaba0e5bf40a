package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.ground.access.ShelterCodes;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.schooling.AttendanceFigures;
import org.akoma.protection.schooling.Attendances;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reference scenario, replayed into a real house; what the records say is compared with what its makers expect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioImportIT extends HouseIT {

    static final Instant EVE_OF_MISSION = Instant.parse("2015-11-16T08:00:00Z");

    @Autowired
    private ScenarioStore files;

    @Autowired
    ShelterCodes codes;

    @Autowired
    ScenarioCommand command;

    @Autowired
    Attendances attendances;

    JsonNode expected;
    JdbcClient owner;
    ReferenceScenario.Run first;

    @BeforeAll
    void tellTheStory() throws IOException {
        byte[] story = story();
        expected = JsonMapper.shared().readTree(story).path("expected");
        owner = JdbcClient.create(new SingleConnectionDataSource(TestDatabase.connectAs(Compartment.MIGRATOR), true));
        first = ReferenceScenario.told(command, attendances, owner);
        assertThat(first.out()).contains("26 people, 48 slips, 45 new files").doesNotContain("refused");
    }

    @Test
    void theSameFileTwiceChangesNothing() throws IOException {
        String counts = """
                select (select count(*) from cases.case_file) || ' ' || (select count(*) from slips.slip) || ' '
                    || (select count(*) from cases.consent) || ' ' || (select count(*) from cases.turn) || ' '
                    || (select count(*) from assistance.service) || ' ' || (select sum(version) from assistance.payment) || ' '
                    || (select count(*) from assistance.enrolment) || ' ' || (select count(*) from assistance.attendance) || ' '
                    || (select count(*) from assistance.term) || ' ' || (select max(version) from assistance.attendance) || ' '
                    || (select count(*) from followup.csi) || ' ' || (select count(*) from followup.csi_due) || ' '
                    || (select count(*) from followup.csi_action) || ' ' || (select count(*) from followup.alert) || ' '
                    || (select count(*) from followup.alert_action) || ' ' || (select count(*) from followup.complaint) || ' '
                    || (select count(*) from access.file_grant) || ' ' || (select count(*) from operations.screened)
                    || ' ' || (select count(*) from followup.visit)
                    || ' ' || (select sum(version) from referrals.referral) || ' ' || (select count(*) from access.sharing_agreement)
                    || ' ' || (select count(*) from referrals.structure_entry) || ' ' || (select count(*) from training.participant)
                    || ' ' || (select sum(results) from training.participant) || ' ' || (select count(*) from training.certificate)
                """;
        String before = owner.sql(counts).query(String.class).single();
        ReferenceScenario.Run again = run(story(), EVE_OF_MISSION, false);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains(" 0 new files").doesNotContain("refused");
        assertThat(owner.sql(counts).query(String.class).single()).isEqualTo(before);
    }

    @Test
    void everyHistoryReadsInTheOrderOfTime() {
        assertThat(owner.sql("""
                        select act || ' ' || earlier || ' ' || at from (select e.act, e.at, lag(e.at) over (partition by e.chain order by e.seq) as earlier
                                                from journal.entry e
                                               where e.act not like '%%-read' and e.chain in (select id from cases.case_file where %s
                                                                  union all select id from operations.operation)) x
                         where x.earlier > x.at
                        """.formatted(OURS)).query(String.class).list()).isEmpty();
    }

    /** The link of the scenario is that of the slips, and the only place that knows both. */
    @Test
    void everyVictimIsLinkedAsTheSealedTableSays() {
        Map<String, String> told = new java.util.TreeMap<>();
        for (JsonNode row : JsonMapper.shared()
                .readTree(ReferenceScenario.story())
                .path("sealedLinkTable")
                .path("rows"))
            told.put(row.path("leVictimRef").asString(), row.path("caseCode").asString());
        Map<String, String> linked = new java.util.TreeMap<>();
        owner.sql("select victim_ref, code from disclosure.link where code = any (:codes)")
                .param("codes", told.values().toArray(String[]::new))
                .query(row -> {
                    linked.put(row.getString(1), row.getString(2));
                });
        assertThat(linked).isEqualTo(told).hasSize(48);
    }

    @Test
    void whatCannotBeTakenAsToldIsNamed() {
        assertThat(first.out()).contains("taken otherwise: AK-025 plan");
    }

    /** The session of December is planned, and nobody is on it yet. */
    @Test
    void theTrainingIsAsOfToday() {
        assertThat(
                        byCode(
                                "select session, sum(trained)::int from training.report_certified('2015-11-16 08:00Z') where session like 'TR-__-_' group by 1"))
                .isEqualTo(Map.of("TR-CI-1", 104, "TR-GH-1", 36));
        assertThat(
                        byCode(
                                "select session, sum(certified)::int from training.report_certified('2015-11-16 08:00Z') where session like 'TR-__-_' group by 1"))
                .isEqualTo(Map.of("TR-CI-1", 84, "TR-GH-1", 27));
        assertThat(
                        byCode(
                                "select session, sum(well)::int from training.report_checklists('2015-11-16 08:00Z', 8) where session like 'TR-__-_' group by 1"))
                .isEqualTo(Map.of("TR-CI-1", 24));
        assertThat(owner.sql(
                                "select count(*) from training.participant p join training.session s on s.id = p.session_id where s.code = 'TR-CI-2'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theChildrenAreWhoTheyAre() {
        JsonNode children = expected.path("children");
        assertThat(byCode("select sex, count(*) from cases.case_file where %s group by 1"))
                .isEqualTo(counts(children.path("bySex")));
        assertThat(byCode("select nationality, count(*) from cases.case_file where %s group by 1"))
                .isEqualTo(counts(children.path("byNationality")));
        assertThat(byCode("select sector, count(*) from cases.case_file where %s group by 1"))
                .isEqualTo(counts(children.path("bySector")));
        assertThat(byCode("select risk, count(*) from cases.case_file where %s group by 1"))
                .isEqualTo(counts(children.path("byRiskReassessed")));
        assertThat(byCode("select country, count(*) from cases.case_file where %s group by 1"))
                .isEqualTo(counts(children.path("byDestination")));
        assertThat(one("select count(*) from cases.case_file where %s and victim_status = 'CONFIRMED_VICTIM'"))
                .isEqualTo(48);
        assertThat(one("select count(*) from cases.case_file where %s and lost_since is not null"))
                .isEqualTo(children.path("byFollowUpStatus")
                        .path("LOST_TO_FOLLOW_UP")
                        .asInt());
    }

    @Test
    void everyClockStopsWhereItsMakersSay() {
        JsonNode limits = expected.path("timeLimits");
        assertThat(
                        one(
                                "select count(*) from slips.slip s join cases.case_file on slip_id = s.id where %s and s.handed_at - s.found_at <= interval '24 h'"))
                .isEqualTo(limits.path("handedOverWithin24h").asInt());
        assertThat(
                        one(
                                "select count(*) from cases.case_file where %s and medical_screened_at - handed_at <= interval '24 h'"))
                .isEqualTo(limits.path("medicalWithin24hOfHandover").asInt());
        assertThat(
                        one(
                                "select count(*) from cases.case_file where %s and registered_at - handed_at <= interval '48 h'"))
                .isEqualTo(limits.path("registeredWithin48hOfHandover").asInt());
        assertThat(one("""
                        select count(*) from cases.case_file f join cases.assessment a on a.file_id = f.id and a.kind = 'INITIAL' where %s
                           and f.assessed_at - f.registered_at <= case a.risk when 'HIGH' then interval '24 h' when 'MEDIUM' then interval '72 h' else interval '168 h' end
                        """)).isEqualTo(limits.path("initialAssessmentInTime").asInt());
        assertThat(
                        one(
                                "select count(*) from cases.case_file where %s and plan_approved_on - registered_at::date <= 14"))
                .isEqualTo(limits.path("casePlanWithin14d").asInt());
        assertThat(one("select count(*) from cases.case_file where %s and guardian_on - handed_at::date <= 7"))
                .isEqualTo(expected.path("indicators").path("I06").path("num").asInt());
    }

    @Test
    void alertsWereRaisedTakenOnAndActedUpon() throws IOException {
        JsonNode told = JsonMapper.shared().readTree(story()).path("alerts");
        for (JsonNode one : told) {
            String type = one.path("type").asString();
            if (one.path("child").isMissingNode()) continue;
            assertThat(owner.sql("""
                            with a as (
                                select file_id, type, raised_at, acknowledged_at, police_at, safe_at from followup.alert
                                union all -- until the same was reported again
                                select x.file_id, x.type, x.raised_at, r.acknowledged_at, r.police_at, r.safe_at
                                  from followup.alert_round r join followup.alert x on x.id = r.alert_id)
                            select count(*) from a join cases.case_file f on f.id = a.file_id where f.code = :code and a.type = :type
                               and a.raised_at = :at::timestamptz and a.acknowledged_at is not distinct from :ack::timestamptz
                               and a.police_at is not distinct from :police::timestamptz and (:safe::timestamptz is null or a.safe_at = :safe::timestamptz)
                            """)
                            .param("code", one.path("child").asString())
                            .param("type", type)
                            .param("at", one.path("raisedAt").asString())
                            .param("ack", one.path("supervisorAckAt").asString(null))
                            .param("police", one.path("policeReportAt").asString(null))
                            .param("safe", one.path("childSafeAt").asString(null))
                            .query(Integer.class)
                            .single())
                    .as(one.toString())
                    .isEqualTo(1);
        }
        assertThat(owner.sql(
                                "select count(*) from followup.complaint where (raised_at at time zone 'UTC')::date = '2015-08-11'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(owner.sql(
                                "select count(*) from followup.alert where type = 'DEVICE_LOST' and safe_at = '2015-09-08T20:00:00Z' and acknowledged_at = '2015-09-08T22:00:00Z'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(
                        one(
                                "select count(distinct a.file_id) from followup.alert a join cases.case_file on case_file.id = a.file_id where %s and a.type = 'RE_EXPLOITATION'"))
                .isEqualTo(expected.path("indicators").path("I18").path("num").asInt());
    }

    /** The same as {@code followup.report_csi}, which counts the children of other tests too. */
    @Test
    void theChildrenGrewAsTheirIndexesSay() {
        JsonNode csi = expected.path("csi");
        assertThat(means("c.wave = 'BASELINE'")).isEqualTo(csi.path("meanBaseline"));
        assertThat(means("c.wave <> 'BASELINE'")).isEqualTo(csi.path("meanFollowUp"));
        assertThat(
                        one(
                                "select count(*) from followup.csi c join cases.case_file on case_file.id = c.file_id where %s and c.wave = 'BASELINE'"))
                .isEqualTo(csi.path("baselineN").asInt());
        assertThat(
                        one(
                                "select count(*) from followup.csi c join cases.case_file on case_file.id = c.file_id where %s and c.wave <> 'BASELINE'"))
                .isEqualTo(csi.path("followUpN").asInt());
        assertThat(
                        one(
                                "select count(*) from followup.csi_due d join cases.case_file on case_file.id = d.file_id where %s and d.until is null"))
                .isEqualTo(expected.path("children").path("total").asInt());
    }

    private JsonNode means(String wave) {
        var found = JsonMapper.shared().createObjectNode();
        owner.sql("""
                        select x.factor, round(avg(x.level), 2) from followup.csi c join followup.csi_factor x on x.csi_id = c.id
                          join cases.case_file on case_file.id = c.file_id where %s and %s group by 1
                        """.formatted(OURS.replace("code", "case_file.code"), wave)).query(row -> {
            found.put(row.getString(1), row.getBigDecimal(2).doubleValue());
        });
        return found;
    }

    /** The house's own clock says what is late; the scenario's makers counted the same. */
    @Test
    void everyReferralWasAnsweredOrNot() {
        JsonNode referrals = expected.path("referrals");
        String ours = "from referrals.referral r join cases.case_file on case_file.id = r.file_id where "
                + OURS.replace("code", "case_file.code") + " and r.code ~ '^RF-0[0-9][0-9]$'";
        assertThat(owner.sql("select count(*) " + ours).query(Integer.class).single())
                .isEqualTo(referrals.path("total").asInt());
        assertThat(owner.sql("select count(*) " + ours + " and r.acknowledged_at <= r.due_at")
                        .query(Integer.class)
                        .single())
                .isEqualTo(referrals.path("ackInTime").asInt());
        Map<String, Integer> byStatus = new TreeMap<>();
        owner.sql("""
                        select case when r.completed_at is not null then 'COMPLETED' when r.accepted then 'ACCEPTED'
                                    when not r.accepted then 'DECLINED' else 'NO_ACKNOWLEDGEMENT' end, count(*) %s group by 1
                        """.formatted(ours)).query(row -> {
            byStatus.put(row.getString(1), row.getInt(2));
        });
        assertThat(byStatus).isEqualTo(counts(referrals.path("byStatus")));
        assertThat(owner.sql(
                                "select count(*) from access.file_grant g where g.reason = 'REFERRAL' and exists (select from"
                                        + " referrals.referral r where g.id in (r.id, r.person_grant) and g.valid_until > r.closed_at)")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void visitsWereAsPunctualAsTheyWere() {
        JsonNode visits = expected.path("visits");
        assertThat(visits(LocalDate.parse("2015-11-16")))
                .isEqualTo(Map.of(
                        "planned", visits.path("planned").asInt(),
                        "onTime", visits.path("byStatus").path("DONE_ON_TIME").asInt(),
                        "late", visits.path("byStatus").path("DONE_LATE").asInt(),
                        "missed", visits.path("byStatus").path("MISSED").asInt()));
        assertThat(
                        one(
                                "select count(*) from followup.visit v join cases.case_file f on f.id = v.file_id where %s and v.seen_alone"))
                .isEqualTo(expected.path("indicators").path("I13").path("num").asInt());
        // every child is expected again, after the day of the story
        assertThat(one("select count(*) from cases.case_file where %s and next_visit_due is null"))
                .isZero();
        assertThat(one("""
                        select count(*) from followup.visit v join cases.case_file f on f.id = v.file_id
                         where %s and v.worker_id <> f.worker_id
                        """)).isZero();
    }

    /** As the summary counts them, of the story's children alone: other tests have children of their own. */
    private Map<String, Integer> visits(LocalDate day) {
        Map<String, Integer> counts = new TreeMap<>();
        owner.sql("""
                        select planned, on_time, late, missed from followup.report_visits(:day, 3, 14)
                        """).param("day", day).query(row -> {
            List<String> names = List.of("planned", "onTime", "late", "missed");
            for (String name : names) counts.put(name, row.getInt(names.indexOf(name) + 1));
        });
        owner.sql("""
                        select s.state, count(*) from (select case
                               when v.done_on <= :day and v.done_on <= v.planned_on + 3 then 'onTime'
                               when v.done_on <= :day and v.done_on <= v.planned_on + 14 then 'late' else 'missed' end as state
                          from followup.visit v join cases.case_file f on f.id = v.file_id
                         where not %s and not v.unplanned and v.cancelled_at is null and v.planned_on <= :day) s group by 1
                        """.formatted(OURS.replace("code", "f.code")))
                .param("day", day)
                .query(row -> {
                    counts.merge("planned", -row.getInt(2), Integer::sum);
                    counts.merge(row.getString(1), -row.getInt(2), Integer::sum);
                });
        return counts;
    }

    @Test
    void sheltersHeldWhoTheyHeld() {
        Map<String, Integer> there = new TreeMap<>();
        owner.sql("select id, code, occupied from cases.report_shelters(date '2015-06-08')")
                .query(row -> {
                    String code = codes.open(row.getObject(1, UUID.class), row.getBytes(2));
                    if (code.matches("SH-..")) there.put(code, row.getInt(3));
                });
        assertThat(there).isEqualTo(counts(expected.path("children").path("byShelterOn20150608")));
    }

    @Test
    void whoCameToSchoolAsItsMakersExpect() throws IOException {
        JsonNode story = JsonMapper.shared().readTree(story());
        JsonNode bands = expected.path("attendance");
        assertThat(ReferenceScenario.atSchool("2015-11-16"))
                .isEqualTo(new AttendanceFigures(
                        bands.path("REGULAR").asLong(),
                        bands.path("IRREGULAR").asLong(),
                        bands.path("AT_RISK").asLong(),
                        bands.path("UNKNOWN").asLong()));
        assertThat(
                        one(
                                "select count(*) from assistance.enrolment where file_id in (select id from cases.case_file where %s)"))
                .isEqualTo(48);
        assertThat(
                        one(
                                "select count(*) from assistance.attendance where file_id in (select id from cases.case_file where %s)"))
                .isEqualTo(story.path("attendance").size());
        // before anybody went to school nobody was enrolled; on the first days nothing was known yet
        assertThat(ReferenceScenario.atSchool("2015-06-08")).isEqualTo(new AttendanceFigures(0, 0, 0, 0));
        assertThat(ReferenceScenario.atSchool("2015-11-12").unknown()).isEqualTo(48);
    }

    @Test
    void theTermsCountTheDaysThatTheSchoolsTell() {
        assertThat(one("""
                        select count(*) from assistance.attendance a join assistance.enrolment e on e.id = a.enrolment_id
                          join assistance.institution i on i.id = e.institution_id join cases.case_file f on f.id = a.file_id
                         where %s and assistance.school_days(i.country, a.first_day, a.last_day) <> a.expected
                        """)).isZero();
    }

    @Test
    void thePoliceMetWhomTheyMet() {
        JsonNode operation = JsonMapper.shared().readTree(story()).path("operation");
        assertThat(owner.sql(
                                "select count(*) from operations.screened s join operations.operation o on o.id = s.operation_id where o.code = :code")
                        .param("code", operation.path("code").asString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(operation.path("personsScreened").asInt());
        assertThat(owner.sql(
                                "select count(*) from operations.suspect s join operations.operation o on o.id = s.operation_id where o.code = :code")
                        .param("code", operation.path("code").asString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(expected.path("suspects").path("total").asInt());
    }

    @Test
    void theHelpIsWhatWasGiven() throws IOException {
        JsonNode told = JsonMapper.shared().readTree(story()).path("assistance");
        assertThat(one("select count(*) from assistance.service s join cases.case_file f on f.id = s.file_id where %s"))
                .isEqualTo(told.size());
        assertThat(
                        one(
                                "select count(*) from assistance.service s join cases.case_file f on f.id = s.file_id where %s and s.state = 'INTERRUPTED'"))
                .isEqualTo((int) told.valueStream()
                        .filter(one -> one.path("status").asString().equals("SUSPENDED"))
                        .count());
        assertThat(
                        one(
                                "select count(*) from assistance.service s join cases.case_file f on f.id = s.file_id where %s and s.state = 'COMPLETED'"))
                .isEqualTo((int) told.valueStream()
                        .filter(one -> one.path("status").asString().equals("COMPLETED"))
                        .count());
    }

    @Test
    void theMoneyIsWhatWasPaidAndTheRulesRefuseTheRest() {
        JsonNode money = expected.path("payments");
        assertThat(
                        one(
                                "select count(*) from assistance.payment p join cases.case_file f on f.id = p.file_id where %s and p.state = 'PAID'"))
                .isEqualTo(money.path("countPaid").asInt());
        assertThat(
                        byCode(
                                "select refusal, count(*) from assistance.payment p join cases.case_file f on f.id = p.file_id where %s and refused_by is null and refusal is not null group by 1"))
                .isEqualTo(Map.of("SAME_REQUESTER_AND_APPROVER", 1, "DUPLICATE", 1));
        money.path("totalByCurrency")
                .properties()
                .forEach(total -> assertThat(one(
                                "select sum(amount)::int from assistance.payment p join cases.case_file f on f.id = p.file_id where %s and p.state = 'PAID' and currency = '"
                                        + total.getKey() + "'"))
                        .isEqualTo(total.getValue().asInt()));
        assertThat(first.out()).contains("payment P-X002: said to be asked for by SW-02");
    }

    @Test
    void aDryRunTellsEveryProblemAndStoresNothing() throws IOException {
        String broken = new String(story(), java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst("\"caseWorker\": ?\"SW-01\"", "\"caseWorker\": \"SW-99\"")
                .replaceFirst("\"sex\": ?\"M\"", "\"sex\": \"Q\"")
                .replace("AKOMA-REF", "BROKEN-1");
        long before = owner.sql("select count(*) from access.person")
                .query(Long.class)
                .single();
        ReferenceScenario.Run run =
                run(broken.getBytes(java.nio.charset.StandardCharsets.UTF_8), EVE_OF_MISSION, false);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("Q", "F, M, U");
        assertThat(owner.sql("select count(*) from access.person")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
    }

    /** Into a house with other children a story goes whole or not at all: what stands against it is said before its first record. */
    @Test
    void aStoryThatOthersStandAgainstIsRefusedWhole() throws IOException {
        String other = new String(story(), java.nio.charset.StandardCharsets.UTF_8).replace("AKOMA-REF", "CLASH-1");
        for (String code :
                List.of("SW", "SUP", "PM", "FIN", "EVAL", "LE", "SHM", "TRN", "MIN", "DPO", "ADM", "UPE", "DSW"))
            other = other.replace("\"" + code + "-", "\"X" + code + "-");
        byte[] story = other.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String people = "select count(*) from access.person";
        long before = owner.sql(people).query(Long.class).single();
        for (boolean dry : List.of(true, false)) {
            ReferenceScenario.Run run = run(story, EVE_OF_MISSION, dry);
            assertThat(run.code()).as(run.err()).isEqualTo(1);
            assertThat(run.err()).contains("“AK-001” is already the file of another child");
        }
        assertThat(owner.sql(people).query(Long.class).single()).isEqualTo(before);
        assertThat(files.strangers(List.of()))
                .as("in a house that is no demo each of these is in the way")
                .isPositive();
    }

    private ReferenceScenario.Run run(byte[] story, Instant now, boolean dry) throws IOException {
        return ReferenceScenario.run(command, story, now, dry);
    }

    static byte[] story() {
        return ReferenceScenario.story();
    }

    private static final String OURS = "code ~ '^AK-0(0[1-9]|[1-3][0-9]|4[0-8])$'";

    private Map<String, Integer> byCode(String sql) {
        Map<String, Integer> counts = new TreeMap<>();
        owner.sql(sql.formatted(sql.contains("cases.case_file f") ? OURS.replace("code", "f.code") : OURS))
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }

    private int one(String sql) {
        return owner.sql(sql.formatted(
                        OURS.replace("code", sql.contains("cases.case_file f") ? "f.code" : "case_file.code")))
                .query(Integer.class)
                .single();
    }

    private static Map<String, Integer> counts(JsonNode node) {
        Map<String, Integer> counts = new TreeMap<>();
        node.properties().forEach(e -> counts.put(e.getKey(), e.getValue().asInt()));
        return counts;
    }
}
