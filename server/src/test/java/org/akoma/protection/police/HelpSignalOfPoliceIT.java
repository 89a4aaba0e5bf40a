package org.akoma.protection.police;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.airlock.signals.SignalRound;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The officer who handed a child over signals by the slip that it needs help again, and learns of no file by it. */
class HelpSignalOfPoliceIT extends PoliceRequestHouse {

    @Autowired
    private SignalRound round;

    private String slip = "";

    @BeforeEach
    void theSlipOfTheChild() {
        slip = owner("select s.number from slips.slip s join slips.acceptance a on a.slip_id = s.id"
                + " join cases.case_file f on f.id = a.file_id where f.code = '" + code + "'");
    }

    private Answer give(Actor by, String named) {
        Answer given = api(by.username())
                .post(
                        "/api/v1/help-signals",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "child",
                                named,
                                "reason",
                                "BACK_AT_WORK",
                                "on",
                                "2015-11-16"));
        round.go();
        return given;
    }

    private Answer received() {
        return api(supervisor.username()).get("/api/v1/cases/" + code + "/help-signals");
    }

    @Test
    void theOfficerWhoSignedAndTheCoordinatorReachTheFileAndNobodyElse() {
        Actor elsewhere = actor(person(Role.LE_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        for (Actor none : new Actor[] {colleague, outsider, elsewhere})
            assertThat(give(none, slip).status()).as(none.code()).isEqualTo(202);
        assertThat(give(officer, code).status()).as("the code of the file").isEqualTo(202);
        assertThat(give(officer, "FR-2015-999999").status()).isEqualTo(202);
        assertThat(received().json().path("items").size()).isZero();
        assertThat(give(worker, slip).status()).as("care names no slip").isEqualTo(202);
        assertThat(received().json().path("items").size()).isZero();
        assertThat(give(officer, slip).status()).isEqualTo(202);
        assertThat(give(coordinator, slip).status()).isEqualTo(202);
        assertThat(received()
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("raiser").asString()))
                .containsExactlyInAnyOrder(officer.code(), coordinator.code());
        assertThat(rung(supervisor)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void thePoliceReadNothingOfIt() throws SQLException {
        String before =
                owner("select count(*) from journal.entry e join cases.case_file f on f.id = e.chain where f.code = '"
                        + code + "'");
        assertThat(give(officer, slip).body()).doesNotContain(code, slip);
        assertThat(owner(
                        "select count(*) from journal.entry e join cases.case_file f on f.id = e.chain where f.code = '"
                                + code + "'"))
                .as("the file's chain names no officer")
                .isEqualTo(before);
        assertThat(api(officer.username()).get("/api/v1/help-signals").body()).doesNotContain(code, slip);
        for (String statement : new String[] {
            "select * from signals.received",
            "select signals.file_named('" + slip + "', null)",
            "select disclosure.file_of_slip(id) from slips.slip",
            "select signals.knew('" + Ids.next() + "', null, now())"
        })
            assertThat(LoginSql.refusal(officer, clock.instant().plusSeconds(60), statement))
                    .as(statement)
                    .contains("permission denied");
    }

    @Test
    void careCallsTheNumberOfTheAccount() {
        assertThat(give(officer, slip).status()).isEqualTo(202);
        assertThat(received().json().path("items").path(0).path("telephone").isNull())
                .isTrue();
        assertThat(api(coordinator.username())
                        .put(
                                "/api/v1/colleagues/" + coordinator.code(),
                                Map.of("name", "Adjoua " + newFamilyName(), "telephone", "+225 07 01 02 03 04"),
                                "\"0\"")
                        .status())
                .isEqualTo(204);
        assertThat(give(coordinator, slip).status()).isEqualTo(202);
        assertThat(received().body()).contains("+225 07 01 02 03 04");
        assertThat(owner("select count(*) from signals.received where encode(telephone, 'escape') like '%07 01%'"))
                .isEqualTo("0");
    }

    @Test
    void onPages() {
        assertThat(browser(officer.username()).get("/help-signals").body())
                .contains("que vous avez remis à la prise en charge", "numéro de la fiche");
        assertThat(browser(custodian.username()).get("/help-signals").status()).isEqualTo(404);
    }
}
