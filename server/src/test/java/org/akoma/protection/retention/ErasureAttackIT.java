package org.akoma.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.ErasureLedger;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What somebody with a true account tries: to hasten the end of a file, to destroy what was written meanwhile, to bury a child's wish. */
class ErasureAttackIT extends ErasureHouse {

    @Autowired
    private KeyFiles keys;

    // ---------- the time of a file ----------

    @Test
    void nobodyWritesAnotherDayOfTheClosure() throws Exception {
        close();
        String here = " where id = '" + id + "'";
        for (Actor by : List.of(supervisor, worker))
            for (String day : List.of("'2005-03-01'", "access.moment()", "null"))
                assertThat(LoginSql.refusal(
                                by,
                                clock.instant().plusSeconds(7),
                                "update cases.case_file set closed_at = " + day + here
                                        + "; set constraints all immediate"))
                        .as(day)
                        .containsAnyOf("retention.closed-another-day", "cases.no-record");
        assertThat(ask(supervisor, "DUE").body()).contains("retention.not-due");
    }

    // ---------- what is written after the agreement ----------

    /** The ledger is damaged, so that what was agreed to is not carried out at once. */
    private void agreedWhileTheLedgerIsDamaged(Runnable meanwhile) throws Exception {
        Path file = keys.folder().resolve(ErasureLedger.FILE);
        String right = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, "x\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try {
            erase();
            assertThat(state()).isEqualTo("AGREED");
            meanwhile.run();
        } finally {
            Files.writeString(file, right, StandardCharsets.UTF_8);
        }
        erasures.carryOut();
    }

    private void note() {
        written(api(worker.username())
                .post(at("/notes"), Map.of("kind", "NOTE", "at", "2015-11-16T07:00", "text", "Elle rappelle.")));
    }

    @Test
    void aNoteAfterTheAgreementEndsTheErasure() throws Exception {
        close();
        agreedWhileTheLedgerIsDamaged(this::note);
        assertThat(state()).isEqualTo("ENDED");
        assertThat(hasKey()).isTrue();
        assertThat(api(worker.username()).get(at("/notes")).body()).contains("Elle rappelle.");
    }

    @Test
    void aHoldAfterTheAgreementKeepsTheFile() throws Exception {
        close();
        agreedWhileTheLedgerIsDamaged(() -> written(hold(worker)));
        assertThat(state()).isEqualTo("ENDED");
        assertThat(hasKey()).isTrue();
    }

    @Test
    void whereNothingCameItIsErasedOnceTheLedgerIsWhole() throws Exception {
        close();
        agreedWhileTheLedgerIsDamaged(() -> {});
        assertThat(state()).isEqualTo("ERASED");
        assertThat(hasKey()).isFalse();
    }

    /** Between the line of the ledger and the end of the key. */
    @Test
    void nothingIsWrittenOnceItIsInTheLedger() throws Exception {
        close();
        agreedWhileTheLedgerIsDamaged(() -> {
            TestDatabase.ownerDoes(
                    "update retention.erasure set number = (select coalesce(max(number), 0) + 1 from retention.erasure) where file_id = '"
                            + id + "'");
            String entry =
                    "insert into journal.entry (chain, act, section, body) values ('" + id + "', 'cases.%s', 128, '')";
            try {
                assertThat(LoginSql.refusal(worker, clock.instant(), entry.formatted("note-written")))
                        .contains("retention.agreed-already");
                assertThat(LoginSql.refusal(worker, clock.instant(), entry.formatted("notes-read")))
                        .isEmpty();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            assertThat(hold(worker).body()).contains("retention.agreed-already");
        });
        assertThat(state()).isEqualTo("ERASED");
    }

    // ---------- a child's wish ----------

    @Test
    void aWishIsNotBuriedByAskingAndTakingBack() throws Exception {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        long rung = bells(worker);
        written(api(supervisor.username()).post("/api/v1/decisions/" + decision("ERASURE") + "/withdrawal", Map.of()));
        assertThat(bells(worker)).as("who wrote it down hears of it").isEqualTo(rung + 1);
        assertThat(browser(supervisor.username()).get("/?lang=fr").body())
                .contains("demande d’effacer", "/cases/" + code + "/retention");
        written(ask(supervisor, "CHILD"));
        written(api(custodian.username())
                .post(
                        "/api/v1/decisions/" + decision("ERASURE") + "/verdict",
                        Map.of("agreed", false, "reason", "L’enfant doit d’abord être entendue")));
        assertThat(bells(worker)).isEqualTo(rung + 3);
        assertThat(browser(supervisor.username()).get("/?lang=fr").body())
                .as("the officer answered")
                .doesNotContain("demande d’effacer");
        written(ask(supervisor, "CHILD"));
    }

    /** Who writes, or holds the file for a day, does not spend what the child asked for. */
    @Test
    void aWishIsNotBuriedByANoteOrAHold() throws Exception {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        note();
        assertThat(verdict(custodian, decision("ERASURE")).status()).isNotEqualTo(200);
        assertThat(browser(supervisor.username()).get("/?lang=fr").body())
                .as("it is the supervisor's task again")
                .contains("demande d’effacer", "/cases/" + code + "/retention");
        written(ask(supervisor, "CHILD"));
        written(hold(worker));
        TestDatabase.ownerDoes("delete from retention.hold where file_id = '" + id + "'");
        assertThat(state()).isEqualTo("ENDED");
        written(ask(supervisor, "CHILD"));
        assertThat(owner("select retention.is_reading('rights.paper-taken')")).isEqualTo("t");
        assertThat(verdict(custodian, decision("ERASURE")).status()).isEqualTo(200);
        assertThat(state()).isEqualTo("ERASED");
        assertThat(api(custodian.username())
                        .get("/api/v1/journal/consents/" + code)
                        .status())
                .as("its consents are gone with it")
                .isNotEqualTo(200);
    }

    @Test
    void anErasureThatNobodyIsAskedToDecideDoesNotWait() throws Exception {
        close();
        written(wish(worker));
        assertThat(LoginSql.refusal(
                        supervisor,
                        clock.instant(),
                        "select retention.ask_erasure('" + Ids.next() + "', '" + id
                                + "', 'CHILD'); set constraints all immediate"))
                .contains("retention.nobody-asked");
    }

    @Test
    void readingAndExportingEndNoRequest() throws Exception {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        for (Actor reader : List.of(worker, supervisor)) {
            assertThat(api(reader.username()).get(at("/file.pdf")).status()).isEqualTo(200);
            for (String part : List.of("", "/notes", "/referrals", "/visits", "/alerts", "/plans", "/attachments"))
                assertThat(api(reader.username()).get(at(part)).status())
                        .as(part)
                        .isEqualTo(200);
        }
        assertThat(api(supervisor.username()).get("/api/v1/exports/htcds").status())
                .isEqualTo(200);
        assertThat(verdict(custodian, decision("ERASURE")).status()).isEqualTo(200);
        assertThat(state()).isEqualTo("ERASED");
    }

    /** On the file of a child that is still looked after. */
    @Test
    void aWishOnAnOpenFileIsKeptAndShown() {
        written(wish(worker));
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/retention?lang=fr")
                        .body())
                .contains("la demande est gardée")
                .doesNotContain("/retention/wishes", "??");
        assertThat(browser(supervisor.username()).get("/?lang=fr").body())
                .contains("demande d’effacer", "/cases/" + code + "/retention");
        assertThat(browser(supervisor.username()).get("/retention?lang=fr").body())
                .contains("/cases/" + code + "/retention");
    }

    /** The look after the closure is months away. */
    @Test
    void theCheckAfterTheClosureKeepsNoChildWaitingWhoAsked() throws Exception {
        close();
        TestDatabase.ownerDoes(
                "insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar, first_on) select gen_random_uuid(), id, organisation_id, worker_id, 'POST_CLOSURE', '2016-02-16', closed_at, worker_id, true, '2016-02-16' from cases.case_file where id = '"
                        + id + "'");
        assertThat(bars()).contains("FOLLOW_UP");
        erase();
        assertThat(state()).isEqualTo("ERASED");
        assertThat(owner("select count(*) from followup.visit where open and file_id = '" + id + "'"))
                .isEqualTo("0");
    }

    private String bars() {
        return api(supervisor.username())
                .get(at("/retention"))
                .json()
                .path("bars")
                .toString();
    }

    // ---------- payments ----------

    @Test
    void aDecisionAboutAPaymentBarsAndItsWordsGoWithTheFile() throws Exception {
        close();
        String payment = Ids.next().toString();
        TestDatabase.ownerDoes("""
                insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, type, currency, amount, covers_from, covers_until, pay_to, state,
                       requested_by, requested_at, refused_at, refusal)
                select '%1$s', id, code, organisation_id, worker_id, 'FAMILY_CASH', 'XOF', 1, '2015-11-16', '2015-12-14', 'CAREGIVER', 'REFUSED', worker_id,
                       closed_at, closed_at, 'OTHER' from cases.case_file where id = '%2$s';
                insert into access.decision (id, kind, organisation_id, section, subject, version, authors, proposed_by, proposed_at, why)
                select '%1$s', 'PAYMENT_REVERSAL', null, 0, '%1$s', 1, '{}', worker_id, closed_at, 'words' from cases.case_file where id = '%2$s'""".formatted(payment, id));
        assertThat(bars()).contains("DECISION");
        TestDatabase.ownerDoes(
                "update access.decision set state = 'REPLACED', ended_at = proposed_at where id = '" + payment + "'");
        assertThat(bars()).doesNotContain("DECISION");
        erase();
        assertThat(owner("select encode(why, 'hex') from access.decision where id = '" + payment + "'"))
                .isEqualTo("00");
    }

    private static long bells(Actor person) throws Exception {
        return Long.parseLong(owner("select count(*) from notices.bell where person_id = '" + person.personId() + "'"));
    }
}
