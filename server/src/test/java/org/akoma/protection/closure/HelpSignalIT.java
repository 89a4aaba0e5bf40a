package org.akoma.protection.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.airlock.signals.SignalRound;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Anyone who had to do with a child signals that it needs help again, learns nothing by it, and two people answer (requirements.md 2.1, step 16). */
class HelpSignalIT extends CareHouse {

    private static final String SIGNALS = "/api/v1/help-signals";

    @Autowired
    Closures closures;

    @Autowired
    Reopenings reopenings;

    @Autowired
    SignalRound round;

    private String code = "";
    private Actor manager;
    private Actor provider;
    private Actor stranger;

    @BeforeEach
    void aClosedFile() {
        code = grown();
        Shelter home = shelter(4, Shelter.SexRule.MIXED);
        manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        Organisation school = structure(Organisation.Kind.NGO);
        provider = actor(person(Role.PROVIDER, school));
        stranger = actor(person(Role.PROVIDER, structure(Organisation.Kind.NGO)));
        past(Grant.Kind.UNIT, home.id(), "SHELTER_STAY");
        past(Grant.Kind.DESK, school.deskId(), "REFERRAL");
        done(closures.request(
                worker,
                code,
                new RequestClosure(
                        Ids.next(),
                        Closure.Code.TURNED_18_WITH_LEAVING_PLAN,
                        new Closure.SealedText("D’accord", "D’accord", "SW-01", "Voir la note", null))));
        done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
    }

    /** As a stay or a referral that is over leaves it. */
    private void past(Grant.Kind kind, UUID holder, String reason) {
        LoginSql.give(
                new Grant(
                        Ids.next(),
                        now(code).id(),
                        kind,
                        holder,
                        EnumSet.of(Section.STATUS),
                        false,
                        MORNING.minus(Duration.ofDays(30)),
                        MORNING.minus(Duration.ofDays(2)),
                        Grant.Reason.valueOf(reason)),
                worker.personId());
    }

    private static Map<String, Object> signal(String child) {
        return new HashMap<>(
                Map.of("id", Ids.next().toString(), "child", child, "reason", "BACK_AT_WORK", "on", "2015-11-15"));
    }

    private Answer give(Actor by, Map<String, Object> signal) {
        Answer given = api(by.username()).post(SIGNALS, signal);
        round.go();
        return given;
    }

    private Answer received(Actor by) {
        return api(by.username()).get("/api/v1/cases/" + code + "/help-signals");
    }

    private String only() {
        return received(supervisor).json().path("items").path(0).path("id").asString();
    }

    private Answer answer(Actor by, String id) {
        return api(by.username())
                .post(
                        "/api/v1/cases/" + code + "/help-signals/" + id + "/answer",
                        Map.of("why", "SEEN_SAFE", "words", "Vue chez sa tante ce matin, elle va bien"));
    }

    private int verdict(Actor by, boolean agreed) {
        Caller caller = api(by.username());
        String waiting = waitingOf(by);
        return caller.post(
                        "/api/v1/decisions/" + (waiting.isEmpty() ? Ids.next() : waiting) + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Allez la voir d’abord"))
                .status();
    }

    @Test
    void anUnknownCodeAnUnlinkedOneAndAGoodOneAreAnsweredAlike() {
        Map<String, Object> good = signal(code);
        Answer known = give(provider, good);
        assertThat(known.status()).as(known.body()).isEqualTo(202);
        for (Answer other : List.of(give(stranger, signal(code)), give(provider, signal("AK-999999999")))) {
            assertThat(other.status()).isEqualTo(202);
            assertThat(other.body().replaceAll("\"(id|raisedAt)\":\"[^\"]*\"", ""))
                    .isEqualTo(known.body().replaceAll("\"(id|raisedAt)\":\"[^\"]*\"", ""));
        }
        assertThat(known.body()).doesNotContain(code);
        assertThat(received(supervisor).json().path("items").size()).isEqualTo(1);
        assertThat(give(provider, good).status()).as("sent twice").isEqualTo(202);
        good.put("reason", "LEFT_HOME");
        assertThat(give(provider, good).status()).as("another content").isEqualTo(409);
        Map<String, Object> words = signal(code);
        words.put("words", "Elle est à Soubré");
        assertThat(give(provider, words).status()).as("no free text").isEqualTo(422);
    }

    /** Who sends it by straight SQL counts what their transaction touched, and takes it back: nothing depends on the code before the round. */
    @Test
    void whatASignalTouchesTellsNothing() throws SQLException {
        long before = bellsOf(supervisor.username());
        for (Actor by : List.of(manager, stranger))
            for (String named : List.of(code, "AK-999999999"))
                assertThat(LoginSql.answer(
                                by,
                                clock.instant(),
                                "select signals.give(gen_random_uuid(), '" + named
                                        + "', 'IN_DANGER', '2015-11-15', null)"))
                        .isEqualTo("DONE");
        api(manager.username()).post(SIGNALS, signal(code));
        assertThat(bellsOf(supervisor.username())).as("before the round").isEqualTo(before);
        assertThat(received(supervisor).json().path("items").size()).isZero();
        for (String count : List.of(
                "select * from pg_stat_xact_user_tables",
                "select * from pg_stat_user_tables",
                "select pg_stat_get_xact_tuples_inserted('signals.received'::regclass)",
                "select pg_stat_get_tuples_inserted(oid) from pg_class where relname = 'received'",
                "select * from signals.undelivered",
                "select signals.deliver(now())"))
            for (Actor by : List.of(manager, supervisor))
                assertThat(LoginSql.refusal(by, clock.instant(), count))
                        .as(count)
                        .contains("permission denied");
        Actor admin = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER)));
        assertThat(LoginSql.refusal(admin, clock.instant(), "select signals.deliver('" + clock.instant() + "')"))
                .as("inside a session")
                .contains("signals.delivered-by-the-house");
        round.go();
        assertThat(bellsOf(supervisor.username())).isEqualTo(before + 1);
        assertThat(received(supervisor).json().path("items").size()).isEqualTo(1);
    }

    /** Who was rung has gone since: who answers now is rung, once. */
    @Test
    void whoAnswersNowIsRungWhereWhoWasRungIsGone() {
        assertThat(give(manager, signal(code)).status()).isEqualTo(202);
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        round.go();
        assertThat(bellsOf(second.username())).as("the first one is there").isZero();
        TestDatabase.ownerDoes("update access.person_role set valid_until = '2015-11-16T07:00:00Z' where person_id = '"
                + supervisor.personId() + "'");
        round.go();
        round.go();
        assertThat(bellsOf(second.username())).isEqualTo(1);
    }

    @Test
    void theLastSupervisorIsRungAndHasATaskOfADay() {
        long before = bellsOf(supervisor.username());
        assertThat(give(manager, signal(code)).status()).isEqualTo(202);
        assertThat(bellsOf(supervisor.username())).isEqualTo(before + 1);
        Answer tasks = api(supervisor.username()).get("/api/v1/tasks");
        assertThat(tasks.body()).contains("signals.answer", "2015-11-17T08:");
        assertThat(api(worker.username()).get("/api/v1/tasks").body()).doesNotContain("signals.answer");
        Answer seen = received(supervisor);
        assertThat(seen.body()).contains(manager.code(), "SHELTER_MANAGER", "BACK_AT_WORK");
        assertThat(received(manager).status()).isIn(403, 404);
        assertThat(received(provider).status()).isEqualTo(404);
    }

    @Test
    void itEndsWhenTheFileIsOpenedAgain() {
        assertThat(give(manager, signal(code)).status()).isEqualTo(202);
        done(reopenings.ask(worker, code, Ids.next(), "Elle travaille de nouveau dans une plantation"));
        done(reopenings.decide(supervisor, code, true, null));
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.REOPENED);
        assertThat(received(supervisor).body()).contains("REOPENED").doesNotContain("WAITING");
        assertThat(api(supervisor.username()).get("/api/v1/tasks").body()).doesNotContain("signals.answer");
        assertThat(answer(worker, only()).body()).contains("signals.ended");
    }

    @Test
    void itEndsWithoutReopeningByTwoPeopleOnly() throws SQLException {
        assertThat(give(provider, signal(code)).status()).isEqualTo(202);
        String id = only();
        assertThat(answer(provider, id).status()).isEqualTo(404);
        assertThat(answer(supervisor, id).status()).isEqualTo(200);
        assertThat(verdict(supervisor, true)).as("the same person").isNotEqualTo(200);
        Actor both = alsoWorker(supervisor);
        assertThat(verdict(both, true)).as("in another role").isNotEqualTo(200);
        assertThat(verdict(worker, true)).as("who does not supervise").isNotEqualTo(200);
        Instant later = clock.instant().plusSeconds(60);
        for (String statement : List.of(
                "update signals.received set state = 'NOT_REOPENED', ended_by = raised_by, ended_at = now()",
                "delete from signals.received",
                "insert into signals.signal values ('" + Ids.next() + "', '" + provider.personId()
                        + "', now(), 'OTHER', '2015-11-15')",
                "select raised_by from signals.signal",
                "select signals.file_named('" + code + "', null)",
                "select signals.answering('" + now(code).id() + "', null)"))
            for (Actor one : List.of(supervisor, provider))
                assertThat(LoginSql.refusal(one, later, statement))
                        .as(statement)
                        .contains("permission denied");
        assertThat(LoginSql.answer(provider, later, "select count(*) from signals.received"))
                .isEqualTo("0");
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(verdict(second, false)).isEqualTo(200);
        assertThat(received(supervisor).body()).contains("WAITING");
        assertThat(answer(worker, id).status()).isEqualTo(200);
        assertThat(answer(supervisor, id).body()).contains("signals.waits-of-another");
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        assertThat(received(supervisor).body()).contains("NOT_REOPENED", "SEEN_SAFE");
        assertThat(api(supervisor.username()).get("/api/v1/tasks").body()).doesNotContain("signals.answer");
    }

    @Test
    void theRaiserIsShownTheTimeAndNothingElse() {
        assertThat(give(provider, signal(code)).status()).isEqualTo(202);
        assertThat(give(provider, signal("AK-999999999")).status()).isEqualTo(202);
        assertThat(answer(worker, only()).status()).isEqualTo(200);
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        Caller caller = api(provider.username());
        assertThat(caller.get(SIGNALS).json().path("items").valueStream())
                .allMatch(one -> one.path("state").asString().equals("RECEIVED"))
                .hasSize(2);
        clock.moveTo(MORNING.plus(Duration.ofHours(25)));
        assertThat(api(provider.username()).get(SIGNALS).json().path("items").valueStream())
                .allMatch(one -> one.path("state").asString().equals("ANSWERED"));
    }

    /** Who reads a part of the file, or in an emergency alone, reads no signal and not who raised it. */
    @Test
    void anEmergencyAndAPartOfTheFileShowNone() throws SQLException {
        assertThat(give(manager, signal(code)).status()).isEqualTo(202);
        Organisation others = structure(Organisation.Kind.NGO);
        Actor emergency = actor(person(Role.CASE_WORKER, others));
        assertThat(api(emergency.username())
                        .post(
                                "/api/v1/cases/" + code + "/break-glass",
                                Map.of("reason", "L’enfant appelle à l’aide, seule à la gare."))
                        .status())
                .isEqualTo(201);
        Actor reader = lent(code, false, Section.STATUS, Section.FOLLOW_UP);
        for (Actor one : List.of(emergency, reader)) {
            Answer list = received(one);
            assertThat(list.status() == 200 ? list.json().path("items").size() : 0)
                    .as(one.code())
                    .isZero();
            assertThat(list.body()).doesNotContain(manager.code());
            assertThat(browser(one.username())
                            .get("/cases/" + code + "/closure")
                            .body())
                    .doesNotContain(manager.code());
            assertThat(answer(one, Ids.next().toString()).status()).isIn(403, 404);
            for (String table : List.of("signals.received", "signals.due_signal", "signals.was_due_signal"))
                assertThat(LoginSql.answer(one, clock.instant(), "select count(*) from " + table))
                        .as(one.code() + " " + table)
                        .isEqualTo("0");
        }
    }

    @Test
    void twentyADay() {
        for (int i = 0; i < 20; i++)
            assertThat(give(stranger, signal("AK-" + i)).status()).isEqualTo(202);
        assertThat(give(stranger, signal("AK-20")).body()).contains("signals.limit");
        clock.moveTo(MORNING.plus(Duration.ofHours(25)));
        assertThat(give(stranger, signal("AK-20")).status()).isEqualTo(202);
        Map<String, Object> tomorrow = signal(code);
        tomorrow.put("on", "2015-12-25");
        assertThat(give(provider, tomorrow).body()).contains("signals.day");
    }

    @Test
    void whoHasNothingToDoWithChildrenRaisesNone() {
        for (Role role : List.of(Role.FINANCE_OFFICER, Role.EVALUATOR, Role.OBSERVER, Role.PROJECT_MANAGER)) {
            Actor other = actor(person(role, ngo));
            assertThat(give(other, signal(code)).status()).as(role.name()).isEqualTo(403);
            assertThat(browser(other.username()).get("/help-signals").status()).isEqualTo(404);
        }
    }

    @Test
    void whoLedTheFileIsGone() {
        TestDatabase.ownerDoes("update access.person_role set valid_until = '2015-11-16T07:00:00Z' where person_id = '"
                + supervisor.personId() + "'");
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(give(manager, signal(code)).status()).isEqualTo(202);
        assertThat(api(second.username()).get("/api/v1/tasks").body()).contains("signals.answer");
    }

    @Test
    void onPages() {
        Visit raiser = browser(provider.username());
        assertThat(raiser.get("/help-signals").body()).contains("Envoyer le signalement");
        assertThat(raiser.post(
                                "/help-signals",
                                "id",
                                Ids.next().toString(),
                                "child",
                                code.toLowerCase(Locale.ROOT),
                                "reason",
                                "IN_DANGER",
                                "on",
                                "15/11/2015")
                        .status())
                .isEqualTo(303);
        round.go();
        assertThat(raiser.get("/help-signals").body()).contains("Reçu").doesNotContain(code);
        Visit reader = browser(supervisor.username());
        String page = "/cases/" + code + "/closure";
        assertThat(reader.get(page).body())
                .contains("L’enfant est en danger", provider.code(), "Demander l’accord d’une autre personne");
        assertThat(reader.post(
                                page + "/signals/" + only(),
                                "why",
                                "SEEN_SAFE",
                                "words",
                                "Vue chez sa tante ce matin, elle va bien")
                        .status())
                .isEqualTo(303);
        assertThat(reader.get(page).body()).contains("Une autre personne décide");
    }

    /** A child who needs help again is not erased over it, and words are no telephone. */
    @Test
    void itBarsTheErasureAndCarriesNoWords() throws SQLException {
        assertThat(LoginSql.answer(
                        manager,
                        clock.instant(),
                        "select signals.give(gen_random_uuid(), '" + code
                                + "', 'IN_DANGER', '2015-11-15', convert_to('il est chez sa tante au village',"
                                + " 'UTF8'))"))
                .isEqualTo("FORBIDDEN");
        assertThat(bars()).doesNotContain("SIGNAL");
        assertThat(give(manager, signal(code)).status()).isEqualTo(202);
        assertThat(bars()).contains("SIGNAL");
    }

    private String bars() {
        return String.join(
                ",",
                api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/retention")
                        .json()
                        .path("bars")
                        .valueStream()
                        .map(bar -> bar.asString())
                        .toList());
    }

    /** Where who raises it is the only one who answers, who leads the programme hears of it. */
    @Test
    void aSignalOfTheOnlySupervisorRingsWhoLeadsTheProgramme() {
        Actor leads = actor(person(Role.PROJECT_MANAGER, ngo));
        long before = bellsOf(leads.username());
        assertThat(give(supervisor, signal(code)).status()).isEqualTo(202);
        assertThat(bellsOf(leads.username())).isGreaterThan(before);
    }

    /** What is said after somebody asked is asked anew: nobody has agreed to it. */
    @Test
    void theReasonThatWaitsIsNotChangedBehindTheSecondPerson() throws SQLException {
        assertThat(give(provider, signal(code)).status()).isEqualTo(202);
        String id = only();
        assertThat(answer(worker, id).status()).isEqualTo(200);
        String asked = waitingOf(supervisor);
        assertThat(asked).isNotEmpty();
        Instant later = clock.instant().plusSeconds(60);
        assertThat(LoginSql.refusal(
                        worker,
                        later,
                        "do $$ begin perform signals.say_why('" + id
                                + "', 'AUTHORITY_ACTS'); set constraints all immediate; end $$"))
                .as("said alone")
                .contains("signals.nothing-asked");
        assertThat(received(supervisor).body()).contains("SEEN_SAFE").doesNotContain("AUTHORITY_ACTS");
        clock.moveTo(later);
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/help-signals/" + id + "/answer",
                                Map.of("why", "AUTHORITY_ACTS", "words", "La mairie suit l’enfant"))
                        .status())
                .isEqualTo(200);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .status())
                .as("what was shown before")
                .isNotEqualTo(200);
        assertThat(received(supervisor).body()).contains("WAITING");
        assertThat(api(supervisor.username())
                        .get("/api/v1/decisions/" + waitingOf(supervisor))
                        .body())
                .contains("AUTHORITY_ACTS");
        assertThat(verdict(supervisor, true)).isEqualTo(200);
        assertThat(received(supervisor).body()).contains("NOT_REOPENED", "AUTHORITY_ACTS");
    }

    /** Who opened the file in an emergency reads neither the decision about a signal nor that there was one. */
    @Test
    void anEmergencyShowsNoneOfIt() throws SQLException {
        assertThat(give(provider, signal(code)).status()).isEqualTo(202);
        assertThat(answer(worker, only()).status()).isEqualTo(200);
        String asked = waitingOf(supervisor);
        Actor helper = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        LoginSql.give(
                new Grant(
                        Ids.next(),
                        now(code).id(),
                        Grant.Kind.PERSON,
                        helper.personId(),
                        EnumSet.allOf(Section.class),
                        false,
                        MORNING.minusSeconds(60),
                        MORNING.plus(Duration.ofHours(8)),
                        Grant.Reason.BREAK_GLASS),
                worker.personId());
        assertThat(api(helper.username()).get("/api/v1/cases/" + code).status()).isEqualTo(200);
        assertThat(received(helper).body()).doesNotContain("BACK_AT_WORK");
        assertThat(api(helper.username()).get("/api/v1/decisions/" + asked).status())
                .isEqualTo(404);
        for (String hidden : List.of(
                "select count(*) from access.decision where kind = 'HELP_SIGNAL'",
                "select count(*) from journal.entry where act like 'signals.%'"))
            assertThat(LoginSql.answer(helper, clock.instant(), hidden))
                    .as(hidden)
                    .isEqualTo("0");
        assertThat(LoginSql.answer(
                        supervisor,
                        clock.instant(),
                        "select count(*) > 0 from journal.entry where act like 'signals.%' and chain <> '"
                                + supervisor.personId() + "'"))
                .isEqualTo("t");
        assertThat(api(helper.username())
                        .get("/api/v1/cases/" + code + "/history")
                        .body())
                .doesNotContain("signals.");
    }

    private String waitingOf(Actor by) {
        return api(by.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }
}
