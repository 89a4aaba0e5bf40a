package org.akoma.protection.schooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SentTwice;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.payments.AidHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the enrolment to the days that a child came, as worker, school, and those who have no business there. */
class SchoolingIT extends AidHouse {

    @Autowired
    Enrolments enrolments;

    @Autowired
    Attendances attendances;

    @Autowired
    SchoolSteps steps;

    @Autowired
    Terms terms;

    @Autowired
    JdbcClient jdbc;

    /** Found before the terms begin. */
    @Override
    public String child(int age) {
        String code = super.child(age);
        TestDatabase.ownerDoes(
                "update cases.case_file set registered_at = '2015-09-14T08:00:00Z' where code = '" + code + "'");
        return code;
    }

    static EnrolChild into(
            String institution, Enrolment.Pathway pathway, @Nullable String trade, @Nullable Boolean safe) {
        return new EnrolChild(
                Ids.next(),
                institution,
                pathway,
                trade,
                LocalDate.parse("2015-09-14"),
                null,
                null,
                null,
                safe,
                new Enrolment.SealedText("CM2, no 14", null, null, null));
    }

    static EnrolChild school(String institution) {
        return into(institution, Enrolment.Pathway.FORMAL_SCHOOL, null, null);
    }

    static RecordAttendance days(String child, @Nullable Integer present, @Nullable Integer expected) {
        return new RecordAttendance(
                child, LocalDate.parse("2015-10-05"), LocalDate.parse("2015-11-13"), present, expected);
    }

    @Test
    void anApprenticeIsFourteenAndDoesNothingHazardous() {
        String at = institution(null);
        String young = child(13);
        assertThat(refused(enrolments.enrol(
                        worker, young, into(at, Enrolment.Pathway.VOCATIONAL_TRAINING, "MECHANIC", true))))
                .isEqualTo("assistance.apprentice-too-young");
        String old = child(15);
        assertThat(refused(enrolments.enrol(
                        worker, old, into(at, Enrolment.Pathway.VOCATIONAL_TRAINING, "MECHANIC", false))))
                .isEqualTo("assistance.hazardous");
        EnrolChild good = into(at, Enrolment.Pathway.VOCATIONAL_TRAINING, "MECHANIC", true);
        Enrolment made = done(enrolments.enrol(worker, old, good));
        assertThat(done(enrolments.enrol(worker, old, good)).id()).isEqualTo(made.id());
        assertThat(made.workplaceDue()).isEqualTo(LocalDate.parse("2015-12-14"));
        assertThat(refused(steps.record(
                        worker,
                        old,
                        new RecordStep(
                                Ids.next(),
                                made.id(),
                                SchoolStep.Kind.JOB,
                                TODAY,
                                SchoolStep.Outcome.EMPLOYED,
                                new SchoolStep.SealedText(null)))))
                .isEqualTo("assistance.too-young-to-work");
        done(steps.record(
                worker,
                old,
                new RecordStep(
                        Ids.next(),
                        made.id(),
                        SchoolStep.Kind.DECENT_WORK_VISIT,
                        TODAY,
                        SchoolStep.Outcome.DECENT,
                        new SchoolStep.SealedText("Atelier aéré"))));
        assertThat(done(enrolments.of(worker, old)).getFirst().workplaceDue()).isEqualTo(TODAY.plusDays(91));
    }

    private void step(String child, Enrolment of, SchoolStep.Kind kind, SchoolStep.Outcome outcome) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        done(steps.record(
                worker,
                child,
                new RecordStep(Ids.next(), of.id(), kind, today, outcome, new SchoolStep.SealedText(null))));
    }

    private void on(String day) {
        clock.moveTo(java.time.Instant.parse(day + "T09:00:00Z"));
    }

    /**
     * Days on which this was due, in the worker's list.
     *
     * @param asOf a past day; null = now
     */
    private List<String> due(String kind, @Nullable String asOf) {
        return api(worker.username())
                .get("/api/v1/tasks?kind=assistance." + kind + (asOf == null ? "" : "&asOf=" + asOf))
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("dueOn").asString())
                .toList();
    }

    @Test
    void aCertificateAsksForAJobAfterThreeAndSixMonthsAndEveryDayCanBeReplayed() {
        String apprentice = child(16);
        Enrolment made = done(enrolments.enrol(
                worker, apprentice, into(institution(null), Enrolment.Pathway.VOCATIONAL_TRAINING, "MECHANIC", true)));
        assertThat(due("workplace", null)).containsExactly("2015-12-14");
        on("2015-12-10");
        step(apprentice, made, SchoolStep.Kind.DECENT_WORK_VISIT, SchoolStep.Outcome.DECENT);
        assertThat(due("workplace", null)).containsExactly("2016-03-10"); // 91 days on
        on("2016-01-20");
        step(apprentice, made, SchoolStep.Kind.CERTIFICATE, SchoolStep.Outcome.OBTAINED);
        assertThat(due("job", null)).containsExactly("2016-04-20");
        on("2016-04-25");
        done(enrolments.end(
                worker,
                apprentice,
                made.id(),
                new EndEnrolment(LocalDate.parse("2016-04-25"), Enrolment.End.CERTIFIED, null),
                null));
        step(apprentice, made, SchoolStep.Kind.JOB, SchoolStep.Outcome.EMPLOYED);
        assertThat(due("job", null)).containsExactly("2016-07-20");
        on("2016-07-25");
        step(apprentice, made, SchoolStep.Kind.JOB, SchoolStep.Outcome.EMPLOYED);
        assertThat(due("job", null)).as("two are asked for").isEmpty();

        assertThat(due("workplace", "2015-11-15")).as("not enrolled yet").isEmpty();
        assertThat(due("workplace", "2015-12-09")).containsExactly("2015-12-14");
        assertThat(due("workplace", "2015-12-10")).containsExactly("2016-03-10");
        assertThat(due("workplace", "2016-04-25")).isEmpty();
        assertThat(due("attendance", "2016-04-24")).containsExactly("2015-10-15");
        assertThat(due("attendance", "2016-04-25")).isEmpty();
        assertThat(due("job", "2016-01-19")).isEmpty();
        assertThat(due("job", "2016-04-24")).containsExactly("2016-04-20");
        assertThat(due("job", "2016-04-25")).containsExactly("2016-07-20");
        assertThat(due("job", "2016-07-24")).containsExactly("2016-07-20");
    }

    @Test
    void theSamePeriodAgainCorrectsAndAnotherAcrossItIsRefused() {
        String at = institution(null);
        String child = child(12);
        done(enrolments.enrol(worker, child, school(at)));
        assertThat(done(attendances.record(worker, at, days(child, 20, 29))).verdict())
                .isEqualTo(RecordAttendance.Verdict.RECORDED);
        assertThat(done(attendances.record(worker, at, days(child, 20, 29))).verdict())
                .isEqualTo(RecordAttendance.Verdict.UNCHANGED);
        assertThat(done(attendances.record(worker, at, days(child, 27, 29))).verdict())
                .isEqualTo(RecordAttendance.Verdict.CORRECTED);
        assertThat(refused(attendances.record(
                        worker,
                        at,
                        new RecordAttendance(
                                child, LocalDate.parse("2015-11-02"), LocalDate.parse("2015-11-06"), 3, 5))))
                .isEqualTo("assistance.period-overlaps");
        assertThat(refused(attendances.record(worker, at, days(child, 30, 29))))
                .isEqualTo("assistance.more-than-expected");
        Pupil pupil = attendances.pupils(supervisor, TODAY, 10).getFirst();
        assertThat(pupil.standing().band()).isEqualTo(Band.REGULAR);
        assertThat(pupil.due()).isEqualTo(LocalDate.parse("2015-12-14"));
        assertThat(attendances
                        .pupils(supervisor, LocalDate.parse("2015-11-12"), 10)
                        .getFirst()
                        .standing()
                        .band())
                .isEqualTo(Band.UNKNOWN);
    }

    /** T18 and requirements.md 2.5: the last month's attendance speaks, four days of five at least; what nobody told says nothing. */
    @Test
    void theDaysAtSchoolSpeakWhenAFileIsToBeClosed() {
        String at = institution(null);
        String child = child(12);
        assertThat(attendanceFinding(child)).as("never enrolled").isEqualTo("UNKNOWN");
        Enrolment made = done(enrolments.enrol(worker, child, school(at)));
        assertThat(attendanceFinding(child)).as("not told").isEqualTo("UNKNOWN");
        done(attendances.record(worker, at, days(child, 23, 29)));
        assertThat(attendanceFinding(child)).as("79 %").isEqualTo("NOT_MET");
        done(attendances.record(worker, at, days(child, 24, 29)));
        assertThat(attendanceFinding(child)).as("82 %").isEqualTo("MET");
        done(enrolments.end(
                worker,
                child,
                made.id(),
                new EndEnrolment(TODAY, Enrolment.End.DROPPED_OUT, Enrolment.DropOut.COST),
                null));
        assertThat(attendanceFinding(child)).isEqualTo("NOT_MET");
    }

    @Autowired
    org.akoma.protection.closure.Closures closures;

    private String attendanceFinding(String child) {
        return done(closures.of(worker, child)).findings().stream()
                .filter(one -> one.criterion() == org.akoma.protection.closure.ClosureFinding.Criterion.ATTENDANCE)
                .map(one -> one.answer().name())
                .findFirst()
                .orElse("none");
    }

    @Test
    void aTermCountsTheDaysAndCountsThemAgainWhenItChanges() {
        String at = fresh("ECO");
        done(institutions.add(
                worker,
                new KeepInstitution(
                        Ids.next(),
                        at,
                        Institution.Kind.SCHOOL,
                        "TG",
                        null,
                        null,
                        Institution.SealedText.none(),
                        null)));
        assertThat(terms.add(worker, term(List.of(), 1))).isInstanceOf(Outcome.Forbidden.class);
        Term made = done(terms.add(supervisor, term(List.of(), 1)));
        String child = child(12);
        done(enrolments.enrol(worker, child, school(at)));
        assertThat(done(attendances.record(worker, at, days(child, 20, null)))
                        .attendance()
                        .expected())
                .isEqualTo(30);
        done(terms.change(
                supervisor,
                term(List.of(LocalDate.parse("2015-11-02"), LocalDate.parse("2015-11-07")), 1),
                made.version()));
        assertThat(attendances.pupils(worker, TODAY, 10).getFirst().standing().expected())
                .isEqualTo(29);
        assertThat(terms.change(supervisor, term(List.of(), 1), made.version())).isInstanceOf(Outcome.Stale.class);
    }

    private static Term term(List<LocalDate> closed, int version) {
        return new Term(
                UUID.nameUUIDFromBytes(new byte[] {7}),
                "TG",
                "2015-T1",
                LocalDate.parse("2015-09-14"),
                LocalDate.parse("2015-12-11"),
                closed,
                version);
    }

    @Test
    void aSchoolEntersTheAttendanceOfItsOwnPupilsAndNothingElse() {
        Organisation centre = structure(Organisation.Kind.PROVIDER);
        Organisation rival = structure(Organisation.Kind.PROVIDER);
        Actor teacher = actor(person(Role.PROVIDER, centre));
        Actor stranger = actor(person(Role.PROVIDER, rival));
        String at = institution(centre);
        String elsewhere = institution(null);
        String pupil = child(12);
        String other = child(12);
        agreed(centre);
        shares(pupil, Consent.Status.GIVEN);
        Enrolment made = done(enrolments.enrol(worker, pupil, school(at)));
        done(enrolments.enrol(worker, other, school(elsewhere)));

        assertThat(attendances.pupils(teacher, TODAY, 10))
                .extracting(Pupil::child)
                .containsExactly(pupil);
        assertThat(attendances.pupils(teacher, TODAY, 10).getFirst().called()).isEqualTo("CM2, no 14");
        assertThat(institutions.page(teacher, "", 10))
                .extracting(Institution::code)
                .containsExactly(at);
        done(attendances.record(teacher, at, days(pupil, 25, 29)));
        done(attendances.record(teacher, at, days(pupil, 26, 29)));
        assertThat(attendances.record(teacher, elsewhere, days(other, 25, 29))).isInstanceOf(Outcome.NotFound.class);
        assertThat(attendances.record(stranger, at, days(pupil, 1, 29))).isInstanceOf(Outcome.NotFound.class);
        assertThat(attendances.pupils(stranger, TODAY, 10)).isEmpty();
        assertThat(enrolments.of(teacher, pupil)).isInstanceOf(Outcome.NotFound.class);
        assertThat(enrolments.end(teacher, pupil, made.id(), ended(), null)).isNotInstanceOf(Outcome.Done.class);

        // in straight SQL as the login: its pupil's enrolment and days, no plan, no service, no step, and no change of
        // the enrolment
        transactions.doAs(teacher, () -> {
            assertThat(count("assistance.enrolment")).isEqualTo(1);
            assertThat(count("assistance.attendance")).isEqualTo(1);
            assertThat(count("assistance.school_step")).isZero();
            assertThat(count("assistance.service")).isZero();
            assertThat(count("cases.plan")).isZero();
            assertThat(jdbc.sql("update assistance.enrolment set insured = true")
                            .update())
                    .isZero();
        });
        transactions.doAs(stranger, () -> {
            assertThat(count("assistance.enrolment")).isZero();
            assertThat(count("assistance.attendance")).isZero();
        });

        done(enrolments.end(worker, pupil, made.id(), ended(), null));
        assertThat(attendances.record(teacher, at, days(pupil, 25, 29))).isInstanceOf(Outcome.NotFound.class);
        transactions.doAs(
                teacher, () -> assertThat(count("assistance.enrolment")).isZero());
    }

    /** The forms that change an enrolment name the version that the page showed. */
    @Test
    void theEndIsSentTwice() {
        String child = child(12);
        Enrolment made = done(enrolments.enrol(worker, child, school(institution(null))));
        String page = "/cases/" + child + "/schooling/" + made.id();
        SentTwice.check(
                browser(worker.username()), page + "/protection", page + "/protection", "remarks", "Elle lit bien");
        SentTwice.check(
                browser(worker.username()),
                page + "/end",
                page + "/end",
                "on",
                TODAY.toString(),
                "reason",
                "DROPPED_OUT",
                "dropReason",
                "COST");
    }

    private static EndEnrolment ended() {
        return new EndEnrolment(TODAY, Enrolment.End.DROPPED_OUT, Enrolment.DropOut.COST);
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    @Test
    void nobodyElseFindsASchoolingOrWritesIt() {
        String at = institution(null);
        String child = child(12);
        done(enrolments.enrol(worker, child, school(at)));
        Organisation ngo2 = structure(Organisation.Kind.NGO);
        List<String> strangers = List.of(
                person(Role.CASE_WORKER, ngo2),
                person(Role.CASE_SUPERVISOR, ngo2),
                person(Role.EVALUATOR, ngo),
                person(Role.FINANCE_OFFICER, ngo),
                person(Role.PROVIDER, ngo2),
                person(Role.MINISTRY_OFFICER, ngo2),
                person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        for (String one : strangers) {
            assertThat(api(one).get("/api/v1/cases/" + child + "/enrolments").status())
                    .as(one)
                    .isEqualTo(404);
            assertThat(browser(one).get("/cases/" + child + "/schooling").status())
                    .as(one)
                    .isEqualTo(404);
            assertThat(attendances.pupils(actor(one), TODAY, 10)).as(one).isEmpty();
            assertThat(attendances.record(actor(one), at, days(child, 3, 29)))
                    .as(one)
                    .isInstanceOf(Outcome.NotFound.class);
        }
        assertThat(browser(manager.username())
                        .get("/cases/" + child + "/schooling")
                        .status())
                .isEqualTo(404);
        assertThat(browser(person(Role.FINANCE_OFFICER, ngo)).get("/attendance").status())
                .isEqualTo(404);
        assertThat(api(person(Role.PROVIDER, ngo2)).get("/attendance/file").status())
                .isNotEqualTo(200);
    }

    @Test
    void manyRecordsEachHaveTheirVerdict() {
        String at = institution(null);
        String good = child(12);
        String wrong = child(12);
        done(enrolments.enrol(worker, good, school(at)));
        done(enrolments.enrol(worker, wrong, school(at)));
        Answer answer = api(worker.username())
                .post(
                        "/api/v1/institutions/" + at + "/attendance",
                        Map.of(
                                "from",
                                "2015-10-05",
                                "to",
                                "2015-11-13",
                                "records",
                                List.of(
                                        Map.of("child", good, "daysPresent", 27, "daysExpected", 29),
                                        Map.of("child", wrong, "daysPresent", 30, "daysExpected", 29),
                                        Map.of("child", "AK-999999", "daysPresent", 1))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("items").findValuesAsString("verdict"))
                .containsExactly("RECORDED", "REFUSED", "NOT_FOUND");
    }

    /** Who sends a child to a workshop says how it is protected; what another system left open is to be verified. */
    @Test
    void nobodyEnrolsAnApprenticeWithoutSayingHowTheyAreProtected() {
        String at = institution(null);
        String child = child(15);
        Map<String, Object> said = new java.util.HashMap<>(Map.of(
                "id",
                Ids.next(),
                "institution",
                at,
                "pathway",
                "VOCATIONAL_TRAINING",
                "trade",
                "SEWING",
                "startsOn",
                TODAY));
        String address = "/api/v1/cases/" + child + "/enrolments";
        Answer silent = api(worker.username()).post(address, said);
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.json().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("tasksSafe", "contract", "insured");
        said.put("tasksSafe", true);
        said.put("contract", null);
        said.put("insured", false);
        assertThat(api(worker.username())
                        .post(address, said)
                        .json()
                        .path("errors")
                        .findValuesAsString("field"))
                .containsExactly("contract");
        Visit visit = browser(worker.username());
        Answer page = visit.post(
                "/cases/" + child + "/schooling/enrol",
                "id",
                Ids.next().toString(),
                "institution",
                at,
                "pathway",
                "VOCATIONAL_TRAINING",
                "trade",
                "SEWING",
                "startsOn",
                TODAY.toString(),
                "tasksSafe",
                "true");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("Dites si un contrat est signé", "Dites si l’apprenti est assuré");
        said.put("contract", false);
        assertThat(api(worker.username()).post(address, said).status()).isEqualTo(201);
        said.putAll(Map.of("id", Ids.next(), "pathway", "FORMAL_SCHOOL", "institution", institution(null)));
        said.keySet().removeAll(List.of("trade", "tasksSafe", "contract", "insured"));
        assertThat(api(worker.username()).post(address, said).status()).isEqualTo(201);
        String imported = child(15);
        done(enrolments.enrol(worker, imported, into(at, Enrolment.Pathway.VOCATIONAL_TRAINING, "SEWING", null)));
        assertThat(visit.get("/cases/" + imported + "/schooling").body())
                .contains("À vérifier", "tâches sans danger", "contrat signé", "assurance");
        assertThat(visit.get("/cases/" + child + "/schooling").body()).doesNotContain("À vérifier");
    }

    /** Nor by a statement of the worker's own, nor by taking an answer back. */
    @Test
    void noStatementLeavesOpenHowAnApprenticeIsProtected() throws SQLException {
        String child = child(15);
        Enrolment there = done(enrolments.enrol(
                worker, child, into(institution(null), Enrolment.Pathway.VOCATIONAL_TRAINING, "SEWING", true)));
        String another = "update assistance.enrolment set contract = %s, insured = %s where id = '" + there.id() + "'";
        SqlAs.changeByToken(worker, clock.instant(), another.formatted("true", "false"));
        for (String taken : List.of(another.formatted("null", "false"), another.formatted("true", "null")))
            assertThatThrownBy(() -> SqlAs.changeByToken(worker, clock.instant(), taken))
                    .hasMessageContaining("assistance.apprentice-not-asked");
        UUID at = done(enrolments.enrol(
                        worker, child(15), into(institution(null), Enrolment.Pathway.FORMAL_SCHOOL, null, null)))
                .institutionId();
        String open = """
                insert into assistance.enrolment (id, file_id, organisation_id, worker_id, institution_id, pathway, trade, starts_on, contract, insured,
                       tasks_safe, attendance_due, sealed, recorded_by, recorded_at)
                select gen_random_uuid(), e.file_id, e.organisation_id, e.worker_id, '%s', e.pathway, e.trade, e.starts_on, true, %s, true,
                       e.attendance_due, e.sealed, access.actor(), access.moment() from assistance.enrolment e where e.id = '%s'""";
        assertThatThrownBy(() -> SqlAs.changeByToken(worker, clock.instant(), open.formatted(at, "null", there.id())))
                .hasMessageContaining("assistance.apprentice-not-asked");
        SqlAs.changeByToken(worker, clock.instant(), open.formatted(at, "false", there.id()));
        Answer told = api(worker.username())
                .put(
                        "/api/v1/cases/" + child + "/enrolments/" + there.id(),
                        Map.of("tasksSafe", false),
                        "\"" + there.version() + "\"");
        assertThat(told.status())
                .as("danger is said without what was said before")
                .isEqualTo(200);
        assertThat(told.json().path("contract").asBoolean()).isTrue();
        assertThat(told.json().path("tasksSafe").asBoolean(true)).isFalse();
    }

    @Test
    void everyPageIsWholeInBothLanguagesAndTakesAWholeClass() {
        String at = institution(null);
        String child = child(15);
        Enrolment made =
                done(enrolments.enrol(worker, child, into(at, Enrolment.Pathway.VOCATIONAL_TRAINING, "SEWING", null)));
        Visit visit = browser(worker.username());
        String file = "/cases/" + child + "/schooling";
        for (String page : new String[] {
            file,
            file + "/enrol",
            file + "/" + made.id() + "/days",
            file + "/" + made.id() + "/step",
            file + "/" + made.id() + "/protection",
            file + "/" + made.id() + "/end",
            "/attendance",
            "/attendance/" + at,
            "/institutions/new",
            "/institutions/" + at,
            "/terms"
        }) for (String lang : new String[] {"fr", "en"}) isWhole(page, visit.get(page + "?lang=" + lang));
        Answer wrong = visit.post(
                "/attendance/" + at,
                "from",
                "2015-10-05",
                "to",
                "2015-11-13",
                "expected",
                "29",
                "present-" + child,
                "31");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("#present-" + child);
        Answer right = visit.post(
                "/attendance/" + at,
                "from",
                "2015-10-05",
                "to",
                "2015-11-13",
                "expected",
                "29",
                "present-" + child,
                "14");
        assertThat(right.status()).isIn(302, 303);
        isWhole("bulk", visit.get("/attendance/" + at + "?from=2015-10-05&to=2015-11-13&done=assistance.attendance"));
        assertThat(attendances.pupils(worker, TODAY, 10).getFirst().standing().band())
                .isEqualTo(Band.AT_RISK);
        isWhole(file, visit.get(file + "?lang=fr"));
        assertThat(visit.get("/attendance/file?format=csv").body()).contains(child, at);
        String end = file + "/" + made.id() + "/end";
        Answer late = visit.press(end, end, "on", "2015-11-13", "reason", "DROPPED_OUT");
        assertThat(late.status()).isEqualTo(422);
        isWhole("end", late);
        assertThat(visit.press(end, end, "on", "2015-11-16", "reason", "DROPPED_OUT", "dropReason", "COST")
                        .status())
                .isEqualTo(303);
        Answer missing = visit.get(file);
        isWhole(file, missing);
        assertThat(missing.body()).contains("Aucun parcours");
        Visit boss = browser(supervisor.username());
        for (String page : new String[] {"/terms/new", file, "/attendance"}) isWhole(page, boss.get(page));
        assertThat(visit.get("/terms/new").status()).isEqualTo(403);
    }

    private static void isWhole(String page, Answer answer) {
        assertThat(answer.status()).as(page).isIn(200, 422);
        assertThat(answer.body()).as(page).doesNotContain("th:", "…</", "??").contains("</html>");
    }
}
