package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.airlock.slips.RefuseSlip;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.junit.jupiter.api.Test;

/** The end of an operation loses no child: none without a slip before it, and a slip for who is heard after it. */
class OperationEndIT extends PersonsScene {

    private WriteSlip.Result slipOf(Screened child, int number) {
        return slips.write(
                officer,
                new WriteSlip(
                        Ids.next(),
                        operation.code(),
                        content(number, worker, HANDED),
                        child == null ? null : child.code(),
                        null));
    }

    private MoveOperation.Result ends() {
        Operation now = operations.find(coordinator, operation.code()).orElseThrow();
        return operations.move(coordinator, new MoveOperation(now.code(), now.version(), OperationStatus.CLOSED));
    }

    @Test
    void noOperationEndsWhileAChildHasNoSlip() {
        Screened child = screened(officer);
        Screened other = screened(officer);
        assertThat(slipOf(other, 1)).isInstanceOf(WriteSlip.Result.Written.class);
        assertThat(ends()).isEqualTo(new MoveOperation.Result.ChildrenWithoutSlip(List.of(child.code())));
        String path = "/operations/" + operation.code() + "/close";
        assertThat(api(coordinator.username())
                        .post("/api/v1" + path, Map.of(), "\"" + operation.version() + "\"")
                        .body())
                .contains("operations.children-without-slip", child.code());
        String end = "update operations.operation set status = 'CLOSED' where code = '" + operation.code() + "'";
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, coordinator, end))
                .hasMessageContaining("operations.children-without-slip");
        assertThat(browser(officer.username()).get(path).status()).isEqualTo(403);
        Visit coordinates = browser(coordinator.username());
        assertThat(coordinates.get(path + "?lang=fr").body())
                .contains("1 enfant n’a pas de fiche de remise", "/persons/" + child.code(), "1 fiche à signer")
                .contains("2 personnes sans décision")
                .doesNotContain("Terminer l’opération</button>", "??");
        assertThat(coordinates
                        .post(path, "version", String.valueOf(operation.version()))
                        .header("Location")
                        .orElseThrow())
                .contains("/close?done=operations.not-without-slip");
        assertThat(slipOf(child, 2)).isInstanceOf(WriteSlip.Result.Written.class);
        assertThat(coordinates.get(path + "?lang=fr").body()).contains("Terminer maintenant", "2 fiches à signer");
        assertThat(ends()).isInstanceOf(MoveOperation.Result.Moved.class);
    }

    @Test
    void aChildHeardAfterTheEndIsATaskAndGetsASlip() throws SQLException {
        over();
        String slip =
                "insert into slips.slip (id, operation_id, site_code, found_at, receiver_id, child_number, apparent_sex, apparent_age,"
                        + " urgent_medical, condition, belongings) values (gen_random_uuid(), '" + operation.id()
                        + "', 'SITE-01', '" + FOUND + "', '" + worker.personId()
                        + "', 6, 'M', 14, false, 'GOOD', '\\x00')";
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, slip))
                .hasMessageContaining("slips.operation-not-running");
        assertThat(slipOf(null, 1)).isEqualTo(new WriteSlip.Result.NoSuchSite());
        Screened child = screened(officer);
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, slip, "set constraints all immediate"))
                .as("a slip of nobody")
                .hasMessageContaining("slips.operation-not-running");
        assertThat(slipOf(null, 1)).isEqualTo(new WriteSlip.Result.NoSuchSite());
        String person = "/operations/" + operation.code() + "/persons/" + child.code();
        for (Actor told : List.of(officer, coordinator)) {
            assertThat(browser(told.username()).get("/?lang=fr").body()).contains("Un enfant sans fiche de remise");
            assertThat(browser(told.username()).get(person + "?lang=fr").body())
                    .contains("Cet enfant n’a pas de fiche de remise");
        }
        String form = "/slips/new?operation=" + operation.code() + "&person=" + child.code();
        assertThat(browser(officer.username()).get(person).body()).contains(form.replace("&", "&amp;"));
        assertThat(browser(officer.username()).get(form).body()).contains("SITE-01", "name=\"receiver\"");
        assertThat(browser(officer.username())
                        .get("/slips/new?operation=" + operation.code() + "&lang=fr")
                        .body())
                .as("for nobody else")
                .doesNotContain("name=\"receiver\"");
        assertThat(slipOf(child, 1)).isInstanceOf(WriteSlip.Result.Written.class);
        for (Actor told : List.of(officer, coordinator))
            assertThat(browser(told.username()).get("/?lang=fr").body())
                    .doesNotContain("Un enfant sans fiche de remise");
        assertThat(slipOf(child, 2)).as("one alone").isEqualTo(new WriteSlip.Result.NoSuchSite());
    }

    @Test
    void aSlipThatCareSendsBackAfterTheEndIsWrittenAnew() {
        Slip first = written(1);
        over();
        slips.sign(officer, new SignSlip(first.number(), first.version()));
        assertThat(slips.refuse(worker, new RefuseSlip(first.number(), "Pas le bon centre")))
                .isInstanceOf(RefuseSlip.Result.Refused.class);
        assertThat(browser(officer.username())
                        .get("/slips/new?instead=" + first.number())
                        .body())
                .contains("SITE-01", "name=\"receiver\"");
        assertThat(slipOf(null, 2)).as("another number").isEqualTo(new WriteSlip.Result.NoSuchSite());
        assertThat(slipOf(null, 1)).isInstanceOf(WriteSlip.Result.Written.class);
    }
}
