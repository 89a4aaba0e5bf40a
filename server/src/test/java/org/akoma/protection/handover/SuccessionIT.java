package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A ministry is split: its successor is asked who follows each child, and the file, the journal and the board say that responsibility passed ({@code requirements.md 7}). */
class SuccessionIT extends HandoverHouse {

    /** The day on which the successor follows. */
    private static final Duration SPLIT = Duration.ofDays(16);

    @Autowired
    private HandoverRound round;

    private Organisation successor;
    private Actor following;
    private Actor lead;
    private Actor theirs;

    @BeforeEach
    void aSuccessor() {
        successor = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        TestDatabase.ownerDoes(
                "update access.organisation set mandate = 'CHILD_PROTECTION' where id = '" + successor.id() + "'");
        following = actor(person(Role.MINISTRY_OFFICER, successor));
        lead = actor(person(Role.CASE_SUPERVISOR, successor));
        theirs = actor(person(Role.CASE_WORKER, successor, null, lead.personId()));
    }

    private void split(Duration on) {
        TestDatabase.ownerDoes(
                "insert into access.organisation_successor values ('" + ministry.id() + "', '" + successor.id() + "')");
        TestDatabase.ownerDoes("update access.organisation set valid_until = '"
                + MORNING.plus(on).toString().substring(0, 10) + "' where id = '" + ministry.id() + "'");
        clock.moveTo(MORNING.plus(on));
        round.go();
    }

    private String tasks(Actor reader, String kind) {
        return api(reader.username()).get("/api/v1/tasks?kind=" + kind).body();
    }

    private int names(Actor by, String id, Actor named) {
        return api(by.username())
                .post(at("/" + id + "/worker"), Map.of("worker", named.username()))
                .status();
    }

    @Test
    void anOfficerOfTheSuccessorNamesWhoFollowsTheChild() throws SQLException {
        String id = accepted();
        Actor former = actor(person(Role.MINISTRY_OFFICER, ministry));
        assertThat(names(officer, id, former)).isEqualTo(200);
        int before = rung(following);
        split(SPLIT);
        assertThat(tasks(following, "handover.name-follower")).contains(code);
        assertThat(browser(following.username()).get("/tasks").body())
                .as("the form")
                .contains("/cases/" + code + "/handover#h-worker");
        assertThat(rung(following)).isGreaterThan(before);
        assertThat(browser(following.username())
                        .get("/cases/" + code + "/handover")
                        .body())
                .contains("h-worker", "/" + id + "/worker");
        for (Actor other : new Actor[] {officer, former, supervisor, worker, custodian}) {
            assertThat(tasks(other, "handover.name-follower"))
                    .as(other.username())
                    .doesNotContain(code);
            assertThat(names(other, id, theirs)).as(other.username()).isIn(403, 404);
        }
        assertThat(LoginSql.refusal(
                        following,
                        clock.instant(),
                        "update handover.proposal set followed_at = access.moment() where id = '" + id + "'"))
                .contains("permission denied");
        assertThat(names(following, id, former)).as("of the former ministry").isEqualTo(422);
        assertThat(names(following, id, theirs)).isEqualTo(200);
        assertThat(tasks(following, "handover.name-follower")).doesNotContain(code);
        assertThat(reads(theirs, "/visits")).isEqualTo(200);
    }

    @Test
    void whoNamesOneFollowerIsLedToTheNextChild() {
        String first = accepted();
        String firstCode = code;
        code = opened(SomeChild.named("Rose")).code();
        accepted();
        String second = code;
        split(SPLIT);
        code = firstCode;
        assertThat(names(following, first, theirs)).isEqualTo(200);
        assertThat(browser(following.username())
                        .get("/cases/" + firstCode + "/handover?done=handover.worker-named")
                        .body())
                .contains("/cases/" + second + "/handover#h-worker\">Ensuite");
    }

    @Test
    void whoOverseesHearsWhenNobodyIsNamedInTime() {
        String id = accepted();
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        split(SPLIT);
        assertThat(tasks(supervisor, "handover.no-follower")).doesNotContain(code);
        clock.moveTo(MORNING.plus(SPLIT).plus(Duration.ofDays(9)));
        int before = rung(manager);
        round.go();
        assertThat(rung(manager)).isGreaterThan(before);
        assertThat(tasks(supervisor, "handover.no-follower")).contains(code);
        int after = rung(manager);
        round.go();
        assertThat(rung(manager)).as("once").isEqualTo(after);
        assertThat(names(following, id, theirs)).isEqualTo(200);
        assertThat(tasks(supervisor, "handover.no-follower")).doesNotContain(code);
    }

    /** Waiting for five working days would help nobody: no account of the successor can name who follows the child. */
    @Test
    void whoOverseesHearsAtOnceWhereTheSuccessorHasNoAccount() {
        accepted();
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        TestDatabase.ownerDoes("update access.person_role set valid_until = '2015-11-02' where person_id = '"
                + following.personId() + "'");
        int before = rung(manager);
        split(SPLIT);
        assertThat(rung(manager)).isGreaterThan(before);
        assertThat(tasks(supervisor, "handover.no-follower")).contains(code);
        assertThat(api(supervisor.username()).get("/api/v1/handovers").body()).contains("\"nobodyHere\":true");
        assertThat(browser(supervisor.username()).get("/handovers?lang=en").body())
                .contains("nobody of this authority has an account here");
    }

    /** An officer whose account is made after the day of the split finds the task and is rung for it, once. */
    @Test
    void anOfficerWhoComesLaterIsRung() {
        accepted();
        split(SPLIT);
        Actor later = actor(person(Role.MINISTRY_OFFICER, successor));
        assertThat(tasks(later, "handover.name-follower")).contains(code);
        for (int time = 0; time < 2; time++) {
            clock.moveTo(clock.instant().plus(Duration.ofMinutes(1)));
            round.go();
            assertThat(rung(later)).isOne();
        }
    }

    /** Otherwise the child would be between two structures: the former side stays until somebody of the successor is named. */
    @Test
    void theOverlapGoesOnUntilSomebodyIsNamed() {
        String id = accepted();
        split(Duration.ofDays(28));
        clock.moveTo(MORNING.plus(Duration.ofDays(31)));
        round.go();
        assertThat(status()).isNotEqualTo("TRANSFERRED");
        assertThat(names(following, id, theirs)).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofDays(45)));
        round.go();
        assertThat(api(theirs.username()).get("/api/v1/cases").body()).contains(code);
    }

    /** The file lay with a worker of the ministry that ended. */
    @Test
    void aFileThatWasPassedOnPassesToTheFollower() {
        String id = accepted();
        Actor oldLead = actor(person(Role.CASE_SUPERVISOR, ministry));
        Actor old = actor(person(Role.CASE_WORKER, ministry, null, oldLead.personId()));
        assertThat(names(officer, id, old)).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofDays(30)));
        round.go();
        assertThat(api(old.username()).get("/api/v1/cases").body()).contains(code);
        split(Duration.ofDays(58));
        assertThat(tasks(following, "handover.name-follower")).contains(code);
        assertThat(names(following, id, theirs)).isEqualTo(200);
        assertThat(api(theirs.username()).get("/api/v1/cases").body()).contains(code);
        assertThat(reads(old, "/visits")).isEqualTo(404);
        assertThat(reads(oldLead, "/visits")).isEqualTo(404);
    }

    @Test
    void fileJournalAndBoardSayThatResponsibilityPassed() throws SQLException {
        accepted();
        split(SPLIT);
        for (String language : new String[] {"fr", "en"}) {
            String history = browser(supervisor.username())
                    .get("/cases/" + code + "/history?lang=" + language)
                    .body();
            assertThat(history)
                    .contains(
                            language.equals("fr")
                                    ? "Responsabilité passée par succession de mandat"
                                    : "Responsibility passed by succession of the mandate",
                            language.equals("fr") ? "Akoma (automatique)" : "Akoma (automatic)",
                            ministry.code(),
                            successor.code());
            assertThat(browser(custodian.username())
                            .get("/journal?lang=" + language + "&about=" + code)
                            .body())
                    .contains(language.equals("fr") ? "Akoma (automatique)" : "Akoma (automatic)");
        }
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant(),
                        "select journal.note_on_file('" + ministry.id()
                                + "', 'handover.mandate-followed', '{}', access.moment())"))
                .contains("permission denied");
        String board = api(supervisor.username()).get("/api/v1/handovers").body();
        assertThat(board).contains("\"formerly\":\"" + ministry.code() + "\"", "followSince");
        assertThat(browser(supervisor.username()).get("/handovers?lang=en").body())
                .contains("formerly", "who follows is to be named");
    }

    private String status() {
        return api(supervisor.username())
                .get("/api/v1/cases/" + code)
                .json()
                .path("status")
                .asString();
    }
}
