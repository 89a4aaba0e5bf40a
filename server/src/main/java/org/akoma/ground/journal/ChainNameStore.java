package org.akoma.ground.journal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the codes of other rooms' chains. Asked inside the reader's transaction. */
@Repository
class ChainNameStore {

    private final JdbcClient jdbc;

    ChainNameStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Codes of those chains that are this room's and that the reader may know of. */
    Map<UUID, String> codes(ChainNames room, Actor reader, Collection<UUID> chains) {
        if (reader.compartment() == Compartment.CUSTODY)
            return codes("select id, code from " + room.codesOf() + "(:ids)", chains);
        if (reader.compartment() == room.side())
            return codes("select id, code from " + room.table() + " where id = any (:ids)", chains);
        return Map.of();
    }

    /** @param code as it is written, {@code AK-001} */
    Optional<UUID> find(ChainNames room, Actor reader, String code) {
        if (reader.compartment() == Compartment.CUSTODY) return find("select " + room.idOf() + "(:code)", code);
        if (reader.compartment() == room.side())
            return find("select id from " + room.table() + " where code = :code", code);
        return Optional.empty();
    }

    private Map<UUID, String> codes(String sql, Collection<UUID> ids) {
        Map<UUID, String> found = new HashMap<>();
        jdbc.sql(sql).param("ids", ids.toArray(UUID[]::new)).query(row -> {
            found.put(row.getObject("id", UUID.class), row.getString("code"));
        });
        return found;
    }

    private Optional<UUID> find(String sql, String code) {
        return jdbc
                .sql(sql)
                .param("code", code)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }
}
