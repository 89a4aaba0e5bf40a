package org.akoma.cases;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the codes of files. */
@Repository
class FileChainStore {

    private final JdbcClient jdbc;

    FileChainStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, String> codes(Collection<UUID> chains) {
        return codes("select id, code from cases.case_file where id = any (:ids)", chains);
    }

    Map<UUID, String> codesForTheCustodian(Collection<UUID> chains) {
        return codes("select id, code from cases.codes_of(:ids)", chains);
    }

    Optional<UUID> find(String code) {
        return find("select id from cases.case_file where code = :code", code);
    }

    Optional<UUID> findForTheCustodian(String code) {
        return find("select cases.file_of(:code)", code);
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
