package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** An invited person's first visit: two pages, no step of which can be left out. */
class FirstVisitIT extends GuardedHouseIT {

    private static final Pattern SECRET = Pattern.compile("class=\"key\">([A-Z2-7 ]{39})<");

    private String worker;

    /** Two pages: what is chosen and accepted, then the telephone. The password that was chosen a moment ago is not asked again. */
    @Test
    void aFirstVisitIsTwoPagesAndAsksThePasswordOnce() {
        Visit visit = invited();
        String chosen = "sept chats gris sous la pluie";
        clock.moveTo(MORNING.plusSeconds(1500)); // the rules were read at leisure
        assertThat(visit.post("/welcome", "password", chosen, "again", chosen, "accept", "true")
                        .location())
                .endsWith("/welcome");
        clock.moveTo(MORNING.plusSeconds(1500 + 890));
        Answer page = visit.get("/welcome");
        assertThat(page.body()).contains("class=\"key\"").doesNotContain("name=\"before\"");
        assertThat(visit.post("/welcome/second-factor", "code", codeOf(shown(page), 0))
                        .body())
                .contains("Codes de secours");
        assertThat(visit.get("/organisations").status()).isEqualTo(200);
    }

    /** By no address, and by no field that another page sends: each leads back to what is due. */
    @Test
    void nobodySkipsAStep() throws SQLException {
        Visit visit = invited();
        for (String path : List.of("/", "/account", "/account/recovery-codes", "/notices", "/cases", "/kept-words"))
            assertThat(visit.get(path).location()).as(path).endsWith("/welcome");
        assertThat(visit.post("/account/password", "before", PASSWORD, "password", "x", "again", "x")
                        .location())
                .endsWith("/welcome");
        for (Answer skipping : List.of(
                visit.post("/welcome/second-factor"),
                visit.post("/welcome/second-factor", "code", "000000"),
                visit.post("/welcome/second-factor/password", "before", PASSWORD)))
            assertThat(skipping.location())
                    .as("the password is another one's still")
                    .endsWith("/welcome");
        assertThat(conduct()).isNull();
        assertThat(visit.post("/welcome", "accept", "true").status()).isEqualTo(422);
        assertThat(visit.post("/welcome", "accept", "true", "password", PASSWORD, "again", PASSWORD)
                        .status())
                .as("the one-time password is never kept")
                .isEqualTo(422);
        assertThat(conduct())
                .as("nobody's word under a password that two people know")
                .isNull();
        assertThat(visit.get("/welcome").body()).contains("name=\"password\"").doesNotContain("class=\"key\"");
        String chosen = "sept chats gris sous la pluie";
        visit.post("/welcome", "password", chosen, "again", chosen);
        assertThat(visit.post("/welcome/second-factor/password", "before", chosen)
                        .location())
                .as("the code of conduct is due still")
                .endsWith("/welcome");
        assertThat(visit.get("/welcome").body())
                .contains("name=\"accept\"")
                .doesNotContain("class=\"key\"", "name=\"password\"");
        Answer again = visit.post("/welcome", "accept", "true", "password", "un autre, tout de suite", "again", "x");
        assertThat(again.status()).as("what is not asked is not read").isEqualTo(303);
        assertThat(visit.get("/organisations").location()).endsWith("/welcome");
        assertThat(program(chosen).get("/api/v1/me").code()).isEqualTo("access.welcome-first");
    }

    /** Straight SQL of the door: no secret while the password is not the person's own, whatever the application sends. */
    @Test
    void theDoorProposesNoFactorUnderAOneTimePassword() throws SQLException {
        invited();
        String session = "decode('" + "cd".repeat(32) + "', 'hex')";
        TestDatabase.ownerDoes(
                "insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at, password_at) select "
                        + session
                        + ", id, 'BROWSER', '" + clock.instant() + "', '" + clock.instant() + "', '"
                        + clock.instant().plusSeconds(3600) + "', '" + clock.instant()
                        + "' from access.person where code = '" + worker + "'");
        String asked = "select door.propose_factor(" + session + ", 'x', '" + clock.instant() + "') is null";
        assertThat(doorSays(asked)).isTrue();
        String whose = " where person_id = '" + actor(worker).personId() + "'";
        TestDatabase.ownerDoes("update access.credential set must_change = false, one_time_until = null" + whose);
        assertThat(doorSays(asked)).as("the code of conduct").isTrue();
        TestDatabase.ownerDoes("update access.person set conduct_accepted_at = '" + clock.instant() + "' where code = '"
                + worker + "'");
        assertThat(doorSays(asked)).isFalse();
    }

    /** Another site sends no form in somebody's name, and a session that was planted before does not become theirs. */
    @Test
    void aFirstVisitIsNobodyElses() throws SQLException {
        Visit planted = invited();
        Visit visit = browser(worker);
        visit.get("/welcome");
        assertThat(planted.get("/welcome").location())
                .as("one session at a time by a one-time password")
                .startsWith("/sign-in");
        String chosen = "sept chats gris sous la pluie";
        visit.post("/welcome", "_csrf", "made-up", "password", chosen, "again", chosen, "accept", "true");
        assertThat(conduct()).as("without the mark of the form").isNull();
        assertThat(visit.post("/welcome", "password", chosen, "again", chosen, "accept", "true")
                        .status())
                .isEqualTo(303);
        assertThat(visit.get("/welcome").body()).contains("class=\"key\"");
    }

    /** A session that ended under the form: neither the password nor the box is kept anywhere for later. */
    @Test
    void nothingOfTheFormIsKept() {
        Visit planted = invited();
        browser(worker);
        Answer lost = planted.post("/welcome", "password", "sept chats gris", "again", "sept chats", "accept", "true");
        assertThat(lost.location()).startsWith("/sign-in").doesNotContain("kept");
    }

    /** With a one-time password, as an account is made; in by it. */
    private Visit invited() {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        TestDatabase.ownerDoes(
                "update access.credential set must_change = true, one_time_until = '2016-01-01' where person_id = '"
                        + actor(worker).personId() + "'");
        TestDatabase.ownerDoes("update access.person set conduct_accepted_at = null where code = '" + worker + "'");
        Visit visit = browser(worker);
        visit.get("/welcome"); // whose form has the mark of this session
        return visit;
    }

    private Object conduct() throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement()) {
            var row = ask.executeQuery("select conduct_accepted_at from access.person where code = '" + worker + "'");
            row.next();
            return row.getObject(1);
        }
    }

    private Caller program(String password) {
        return nobody().as(worker, password);
    }

    private static boolean doorSays(String sql) throws SQLException {
        try (var door = TestDatabase.connectAs("akoma_door");
                var ask = door.createStatement()) {
            var row = ask.executeQuery(sql);
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String shown(Answer page) {
        Matcher found = SECRET.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1).replace(" ", "");
    }
}
