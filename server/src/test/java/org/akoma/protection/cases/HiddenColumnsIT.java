package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Filters, orders, columns and files tell no more of a child than its line shows ({@code trust.md G8}). */
class HiddenColumnsIT extends LeastHouse {

    private JsonNode line(String reader) {
        return api(reader).get("/api/v1/cases").json().path("items").path(0);
    }

    @Test
    void oversightAsksByNothingThatItDoesNotSee() {
        for (String query : List.of(
                "care=SHELTER",
                "late=VISIT",
                "late=REVIEW",
                "late=STEPS",
                "late=ANY",
                "order=VISIT",
                "care=FOSTER_FAMILY")) {
            assertThat(api(projectManager).get("/api/v1/cases?" + query).status())
                    .as(query)
                    .isEqualTo(403);
            assertThat(api(projectManager)
                            .get("/api/v1/cases/file?format=csv&" + query)
                            .status())
                    .as(query)
                    .isEqualTo(403);
            assertThat(browser(projectManager).get("/cases?" + query).status())
                    .as(query)
                    .isEqualTo(403);
        }
        assertThat(api(projectManager)
                        .get("/api/v1/cases?risk=HIGH&status=REGISTERED")
                        .status())
                .isEqualTo(200);
        JsonNode seen = api(projectManager)
                .get("/api/v1/cases?q=" + file.code())
                .json()
                .path("items")
                .path(0);
        for (String hidden : List.of("care", "nextVisitDue", "sex", "ageAtRescue"))
            assertThat(seen.path(hidden).isNull()).as(hidden).isTrue();
        assertThat(browser(projectManager).get("/cases").body())
                .doesNotContain("name=\"care\"", "name=\"late\"", "value=\"VISIT\"", "late=VISIT", "aucune prévue");
    }

    @Test
    void aShelterManagerAsksByTheirHomeAloneAndIsToldNothingFalse() {
        houseIn(Section.STATUS, Section.IDENTITY, Section.PLACEMENT);
        assertThat(listed(shelterManager)).containsExactly(file.code());
        for (String query : List.of(
                "late=VISIT", "order=VISIT", "order=RISK", "risk=HIGH", "status=REGISTERED", "late=ANY", "late=STEPS"))
            assertThat(api(shelterManager).get("/api/v1/cases?" + query).status())
                    .as(query)
                    .isEqualTo(403);
        assertThat(api(shelterManager).get("/api/v1/cases?care=SHELTER").body()).contains(file.code());
        JsonNode seen = line(shelterManager);
        for (String hidden : List.of("status", "risk", "nextVisitDue"))
            assertThat(seen.path(hidden).isNull()).as(hidden).isTrue();
        assertThat(seen.path("care").asString()).isEqualTo("SHELTER");
        String page = browser(shelterManager).get("/cases").body();
        assertThat(page).contains(file.code()).doesNotContain("aucune prévue", "name=\"status\"", "name=\"order\"");
    }

    @Test
    void aReferralShowsTheColumnsOfItsSectionsAndIsFoundByNoOther() {
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        JsonNode seen = line(officer);
        for (String hidden : List.of("status", "risk", "care", "nextVisitDue"))
            assertThat(seen.path(hidden).isNull()).as(hidden).isTrue();
        for (String query :
                List.of("care=SHELTER", "late=VISIT", "order=VISIT", "risk=HIGH", "status=REGISTERED", "late=STEPS"))
            assertThat(api(officer).get("/api/v1/cases?" + query).json().path("items"))
                    .as(query)
                    .isEmpty();
        String page = browser(officer).get("/cases").body();
        assertThat(page).contains(file.code()).doesNotContain("aucune prévue", "Recherché");
    }

    @Test
    void aReferralWithFollowUpShowsTheVisit() {
        refer(ministry, Section.STATUS, Section.FOLLOW_UP);
        assertThat(line(officer).path("nextVisitDue").asString()).isEqualTo("2015-11-01");
        assertThat(api(officer).get("/api/v1/cases?late=VISIT&order=VISIT").body())
                .contains(file.code());
        assertThat(line(officer).path("care").isNull()).isTrue();
    }

    @Test
    void aPastDayHidesTheSame() {
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        Answer past = api(officer).get("/api/v1/cases?asOf=2015-11-16");
        assertThat(past.body()).contains(file.code()).doesNotContain("SHELTER", "HIGH", "2015-11-01");
        assertThat(api(officer)
                        .get("/api/v1/cases?asOf=2015-11-16&care=SHELTER")
                        .body())
                .doesNotContain(file.code());
    }

    @Test
    void whatIsFoundByNameShowsNoMore() {
        refer(ministry, Section.STATUS, Section.IDENTITY);
        Answer found = api(officer).post("/api/v1/cases/search", Map.of("q", "Perle"));
        assertThat(found.body()).contains(file.code()).doesNotContain("SHELTER", "HIGH", "2015-11-01", "REGISTERED");
    }

    /** Who was lent two sections to write them reads no home, health or consent in the row, and works with them all the same. */
    @Test
    void whoWritesTheStateReadsNoMoreOfTheRow() throws SQLException {
        String lent = person(Role.CASE_WORKER, ngo);
        Answer shared = api(supervisor)
                .post(
                        "/api/v1/cases/" + file.code() + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                lent,
                                "sections",
                                List.of("FOLLOW_UP", "STATUS"),
                                "mayWrite",
                                true,
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        String mine = "id = '" + file.id() + "'";
        assertThat(StraightSql.count(actor(lent), clock.instant(), "cases.case_file", mine))
                .isZero();
        assertThat(StraightSql.count(
                        actor(lent), clock.instant(), "indicators.behind", "file_id = '" + file.id() + "'"))
                .isZero();
        assertThat(StraightSql.count(actor(lent), clock.instant(), "cases.file_shown", mine + " and care is null"))
                .isEqualTo(1);
        assertThat(StraightSql.count(actor(worker), clock.instant(), "cases.case_file", mine))
                .isEqualTo(1);
        int version = Integer.parseInt(String.valueOf(
                LoginSql.answer(actor(worker), clock.instant(), "select version from cases.case_file where " + mine)));
        transactions.doAs(
                actor(lent), () -> store.turn(file.id(), CaseFiles.Turn.NEXT_VISIT, "2015-11-01", clock.instant()));
        assertThat(LoginSql.answer(actor(worker), clock.instant(), "select version from cases.case_file where " + mine))
                .isEqualTo(String.valueOf(version + 1));
        assertThat(LoginSql.refusal(
                        actor(lent),
                        clock.instant(),
                        "select cases.change_unread('" + file.id() + "', 'status', 'TRANSFERRED', access.moment())"))
                .contains("cases.origin-kept");
        TestDatabase.ownerDoes(
                "update cases.case_file set guardian_on = '2015-11-05', consented_at = '2015-11-05T08:00Z' where "
                        + mine);
        Map<String, List<String>> guesses = Map.of(
                "care", List.of("SHELTER", "FAMILY"),
                "guardian_on", List.of("2015-11-05", "2015-11-06"),
                "consented_at", List.of("2015-11-05T08:00Z", "2015-11-06T08:00Z"),
                "medical_screened_at", List.of("2015-11-05T08:00Z", "2015-11-06T08:00Z"),
                "plan_approved_on", List.of("2015-11-05", "2015-11-06"),
                "review_due", List.of("2015-11-05", "2015-11-06"));
        for (String column : guesses.keySet())
            for (String guess : guesses.get(column))
                assertThat(LoginSql.refusal(
                                actor(lent),
                                clock.instant(),
                                "select cases.change_unread('" + file.id() + "', '" + column + "', '" + guess
                                        + "', access.moment()); set constraints all immediate"))
                        .as(column + " " + guess)
                        .startsWith("ERROR: cases.no-record: " + column);
        LoginSql.answer(
                actor(officer),
                clock.instant(),
                "select cases.change_unread('" + file.id() + "', 'care', 'FAMILY', access.moment()) is null");
        assertThat(LoginSql.answer(actor(worker), clock.instant(), "select care from cases.case_file where " + mine))
                .isEqualTo("SHELTER");
    }

    @Test
    void theWorkerSeesAllColumnsAndAsksByThem() {
        for (String query :
                List.of("care=SHELTER", "late=VISIT&order=VISIT", "risk=HIGH&status=REGISTERED", "late=ANY"))
            assertThat(api(worker).get("/api/v1/cases?" + query).body())
                    .as(query)
                    .contains(file.code());
        assertThat(line(worker).path("care").asString()).isEqualTo("SHELTER");
    }

    @Test
    void theDatabaseShowsThePastOfASectionToWhoHoldsIt() throws SQLException {
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        String hidden =
                "file_id = '" + file.id() + "' and what in ('CARE', 'NEXT_VISIT', 'LOST', 'RISK', 'STATUS', 'REVIEW')";
        assertThat(StraightSql.count(actor(officer), clock.instant(), "cases.turn", hidden))
                .isZero();
        assertThat(StraightSql.count(
                        actor(projectManager),
                        clock.instant(),
                        "cases.turn",
                        hidden + " and what in ('CARE', 'NEXT_VISIT', 'LOST')"))
                .isZero();
        assertThat(StraightSql.count(actor(worker), clock.instant(), "cases.turn", hidden))
                .isGreaterThan(4);
    }

    /** Where the child lived before it came is not the house's to read, in the past days of its file neither. */
    @Test
    void aHouseReadsNoKindOfHomeFromBeforeTheStay() throws SQLException {
        String care = "file_id = '" + file.id() + "' and what = 'CARE'";
        TestDatabase.ownerDoes("insert into cases.turn (file_id, at, what, value) values ('" + file.id()
                + "', '2014-03-01', 'CARE', 'FAMILY_REUNIFIED')");
        houseIn(Section.STATUS, Section.IDENTITY, Section.PLACEMENT);
        String stay = "insert into cases.placement (id, file_id, kind, shelter_id, country, since, recorded_by, sealed)"
                + " select gen_random_uuid(), id, 'SHELTER', '" + shelter
                + "', 'CI', '2015-11-01', worker_id, '\\x00' from cases.case_file where id = '" + file.id() + "'";
        assertThat(StraightSql.count(actor(shelterManager), clock.instant(), "cases.turn", care))
                .as("no stay")
                .isZero();
        TestDatabase.ownerDoes(
                "insert into cases.shelter (id, organisation_id, country, capacity, sex_rule, code, code_token) select"
                        + " '"
                        + shelter + "', organisation_id, 'CI', 9, 'MIXED', '\\x00', sha256('" + shelter
                        + "'::bytea) from cases.case_file where id = '" + file.id() + "'");
        TestDatabase.ownerDoes(stay);
        TestDatabase.ownerDoes("insert into cases.turn (file_id, at, what, value) values ('" + file.id()
                + "', '2015-11-01T12:00:00Z', 'CARE', 'SHELTER')");
        assertThat(StraightSql.count(
                        actor(shelterManager), clock.instant(), "cases.turn", care + " and at < '2015-11-01'"))
                .isZero();
        assertThat(StraightSql.count(actor(shelterManager), clock.instant(), "cases.turn", care))
                .isPositive();
        assertThat(StraightSql.count(actor(worker), clock.instant(), "cases.turn", care + " and at < '2015-01-01'"))
                .isPositive();
    }

    /** What the reader's own login finds of the file, entered as them: names and values of all columns that are not null. */
    private String straight(String reader, String from) throws SQLException {
        return StraightSql.answer(
                actor(reader),
                clock.instant(),
                "select string_agg(e.key || '=' || e.value, ' ' order by e.key) from " + from
                        + " f, jsonb_each_text(to_jsonb(f)) e where f.code = '" + file.code()
                        + "' and e.value is not null");
    }

    private static final List<String> HOW_IT_STANDS = List.of(
            "risk=",
            "status=REGISTERED",
            "assessed_at=",
            "consented_at=",
            "guardian_on=",
            "medical_screened_at=",
            "review_due=");

    /** Neither the row, nor by the views what is hidden: straight SQL of each login that holds a corner of the file (trust.md G8). */
    @Test
    void straightSqlShowsNoHiddenColumnToWhoLooksAfterTheChild() throws SQLException {
        TestDatabase.ownerDoes(
                "update cases.case_file set nationality = 'BF', sector = 'COCOA', pathway = 'FORMAL_SCHOOL',"
                        + " assessed_at = registered_at, consented_at = registered_at, guardian_on = '2015-11-01',"
                        + " medical_screened_at = registered_at, review_due = '2015-12-01' where id = '"
                        + file.id() + "'");
        Organisation school = structure(Organisation.Kind.PROVIDER);
        String teacher = person(Role.PROVIDER, school);
        String evaluator = person(Role.EVALUATOR, ngo);
        String receiving = person(Role.CASE_SUPERVISOR, ministry);
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        refer(clinic, Section.STATUS, Section.HEALTH);
        houseIn(Section.STATUS, Section.IDENTITY, Section.PLACEMENT);
        give(Grant.Kind.DESK, school.deskId(), Grant.Reason.ENROLMENT, Section.STATUS);
        give(Grant.Kind.PERSON, actor(evaluator).personId(), Grant.Reason.SAMPLE, Section.STATUS, Section.FOLLOW_UP);
        for (String reader : List.of(officer, receiving, provider, shelterManager, teacher, evaluator)) {
            assertThat(straight(reader, "cases.case_file"))
                    .as(reader + ", the row")
                    .isEqualTo("null");
            assertThat(straight(reader, "cases.file_overseen")).as(reader).isEqualTo("null");
            assertThat(straight(reader, "cases.file_code")).as(reader).contains(file.code());
            String seen = straight(reader, "cases.file_shown");
            assertThat(seen).as(reader).contains("code=" + file.code(), "status=ACTIVE", "sex=");
            assertThat(HOW_IT_STANDS).as(reader + ": " + seen).noneMatch(seen::contains);
        }
        assertThat(straight(officer, "cases.file_shown"))
                .doesNotContain("care=", "next_visit_due=", "lost_since=", "sector=");
        assertThat(straight(officer, "cases.file_shown")).contains("pathway=");
        assertThat(straight(shelterManager, "cases.file_shown"))
                .contains("care=SHELTER", "lost_since=")
                .doesNotContain("next_visit_due=", "sector=", "pathway=");
        assertThat(straight(evaluator, "cases.file_shown"))
                .contains("next_visit_due=2015-11-01")
                .doesNotContain("care=", "sector=", "pathway=");
        assertThat(straight(worker, "cases.case_file")).contains("risk=HIGH", "sex=", "nationality=BF");
        assertThat(straight(supervisor, "cases.case_file")).contains("risk=HIGH", "next_visit_due=2015-11-01");
    }

    /** An alert brings the next visit nearer, and so another version of the file: a shelter that it accuses would learn it by the entity tag. */
    @Test
    void anAlertChangesNothingThatWhoLooksAfterTheChildReads() throws SQLException {
        Organisation school = structure(Organisation.Kind.PROVIDER);
        String teacher = person(Role.PROVIDER, school);
        String evaluator = person(Role.EVALUATOR, ngo);
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        refer(clinic, Section.STATUS, Section.HEALTH);
        houseIn(Section.STATUS, Section.IDENTITY, Section.PLACEMENT);
        give(Grant.Kind.DESK, school.deskId(), Grant.Reason.ENROLMENT, Section.STATUS);
        give(Grant.Kind.PERSON, actor(evaluator).personId(), Grant.Reason.SAMPLE, Section.STATUS, Section.ASSISTANCE);
        List<String> readers = List.of(officer, provider, shelterManager, teacher, evaluator);
        List<String> before = new ArrayList<>();
        for (String reader : readers) before.add(read(reader));
        String whole = read(worker);
        Answer raised = api(worker)
                .post(
                        "/api/v1/cases/" + file.code() + "/alerts",
                        Map.of("type", "DANGER_AT_HOME", "what", "Un gardien la bat"));
        assertThat(raised.status()).as(raised.body()).isEqualTo(201);
        TestDatabase.ownerDoes(
                "update cases.case_file set version = version + 1, updated_at = updated_at + interval '1 hour' where"
                        + " id = '"
                        + file.id() + "'");
        assertThat(read(worker)).as("the tag of who works on it").isNotEqualTo(whole);
        for (int i = 0; i < readers.size(); i++)
            assertThat(read(readers.get(i))).as(readers.get(i)).isEqualTo(before.get(i));
    }

    /** All that programs and the login of this person read of the file, with the headers. */
    private String read(String reader) throws SQLException {
        Answer seen = api(reader).get("/api/v1/cases/" + file.code());
        assertThat(seen.status()).isEqualTo(200);
        return seen.header("ETag") + " " + seen.header("Last-Modified") + seen.body() + line(reader)
                + straight(reader, "cases.file_shown") + straight(reader, "cases.file_overseen");
    }

    @Test
    void straightSqlShowsOversightCodeAndStateAlone() throws SQLException {
        assertThat(straight(projectManager, "cases.case_file")).isEqualTo("null");
        for (String view : List.of("cases.file_shown", "cases.file_overseen"))
            assertThat(straight(projectManager, view))
                    .contains("status=", "risk=HIGH", "country=")
                    .doesNotContain(
                            "sex=",
                            "age_at_rescue=",
                            "nationality=",
                            "care=",
                            "next_visit_due=",
                            "lost_since=",
                            "sector=",
                            "handed_at=");
        assertThat(straight(person(Role.CASE_WORKER, ministry), "cases.file_shown"))
                .isEqualTo("null");
        assertThat(straight(person(Role.OBSERVER, ngo), "cases.file_shown")).isEqualTo("null");
    }

    /** A share of some sections shows the columns of those. */
    @Test
    void straightSqlShowsAColleagueTheColumnsOfTheSectionsShared() throws SQLException {
        String colleague = person(Role.CASE_WORKER, ngo);
        give(Grant.Kind.PERSON, actor(colleague).personId(), Grant.Reason.SHARED, Section.STATUS, Section.NOTES);
        assertThat(straight(colleague, "cases.case_file")).isEqualTo("null");
        assertThat(straight(colleague, "cases.file_shown"))
                .contains("risk=HIGH", "status=")
                .doesNotContain("care=", "next_visit_due=", "lost_since=", "medical_screened_at=", "guardian_on=");
    }

    /** A condition on a hidden column is no question either: the view answers as if nothing were written there. */
    @Test
    void noConditionTellsWhatAColumnHides() throws SQLException {
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        for (String asked :
                List.of("risk = 'HIGH'", "care = 'SHELTER'", "next_visit_due is not null", "1 / length(care) = 1"))
            assertThat(StraightSql.count(
                            actor(officer),
                            clock.instant(),
                            "cases.file_shown",
                            "code = '" + file.code() + "' and " + asked))
                    .as(asked)
                    .isZero();
        assertThat(StraightSql.answer(
                        actor(officer),
                        clock.instant(),
                        "update cases.case_file set risk = 'LOW' where id = '" + file.id() + "'"))
                .isEqualTo("0 rows");
    }

    @Test
    void nobodyCountsWhatTheyDoNotSee() {
        houseIn(Section.STATUS, Section.IDENTITY);
        assertThat(api(person(Role.PROVIDER, clinic))
                        .get("/api/v1/cases?care=SHELTER")
                        .status())
                .isEqualTo(403);
        assertThat(api(shelterManager).get("/api/v1/cases?care=SHELTER").body()).doesNotContain(file.code());
    }
}
