package org.akoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT {
    @Test
    void settingsAreClosedToTheCompartments() throws SQLException {
        try (Connection care = TestDatabase.connectAs(Compartment.PROTECTION.login())) {
            assertThatThrownBy(() -> care.createStatement().execute("SELECT set_config('akoma.actor', 'x', true)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for function set_config");
        }
        try (Connection migrator = TestDatabase.connectAs(Compartment.MIGRATOR)) {
            assertThat(migrator.createStatement().execute("SELECT set_config('akoma.actor', 'x', true)"))
                    .isTrue();
        }
    }
}
