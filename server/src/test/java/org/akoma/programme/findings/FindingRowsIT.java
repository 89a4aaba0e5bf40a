package org.akoma.programme.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.programme.evaluation.ReportWords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From findings to actions in straight SQL, on the login of each side: what PostgreSQL itself holds (requirements.md 6, trust.md 2). */
class FindingRowsIT extends HouseIT {

    @Autowired
    JdbcClient jdbc;

    private Organisation iom;
    private Organisation police;
    private Actor evaluator;
    private Actor manager;
    private Actor second;
    private Actor officer;
    private Actor coordinator;

    @BeforeEach
    void people() {
        iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        evaluator = actor(person(Role.EVALUATOR, iom));
        manager = actor(person(Role.PROJECT_MANAGER, iom));
        second = actor(person(Role.DATA_PROTECTION_OFFICER, iom));
        officer = actor(person(Role.LE_OFFICER, police));
        coordinator = actor(person(Role.LE_COORDINATOR, police));
    }

    private int does(Actor actor, String... statements) {
        return transactions.as(actor, () -> {
            int rows = 0;
            for (String sql : statements) rows = jdbc.sql(sql).update();
            return rows;
        });
    }

    private void isRefused(Actor actor, String why, String... statements) {
        assertThatThrownBy(() -> does(actor, statements))
                .as(actor.code() + ": " + List.of(statements))
                .hasStackTraceContaining(why);
    }

    private String reads(Actor actor, String question) {
        return transactions.as(
                actor, () -> jdbc.sql(question).query(String.class).optional().orElse(""));
    }

    private long counts(Actor actor, String table) {
        return transactions.as(
                actor,
                () -> jdbc.sql("select count(*) from evaluation." + table)
                        .query(Long.class)
                        .single());
    }

    private UUID mission(String firstDay) {
        UUID id = Ids.next();
        does(evaluator, """
            insert into evaluation.mission (id, code, kind, first_day, last_day)
            values ('%s', '%s', 'MISSION', '%s', '%s')\
            """.formatted(id, fresh("EV"), firstDay, firstDay));
        return id;
    }

    private UUID finding(UUID mission) {
        UUID id = Ids.next();
        does(
                evaluator,
                """
                insert into evaluation.finding (id, mission_id, area, criterion, severity, words)
                values ('%s', '%s', 'FOLLOW_UP', 'EFFECTIVENESS', 'HIGH', 'Three forms are in use')\
                """.formatted(id, mission),
                "insert into evaluation.evidence (finding_id, source, note) values ('" + id
                        + "', 'FILE_REVIEW', 'Forms')");
        return id;
    }

    private static String source(UUID finding) {
        return "insert into evaluation.evidence (finding_id, source, note) values ('" + finding
                + "', 'WORKSHOP', 'Minutes')";
    }

    private UUID recommendation(UUID finding) {
        UUID id = Ids.next();
        does(evaluator, """
            insert into evaluation.recommendation (id, finding_id, words, priority) values ('%s', '%s', 'One form for all', 'HIGH')\
            """.formatted(id, finding));
        return id;
    }

    private static String released(UUID mission) {
        return "update evaluation.mission set released_at = access.moment(), released_by = access.actor(), version ="
                + " version + 1 where id = '"
                + mission + "'";
    }

    private static String response(UUID id, UUID recommendation, String answer, String reason) {
        return "insert into evaluation.response (id, recommendation_id, answer, reason, proposed_by, proposed_at) values ('%s', '%s', '%s', %s, access.actor(), access.moment())"
                .formatted(id, recommendation, answer, reason == null ? "null" : "'" + reason + "'");
    }

    private static String action(UUID id, UUID response, Actor owner, String due) {
        return "insert into evaluation.action (id, response_id, words, owner, due_on) values ('%s', '%s', 'Print the form', '%s', '%s')"
                .formatted(id, response, owner.code(), due);
    }

    private static String proposal(UUID response) {
        return "select access.propose(gen_random_uuid(), 'RESPONSE', null, '%s', 1, '{}', null, '\\x00')"
                .formatted(response);
    }

    private static String agreement(UUID response) {
        return "select access.decide((select id from access.decision where subject = '%s' and state = 'WAITING'), true, null)"
                .formatted(response);
    }

    private static String confirmation(UUID response) {
        return "update evaluation.response set confirmed_by = access.actor(), confirmed_at = access.moment(), version"
                + " = 2 where id = '"
                + response + "'";
    }

    private void asks(Actor actor, String... statements) {
        transactions.doAs(actor, () -> {
            for (String sql : statements) {
                if (sql.startsWith("select")) jdbc.sql(sql).query((row, n) -> n).list();
                else jdbc.sql(sql).update();
            }
        });
    }

    /** A recommendation of released findings. */
    private UUID asked() {
        UUID mission = mission("2015-11-10");
        UUID finding = finding(mission);
        UUID recommendation = recommendation(finding);
        does(evaluator, source(finding), released(mission));
        return recommendation;
    }

    private UUID actionOf(Actor owner, String due) {
        UUID response = Ids.next();
        UUID action = Ids.next();
        asks(
                manager,
                response(response, asked(), "ACCEPTED", null),
                action(action, response, owner, due),
                proposal(response));
        asks(second, agreement(response), confirmation(response));
        return action;
    }

    /** One asks that it ends so, another one agrees and writes it. */
    private void ended(Actor asks, Actor agrees, String kind, UUID action, String record, String update) {
        UUID id = Ids.next();
        asks(
                asks,
                "select access.withdraw(d.id) from access.decision d where d.subject = '%s' and d.kind = '%s' and d.state = 'WAITING' and d.proposed_by = access.actor()"
                        .formatted(action, kind),
                "select access.propose('%s', '%s', null, '%s', (select version from evaluation.action where id = '%3$s'), '{}', null, '\\x00')"
                        .formatted(id, kind, action),
                "select access.propose_record('%s', '%s')".formatted(id, record));
        asks(agrees, "select access.decide('%s', true, null)".formatted(id), update);
    }

    private void done(UUID action, String day) {
        ended(
                coordinator,
                second,
                "FINISH_ACTION",
                action,
                "{\"done_on\": \"" + day + "\", \"proof\": \"The printed form\"}",
                done(day) + " where id = '" + action + "'");
    }

    private static String done(String day) {
        return "update evaluation.action set done_on = '" + day
                + "', done_at = access.moment(), done_by = access.actor(), proof = 'The printed form', version ="
                + " version + 1";
    }

    private String state(UUID action, String day) {
        return reads(
                manager,
                "select evaluation.state_of(a, '" + day + "') from evaluation.action a where id = '" + action + "'");
    }

    @Test
    void aMissionUsesTheCriteriaOfItsFirstDay() {
        UUID before = mission("2019-12-09");
        UUID after = mission("2019-12-10");
        String set = "select criteria_set from evaluation.mission where id = '%s'";
        assertThat(reads(evaluator, set.formatted(before))).isEqualTo("DAC-1991");
        assertThat(reads(evaluator, set.formatted(after))).isEqualTo("DAC-2019");
        String coherence = "insert into evaluation.question (id, mission_id, criterion, words, sources) values"
                + " (gen_random_uuid(), '%s', 'COHERENCE', 'Does it fit?', '{POLICE}')";
        isRefused(evaluator, "question_criterion", coherence.formatted(before));
        assertThat(does(evaluator, coherence.formatted(after))).isEqualTo(1);
        isRefused(
                evaluator,
                "question_mission",
                "update evaluation.mission set first_day = '2019-12-01', version = 2 where id = '" + after + "'");
    }

    /** The management is what is evaluated: as a member of the team it writes its own findings, and rewrites or releases nothing of an evaluator. */
    @Test
    void theManagementRewritesAndReleasesNothingOfAnEvaluator() {
        UUID mission = mission("2015-11-10");
        UUID finding = finding(mission);
        does(
                evaluator,
                source(finding),
                "insert into evaluation.team (mission_id, account) values ('" + mission + "', '" + manager.code()
                        + "')");
        String milder =
                "update evaluation.finding set severity = 'LOW', version = version + 1 where id = '" + finding + "'";
        isRefused(manager, "evaluation.of-an-evaluator", milder);
        isRefused(
                manager,
                "evaluation.of-an-evaluator",
                "delete from evaluation.evidence where finding_id = '" + finding + "'");
        isRefused(manager, "evaluation.release-by-evaluator", released(mission));
        assertThat(does(evaluator, milder)).isEqualTo(1);
        String before = "select severity || ' ' || account from evaluation.former where subject = '" + finding + "'";
        assertThat(reads(evaluator, before)).isEqualTo("HIGH " + evaluator.code());
        assertThat(reads(actor(person(Role.EVALUATOR, iom)), before)).isEmpty();
        isRefused(manager, "permission denied", "delete from evaluation.former where subject = '" + finding + "'");
        does(evaluator, released(mission));
    }

    @Test
    void aDraftIsTheTeamsAndIsReleasedWithTwoSourcesOrNotAtAll() {
        UUID mission = mission("2015-11-10");
        UUID finding = finding(mission);
        String shown = "select code from evaluation.finding where id = '" + finding + "'";
        Actor colleague = actor(person(Role.EVALUATOR, iom));
        for (Actor other : List.of(manager, colleague, second, officer, coordinator))
            assertThat(reads(other, shown)).as(other.code()).isEmpty();
        assertThat(does(manager, released(mission) + " and false")).isZero();
        isRefused(manager, "evaluation.not-of-the-team", released(mission));
        isRefused(evaluator, "evaluation.one-source", released(mission));
        does(evaluator, source(finding), released(mission));
        assertThat(reads(manager, shown)).isEqualTo("F-A1");
        assertThat(reads(second, shown)).isEqualTo("F-A1");
        assertThat(reads(coordinator, shown)).isEqualTo("F-A1");
        assertThat(reads(officer, shown)).isEmpty();
        Actor provider = actor(person(Role.PROVIDER, iom));
        assertThat(counts(provider, "finding")).isZero();
        assertThat(does(
                        evaluator,
                        "update evaluation.finding set words = 'Nothing', version = 2 where id = '" + finding + "'"))
                .as("what is released stays")
                .isZero();
        isRefused(evaluator, "row-level security", source(finding).replace("WORKSHOP", "POLICE"));
        assertThat(reads(evaluator, "select response_due_on from evaluation.mission where id = '" + mission + "'"))
                .isEqualTo("2015-12-16");
    }

    @Test
    void wordsOfAReportNameNoFile() {
        for (String code : List.of(
                "AK-036 was not seen",
                "ak 036",
                "voir ak036",
                "AK\u2013036",
                "NGO-1234",
                "REF 123",
                "AK n\u00b0 036",
                "AK no 36",
                "A.K. 036",
                "AK-O36",
                "AK-0\u00AD3\u00AD6",
                "A\u200BK\u200B\u200B\u200B-036",
                "AK-3O",
                "NGO-O123",
                "_AK-036",
                "\uff21\uff2b-\uff10\uff13\uff16",
                "AK-\u0660\u0663\u0666",
                "AK \u07c0\u07c3\u07c6")) {
            assertThat(safe(code)).as(code).isEqualTo("f");
            assertThat(ReportWords.wrong("words", code)).as(code).hasSize(1);
        }
        for (String words : List.of(
                "20 of 104 participants of TR-CI-1 did not reach certification; weakest module M4_CHILD_INTERVIEW.",
                "Missed visits: 36.5% after cross-border placement against 11.7% elsewhere.",
                "the need is met by R-06, set DAC-1991, XOF 150000, loi 2010-272",
                "Un kit par structure, 36 enfants, no 12 de la liste, vid\u00e9o 2015")) {
            assertThat(safe(words)).as(words).isEqualTo("t");
            assertThat(ReportWords.wrong("words", words)).as(words).isEmpty();
        }
    }

    @Test
    void whatIsReleasedStaysUntilItIsClosed() {
        UUID mission = mission("2015-11-10");
        String rating =
                "insert into evaluation.rating (mission_id, criterion, points, rated_by, rated_at) values ('%s', '%s',"
                        + " 3, access.actor(), access.moment())";
        does(evaluator, rating.formatted(mission, "IMPACT"));
        String change = "update evaluation.mission set %s, version = version + 1 where id = '" + mission + "'";
        isRefused(evaluator, "evaluation.response-late", change.formatted("response_due_on = '2015-12-11'"));
        isRefused(
                evaluator,
                "evaluation.response-late",
                change.formatted("report_on = '2015-11-20', response_due_on = '2030-01-01'"));
        assertThat(does(
                        evaluator,
                        change.formatted("report_on = '2015-11-20', response_due_on = '2015-12-21'"),
                        released(mission)))
                .as("the thirtieth day is a Sunday")
                .isEqualTo(1);
        for (String field : List.of(
                "response_due_on = '2015-12-20'",
                "report_on = '2015-11-21'",
                "terms = 'Others'",
                "town = '\\\\x00'",
                "first_day = '2015-11-09'",
                "last_day = '2015-11-11'")) isRefused(evaluator, "evaluation.released", change.formatted(field));
        isRefused(evaluator, "row-level security", rating.formatted(mission, "RELEVANCE"));
        assertThat(does(
                        evaluator,
                        "update evaluation.rating set points = 1, rated_by = access.actor(), rated_at ="
                                + " access.moment(), version = 2 where mission_id = '"
                                + mission + "'"))
                .isZero();
        for (String added : List.of(
                "insert into evaluation.team (mission_id, account) values ('%s', '" + manager.code() + "')",
                "insert into evaluation.slot (id, mission_id, day, begins, ends, work) values (gen_random_uuid(),"
                        + " '%s', '2015-11-10', '09:00', '10:00', 'OTHER')",
                "insert into evaluation.question (id, mission_id, criterion, words, sources) values"
                        + " (gen_random_uuid(), '%s', 'IMPACT', 'What changed?', '{POLICE}')"))
            isRefused(evaluator, "row-level security", added.formatted(mission));
        assertThat(does(evaluator, change.formatted("closed_at = access.moment(), closed_by = access.actor()")))
                .isEqualTo(1);
    }

    @Test
    void aReportIsHandedInSoonAfterTheLastDay() {
        UUID mission = mission("2015-11-10");
        String report =
                "update evaluation.mission set report_on = '%s', version = version + 1 where id = '" + mission + "'";
        isRefused(evaluator, "mission_report", report.formatted("2016-02-09"));
        assertThat(does(evaluator, report.formatted("2016-02-08"))).isEqualTo(1);
    }

    @Test
    void noActionIsAddedOnceSomebodyIsAskedAboutTheAnswer() {
        UUID response = Ids.next();
        String late = action(Ids.next(), response, coordinator, "2015-12-01");
        assertThatThrownBy(() -> asks(
                        manager,
                        response(response, asked(), "ACCEPTED", null),
                        action(Ids.next(), response, second, "2015-12-01"),
                        proposal(response),
                        late))
                .hasStackTraceContaining("evaluation.action-without-response");
        asks(
                manager,
                response(response, asked(), "ACCEPTED", null),
                action(Ids.next(), response, second, "2015-12-01"),
                proposal(response));
        isRefused(manager, "evaluation.action-without-response", late);
    }

    private String safe(String words) {
        try {
            return String.valueOf(
                    LoginSql.answer(evaluator, clock.instant(), "select evaluation.is_safe('" + words + "')"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Straight, on each login: nobody of another structure answers or confirms in the name of the police, nor who wrote the recommendation. */
    @Test
    void aStructureAnswersItselfAndBindsItsOwnPeople() {
        UUID mission = mission("2015-11-10");
        UUID finding = finding(mission);
        UUID recommendation = recommendation(finding);
        does(
                evaluator,
                "update evaluation.recommendation set organisation_id = '" + police.id() + "' where id = '"
                        + recommendation + "'",
                source(finding),
                released(mission));
        UUID response = Ids.next();
        String due = "2015-12-01";
        Actor colleague = actor(person(Role.LE_COORDINATOR, police));
        Actor abroad = actor(person(Role.LE_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        for (Actor other : List.of(manager, second, abroad, officer, evaluator))
            assertThatThrownBy(() -> does(other, response(response, recommendation, "REJECTED", "No means")))
                    .as(other.code())
                    .isInstanceOf(org.springframework.dao.DataAccessException.class);
        assertThatThrownBy(() -> asks(
                        coordinator,
                        response(response, recommendation, "ACCEPTED", null),
                        action(Ids.next(), response, manager, due),
                        proposal(response)))
                .hasStackTraceContaining("evaluation.owner-elsewhere");
        asks(
                coordinator,
                response(response, recommendation, "ACCEPTED", null),
                action(Ids.next(), response, coordinator, due),
                proposal(response));
        isRefused(coordinator, "evaluation.response-not-agreed", confirmation(response));
        for (Actor other : List.of(manager, abroad, evaluator, coordinator)) {
            assertThat(transactions.as(
                            other,
                            () -> jdbc.sql(
                                            "select access.decide(d, true, null) from access.to_decide() d join access.decision x on x.id = d and x.subject = '"
                                                    + response + "'")
                                    .query(String.class)
                                    .list()))
                    .as(other.code())
                    .isEmpty();
        }
        for (Actor other : List.of(manager, abroad))
            assertThat(does(other, confirmation(response))).as(other.code()).isZero();
        asks(colleague, agreement(response), confirmation(response));
        assertThat(reads(manager, "select answer from evaluation.response where id = '" + response + "'"))
                .isEqualTo("ACCEPTED");
    }

    @Test
    void anAnswerNeedsTwoPeopleItsReasonAndItsAction() {
        UUID recommendation = asked();
        UUID response = Ids.next();
        String due = "2015-12-01";
        isRefused(evaluator, "row-level security", response(response, recommendation, "REJECTED", "No"));
        isRefused(manager, "response_says_why", response(response, recommendation, "REJECTED", null));
        isRefused(
                manager,
                "evaluation.response-waits-for-nobody",
                response(response, recommendation, "REJECTED", "Not ours"));
        assertThatThrownBy(
                        () -> asks(manager, response(response, recommendation, "ACCEPTED", null), proposal(response)))
                .hasStackTraceContaining("evaluation.response-without-action");
        assertThatThrownBy(() -> asks(
                        manager,
                        response(response, recommendation, "ACCEPTED", null),
                        action(Ids.next(), response, officer, due),
                        proposal(response)))
                .hasStackTraceContaining("evaluation.no-owner");
        assertThatThrownBy(() -> asks(
                        manager,
                        response(response, recommendation, "ACCEPTED", null),
                        action(Ids.next(), response, coordinator, "2099-01-31"),
                        proposal(response)))
                .as("what is due in eighty years is never late")
                .hasStackTraceContaining("evaluation.due-too-late");
        UUID action = Ids.next();
        asks(
                manager,
                response(response, recommendation, "ACCEPTED", null),
                action(action, response, coordinator, due),
                proposal(response));
        assertThat(reads(coordinator, "select code from evaluation.action where id = '" + action + "'"))
                .as("not confirmed yet")
                .isEmpty();
        isRefused(manager, "evaluation.response-not-agreed", confirmation(response));
        isRefused(
                manager,
                "evaluation.response-waits",
                "update evaluation.response set ended_at = access.moment(), version = 2 where id = '" + response + "'");
        isRefused(manager, "evaluation.action-without-response", action(Ids.next(), response, coordinator, due));
        isRefused(manager, "response_one", response(Ids.next(), recommendation, "ACCEPTED", null));
        asks(second, agreement(response), confirmation(response));
        assertThat(reads(coordinator, "select code from evaluation.action where id = '" + action + "'"))
                .isEqualTo("AC-01");
    }

    @Test
    void itsOwnerEndsAnActionAndItsStateIsComputed() {
        UUID action = actionOf(coordinator, "2015-11-20");
        String at = " where id = '" + action + "'";
        String done = done("2015-11-16") + at;
        for (Actor one : List.of(officer, coordinator)) isRefused(one, "permission denied", done);
        for (Actor one : List.of(manager, second)) isRefused(one, "evaluation.end-not-agreed", done);
        isRefused(
                coordinator,
                "permission denied",
                "update evaluation.action set due_on = '2016-11-16', version = 2" + at);
        isRefused(
                coordinator,
                "permission denied",
                "update evaluation.action set cancelled_why = 'No', version = 2" + at);
        isRefused(
                manager,
                "evaluation.end-not-agreed",
                "update evaluation.action set cancelled_at = access.moment(), cancelled_by = access.actor(), version ="
                        + " 2"
                        + at);
        assertThat(state(action, "2015-11-20")).isEqualTo("NOT_STARTED");
        assertThat(state(action, "2015-11-21")).isEqualTo("OVERDUE");
        does(
                coordinator,
                "update evaluation.action set started_at = access.moment(), started_by = access.actor(), version = 2"
                        + at);
        assertThat(state(action, "2015-11-20")).isEqualTo("IN_PROGRESS");
        assertThatThrownBy(() -> done(action, "2015-11-17")).hasStackTraceContaining("action_done");
        assertThatThrownBy(() -> done(action, "2015-11-15")).hasStackTraceContaining("evaluation.done-before-response");
        assertThatThrownBy(() -> ended(
                        coordinator,
                        second,
                        "FINISH_ACTION",
                        action,
                        "{\"done_on\": \"2015-11-16\", \"proof\": \"Another paper\"}",
                        done))
                .hasStackTraceContaining("access.not-as-agreed");
        done(action, "2015-11-16");
        assertThat(state(action, "2015-11-21")).isEqualTo("DONE");
        assertThat(state(action, "2015-11-15")).isEqualTo("NOT_STARTED");
        isRefused(
                manager,
                "evaluation.action-ended",
                "update evaluation.action set cancelled_at = access.moment(), cancelled_by = access.actor(),"
                        + " cancelled_why = 'Not needed', version = version + 1"
                        + at);
    }

    @Test
    void nothingIsClosedWhileAnActionIsOpenUntilItIsTransferred() {
        UUID action = actionOf(second, "2015-12-20");
        UUID mission =
                UUID.fromString(reads(manager, "select mission_id from evaluation.action where id = '" + action + "'"));
        String close =
                "update evaluation.mission set closed_at = access.moment(), closed_by = access.actor(), version ="
                        + " version + 1 where id = '"
                        + mission + "'";
        isRefused(evaluator, "evaluation.still-open", close);
        String transfer =
                "update evaluation.action set transferred_at = access.moment(), transferred_by = access.actor(),"
                        + " receiver = %s, receiver_id = '"
                        + police.id() + "', version = 2 where id = '" + action + "'";
        String agreed = "{\"receiver\": \"Directrice de la protection\", \"receiver_id\": \"" + police.id() + "\"}";
        String written = transfer.formatted("'Directrice de la protection'");
        isRefused(manager, "evaluation.end-not-agreed", written);
        Actor third = actor(person(Role.DATA_PROTECTION_OFFICER, iom));
        assertThatThrownBy(() -> ended(manager, third, "TRANSFER_ACTION", action, agreed, written))
                .as("not of the structure that receives it")
                .hasStackTraceContaining("evaluation.end-not-agreed");
        assertThatThrownBy(() -> ended(
                        manager, coordinator, "TRANSFER_ACTION", action, agreed, transfer.formatted("'Another one'")))
                .hasStackTraceContaining("access.not-as-agreed");
        ended(manager, coordinator, "TRANSFER_ACTION", action, agreed, written);
        assertThat(does(evaluator, close)).isEqualTo(1);
        isRefused(evaluator, "evaluation.closed", close);
    }

    /** By structure of the owner; what was done later is not done on the day; an action that was cancelled after its date was due. */
    @Test
    void actionsAreCountedByTheDay() {
        UUID done = actionOf(coordinator, "2015-11-17");
        actionOf(coordinator, "2015-11-18");
        UUID early = cancelled("2015-11-18");
        UUID late = cancelled("2015-11-17");
        clock.moveTo(MORNING.plus(Duration.ofDays(1)));
        done(done, "2015-11-17");
        cancel(early);
        clock.moveTo(MORNING.plus(Duration.ofDays(2)));
        cancel(late);
        assertThat(figures("2015-11-16")).isEqualTo("0/0");
        assertThat(figures("2015-11-17"))
                .as("nobody had cancelled the late one")
                .isEqualTo("1/2");
        assertThat(figures("2015-11-18"))
                .as("the late one stays, the early one was never due")
                .isEqualTo("1/3");
        assertThat(counts(officer, "action")).isZero();
    }

    /** Beside another action of the same response that is due later. */
    private UUID cancelled(String due) {
        UUID response = Ids.next();
        UUID action = Ids.next();
        asks(
                manager,
                response(response, asked(), "ACCEPTED", null),
                action(action, response, coordinator, due),
                action(Ids.next(), response, coordinator, "2015-12-20"),
                proposal(response));
        asks(second, agreement(response), confirmation(response));
        return action;
    }

    private void cancel(UUID action) {
        ended(
                manager,
                second,
                "CANCEL_ACTION",
                action,
                "{\"cancelled_why\": \"Not needed\"}",
                "update evaluation.action set cancelled_at = access.moment(), cancelled_by = access.actor(),"
                        + " cancelled_why = 'Not needed', version = version + 1 where id = '"
                        + action + "'");
    }

    /** A response that holds is not ended; with its last action it ends, stays as it was, and another one is proposed. */
    @Test
    void anAnswerEndsWithItsLastActionAndNotBefore() {
        UUID recommendation = asked();
        UUID response = Ids.next();
        UUID first = Ids.next();
        UUID last = Ids.next();
        asks(
                manager,
                response(response, recommendation, "ACCEPTED", null),
                action(first, response, coordinator, "2015-11-20"),
                action(last, response, coordinator, "2015-12-20"),
                proposal(response));
        asks(second, agreement(response), confirmation(response));
        String end = "update evaluation.response set ended_at = access.moment(), version = version + 1 where id = '"
                + response + "'";
        String another = response(Ids.next(), recommendation, "REJECTED", "Not ours");
        cancel(first);
        for (Actor one : List.of(manager, second)) isRefused(one, "evaluation.response-there", end);
        isRefused(manager, "response_one", another);
        String ended = "select (ended_at is not null)::text from evaluation.response where id = '" + response + "'";
        assertThat(reads(manager, ended)).isEqualTo("false");
        cancel(last);
        assertThat(reads(manager, ended)).isEqualTo("true");
        assertThat(reads(coordinator, "select answer from evaluation.response where id = '" + response + "'"))
                .as("it stays readable")
                .isEqualTo("ACCEPTED");
        isRefused(
                second,
                "access.not-this-act",
                "update evaluation.response set ended_at = null, version = version + 1 where id = '" + response + "'");
        String close =
                "update evaluation.mission set closed_at = access.moment(), closed_by = access.actor(), version ="
                        + " version + 1 where id = (select mission_id from evaluation.action where id = '"
                        + last + "')";
        isRefused(evaluator, "evaluation.still-open", close);
        UUID anew = Ids.next();
        asks(manager, response(anew, recommendation, "REJECTED", "Not ours"), proposal(anew));
        isRefused(manager, "evaluation.response-not-agreed", confirmation(anew));
        isRefused(
                manager,
                "evaluation.response-waits",
                "update evaluation.response set ended_at = access.moment(), version = 2 where id = '" + anew + "'");
        asks(second, agreement(anew), confirmation(anew));
        isRefused(second, "evaluation.response-there", end.replace(response.toString(), anew.toString()));
        assertThat(does(evaluator, close)).isEqualTo(1);
    }

    /** Who gave an action away does not say that it is done, nor anybody for whom it is not. */
    @Test
    void whatIsTransferredIsSaidToBeDoneByWhoReceivedIt() {
        UUID action = actionOf(second, "2015-11-17");
        String at = " where id = '" + action + "'";
        ended(
                manager,
                coordinator,
                "TRANSFER_ACTION",
                action,
                "{\"receiver\": \"Police\", \"receiver_id\": \"" + police.id() + "\"}",
                "update evaluation.action set transferred_at = access.moment(), transferred_by = access.actor(),"
                        + " receiver = 'Police', receiver_id = '"
                        + police.id() + "', version = version + 1" + at);
        clock.moveTo(MORNING.plus(Duration.ofDays(5)));
        Actor third = actor(person(Role.PROJECT_MANAGER, iom));
        String agreed = "{\"done_on\": \"2015-11-20\", \"proof\": \"The printed form\"}";
        String write = done("2015-11-20") + at;
        for (Actor one : List.of(manager, second))
            assertThatThrownBy(() -> ended(one, third, "FINISH_ACTION", action, agreed, write))
                    .as(one.code())
                    .hasStackTraceContaining("access.not-theirs-to-propose");
        isRefused(third, "evaluation.end-not-agreed", write);
        assertThatThrownBy(() -> ended(
                        coordinator,
                        third,
                        "FINISH_ACTION",
                        action,
                        "{\"done_on\": \"2015-11-15\", \"proof\": \"The printed form\"}",
                        done("2015-11-15") + at))
                .hasStackTraceContaining("evaluation.done-before");
        assertThatThrownBy(() -> ended(coordinator, second, "FINISH_ACTION", action, agreed, write))
                .as("who owned it decides nothing")
                .hasStackTraceContaining("evaluation.end-not-agreed");
        assertThat(state(action, "2015-11-21")).isEqualTo("TRANSFERRED");
        isRefused(
                third,
                "evaluation.action-ended",
                "update evaluation.action set receiver = 'Another one', version = version + 1" + at);
        ended(coordinator, third, "FINISH_ACTION", action, agreed, write);
        assertThat(state(action, "2015-11-21")).isEqualTo("DONE");
        assertThat(state(action, "2015-11-19")).isEqualTo("TRANSFERRED");
        assertThat(figures("2015-11-19", iom)).as("it was overdue").isEqualTo("0/1");
        assertThat(figures("2015-11-21", iom)).isEqualTo("1/1");
        isRefused(third, "evaluation.action-ended", write);
    }

    private String figures(String day) {
        return figures(day, police);
    }

    private String figures(String day, Organisation of) {
        return transactions.forStatistics(() -> jdbc.sql("""
            select coalesce(sum(done), 0) || '/' || coalesce(sum(due), 0)
              from evaluation.report_actions(:day) where structure = :structure
            """)
                .param("day", LocalDate.parse(day))
                .param("structure", of.code())
                .query(String.class)
                .single());
    }
}
