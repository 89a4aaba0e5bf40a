package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Time;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SystemRuns;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Everybody who has something to do today is rung once, no matter who goes round and who dies on the way. */
class MorningRoundIT extends HouseIT {

    private static final Instant HANDED = Instant.parse("2015-11-10T10:00:00Z");

    @Autowired
    Cases cases;

    @Autowired
    MorningRound round;

    @Autowired
    NightWatch night;

    @Autowired
    RoundStore store;

    @Autowired
    SystemRuns runs;

    private String worker;
    private String idle;

    @BeforeEach
    void aChildWithMuchToDo() {
        for (String day : List.of("2015-11-26", "2015-12-01")) beginHere(day);
        Organisation ngo = structure(Organisation.Kind.NGO);
        worker = person(Role.CASE_WORKER, ngo);
        idle = person(Role.CASE_WORKER, ngo);
        OpenCase wanted = SomeChild.handedOver("Lune", HANDED);
        assertThat(Time.at(HANDED.plus(Duration.ofHours(2)), () -> cases.open(actor(worker), wanted)))
                .isInstanceOf(OpenCase.Result.Opened.class);
    }

    /** The day's round begins after everybody whom earlier tests made: there are thousands. */
    private static void beginHere(String day) {
        TestDatabase.ownerDoes("insert into tasks.round (day, after) values ('" + day + "', '" + Ids.next()
                + "') on conflict do nothing");
    }

    private JsonNode waiting(String who) {
        return api(who).get("/api/v1/notices").json();
    }

    private long bells(String who) {
        return waiting(who)
                .path("items")
                .valueStream()
                .filter(bell -> bell.path("kind").asString().equals("due"))
                .count();
    }

    /** Late or due on the day, as the list says. */
    private long due(String who, LocalDate day) {
        return api(who).get("/api/v1/tasks?limit=500&until=" + day)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> !item.path("dueAt").isNull())
                .count();
    }

    private void go(String moment) {
        clock.moveTo(Instant.parse(moment));
        round.go();
    }

    /** In the evening, once a night, its worker hears that a child has no place. */
    @Test
    void aChildWithoutAPlaceRingsOnceANight() throws SQLException {
        UUID rung = actor(worker).personId();
        for (String silent : List.of("2015-11-26T16:59:00Z", "2015-11-26T05:00:00Z")) {
            clock.moveTo(Instant.parse(silent));
            assertThat(night.go()).as(silent).isEmpty();
        }
        clock.moveTo(Instant.parse("2015-11-26T17:00:00Z"));
        assertThat(night.go()).contains(rung).doesNotContain(actor(idle).personId());
        assertThat(night.go()).doesNotContain(rung);
        clock.moveTo(Instant.parse("2015-11-27T04:59:00Z"));
        assertThat(night.go()).as("the same night").doesNotContain(rung);
        clock.moveTo(Instant.parse("2015-11-27T17:05:00Z"));
        assertThat(night.go()).as("the next one").contains(rung);
        TestDatabase.ownerDoes("update cases.case_file set placed_at = now() where worker_id = '" + rung + "'");
        clock.moveTo(Instant.parse("2015-11-28T17:05:00Z"));
        assertThat(night.go()).as("it has a place").doesNotContain(rung);
        assertThat(LoginSql.refusal(
                        actor(worker), Instant.parse("2015-11-28T17:05:00Z"), "delete from tasks.night_ring"))
                .contains("permission denied");
    }

    @Test
    void onceADayHowManyAndNothingElse() throws Exception {
        go("2015-11-26T05:59:00Z");
        assertThat(bells(worker)).as("not before six").isZero();

        // a copy took the round up and died: the others wait until it is surely dead
        clock.moveTo(Instant.parse("2015-11-26T06:00:00Z"));
        LocalDate day = LocalDate.parse("2015-11-26");
        assertThat(runs.asHouse(() -> store.claim(day, clock.instant()))).isPresent();
        go("2015-11-26T06:03:00Z");
        assertThat(bells(worker)).isZero();

        clock.moveTo(Instant.parse("2015-11-26T06:06:00Z"));
        try (var copies = Executors.newFixedThreadPool(2)) {
            Callable<Object> copy = () -> {
                round.go();
                return true;
            };
            for (var done : copies.invokeAll(List.of(copy, copy))) done.get();
        }
        assertThat(bells(worker)).isEqualTo(1);
        assertThat(bells(idle)).isZero();
        long due = due(worker, day);
        assertThat(due).isGreaterThan(2);
        assertThat(browser(worker).get("/notices?lang=fr").body())
                .contains(due + " tâches en retard ou pour aujourd’hui")
                .doesNotContain("Lune");
        assertThat(browser(worker).get("/notices?lang=en").body()).contains(due + " tasks are late or due today");
        go("2015-11-26T14:00:00Z");
        assertThat(bells(worker)).as("it was done for today").isEqualTo(1);
    }

    /** The telephone's calendar is counted in the morning, with the session of the round: nobody enters with its address. */
    @Test
    void theCalendarsOfTelephonesAreCountedAnew() {
        clock.moveTo(Instant.parse("2015-12-01T05:00:00Z"));
        String secret = feed.make(actor(worker));
        long before = counted(secret);
        OpenCase second = SomeChild.handedOver("Mars", Instant.parse("2015-11-28T10:00:00Z"));
        assertThat(Time.at(Instant.parse("2015-11-28T12:00:00Z"), () -> cases.open(actor(worker), second)))
                .isInstanceOf(OpenCase.Result.Opened.class);
        assertThat(counted(secret)).isEqualTo(before).isGreaterThan(2);
        go("2015-12-01T06:01:00Z");
        assertThat(counted(secret)).isGreaterThan(before);
    }

    /** With the logins of jobs and of care, a session of the round counts what is due and tells no name. */
    @Test
    void theSessionOfARoundReadsNoName() throws SQLException {
        String due = "select count(*) from cases.due_screening";
        String names = "select count(*) from cases.identity";
        assertThat(ofRound(due)).isEqualTo(1).isEqualTo(SqlAs.number(actor(worker), clock.instant(), due));
        assertThat(SqlAs.number(actor(worker), clock.instant(), names)).isEqualTo(1);
        assertThat(ofRound(names)).isZero();
    }

    private long ofRound(String question) throws SQLException {
        UUID token = UUID.randomUUID();
        try (Connection jobs = TestDatabase.connectAs(Compartment.JOBS.login());
                Statement open = jobs.createStatement()) {
            open.execute("select access.open_job('" + actor(worker).personId() + "', uuid_send('" + token + "'))");
        }
        try (Connection care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement ask = care.createStatement()) {
            care.setAutoCommit(false);
            ask.execute("select access.enter(uuid_send('" + token + "'), '" + clock.instant() + "')");
            try (ResultSet row = ask.executeQuery(question)) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private long counted(String secret) {
        return feed.days(secret).orElseThrow().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Autowired
    TaskFeed feed;
}
