package org.akoma.protection.overview;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of another supervisor for a file. */
@Repository
class SupervisorStore {

    private final JdbcClient jdbc;

    SupervisorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is asked, as the database will do it.
     *
     * @param before null = nobody supervised the file
     */
    record Change(String file, @Nullable UUID before, UUID after, UUID worker) {}

    AskSupervisor.Word ask(UUID file, UUID wanted) {
        return AskSupervisor.Word.valueOf(jdbc.sql("select cases.ask_supervisor(:file, :wanted)")
                .param("file", file)
                .param("wanted", wanted)
                .query(String.class)
                .single());
    }

    List<UUID> candidates(UUID file) {
        return jdbc.sql("select cases.who_may_supervise(:file)")
                .param("file", file)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** For who asked or decides; nothing for others. */
    Optional<Change> change(UUID decision) {
        return jdbc.sql("select * from cases.supervisor_change(:id)")
                .param("id", decision)
                .query((row, n) -> new Change(
                        row.getString("file_code"),
                        row.getObject("before_id", UUID.class),
                        row.getObject("supervisor_id", UUID.class),
                        row.getObject("worker_id", UUID.class)))
                .optional();
    }

    boolean hand(UUID decision) {
        return jdbc.sql("select cases.hand_supervision(:id)")
                .param("id", decision)
                .query(Boolean.class)
                .single();
    }
}
