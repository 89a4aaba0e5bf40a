package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.airlock.signals.SignalRound;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Anyone who is rung for a child whose file was handed over reads the signal, and it ends by two people who answer for the child (requirements.md 2.1). */
class HandedOverSignalIT extends HandoverHouse {

    private static final Duration OVERLAP = Duration.ofDays(30);

    @Autowired
    private HandoverRound round;

    @Autowired
    private SignalRound signals;

    @Autowired
    private Handovers handovers;

    private Actor school;

    @BeforeEach
    void aSchoolThatKnewTheChild() {
        Organisation there = structure(Organisation.Kind.NGO);
        school = actor(person(Role.PROVIDER, there));
        LoginSql.give(
                new Grant(
                        Ids.next(),
                        now(code).id(),
                        Grant.Kind.DESK,
                        there.deskId(),
                        EnumSet.of(Section.STATUS),
                        false,
                        MORNING.minus(Duration.ofDays(30)),
                        MORNING.minus(Duration.ofDays(2)),
                        Grant.Reason.REFERRAL),
                worker.personId());
    }

    private void handedOver(Duration since) {
        clock.moveTo(MORNING.plus(OVERLAP));
        round.go();
        clock.moveTo(MORNING.plus(since));
        round.go();
    }

    /** To an authority abroad that answers by a letter and has no account. */
    private void handedOverByLetter(Duration since) {
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        consent("GIVEN");
        String id = propose(supervisor, abroad).json().path("id").asString();
        done(handovers.answerAsTold(worker, code, UUID.fromString(id), true, LocalDate.parse("2015-11-16"), List.of()));
        assertThat(verdict(supervisor, waiting(supervisor, code), true)).isEqualTo(200);
        handedOver(since);
    }

    private void raised() {
        Answer given = api(school.username())
                .post(
                        "/api/v1/help-signals",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "child",
                                code,
                                "reason",
                                "IN_DANGER",
                                "on",
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                                        .toString()));
        assertThat(given.status()).as(given.body()).isEqualTo(202);
        signals.go();
    }

    private String at() {
        return "/api/v1/cases/" + code + "/help-signals";
    }

    private Answer received(Actor by) {
        return api(by.username()).get(at());
    }

    private String seen(Actor by) {
        return received(by).json().path("items").path(0).path("id").asString("");
    }

    private boolean hasTask(Actor by, String kind) {
        return api(by.username())
                .get("/api/v1/tasks?kind=" + kind + "&limit=200")
                .body()
                .contains(code);
    }

    private Answer answer(Actor by, String id) {
        return api(by.username())
                .post(at() + "/" + id + "/answer", Map.of("why", "SEEN_SAFE", "words", "Vue chez sa tante ce matin"));
    }

    private boolean mayDecide(Actor by) {
        return !waiting(by, code).isEmpty();
    }

    @Test
    void afterTheOverlapTheAuthorityIsRungReadsAndEndsIt() throws SQLException {
        accepted();
        handedOver(Duration.ofDays(60));
        int officers = rung(officer);
        int former = rung(supervisor);
        raised();
        assertThat(rung(officer)).isEqualTo(officers + 1);
        assertThat(hasTask(officer, "signals.answer")).isTrue();
        assertThat(rung(supervisor)).as("who reads nothing of it").isEqualTo(former);
        assertThat(seen(supervisor)).isEmpty();
        assertThat(LoginSql.answer(supervisor, clock.instant(), "select count(*) from signals.received"))
                .isEqualTo("0");
        String id = seen(officer);
        assertThat(answer(supervisor, id).status()).isNotEqualTo(200);
        assertThat(answer(officer, id).status()).isEqualTo(200);
        assertThat(mayDecide(officer)).isFalse();
        Actor second = actor(person(Role.MINISTRY_OFFICER, ministry));
        assertThat(mayDecide(supervisor)).as("the former side").isFalse();
        assertThat(mayDecide(second)).isTrue();
        assertThat(verdict(second, waiting(second, code), true)).isEqualTo(200);
        assertThat(received(officer).body()).contains("NOT_REOPENED");
        assertThat(hasTask(officer, "signals.answer")).isFalse();
    }

    @Test
    void inTheOverlapAnOfficerOfTheAuthorityIsTheSecondPerson() {
        accepted();
        raised();
        assertThat(hasTask(officer, "signals.answer")).isTrue();
        assertThat(hasTask(supervisor, "signals.answer")).isTrue();
        assertThat(answer(supervisor, seen(supervisor)).status()).isEqualTo(200);
        assertThat(mayDecide(officer)).isTrue();
        assertThat(verdict(officer, waiting(officer, code), true)).isEqualTo(200);
    }

    /** A deputy of the structure that handed the file over decides nothing of what an officer asks. */
    @Test
    void whoHandedTheFileOverIsTheSecondPersonOnlyWhereTheAuthorityHasNone() {
        accepted();
        handedOver(Duration.ofDays(60));
        raised();
        assertThat(answer(officer, seen(officer)).status()).isEqualTo(200);
        assertThat(mayDecide(supervisor)).as("the officer is alone").isTrue();
        Actor second = actor(person(Role.MINISTRY_OFFICER, ministry));
        assertThat(mayDecide(second)).isTrue();
        assertThat(mayDecide(supervisor)).isFalse();
    }

    @Test
    void whereTheAuthorityHasNoAccountTheFormerSupervisorReadsAndAnswers() {
        handedOverByLetter(Duration.ofDays(60));
        int before = rung(supervisor);
        raised();
        assertThat(rung(supervisor)).isGreaterThan(before);
        assertThat(hasTask(supervisor, "signals.answer")).isTrue();
        String id = seen(supervisor);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/closure")
                        .body())
                .contains(school.code(), "Demander l’accord d’une autre personne");
        assertThat(answer(supervisor, id).status()).isEqualTo(200);
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(verdict(second, waiting(second, code), true)).isEqualTo(200);
    }

    @Test
    void whereNobodyReadsTheFileWhoLeadsTheProgrammeTellsTheAuthority() throws SQLException {
        handedOverByLetter(Duration.ofDays(200));
        Actor leads = actor(person(Role.PROJECT_MANAGER, ngo));
        int before = rung(leads);
        raised();
        assertThat(rung(leads)).isGreaterThan(before);
        assertThat(seen(supervisor)).isEmpty();
        assertThat(hasTask(leads, "signals.pass-on")).isTrue();
        String id = seen(leads);
        assertThat(received(leads).body()).contains(school.code(), "IN_DANGER");
        assertThat(browser(leads.username()).get("/cases/" + code + "/signals").body())
                .contains(school.code(), "Prévenir l’autorité", "Demander l’accord");
        Instant later = clock.instant().plusSeconds(60);
        assertThat(LoginSql.answer(supervisor, later, "select signals.say_why('" + id + "', 'OTHER_CHILD')"))
                .isEqualTo("FORBIDDEN");
        assertThat(api(supervisor.username())
                        .post(at() + "/" + id + "/passing", Map.of("why", "AUTHORITY_ACTS"))
                        .status())
                .isIn(403, 404);
        assertThat(api(leads.username())
                        .post(at() + "/" + id + "/passing", Map.of("why", "AUTHORITY_ACTS"))
                        .status())
                .isEqualTo(200);
        assertThat(hasTask(leads, "signals.pass-on"))
                .as("until another one agreed")
                .isTrue();
        assertThat(mayDecide(leads)).isFalse();
        String asked = waiting(custodian, code);
        assertThat(api(custodian.username()).get("/api/v1/decisions/" + asked).body())
                .contains("IN_DANGER", "AUTHORITY_ACTS");
        assertThat(verdict(custodian, asked, true)).isEqualTo(200);
        assertThat(received(leads).body()).contains("NOT_REOPENED");
        assertThat(hasTask(leads, "signals.pass-on")).isFalse();
    }

    /** Who leads the programme reads no signal that somebody on the file reads. */
    @Test
    void whoLeadsTheProgrammeReadsNoOther() throws SQLException {
        Actor leads = actor(person(Role.PROJECT_MANAGER, ngo));
        raised();
        String id = seen(supervisor);
        assertThat(id).isNotEmpty();
        assertThat(seen(leads)).isEmpty();
        assertThat(browser(leads.username()).get("/cases/" + code + "/signals").status())
                .isEqualTo(404);
        assertThat(LoginSql.answer(
                        leads, clock.instant(), "select count(*) from signals.received where id = '" + id + "'"))
                .isEqualTo("0");
        assertThat(LoginSql.answer(leads, clock.instant(), "select signals.say_why('" + id + "', 'OTHER_CHILD')"))
                .isEqualTo("FORBIDDEN");
    }
}
