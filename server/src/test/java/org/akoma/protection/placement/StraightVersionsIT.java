package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.closure.Closure;
import org.akoma.protection.closure.Closures;
import org.akoma.protection.closure.RequestClosure;
import org.akoma.protection.homecoming.TraceFamily;
import org.akoma.protection.homecoming.Tracing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An agreement serves once, for the version that was read; versions and states do not come back by straight SQL ({@code trust.md 2}). */
class StraightVersionsIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Closures closures;

    private void isRefused(Actor actor, String sql, String why) {
        assertThatThrownBy(() -> transactions.doAs(actor, () -> jdbc.sql(sql).update()))
                .as(actor.code() + ": " + sql)
                .hasStackTraceContaining(why);
    }

    private static String set(String table, UUID id, String what) {
        return "update cases." + table + " set " + what + " where id = '" + id + "'";
    }

    /** In all rooms, so that a new table is not forgotten. */
    @Test
    void everyTableWithAVersionKeepsIt() {
        List<String> kept = versioned("");
        assertThat(kept)
                .contains("cases.placement", "cases.homecoming", "cases.tracing", "cases.identity", "cases.case_file")
                .contains("cases.plan", "followup.visit", "assistance.payment", "referrals.referral", "slips.slip");
        assertThat(
                        versioned(
                                "and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'keep_version')"))
                .isEmpty();
    }

    private List<String> versioned(String which) {
        return transactions.as(
                worker, () -> jdbc.sql("""
                        select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid
                         where c.relkind in ('r', 'p') and a.attname = 'version' and not a.attisdropped
                           and c.relnamespace::regnamespace::text not in ('akoma_history', 'public')
                           and exists (select from unnest(array['akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration']) l (login)
                                        where has_any_column_privilege(l.login, c.oid, 'UPDATE')) %s
                        """.formatted(which)).query(String.class).list());
    }

    @Test
    void noVersionGoesDownOrLeaps() {
        String code = active();
        UUID file = now(code).id();
        Placement home = fostered(code, "CI");
        UUID search = searched(code);
        for (String by : List.of("- 1", "+ 2"))
            for (String table : List.of("placement", "tracing", "case_file"))
                isRefused(
                        worker,
                        set(
                                table,
                                switch (table) {
                                    case "placement" -> home.id();
                                    case "tracing" -> search;
                                    default -> file;
                                },
                                "version = version " + by),
                        "access.version-counts-changes");
        for (String table : List.of("identity", "plan"))
            isRefused(
                    worker,
                    "update cases." + table + " set version = version - 1 where file_id = '" + file + "'",
                    table.equals("plan") ? "cases.plan-fixed" : "access.version-counts-changes");
        isRefused(
                worker,
                "update cases.identity set sealed = sealed || '\\x00' where file_id = '" + file + "'",
                "access.words-without-version");
    }

    private UUID searched(String code) {
        UUID search = Ids.next();
        Tracing.SealedText words = new Tracing.SealedText("La mère vit à Bouaké", null);
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        search, null, Tracing.Status.IN_PROGRESS, null, null, null, words.found(), words.safety())));
        return search;
    }

    /** The worker keeps the words of another proposal of the same file, and writes them into the home that was agreed to. */
    @Test
    void oneAgreementServesForOneChangeOfAHome() {
        String code = active();
        Placement home = fostered(code, "CI");
        done(homes.correct(worker, code, home.id(), new Placement.Home("Rue 3", "Madame Koné", null), home.version()));
        done(homes.decideChange(supervisor, code, waiting(Placements.HOME_CHANGE, home.id()), true, null));
        PlaceChild other = place(Placement.Kind.RESIDENTIAL_CARE, null, Placement.Reason.OTHER);
        done(placements.place(worker, code, other));
        String swapped = "sealed = (select o.sealed from cases.placement o where o.id = '" + other.id() + "')";
        isRefused(
                worker,
                set("placement", home.id(), swapped + ", version = version + 1"),
                "cases.home-change-not-decided");
        isRefused(worker, set("placement", home.id(), "version = version - 1"), "access.version-counts-changes");
        // agreed to yesterday, and never used
        TestDatabase.ownerDoes(
                "insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at,"
                        + " state, decided_by, ended_at) select gen_random_uuid(), 'HOME_CHANGE', p.file_id, f.organisation_id, 16, p.id, p.version, '{}', f.worker_id,"
                        + " now(), 'AGREED', f.supervisor_id, '2015-11-15' from cases.placement p join cases.case_file f on f.id = p.file_id where p.id = '"
                        + home.id() + "'");
        for (Actor one : List.of(worker, supervisor))
            isRefused(
                    one,
                    set("placement", home.id(), swapped + ", version = version + 1"),
                    "cases.home-change-not-decided");
    }

    @Test
    void whatWaitsIsNotAgreedToUnderItsOldVersion() {
        String code = active();
        PlaceChild read = place(Placement.Kind.FOSTER_FAMILY, null, null);
        Placement home = done(placements.place(worker, code, read));
        Decision asked = waiting(Placements.HOME, home.id());
        transactions.doAs(
                worker,
                () -> jdbc.sql(set("placement", home.id(), "sealed = sealed || '\\x00', version = version + 1"))
                        .update());
        isRefused(worker, set("placement", home.id(), "version = " + asked.version()), "access.version-counts-changes");
        isRefused(supervisor, approves(home.id()), "cases.home-not-decided");
    }

    private static String approves(UUID home) {
        return set(
                "placement",
                home,
                "state = 'CURRENT', approved_by = access.actor(), approved_at = access.moment(), version = version + 1");
    }

    /** Also the supervisor writes what was proposed, in the moment of the agreement, and no other words or answer. */
    @Test
    void whoAgreesWritesWhatWasProposed() {
        String code = active();
        Placement home = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        UUID asked = waiting(Placements.HOME, home.id()).id();
        agreeing(
                asked,
                approves(home.id()).replace("state =", "sealed = sealed || '\\x00', state ="),
                "cases.home-not-decided");
        UUID search = searched(code);
        Tracing.SealedText words = new Tracing.SealedText("L’oncle qui l’a vendue y habite", null);
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        search, 1, Tracing.Status.VERIFIED, "MSFFE-CI", TODAY, false, words.found(), words.safety())));
        Decision family = waiting("TRACING", search);
        String safe = "status = 'VERIFIED', verified_on = '" + TODAY + "', return_safe = true, version = version + 1";
        agreeing(family.id(), set("tracing", search, safe), "cases.tracing-not-decided");
        done(tracings.decide(supervisor, code, family, true, null));
        for (Actor one : List.of(worker, supervisor)) {
            String alone = one.equals(worker)
                    ? "cases.tracing-not-decided"
                    : "ERROR"; // a supervisor does not write the tracing at all
            isRefused(one, set("tracing", search, "return_safe = true, version = version + 1"), alone);
            isRefused(
                    one,
                    set("tracing", search, "version = version - 1"),
                    one.equals(worker) ? "access.version-counts-changes" : "ERROR");
        }
    }

    private void agreeing(UUID decision, String sql, String why) {
        assertThatThrownBy(() -> transactions.doAs(supervisor, () -> {
                    assertThat(jdbc.sql("select access.decide('" + decision + "', true, null)")
                                    .query(String.class)
                                    .single())
                            .isEqualTo("DONE");
                    jdbc.sql(sql).update();
                }))
                .as(sql)
                .hasStackTraceContaining(why);
    }

    @Test
    void noStateOfAHomeFollowsThatTheRuleDoesNotName() {
        String code = active();
        Placement left = fostered(code, "CI");
        Placement now = done(
                placements.place(worker, code, place(Placement.Kind.RESIDENTIAL_CARE, null, Placement.Reason.OTHER)));
        done(placements.decide(supervisor, code, now.id(), true, null));
        PlaceChild other = place(Placement.Kind.FOSTER_FAMILY, null, Placement.Reason.OTHER);
        done(placements.place(worker, code, other));
        done(placements.decide(supervisor, code, other.id(), false, "Trop loin"));
        for (String state : List.of("PROPOSED", "REFUSED")) {
            isRefused(worker, set("placement", now.id(), "state = '" + state + "'"), "cases.placement-order");
            isRefused(worker, set("placement", left.id(), "state = '" + state + "'"), "cases.placement-order");
        }
        for (String state : List.of("PROPOSED", "CURRENT", "ENDED"))
            isRefused(worker, set("placement", other.id(), "state = '" + state + "'"), "cases.placement-order");
        isRefused(
                worker, set("placement", left.id(), "state = 'CURRENT', until = null, version = version + 1"), "ERROR");
        isRefused(
                worker,
                set("placement", left.id(), "sealed = sealed || '\\x00', version = version + 1"),
                "cases.placement-stays");
    }

    @Test
    void noStatusOfAFileFollowsThatTheRuleDoesNotName() {
        UUID file = now(active()).id();
        for (CaseFile.Status before : CaseFile.Status.values()) {
            if (!before.open()) continue;
            TestDatabase.ownerDoes("update cases.case_file set status = '" + before + "' where id = '" + file + "'");
            for (CaseFile.Status next : CaseFile.Status.values())
                if (next != before && next.open() && !before.mayBecome(next))
                    isRefused(worker, set("case_file", file, "status = '" + next + "'"), "cases.status-order");
            if (before.mayBecome(CaseFile.Status.CLOSURE_REQUESTED))
                isRefused(
                        worker, set("case_file", file, "status = 'CLOSURE_REQUESTED'"), "cases.status-without-request");
            for (String transfer : List.of("TRANSFER_PROPOSED", "TRANSFER_ACCEPTED"))
                if (!before.name().equals(transfer))
                    isRefused(worker, set("case_file", file, "status = '" + transfer + "'"), "cases.status-order");
        }
    }

    @Test
    void aClosedFileIsOpenedAgainByWhoAgreesToIt() {
        String code = file("F", 12);
        done(closures.request(
                worker,
                code,
                new RequestClosure(
                        Ids.next(),
                        Closure.Code.DEATH,
                        new Closure.SealedText("Elle est d’accord", "D’accord", "SW-01", "Voir la note", null))));
        UUID file = now(code).id();
        isRefused(worker, set("case_file", file, "status = 'REGISTERED'"), "cases.status-without-request");
        done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
        for (Actor one : List.of(worker, supervisor)) {
            for (String status : List.of("REGISTERED", "ACTIVE", "FOLLOW_UP", "CLOSURE_REQUESTED", "TRANSFER_ACCEPTED"))
                isRefused(one, set("case_file", file, "status = '" + status + "'"), "cases.status-order");
            isRefused(one, set("case_file", file, "status = 'REOPENED'"), "cases.reopening-not-decided");
            isRefused(
                    one,
                    set("case_file", file, "status = 'REOPENED', closed_at = null"),
                    "cases.reopening-not-decided");
        }
    }

    /** Proposals of HIGH, the end of an alert, visits and steps of a search: each as the act wrote it. */
    @Test
    void whatIsSeenAndDueIsWrittenNow() {
        UUID file = now(active()).id();
        String of = " from cases.case_file where id = '" + file + "'";
        UUID alert = Ids.next();
        TestDatabase.ownerDoes(
                "insert into followup.alert (id, file_id, organisation_id, worker_id, supervisor_id, type, source, raised_at, raised_by, ack_due_at,"
                        + " safe_due_at, acknowledged_at, acknowledged_by, closed_at, closed_by, outcome, sealed) select '"
                        + alert
                        + "', id, organisation_id, worker_id, supervisor_id, 'RE_EXPLOITATION', 'PERSON', registered_at, worker_id, registered_at, registered_at,"
                        + " registered_at, supervisor_id, registered_at, supervisor_id, 'FALSE_ALARM', ''" + of);
        isRefused(
                supervisor,
                "update followup.alert set outcome = 'CHILD_SAFE' where id = '" + alert + "'",
                "followup.alert-ended");
        TestDatabase.ownerDoes(
                "insert into followup.high_proposal (file_id, organisation_id, worker_id, supervisor_id, source, source_id, proposed_by, since, due_at)"
                        + " select id, organisation_id, worker_id, supervisor_id, 'ALERT', '" + alert
                        + "', worker_id, registered_at, registered_at" + of);
        for (String to : List.of("null", "access.actor()"))
            isRefused(
                    worker,
                    "update followup.high_proposal set supervisor_id = " + to + " where file_id = '" + file + "'",
                    "followup.proposal-elsewhere");
        String visit =
                "insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar, unplanned,"
                        + " done_on, done_at, recorded_by, made_by, mode, seen, seen_alone, school, safety, closed_at, sealed) select gen_random_uuid(), id,"
                        + " organisation_id, worker_id, 'ROUTINE', '2015-11-16', access.moment(), access.actor(), false, true, %s, %s, access.actor(),"
                        + " access.actor(), 'HOME_VISIT', '{CHILD}', true, 'ATTENDS', '%s', access.moment(), decode(repeat('00', 60), 'hex')"
                        + of;
        isRefused(
                worker, visit.formatted("date '2016-05-16'", "access.moment()", "SAFE"), "followup.not-at-this-moment");
        isRefused(
                worker,
                visit.formatted("date '2015-11-16'", "access.moment() + interval '100 days'", "SAFE"),
                "followup.not-at-this-moment");
        isRefused(
                worker,
                visit.formatted("date '2015-11-16'", "access.moment()", "DANGER"),
                "followup.danger-without-alert");
        isRefused(
                worker,
                "insert into followup.alert_action (id, alert_id, file_id, kind, at, taken_by) select gen_random_uuid(), '"
                        + alert + "', id, 'CHILD_SAFE', access.moment() + interval '30 days', access.actor()" + of,
                "followup.not-at-this-moment");
        isRefused(
                worker,
                "insert into cases.search_step (id, file_id, step, at, sealed, recorded_by) select gen_random_uuid(), id, 'FLAGGED',"
                        + " access.moment() + interval '90 days', '', access.actor()" + of,
                "followup.not-at-this-moment");
    }

    /** Else a move that plans the visits anew would leave no visit. */
    @Test
    void noLoginPutsTheBeginningOfTheVisitsOff() throws SQLException {
        UUID file = now(active()).id();
        String later =
                "(file_id, begins_on) select id, current_date + 2 from cases.case_file where id = '" + file + "'";
        assertThat(LoginSql.refusal(worker, Instant.now(), "insert into followup.calendar " + later))
                .contains("followup.calendar-too-late");
        TestDatabase.ownerDoes(
                "insert into followup.calendar (file_id, begins_on) values ('" + file + "', '2015-11-16')");
        assertThat(LoginSql.refusal(
                        worker,
                        Instant.now(),
                        "update followup.calendar set begins_on = current_date + 300 where file_id = '" + file + "'"))
                .contains("followup.calendar-too-late");
    }
}
