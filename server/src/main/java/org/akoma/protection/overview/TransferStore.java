package org.akoma.protection.overview;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.cases.CaseFiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of a transfer between structures. */
@Repository
class TransferStore {

    private final JdbcClient jdbc;
    private final CaseFiles files;

    TransferStore(JdbcClient jdbc, CaseFiles files) {
        this.jdbc = jdbc;
        this.files = files;
    }

    Set<UUID> deciders(UUID decision) {
        return new HashSet<>(jdbc.sql("select access.deciders_shown(:id)")
                .param("id", decision)
                .query(UUID.class)
                .list());
    }

    /** The structures where somebody can take this file over. */
    Set<UUID> receivers(UUID file) {
        return new HashSet<>(jdbc.sql("select cases.receivers(:file)")
                .param("file", file)
                .query(UUID.class)
                .list());
    }

    /** The code of what bars the acceptance now, for who sees that the file is there. */
    Optional<String> misses(UUID decision) {
        return jdbc.sql("select cases.transfer_misses(:id) as code")
                .param("id", decision)
                .query((row, n) -> Optional.ofNullable(row.getString("code")))
                .optional()
                .orElse(Optional.empty());
    }

    ProposeTransfer.Word transfer(Decision decision, UUID file, UUID worker, Instant now) {
        return files.hand(
                file,
                worker,
                now,
                () -> ProposeTransfer.Word.valueOf(jdbc.sql("select cases.transfer_file(:id)")
                        .param("id", decision.id())
                        .query(String.class)
                        .single()),
                ProposeTransfer.Word.DONE::equals);
    }
}
