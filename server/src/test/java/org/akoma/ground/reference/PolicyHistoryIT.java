package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.akoma.HouseIT;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A past day is judged by the limits of that day, on the list of tasks, the caseloads and the list of files. In a year that no other test lives in. */
class PolicyHistoryIT extends HouseIT {

    @Autowired
    PolicyStore store;

    @Autowired
    Policies live;

    @Autowired
    Cases cases;

    private String supervisor;
    private String worker;
    private String code;

    @BeforeEach
    void aFileOfTheSixth() {
        at("06T08:00:00");
        Organisation ngo = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        code = ((OpenCase.Result.Opened) cases.open(actor(worker), SomeChild.named("Lune")))
                .file()
                .code();
        new PolicyHistory(store, live, clock).remember();
    }

    @AfterEach
    void forget() throws SQLException {
        owner("delete from reference.policy_change where at >= '2031-01-01'");
    }

    private static void owner(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void at(String moment) {
        clock.moveTo(Instant.parse("2031-01-" + moment + "Z"));
    }

    private String consentDue(String query) {
        return api(worker)
                .get("/api/v1/tasks?kind=cases.consent" + query)
                .json()
                .path("items")
                .path(0)
                .path("dueAt")
                .asString("none");
    }

    private int late(String day) {
        return api(supervisor)
                .get("/api/v1/caseloads?asOf=" + day)
                .json()
                .path("items")
                .path(0)
                .path("late")
                .asInt();
    }

    private void oneDayForConsentFromTheSeventhToTheNinth() {
        at("07T09:00:00");
        new PolicyHistory(store, new Policies(Map.of("registration.max", "24")), clock).remember();
        at("09T10:00:00");
        new PolicyHistory(store, live, clock).remember();
        at("12T08:00:00");
    }

    @Test
    void whatHeldThenDecides() {
        oneDayForConsentFromTheSeventhToTheNinth();
        assertThat(consentDue("&asOf=2031-01-06")).startsWith("2031-01-08T08:00:00");
        assertThat(consentDue("&asOf=2031-01-07")).startsWith("2031-01-07T08:00:00");
        assertThat(consentDue("&asOf=2031-01-08")).startsWith("2031-01-07T08:00:00");
        assertThat(consentDue("&asOf=2031-01-09")).startsWith("2031-01-08T08:00:00");
        assertThat(consentDue("")).startsWith("2031-01-08T08:00:00");
        assertThat(late("2031-01-06")).as("a place for the first night").isOne();
        assertThat(late("2031-01-07"))
                .as("that place, screening, assessment and consent")
                .isEqualTo(4);
        assertThat(files("2031-01-06")).doesNotContain(code);
        assertThat(files("2031-01-07")).contains(code);
    }

    private String files(String day) {
        return api(worker).get("/api/v1/cases?late=STEPS&asOf=" + day).body();
    }

    @Test
    void onlyAChangeIsRememberedAndBeforeTheFirstItHolds() throws SQLException {
        owner("delete from reference.policy_change");
        assertThat(new PolicyHistory(store, live, clock).at(clock.instant())).isSameAs(live);
        PolicyHistory shorter = new PolicyHistory(store, new Policies(Map.of("registration.max", "24")), clock);
        shorter.remember();
        at("08T08:00:00");
        shorter.remember();
        at("10T08:00:00");
        new PolicyHistory(store, live, clock).remember();
        assertThat(shorter.at(Instant.parse("2015-11-16T08:00:00Z"))
                        .get("registration.max")
                        .value())
                .isEqualTo("24");
        assertThat(shorter.at(Instant.parse("2031-01-09T08:00:00Z"))
                        .get("registration.max")
                        .value())
                .isEqualTo("24");
        assertThat(shorter.at(clock.instant()).get("registration.max").value()).isEqualTo("48");
        assertThat(shorter.at(null).get("registration.max").value()).isEqualTo("24");
        try (Connection connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from reference.policy_change")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void nobodyElseReadsOrRewritesIt() {
        for (Compartment side :
                new Compartment[] {Compartment.PROTECTION, Compartment.ENFORCEMENT, Compartment.CUSTODY})
            assertThatThrownBy(() -> {
                        try (Connection connection = TestDatabase.connectAs(side.login());
                                Statement statement = connection.createStatement()) {
                            statement.execute("select held from reference.policy_change");
                        }
                    })
                    .as(side.name())
                    .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> {
                    try (Connection connection = TestDatabase.connectAs(Compartment.ADMINISTRATION.login());
                            Statement statement = connection.createStatement()) {
                        statement.execute("update reference.policy_change set held = '{}'");
                    }
                })
                .hasMessageContaining("permission denied");
    }
}
