package org.akoma.protection.rights;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.moment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests about the data of all children, by a function for the data protection officer. */
@Repository
class RightsRequestStore {

    private final JdbcClient jdbc;

    RightsRequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RightsRequest> all(int most) {
        return jdbc.sql("select * from retention.rights_requests(:most)")
                .param("most", most)
                .query(RightsRequestStore::read)
                .list();
    }

    private static RightsRequest read(ResultSet row, int n) throws SQLException {
        int section = row.getInt("section");
        String state = row.getString("state");
        return new RightsRequest(
                RightsRequest.Kind.valueOf(row.getString("kind")),
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("organisation"),
                AccessRequest.Asker.valueOf(row.getString("said_by")),
                section == 0 ? null : Section.of(section).iterator().next(),
                row.getObject("said_on", LocalDate.class),
                moment(row, "due_at"),
                state.equals("OPEN") ? RightsRequest.State.WAITING : RightsRequest.State.valueOf(state),
                instant(row, "answered_at"),
                row.getObject("told_on", LocalDate.class));
    }
}
