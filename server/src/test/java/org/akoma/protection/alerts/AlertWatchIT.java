package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An alert not taken on within the hour rings the next person (requirements.md 2.4, T17). */
class AlertWatchIT extends StatusHouse {

    @Autowired
    Alerts alerts;

    @Autowired
    AlertWatch watch;

    private String bells(Actor who) {
        return api(who.username()).get("/api/v1/notices").body();
    }

    @Test
    void theNextSupervisorIsRungOnce() {
        String code = file("CI");
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor elsewhere = actor(person(Role.CASE_SUPERVISOR, structure(org.akoma.ground.access.Organisation.Kind.NGO)));
        done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(Ids.next(), Alert.Type.MISSING, new Alert.SealedText("Pas rentrée", null))));
        clock.moveTo(MORNING.plus(Duration.ofMinutes(59)));
        watch.go();
        assertThat(bells(deputy)).doesNotContain("\"alert\"");
        clock.moveTo(MORNING.plus(Duration.ofMinutes(75)));
        assertThat(watch.go()).isGreaterThanOrEqualTo(3);
        assertThat(bells(deputy)).contains("\"alert\"");
        assertThat(bells(elsewhere)).doesNotContain("\"alert\"");
        assertThat(watch.go()).as("once").isZero();
    }

    /** What a ring asks is done by one of those who were rung: it waits for nobody else any more, but for who follows the child until the alert has ended. */
    @Test
    void aRingIsOverOnceSomebodyTookTheAlertOn() {
        String code = file("CI");
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, ngo));
        Alert alert = done(alerts.raise(
                supervisor,
                code,
                new RaiseAlert.OfChild(Ids.next(), Alert.Type.DANGER_AT_HOME, new Alert.SealedText("Battue", null))));
        clock.moveTo(MORNING.plus(Duration.ofMinutes(75)));
        watch.go();
        assertThat(unread(deputy)).isEqualTo(1);
        assertThat(unread(worker)).as("rung twice about one alert").isEqualTo(1);
        assertThat(browser(worker.username()).get("/tasks?lang=fr").body())
                .contains("pas encore pris en compte", "href=\"/alerts/" + alert.id());
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(unread(deputy)).isZero();
        assertThat(bells(deputy)).contains("\"overAt\":\"2015-11-16");
        assertThat(browser(deputy.username()).get("/notices?lang=fr").body())
                .contains("Réglé")
                .doesNotContain("alerte attend");
        assertThat(unread(worker)).as("who follows the child").isGreaterThanOrEqualTo(2);
        TestDatabase.ownerDoes(
                "update followup.alert set closed_at = acknowledged_at, closed_by = acknowledged_by, outcome = 'CHILD_SAFE' where id = '"
                        + alert.id() + "'");
        assertThat(unread(worker)).as("what became of it, until it is opened").isEqualTo(1);
    }

    private int unread(Actor who) {
        return api(who.username()).get("/api/v1/notices").json().path("unread").asInt();
    }

    /** The login of the house's clock marks nobody's alert as passed on without the bell of the next one. */
    @Test
    void whoCallsTheClockRingsToo() throws SQLException {
        String code = file("CI");
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, ngo));
        done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(Ids.next(), Alert.Type.MISSING, new Alert.SealedText("Pas rentrée", null))));
        try (Connection house = TestDatabase.connectAs(Compartment.ADMINISTRATION.login());
                Statement ask = house.createStatement()) {
            ask.execute("select followup.pass_on_alerts('" + MORNING.plus(Duration.ofMinutes(75)) + "')");
        }
        assertThat(bells(deputy)).contains("\"alert\"");
    }

    /** The project manager calls, of whichever structure: who, since when and whether it had an hour; never the kind of danger, a name of a child, a word or the file. */
    @Test
    void whatNobodyTakesOnClimbsToTheProjectManagerWithWhomToCall() throws SQLException {
        String code = file("CI");
        Organisation far = structure(Organisation.Kind.NGO);
        Actor manager = actor(person(Role.PROJECT_MANAGER, far));
        Alert alert = done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(
                        Ids.next(), Alert.Type.LIFE_IN_DANGER, new Alert.SealedText("A avalé des comprimés", null))));
        String asked = "select count(*) from followup.untaken() u where u.code = '" + code + "'";
        watch.go();
        assertThat(LoginSql.answer(manager, clock.instant(), asked))
                .as("in time")
                .isEqualTo("0");
        clock.moveTo(MORNING.plus(Duration.ofMinutes(75)));
        watch.go();
        assertThat(LoginSql.answer(manager, clock.instant(), asked)).isEqualTo("1");
        for (Actor other : List.of(worker, supervisor, actor(person(Role.DATA_PROTECTION_OFFICER, ngo))))
            assertThat(browser(other.username()).get("/alerts?lang=fr").body()).doesNotContain("h-untaken");
        assertThat(LoginSql.answer(supervisor, clock.instant(), asked)).isEqualTo("0");
        assertThat(bells(manager)).contains("\"alert\"");
        String home = browser(manager.username()).get("/?lang=fr").body();
        assertThat(home.substring(home.indexOf("Tout de suite")))
                .contains("que personne n’a prise", "href=\"/alerts\"");
        for (String page : List.of("/alerts?lang=fr", "/alerts?lang=en"))
            assertThat(browser(manager.username()).get(page).body())
                    .contains("h-untaken", code, supervisor.username().toUpperCase(java.util.Locale.ROOT), ngo.code())
                    .doesNotContain(
                            "comprimés",
                            "Lune",
                            "Vie de l’enfant",
                            "life in danger",
                            "/cases/" + code,
                            "/alerts/" + alert.id(),
                            "??");
        assertThat(browser(manager.username()).get("/alerts/" + alert.id()).status())
                .isEqualTo(404);
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(LoginSql.answer(manager, clock.instant(), asked))
                .as("taken on")
                .isEqualTo("0");
    }
}
