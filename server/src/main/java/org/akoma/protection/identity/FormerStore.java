package org.akoma.protection.identity;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.former, which a trigger fills. */
@Repository
class FormerStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    FormerStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * Newest first.
     *
     * @param place of the sealed text, and name of its table
     * @param fields of what was sealed
     */
    <T> List<EarlierVersion> of(
            UUID file, String place, Class<T> type, Function<T, Map<String, @Nullable Object>> fields) {
        return jdbc.sql(
                        "select * from cases.former where file_id = :file and record = :record order by id desc limit 200")
                .param("file", file)
                .param("record", place)
                .query((row, n) -> new EarlierVersion(
                        row.getObject("record_id", UUID.class),
                        row.getInt("version"),
                        fields.apply(vault.read(file, place, row.getBytes("sealed"), type)),
                        row.getObject("replaced_at", OffsetDateTime.class).toInstant(),
                        row.getObject("replaced_by", UUID.class)))
                .list();
    }
}
