package org.akoma.ground.oversight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on oversight.journal_handed. */
@Repository
class HandedStore {

    private static final String SELECT = """
            select h.id, upper(o.code) as receiver, h.what, h.root, upper(p.code) as giver, h.handed_at from oversight.journal_handed h
              join access.organisation o on o.id = h.organisation_id join access.person p on p.id = h.handed_by
            """;

    private final JdbcClient jdbc;

    HandedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<HandedJournal> newest(int most) {
        return jdbc.sql(SELECT + " order by h.handed_at desc, h.id desc limit :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<HandedJournal> find(UUID id) {
        return jdbc.sql(SELECT + " where h.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** False: there is no root yet. */
    boolean hand(UUID id, UUID organisation, HandedJournal.What what) {
        return jdbc.sql("select oversight.hand_journal(:id, :organisation, :what) is not null")
                .param("id", id)
                .param("organisation", organisation)
                .param("what", what.name())
                .query(Boolean.class)
                .single();
    }

    private static HandedJournal read(ResultSet row) throws SQLException {
        return new HandedJournal(
                row.getObject("id", UUID.class),
                row.getString("receiver"),
                HandedJournal.What.valueOf(row.getString("what")),
                row.getLong("root"),
                row.getString("giver"),
                row.getObject("handed_at", OffsetDateTime.class).toInstant());
    }
}
