package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.database.Compartment;
import org.junit.jupiter.api.Test;

/** Who takes part in an operation and who sees it, through its facade and by straight SQL: access tests 3, 4 and 8 of the scenario. */
class OperationsIT extends PersonsScene {

    @Test
    void thoseWhoTakePartSeeTheOperation() {
        assertThat(operations.open(officer, operation.code())).contains(operation);
        assertThat(operations.list(coordinator, null, 10))
                .extracting(Operation::code)
                .containsExactly(operation.code());
        assertThat(operations.open(outsider, operation.code())).isEmpty();
        assertThat(operations.list(outsider, null, 10)).isEmpty();
        assertThat(operations.open(worker, operation.code())).isEmpty();
        assertThat(operation.plan().participants()).containsExactlyInAnyOrder(bureau.code(), police.code());
    }

    /** The one that runs is the work of the day, whenever another was planned. */
    @Test
    void whatRunsIsListedFirst() {
        assertThat(operation.status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(browser(officer.username()).get("/notices?lang=en").body())
                .contains("Operation " + operation.code(), "href=\"/operations/" + operation.code() + "\"");
        Operation later = ((PlanOperation.Result.Planned) operations.plan(
                        coordinator,
                        new PlanOperation(Ids.next(), fresh("OP"), plan(1, 1, null, Set.of(bureau.code())))))
                .operation();
        assertThat(operations.list(coordinator, null, 10))
                .extracting(Operation::code)
                .containsExactly(operation.code(), later.code());
        assertThat(operations.list(coordinator, operation.id(), 10))
                .extracting(Operation::code)
                .containsExactly(later.code());
        assertThat(operations.list(coordinator, later.id(), 10)).isEmpty();
    }

    @Test
    void takingPartBeginsAndEndsWithThePlan() {
        OperationPlan wider = plan(40, 48, ngo.code(), Set.of(bureau.code(), stranger.code()));
        ChangeOperation change = new ChangeOperation(operation.code(), operation.version(), wider);
        assertThat(operations.change(officer, change)).isEqualTo(new ChangeOperation.Result.Forbidden());
        Operation changed = ((ChangeOperation.Result.Done) operations.change(coordinator, change)).operation();
        assertThat(operations.open(outsider, operation.code())).contains(changed);
        assertThat(operations.open(officer, operation.code())).isEmpty();
        assertThat(operations.change(coordinator, change)).isEqualTo(new ChangeOperation.Result.Changed(changed));
        assertThat(operations.change(
                        coordinator,
                        new ChangeOperation(
                                operation.code(), changed.version(), plan(1, 1, ngo.code(), Set.of(ngo.code())))))
                .isEqualTo(new ChangeOperation.Result.NotPolice(ngo.code()));
    }

    /** Who takes part is the coordinator's: an officer opens the operation to nobody, by straight SQL neither. */
    @Test
    void anOfficerLetsNobodyIn() {
        String grant =
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by) values ('"
                        + Ids.next() + "', '" + operation.id() + "', 'ORGANISATION', '" + stranger.id()
                        + "', 511, true, access.moment(), 'OPERATION', access.actor())";
        assertThatThrownBy(() -> SqlAs.change(officer, clock.instant(), grant))
                .hasMessageContaining("row-level security");
        assertThat(operations.open(outsider, operation.code())).isEmpty();
    }

    /** An officer prepares no operation that nobody could start; of one that has started without a site, the page says what lacks. */
    @Test
    void anOperationHasSomebodyWhoStartsIt() {
        OperationPlan alone = plan(3, 5, ngo.code(), Set.of(police.code()));
        assertThat(operations.plan(officer, new PlanOperation(Ids.next(), fresh("OP"), alone)))
                .isInstanceOf(PlanOperation.Result.NobodyStarts.class);
        Visit page = browser(officer.username());
        Map<String, Object> body = new LinkedHashMap<>(OperationForm.fields(alone));
        body.remove("careConfirmedOn");
        body.put("code", fresh("OP"));
        assertThat(api(officer.username()).post("/api/v1/operations", body).body())
                .contains("\"participants\"", "operations.nobody-starts", bureau.code());
        String code = fresh("OP");
        OperationPlan led = plan(3, 5, ngo.code(), Set.of(police.code(), bureau.code()));
        assertThat(operations.plan(officer, new PlanOperation(Ids.next(), code, led)))
                .isInstanceOf(PlanOperation.Result.Planned.class);
        String small = fresh("OP");
        body.putAll(OperationForm.fields(led));
        body.remove("careConfirmedOn");
        body.put("code", small.toLowerCase(java.util.Locale.ROOT));
        assertThat(api(officer.username())
                        .post("/api/v1/operations", body)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo(small);
        Operation asked = confirmed(operations.find(coordinator, code).orElseThrow());
        assertThat(operations.move(coordinator, new MoveOperation(code, asked.version(), OperationStatus.RUNNING)))
                .isInstanceOf(MoveOperation.Result.Moved.class);
        assertThat(page.get("/slips/new?lang=en&operation=" + code).body())
                .contains("Operation " + code + " has started", "/operations/" + code + "/sites/new")
                .doesNotContain("No operation has started");
    }

    /** A character that PostgreSQL does not keep, and an address that is not theirs, are answers and no failure of the house. */
    @Test
    void oddQuestionsAreAnswered() {
        var police = api(coordinator.username());
        var answer = police.get("/api/v1/operations/" + operation.code() + "/suspects?cursor=%00");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("form.character");
        assertThat(api(worker.username()).get("/api/v1/cases?worker=%00").status())
                .isEqualTo(400);
        assertThat(browser(worker.username()).get("/cases?worker=%00").status()).isEqualTo(400);
        assertThat(police.post("/api/v1/deputies/" + operation.id() + "/end", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void careCannotReadThePoliceSideNorTheReverse() throws SQLException {
        for (String table : List.of(
                "operation",
                "site",
                "screened",
                "decision",
                "suspect",
                "proceeding",
                "victim_suspect",
                "evidence",
                "figure")) {
            for (Compartment other : List.of(
                    Compartment.PROTECTION,
                    Compartment.CUSTODY,
                    Compartment.ADMINISTRATION,
                    Compartment.PUBLICATION,
                    Compartment.STATISTICS))
                assertThatThrownBy(() -> sql(other, null, "select count(*) from operations." + table))
                        .hasMessageContaining("permission denied");
            assertThat(sql(Compartment.ENFORCEMENT, outsider, "select count(*) from operations." + table))
                    .isEqualTo("0");
            assertThat(sql(Compartment.ENFORCEMENT, null, "select count(*) from operations." + table))
                    .isEqualTo("0");
        }
        assertThatThrownBy(() -> sql(
                        Compartment.PROTECTION,
                        worker,
                        "select count(*) from operations.report_operation('2015-11-16', 24)"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void noTownLiesInClear() throws SQLException {
        suspect(LocalDate.of(2015, 6, 4));
        screened(officer);
        for (String table : List.of("operation", "site", "screened", "suspect"))
            assertThat(sql(
                            Compartment.ENFORCEMENT,
                            officer,
                            "select count(*) filter (where t::text like '%Xanadou%' or convert_from(convert_to(t::text, 'UTF8'), 'UTF8')"
                                    + " like '%' || encode('Xanadou', 'hex') || '%') || ' of ' || least(count(*), 1) from operations."
                                    + table + " t"))
                    .isEqualTo("0 of 1");
    }
}
