package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.LeastHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a return lacks, what bars an end and what holds a file is read by who holds the sections that it is read from, and by nobody else. */
class ReturnGateReadersIT extends LeastHouse {

    private String lent;
    private String evaluator;

    /** The authority has got the minimum, a colleague was lent the place, the clinic helps, and an evaluator reads a sample. */
    @BeforeEach
    void whoHoldsSomeSections() {
        lent = person(Role.CASE_WORKER, ngo);
        give(Grant.Kind.PERSON, actor(lent).personId(), Grant.Reason.SHARED, Section.PLACEMENT, Section.STATUS);
        give(
                Grant.Kind.DESK,
                ministry.deskId(),
                Grant.Reason.TRANSFER,
                Section.IDENTITY,
                Section.PLACEMENT,
                Section.STATUS);
        houseIn(Section.IDENTITY, Section.PLACEMENT, Section.FOLLOW_UP, Section.STATUS);
        evaluator = person(Role.EVALUATOR, structure(Organisation.Kind.OTHER));
        give(
                Grant.Kind.PERSON,
                actor(evaluator).personId(),
                Grant.Reason.SAMPLE,
                Section.ASSISTANCE,
                Section.FOLLOW_UP,
                Section.STATUS);
    }

    private String gate() {
        return "/api/v1/cases/" + file.code() + "/placements/return-gate";
    }

    private String ask(String reader, String function) throws SQLException {
        return LoginSql.answer(
                actor(reader), clock.instant(), "select " + function.replace("FILE", "'" + file.id() + "'::uuid"));
    }

    private void danger() {
        TestDatabase.ownerDoes(
                "insert into cases.family (file_id, is_known, bars_return, sealed) values ('" + file.id()
                        + "', true, true, decode(repeat('01', 60), 'hex')) on conflict (file_id) do update set bars_return = true");
    }

    @Test
    void whoHoldsThePlaceAloneReadsNothingOfTheGate() throws SQLException {
        danger();
        for (String reader : List.of(officer, lent, shelterManager)) {
            assertThat(api(reader)
                            .get("/api/v1/cases/" + file.code() + "/placements")
                            .status())
                    .as("the place is theirs to see")
                    .isEqualTo(200);
            assertThat(api(reader).get(gate()).status()).isEqualTo(404);
            assertThat(browser(reader)
                            .get("/cases/" + file.code() + "/placement")
                            .body())
                    .doesNotContain("h-gate");
            assertThat(ask(reader, "cases.return_missing(FILE, 'CI', '2015-11-16')"))
                    .isNull();
            assertThat(ask(reader, "cases.reads_gate(FILE)")).isEqualTo("f");
            assertThat(ask(reader, "cases.bars_return(FILE)")).isNull();
            assertThat(ask(reader, "cases.may_depart(FILE, 'CI', false)")).isEqualTo("f");
        }
        assertThat(api(worker).get(gate()).body()).contains("FAMILY", "CONSENT");
        assertThat(ask(supervisor, "cases.return_missing(FILE, 'CI', '2015-11-16')"))
                .contains("FAMILY");
        assertThat(ask(worker, "cases.bars_return(FILE)")).isEqualTo("t");
    }

    /** Who writes the place and reads nothing else is answered the same, whatever the family is: it tells nothing. */
    @Test
    void whoProposesAHomeWithoutReadingTheRestIsAnsweredTheSame() {
        file = opened("Lune");
        String writer = person(Role.CASE_WORKER, ngo);
        Answer lending = api(supervisor)
                .post(
                        "/api/v1/cases/" + file.code() + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                writer,
                                "sections",
                                List.of("PLACEMENT", "STATUS"),
                                "mayWrite",
                                true,
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé"));
        assertThat(lending.status()).as(lending.body()).isEqualTo(201);
        Answer before = proposed(writer);
        danger();
        Answer after = proposed(writer);
        assertThat(before.status()).as(before.body()).isEqualTo(422);
        assertThat(before.body()).contains("cases.return-not-read").doesNotContain("return-missing", "in-danger");
        assertThat(after.body()).contains("cases.return-not-read").doesNotContain("return-missing", "in-danger");
    }

    private Answer proposed(String writer) {
        return api(writer)
                .post(
                        "/api/v1/cases/" + file.code() + "/placements",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "kind",
                                "FOSTER_FAMILY",
                                "country",
                                "CI",
                                "since",
                                "2015-11-16",
                                "reason",
                                "SAFETY",
                                "address",
                                "Rue 7",
                                "withWhom",
                                "Madame B",
                                "relation",
                                "UNRELATED"));
    }

    @Test
    void eachOfItsSectionsIsAskedFor() throws SQLException {
        for (List<Section> some : List.of(
                List.of(Section.PLACEMENT, Section.FOLLOW_UP, Section.NOTES),
                List.of(Section.PLACEMENT, Section.FAMILY, Section.NOTES),
                List.of(Section.PLACEMENT, Section.FAMILY, Section.FOLLOW_UP),
                List.of(Section.FAMILY, Section.FOLLOW_UP, Section.NOTES),
                List.of(Section.PLACEMENT, Section.FAMILY, Section.FOLLOW_UP, Section.NOTES))) {
            String colleague = person(Role.CASE_WORKER, ngo);
            give(Grant.Kind.PERSON, actor(colleague).personId(), Grant.Reason.SHARED, some.toArray(Section[]::new));
            assertThat(ask(colleague, "cases.reads_gate(FILE)"))
                    .as(some.toString())
                    .isEqualTo(some.size() == 4 ? "t" : "f");
        }
    }

    @Test
    void whetherAnAlertRunsIsNotReadFromWhatBarsAnEnd() throws SQLException {
        alert();
        refer(clinic, Section.STATUS, Section.IDENTITY, Section.ASSISTANCE);
        for (String reader : List.of(officer, lent, shelterManager, evaluator, provider, projectManager))
            assertThat(ask(reader, "cases.closure_bar(FILE, 'OTHER')")).isNull();
        for (String reader : List.of(worker, supervisor))
            assertThat(ask(reader, "cases.closure_bar(FILE, 'OTHER')")).contains("cases.closure-alert");
        for (String reader : List.of(worker, officer))
            assertThat(LoginSql.refusal(
                            actor(reader), clock.instant(), "select cases.bar_of_end('" + file.id() + "', 'OTHER')"))
                    .contains("permission denied");
    }

    /** Who has the place alone is told by no function that a danger runs; who writes the place alone is answered the same whatever runs. */
    @Test
    void whetherADangerRunsIsNotReadFromThePlace() throws SQLException {
        String writer = person(Role.CASE_WORKER, ngo);
        Answer lending = api(supervisor)
                .post(
                        "/api/v1/cases/" + file.code() + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                writer,
                                "sections",
                                List.of("PLACEMENT", "STATUS"),
                                "mayWrite",
                                true,
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé"));
        assertThat(lending.status()).as(lending.body()).isEqualTo(201);
        TestDatabase.ownerDoes(
                "insert into cases.shelter (id, organisation_id, country, capacity, sex_rule, code, code_token) select '"
                        + shelter + "', organisation_id, 'CI', 9, 'MIXED', '\\x00', sha256('" + shelter
                        + "'::bytea) from cases.case_file where id = '" + file.id() + "'");
        TestDatabase.ownerDoes(
                "insert into cases.placement (id, file_id, kind, shelter_id, country, since, recorded_by, sealed, state)"
                        + " select gen_random_uuid(), id, 'SHELTER', '" + shelter
                        + "', 'CI', '2015-11-10', worker_id, '\\x00', 'CURRENT' from cases.case_file where id = '"
                        + file.id() + "'");
        String stay = "(select p.id from cases.placement p where p.file_id = FILE and p.state = 'CURRENT')";
        String kept = "cases.is_stay_kept(" + stay + ")";
        String arrives = "cases.arrives_into_danger(" + stay + ")";
        assertThat(ask(worker, kept)).isEqualTo("f");
        String before = ask(writer, kept);
        alert();
        assertThat(ask(worker, kept)).isEqualTo("t");
        assertThat(ask(writer, kept)).isEqualTo(before);
        for (String reader : List.of(officer, lent, shelterManager)) {
            assertThat(ask(reader, kept)).isEqualTo("f");
            assertThat(ask(reader, arrives)).isEqualTo("f");
        }
    }

    private void alert() {
        String by = actor(worker).personId() + "', '";
        TestDatabase.ownerDoes(
                "insert into followup.alert (id, file_id, organisation_id, worker_id, type, source, raised_by, raised_at, ack_due_at, safe_due_at, sealed)"
                        + " values (gen_random_uuid(), '" + file.id() + "', '" + ngo.id() + "', '" + by
                        + "TRAFFICKER_CONTACT', 'PERSON', '" + by + clock.instant() + "', '" + clock.instant() + "', '"
                        + clock.instant() + "', '\\x01')");
    }

    @Test
    void theAgeForWorkAndTheAnswerAboutATransferAreReadWithTheirSection() throws SQLException {
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        for (String reader : List.of(stranger, evaluator, lent))
            assertThat(ask(reader, "followup.works_too_young(FILE)")).isNull();
        assertThat(ask(worker, "followup.works_too_young(FILE)")).isNotNull();
        for (String reader : List.of(stranger, evaluator, lent, officer, worker))
            assertThat(LoginSql.refusal(
                            actor(reader), clock.instant(), "select handover.newest_answer('" + file.id() + "')"))
                    .contains("permission denied");
    }

    @Test
    void whoLeadsAFileIsReadByWhoSeesIt() throws SQLException {
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String leads = "(select array_agg(x) from cases.leads_shown(FILE) x)";
        assertThat(ask(stranger, leads)).isNull();
        for (String reader : List.of(worker, lent, shelterManager))
            assertThat(ask(reader, leads)).contains(actor(supervisor).personId().toString());
        assertThat(LoginSql.refusal(actor(stranger), clock.instant(), "select cases.who_leads('" + file.id() + "')"))
                .contains("permission denied");
    }

    @Test
    void thatAFileIsHeldIsNotTheirsToKnow() throws SQLException {
        TestDatabase.ownerDoes(
                "insert into retention.hold (id, file_id, ground, sealed, set_by, set_at) values (gen_random_uuid(), '"
                        + file.id() + "', 'SAFEGUARDING', '\\x01', '"
                        + actor(supervisor).personId() + "', '"
                        + clock.instant() + "')");
        String bars = "array_to_string(s.bars, ' ') from retention.standing(FILE) s";
        for (String reader : List.of(officer, lent)) {
            assertThat(ask(reader, bars)).contains("NOT_CLOSED").doesNotContain("HOLD");
            assertThat(ask(reader, "count(*) from retention.holds(FILE)")).isEqualTo("0");
            assertThat(api(reader)
                            .get("/api/v1/cases/" + file.code() + "/retention")
                            .body())
                    .doesNotContain("HOLD");
        }
        for (String reader : List.of(worker, supervisor)) {
            assertThat(ask(reader, bars)).contains("HOLD");
            assertThat(ask(reader, "count(*) from retention.holds(FILE)")).isEqualTo("1");
        }
    }
}
