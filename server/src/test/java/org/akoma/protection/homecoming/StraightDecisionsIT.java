package org.akoma.protection.homecoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.Placement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What two people decide on a child's file, tried by one of them in straight SQL (trust.md 2). */
class StraightDecisionsIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    private void isRefused(Actor actor, String sql, String why) {
        assertThatThrownBy(() -> transactions.doAs(actor, () -> jdbc.sql(sql).update()))
                .as(actor.code() + ": " + sql)
                .hasStackTraceContaining(why);
    }

    /** Of every kind that there is: no login writes a decision, and none changes one that waits. */
    @Test
    void noLoginWritesADecisionOfAnyKind() throws SQLException {
        List<Actor> everybody = List.of(
                worker,
                supervisor,
                actor(person(Role.PROJECT_MANAGER, ngo)),
                actor(person(Role.DATA_PROTECTION_OFFICER, ngo)),
                actor(person(Role.SYSTEM_ADMINISTRATOR, ngo)),
                actor(person(Role.LE_COORDINATOR, ngo)));
        List<String> kinds = transactions.as(
                worker,
                () -> jdbc.sql("select kind from access.decision_kind")
                        .query(String.class)
                        .list());
        assertThat(kinds).contains("PLAN", "HOME", "TRACING", "BORDER", "PANEL", "PASSWORD", "PAYMENT", "BULK_READ");
        for (Actor one : everybody) {
            for (String kind : kinds)
                assertThat(
                                LoginSql.refusal(
                                        one,
                                        clock.instant(),
                                        "insert into access.decision (id, kind, subject, version, authors, proposed_by, proposed_at, state, decided_by, ended_at)"
                                                + " values (gen_random_uuid(), '" + kind
                                                + "', gen_random_uuid(), 1, '{}', gen_random_uuid(), now(), 'AGREED', access.actor(), now())"))
                        .as(one.code() + " " + kind)
                        .contains("permission denied");
            assertThat(LoginSql.refusal(
                            one,
                            clock.instant(),
                            "update access.decision set state = 'AGREED', decided_by = access.actor()"))
                    .contains("permission denied");
            assertThat(LoginSql.refusal(
                            one,
                            clock.instant(),
                            "update access.decision_kind set roles = '{CASE_WORKER}', proposers = '{}'"))
                    .contains("permission denied");
        }
    }

    /** Of every kind and as every role, of another structure: about a child there, and about records that are not one's own. */
    @Test
    void nobodyProposesAboutWhatIsNotTheirs() throws SQLException {
        String code = active();
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        for (Role role : Role.values())
            assertThat(proposed(actor(person(role, elsewhere)), code, "gen_random_uuid()"))
                    .as(role.name())
                    .isEmpty();
        String structure = "'" + ngo.id() + "'::uuid";
        for (Role role : List.of(Role.LE_OFFICER, Role.LE_COORDINATOR, Role.CASE_WORKER, Role.OBSERVER))
            assertThat(proposed(actor(person(role, elsewhere)), code, structure))
                    .as(role + " about a structure of others")
                    .isEmpty();
        assertThat(proposed(actor(person(Role.PROVIDER, ngo)), code, structure))
                .as("a number that nobody asked for; the name is asked for by its own people")
                .isEqualTo("STRUCTURE_NAME ");
    }

    /** The kinds that the login lets this person ask for. */
    private String proposed(Actor who, String code, String subject) throws SQLException {
        String tried = """
                do $$ declare k record; done text := '';
                begin
                    for k in select * from access.decision_kind order by kind loop
                        begin
                            perform access.propose(gen_random_uuid(), k.kind,
                                case when k.section is not null then '%s'::uuid end, %s, 1, '{}', null, '\\x00');
                            done := done || k.kind || ' ';
                        exception when insufficient_privilege then null;
                        end;
                    end loop;
                    raise exception 'proposed: [%%]', done;
                end $$""".formatted(fileId(code), subject);
        return LoginSql.refusal(who, clock.instant(), tried).replaceAll("(?s).*proposed: \\[(.*?)].*", "$1");
    }

    private UUID fileId(String code) {
        return transactions.as(
                worker,
                () -> jdbc.sql("select id from cases.case_file where code = :code")
                        .param("code", code)
                        .query(UUID.class)
                        .single());
    }

    @Test
    void nobodyVerifiesAFamilyAlone() {
        String code = active();
        isRefused(
                worker,
                "insert into cases.tracing (id, file_id, status, opened_on, verified_on, return_safe, sealed, recorded_by)"
                        + " select gen_random_uuid(), id, 'VERIFIED', '2015-11-16', '2015-11-16', true, '', access.actor() from cases.case_file where code = '"
                        + code + "'",
                "cases.tracing-not-decided");
        UUID search = Ids.next();
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        search, null, Tracing.Status.IN_PROGRESS, null, null, null, "La mère vit à Bouaké", null)));
        for (Actor one : List.of(worker, supervisor))
            for (String set : List.of(
                    "status = 'VERIFIED', verified_on = '2015-11-16', return_safe = true",
                    "status = 'REUNIFIED'",
                    "return_safe = true"))
                isRefused(
                        one,
                        "update cases.tracing set " + set + " where id = '" + search + "'",
                        one.equals(worker) ? "cases.tracing-not-decided" : "ERROR");
    }

    @Test
    void aTypedPanelDeterminesNothing() {
        String code = active();
        String panel =
                "insert into cases.best_interests (id, file_id, kind, ground, at, members, professions, minutes_written, sealed, author, answer, answer_country) select gen_random_uuid(), id, 'DETERMINATION', 'DURABLE_SOLUTION',"
                        + " access.moment(), 5, 5, true, '', access.actor(), 'RETURN', 'ML' from cases.case_file where code = '"
                        + code
                        + "'";
        String lacks = "select cases.return_missing(id, 'ML', '2015-11-16')::text from cases.case_file where code = '"
                + code + "'";
        String answer = transactions.as(worker, () -> {
            jdbc.sql(panel).update();
            return jdbc.sql(lacks).query(String.class).single();
        });
        assertThat(answer).contains("DETERMINATION").doesNotContain("BEST_INTERESTS");
    }

    @Test
    void aGoalOfAnApprovedPlanIsNotDroppedAlone() {
        String code = active();
        String drop =
                "update cases.plan_goal set met = 'DROPPED' where file_id = (select id from cases.case_file where code = '"
                        + code + "')";
        isRefused(worker, drop, "cases.goal-not-dropped");
    }

    @Test
    void anApprovedHomeIsNotChangedAndNoReturnBeginsAlone() {
        String code = active();
        Placement home = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        done(placements.decide(supervisor, code, home.id(), true, null));
        isRefused(
                worker,
                "update cases.placement set sealed = '\\x01' where id = '" + home.id() + "'",
                "cases.home-change-not-decided");
        isRefused(
                worker, "update cases.placement set kind = 'FAMILY_REUNIFIED' where id = '" + home.id() + "'", "ERROR");
        String file = "(select id from cases.case_file where code = '" + code + "')";
        UUID exception = Ids.next();
        transactions.doAs(
                worker,
                () -> jdbc.sql("select access.propose('" + exception + "', 'RETURN_EXCEPTION', " + file + ", " + file
                                + ", 1, '{}', null, null)")
                        .query((row, n) -> true)
                        .list());
        assertThat(transactions.as(
                        worker,
                        () -> jdbc.sql("select access.decide('" + exception + "', true, null)")
                                .query(String.class)
                                .single()))
                .isEqualTo("OWN_WORK");
        assertThat(transactions.as(
                        worker,
                        () -> jdbc.sql("select coalesce(cases.unused_exception(" + file + ", 'CI')::text, 'none')")
                                .query(String.class)
                                .single()))
                .isEqualTo("none");
    }

    /** A second factor is given up, and a deputy named, by two people; each function refuses who did not decide it. */
    @Test
    void noLoginResetsAFactorOrMakesADeputyAlone() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        Actor admin = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        UUID reset = Ids.next();
        TestDatabase.ownerDoes("insert into access.second_factor_reset (id, person_id, asked_by, asked_at) values ('"
                + reset + "', '" + worker.personId() + "', '" + admin.personId() + "', '" + clock.instant() + "')");
        assertThat(LoginSql.answer(
                        officer, clock.instant(), "select access.approve_second_factor_reset('" + reset + "')"))
                .isEqualTo("f");
        assertThat(LoginSql.refusal(
                        admin, clock.instant(), "select access.approve_second_factor_reset('" + reset + "')"))
                .contains("permission denied");
        assertThat(LoginSql.answer(
                        supervisor,
                        clock.instant(),
                        "select access.name_deputy(gen_random_uuid(), '" + ngo.id() + "', access.actor())"))
                .isEqualTo("f");
    }
}
