package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.akoma.HouseIT;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.Owner;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A limit that the operator configures ({@code akoma.policy.*}) holds in the functions of the database too. */
class PublishedLimitsIT extends HouseIT {

    @Autowired
    private Owner owner;

    @AfterEach
    void theDefaultsAgain() {
        start(Map.of(), 0);
    }

    @Test
    void aStartTellsTheDatabaseItsLimits() throws SQLException {
        start(Map.of("share.max", "12", "break-glass.day.max", "1", "handover.checks", "30,60"), 0);
        assertThat(limit("share.max", 30)).isEqualTo("12");
        assertThat(limit("break-glass.day.max", 3)).isEqualTo("1");
        assertThat(limit("transfer.overlap", 30)).as("not changed").isEqualTo("30");
        start(Map.of("share.max", "12"), 0);
        assertThat(limit("break-glass.day.max", 3)).as("the default again").isEqualTo("3");
    }

    @Test
    void aCommandBesideAServingHouseTellsNothing() throws SQLException {
        start(Map.of("share.max", "12"), 0);
        start(Map.of(), -1);
        assertThat(limit("share.max", 30)).isEqualTo("12");
    }

    @Test
    void twoCopiesMayStartTogether() throws Exception {
        try (var copies = Executors.newFixedThreadPool(2)) {
            for (int n = 0; n < 20; n++)
                for (Future<?> started : List.of(
                        copies.submit(() -> start(Map.of("share.max", "12"), 0)),
                        copies.submit(() -> start(Map.of("share.max", "12"), 0)))) started.get();
        }
        assertThat(limit("share.max", 30)).isEqualTo("12");
    }

    private void start(Map<String, String> configured, int port) {
        new PublishedLimits(new Policies(configured), owner, port).atTheStart();
    }

    private static String limit(String key, int standard) throws SQLException {
        try (var asking = TestDatabase.connectAs(Compartment.PROTECTION.login());
                var statement = asking.createStatement();
                var row = statement.executeQuery("select access.limit_of('" + key + "', " + standard + ")")) {
            row.next();
            return row.getString(1);
        }
    }
}
