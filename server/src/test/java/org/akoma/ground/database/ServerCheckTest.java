package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What a server says of itself, played: no old server is at hand. A database in LATIN1 is made for real in {@link ExternalPostgresIT}. */
class ServerCheckTest {

    private static Connection server(int version, String encoding) throws SQLException {
        Connection server = mock(Connection.class, RETURNS_DEEP_STUBS);
        when(server.getMetaData().getDatabaseMajorVersion()).thenReturn(version);
        when(server.createStatement().executeQuery("SHOW server_encoding").getString(1))
                .thenReturn(encoding);
        return server;
    }

    @Test
    void anOldServerIsRefusedWithWhatToDo() throws SQLException {
        for (int old : new int[] {12, 15}) {
            Connection server = server(old, "UTF8");
            assertThatThrownBy(() -> ServerCheck.refuseUnfit(server))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("PostgreSQL " + old)
                    .hasMessageContaining("16 or newer")
                    .hasMessageContaining("AKOMA_DB_URL");
        }
        for (int fit : new int[] {16, 18})
            assertThatCode(() -> ServerCheck.refuseUnfit(server(fit, "UTF8"))).doesNotThrowAnyException();
    }
}
