package org.akoma.protection.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.Deadlines;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.overview.AssignCase;
import org.akoma.protection.overview.Assignments;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A child of 12 says no: who hears of it, who decides, and when the registration is whole. */
class ConsentRefusalsIT extends CareHouse {

    private static final Instant ASKED = Instant.parse("2015-11-16T07:30:00Z");

    @Autowired
    Assignments assignments;

    @Autowired
    ConsentRefusals refusals;

    @Autowired
    Deadlines deadlines;

    @Autowired
    List<Tasks> rooms;

    @Autowired
    CaseFiles files;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Vault vault;

    private UUID says(Actor by, String code, Consent.Status status, Consent.GivenBy who) {
        return says(by, code, Consent.Purpose.CASE_MANAGEMENT, status, who);
    }

    private UUID says(Actor by, String code, Consent.Purpose purpose, Consent.Status status, Consent.GivenBy who) {
        UUID id = Ids.next();
        done(consents.record(
                by,
                code,
                new RecordConsent(
                        id,
                        purpose,
                        status,
                        who,
                        ASKED,
                        "dyu",
                        null,
                        List.of("PURPOSE"),
                        null,
                        null,
                        "Je ne veux pas qu’on écrive sur moi")));
        return id;
    }

    private List<String> kinds(Actor actor) {
        return tasks(actor).map(Task::kind).toList();
    }

    private Stream<Task> tasks(Actor actor) {
        return rooms.stream().flatMap(room -> room.tasksFor(actor, TODAY).stream());
    }

    @Test
    void aSupervisorDecidesWhatFollowsAndNobodyElse() {
        String code = file("F", 12);
        UUID no = says(worker, code, Consent.Status.REFUSED, Consent.GivenBy.CHILD);
        assertThat(kinds(supervisor)).contains("cases.decide-refusal");
        Actor stranger = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        ConsentRefusal.Decision respected = ConsentRefusal.Decision.RESPECTED;
        assertThat(refusals.decide(worker, code, no, respected, "Oui")).isInstanceOf(Outcome.Forbidden.class);
        assertThat(refusals.decide(manager, code, no, respected, "Oui")).isInstanceOf(Outcome.Forbidden.class);
        assertThat(refusals.decide(stranger, code, no, respected, "Oui")).isInstanceOf(Outcome.NotFound.class);
        assertThat(rows(stranger)).isZero();
        assertThat(rows(manager)).isZero();
        assertThat(rows(worker)).isEqualTo(1);
        assertThat(refused(refusals.decide(supervisor, code, no, respected, null)))
                .isEqualTo("form.required");
        ConsentRefusal decided = done(refusals.decide(supervisor, code, no, respected, "Elle a bien compris"));
        assertThat(decided.reason()).isEqualTo("Elle a bien compris");
        assertThat(refused(refusals.decide(supervisor, code, no, respected, "Encore")))
                .isEqualTo("cases.nothing-waits");
        assertThat(kinds(supervisor)).doesNotContain("cases.decide-refusal");
    }

    /** A child's no to being shown, told or asked for others' sake is no task and nobody decides on it: by the API, the page and straight SQL. */
    @ParameterizedTest
    @EnumSource(
            value = Consent.Purpose.class,
            names = {"MEDIA", "PHOTO", "EVALUATION_INTERVIEW"})
    void aNoToPressPicturesAndEvaluationHolds(Consent.Purpose purpose) {
        String code = file("F", 12);
        UUID no = says(worker, code, purpose, Consent.Status.REFUSED, Consent.GivenBy.CHILD);
        String path = "/cases/" + code + "/consents/" + no + "/refusal";
        assertThat(kinds(supervisor)).doesNotContain("cases.decide-refusal");
        for (String decision : List.of("BEST_INTERESTS", "ASK_AGAIN", "RESPECTED")) {
            var over = api(supervisor.username())
                    .post("/api/v1" + path, Map.of("decision", decision, "reason", "Pour la campagne"));
            assertThat(over.status()).as(over.body()).isEqualTo(422);
            assertThat(over.body()).contains("cases.refusal-holds");
        }
        var visit = browser(supervisor.username());
        assertThat(visit.get("/cases/" + code + "/consents?lang=fr").body())
                .contains("personne ne passe outre")
                .doesNotContain(path);
        assertThat(visit.get(path).status()).isEqualTo(404);
        assertThat(visit.post(path, "decision", "BEST_INTERESTS", "reason", "Pour la campagne")
                        .status())
                .isBetween(400, 499);
        RecordConsent yes = new RecordConsent(
                Ids.next(),
                purpose,
                Consent.Status.GIVEN,
                Consent.GivenBy.GUARDIAN_AFTER_BEST_INTERESTS,
                ASKED.plusSeconds(60),
                "dyu",
                Consent.Basis.BEST_INTERESTS,
                List.of("PURPOSE"),
                null,
                null,
                null);
        assertThat(consents.record(supervisor, code, yes)).isInstanceOf(Outcome.Refused.class);
        assertThatThrownBy(() -> transactions.as(
                        supervisor,
                        () -> jdbc.sql("""
                                update cases.refusal set decision = 'ASK_AGAIN', sealed = :sealed, decided_by = access.actor(),
                                       decided_at = access.moment() where consent_id = :id
                                """)
                                .param("id", no)
                                .param("sealed", vault.seal(now(code).id(), "cases.refusal", "Autre langue"))
                                .update()))
                .hasStackTraceContaining("refusal_no_holds");
        assertThatThrownBy(() -> transactions.as(
                        supervisor, () -> jdbc.sql("""
                        insert into cases.consent (id, file_id, purpose, status, given_by, at, basis, explained_by, recorded_by, recorded_at)
                        select gen_random_uuid(), file_id, purpose, 'GIVEN', 'GUARDIAN_AFTER_BEST_INTERESTS', at + interval '1 minute', 'BEST_INTERESTS',
                               access.actor(), access.actor(), recorded_at from cases.consent where id = :id
                        """).param("id", no).update()))
                .hasMessageMatching(
                        "(?s).*(holds|consent-no-guardian).*"); // that there is no guardian may be found first
    }

    /** What was decided about a no, and why, is not rewritten. */
    @Test
    void aNoIsDecidedOnce() {
        String code = file("F", 12);
        UUID no = says(worker, code, Consent.Status.REFUSED, Consent.GivenBy.CHILD);
        done(refusals.decide(supervisor, code, no, ConsentRefusal.Decision.RESPECTED, "Elle a bien compris"));
        for (String set : List.of("decision = 'ASK_AGAIN'", "sealed = '\\x00'"))
            assertThatThrownBy(() -> transactions.as(
                            supervisor,
                            () -> jdbc.sql("update cases.refusal set " + set + " where consent_id = :id")
                                    .param("id", no)
                                    .update()))
                    .hasStackTraceContaining("cases.refusal-decided");
    }

    private int rows(Actor reader) {
        return transactions.as(
                reader,
                () -> jdbc.sql("select count(*) from cases.refusal where organisation_id = :ngo and decided_at is null")
                        .param("ngo", ngo.id())
                        .query(Integer.class)
                        .single());
    }

    @Test
    void whoRecordedTheNoDoesNotDecide() {
        String code = file("F", 13);
        supervisor = alsoWorker(supervisor);
        UUID no = says(supervisor, code, Consent.Status.REFUSED, Consent.GivenBy.CHILD);
        assertThat(refused(refusals.decide(supervisor, code, no, ConsentRefusal.Decision.ASK_AGAIN, "Autre langue")))
                .isEqualTo("cases.own-work");
    }

    /** A no to case management leaves emergency care only: no matter who said it, the supervisor hears of it and says what follows. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({"11, CHILD", "15, CHILD", "13, GUARDIAN", "4, GUARDIAN"})
    void everyNoToCaseManagementIsHeard(int age, Consent.GivenBy who) {
        String code = file("F", age);
        UUID no = says(worker, code, Consent.Status.REFUSED, who);
        assertThat(kinds(supervisor)).contains("cases.decide-refusal");
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"task\"");
        ConsentRefusal.Decision over = ConsentRefusal.Decision.BEST_INTERESTS;
        if (who == Consent.GivenBy.GUARDIAN)
            assertThat(refused(refusals.decide(supervisor, code, no, over, "Pour l’enfant")))
                    .isEqualTo("cases.refusal-holds");
        done(refusals.decide(supervisor, code, no, ConsentRefusal.Decision.ASK_AGAIN, "Expliquer en baoulé"));
        assertThat(kinds(supervisor)).doesNotContain("cases.decide-refusal");
    }

    /** Another purpose at another age waits for nobody. */
    @Test
    void aNoToAnythingElseAtAnotherAgeWaitsForNobody() {
        for (int age : new int[] {11, 15}) {
            says(worker, file("F", age), Consent.Purpose.PHOTO, Consent.Status.REFUSED, Consent.GivenBy.CHILD);
            assertThat(kinds(supervisor)).doesNotContain("cases.decide-refusal");
        }
    }

    /** Written down after a yes of a later moment, by who recorded that yes or by a colleague: list, band and gate say the same, and a later yes lifts it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNoOfAnEarlierMomentCountsInTheListToo(boolean same) {
        String code = file("F", 15);
        guarded(code);
        Actor asked = same ? worker : actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        if (!same) done(assignments.assign(supervisor, code, new AssignCase(asked.username())));
        answers(asked, code, "GIVEN", "CHILD_CONSENT_AND_GUARDIAN", "2015-11-16T07:00:00Z");
        if (!same) done(assignments.assign(supervisor, code, new AssignCase(worker.username())));
        clock.moveTo(MORNING.plusSeconds(120));
        answers(worker, code, "REFUSED", "CHILD", "2015-11-16T06:00:00Z");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/consents")
                        .json()
                        .path("current")
                        .path("CASE_MANAGEMENT")
                        .asString())
                .isEqualTo("REFUSED");
        assertThat(browser(supervisor.username()).get("/cases/" + code).body()).contains("urgence");
        assertThat(allowed(code)).isFalse();
        clock.moveTo(MORNING.plusSeconds(240));
        answers(supervisor, code, "GIVEN", "CHILD_CONSENT_AND_GUARDIAN", "2015-11-16T08:03:00Z");
        assertThat(allowed(code)).isTrue();
    }

    private boolean allowed(String code) {
        CaseFile file = now(code);
        return transactions.as(worker, () -> consents.allows(file, Consent.Purpose.CASE_MANAGEMENT));
    }

    private void answers(Actor who, String code, String status, String by, String at) {
        var said = api(who.username()).post("/api/v1/cases/" + code + "/consents", SomeConsent.json(status, by, at));
        assertThat(said.status()).as(said.body()).isEqualTo(201);
    }

    @Test
    void itIsDecidedOnItsPageAndAsJson() {
        String code = file("F", 12);
        UUID no = says(worker, code, Consent.Status.REFUSED, Consent.GivenBy.CHILD);
        String page = "/cases/" + code + "/consents/" + no + "/refusal";
        assertThat(browser(worker.username()).get(page).status()).isEqualTo(403);
        Visit above = browser(supervisor.username());
        for (String lang : new String[] {"en", "fr"})
            assertThat(above.get(page + "?lang=" + lang).body())
                    .contains("Je ne veux pas qu’on écrive sur moi")
                    .doesNotContain("th:", "??");
        Answer wrong = above.post(page, "reason", "La langue était mal choisie");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("La langue était mal choisie", "href=\"#decision\"");
        Answer decided = above.post(page, "decision", "ASK_AGAIN", "reason", "La langue était mal choisie");
        assertThat(decided.status()).isEqualTo(303);
        assertThat(above.get(decided.location()).body())
                .contains("Expliquer autrement et redemander", "La langue était mal choisie");
        assertThat(above.get(page).status()).isEqualTo(404);
        var program = api(supervisor.username());
        assertThat(program.get("/api/v1/cases/" + code + "/consents")
                        .json()
                        .path("refusals")
                        .get(0)
                        .path("decision")
                        .asString())
                .isEqualTo("ASK_AGAIN");
        assertThat(program.post(
                                "/api/v1/cases/" + code + "/consents/" + no + "/refusal",
                                Map.of("decision", "RESPECTED", "reason", "Sa voix"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theRegistrationIsWholeWhenConsentWasAskedFor() {
        clock.moveTo(Instant.parse("2015-11-14T08:00:00Z"));
        CaseFile file = opened(SomeChild.handedOver("Baobab", Instant.parse("2015-11-13T12:00:00Z")));
        String code = file.code();
        clock.moveTo(MORNING);
        Task asked = tasks(worker)
                .filter(one -> one.kind().equals("cases.consent"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.due()).isEqualTo(LocalDate.parse("2015-11-15"));
        assertThat(deadlines.of(worker, now(code), "T3").daysLate(clock.instant()))
                .isEqualTo(1);
        says(worker, code, Consent.Status.REFUSED, Consent.GivenBy.CHILD);
        assertThat(kinds(worker)).doesNotContain("cases.consent");
        assertThat(deadlines.of(worker, now(code), "T3").done()).isEqualTo(ASKED);
        assertThat(transactions.as(worker, () -> files.consentedAt(file.id()))).contains(ASKED);
    }

    /** Written by a statement with a day of its own: due in three days, and rung as any no. */
    @Test
    void aNoThatIsWrittenByAStatementIsHeardInTime() throws java.sql.SQLException {
        String code = file("F", 12);
        long before = rung(supervisor);
        org.akoma.SqlAs.change(worker, clock.instant(), """
                with no as (
                    insert into cases.consent (id, file_id, purpose, status, given_by, at, language, explained, explained_by, recorded_by, recorded_at)
                    select gen_random_uuid(), id, 'CASE_MANAGEMENT', 'REFUSED', 'CHILD', access.moment(), 'dyu', '{%s}', access.actor(), access.actor(), access.moment()
                      from cases.case_file where code = '%s' returning id, file_id)
                insert into cases.refusal (consent_id, file_id, worker_id, organisation_id, recorded_by, due_on)
                select no.id, f.id, f.worker_id, f.organisation_id, access.actor(), '2099-01-01' from no, cases.case_file f where f.code = '%s'
                """.formatted(String.join(",", SomeConsent.TOLD), code, code));
        assertThat(rung(supervisor)).isEqualTo(before + 1);
        assertThat(org.akoma.SqlAs.number(
                        supervisor,
                        clock.instant(),
                        "select due_on - date '" + TODAY + "' from cases.refusal where file_id = '"
                                + now(code).id() + "'"))
                .isEqualTo(3);
        says(worker, file("F", 12), Consent.Status.REFUSED, Consent.GivenBy.CHILD);
        assertThat(rung(supervisor)).as("once by the application").isEqualTo(before + 2);
    }

    private static long rung(Actor who) throws java.sql.SQLException {
        return org.akoma.SqlAs.number(
                who, Instant.parse("2015-11-16T08:00:00Z"), "select count(*) from notices.bell where kind = 'task'");
    }
}
