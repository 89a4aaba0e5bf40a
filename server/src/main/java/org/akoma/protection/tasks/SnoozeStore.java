package org.akoma.protection.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tasks that were put off. */
@Component
class SnoozeStore {

    private static final String SEAL_CONTEXT = "tasks.snooze";
    private static final String SELECT = """
            select s.*, f.code as file_code, p.code as who from tasks.snooze s join cases.file_code f on f.id = s.file_id
              join access.person p on p.id = s.person_id""";

    private static final Logger LOG = LoggerFactory.getLogger(SnoozeStore.class);

    private final JdbcClient jdbc;
    private final Vault vault;

    SnoozeStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(UUID file, UUID person, SnoozeTask task, Instant at) {
        jdbc.sql("""
                insert into tasks.snooze (id, file_id, person_id, kind, item_id, at, until, sealed)
                values (:id, :file, :person, :kind, :item, :at, :until, :sealed)""")
                .param("id", task.id())
                .param("file", file)
                .param("person", person)
                .param("kind", task.kind())
                .param("item", task.item())
                .param("at", Timestamp.from(at))
                .param("until", task.until())
                .param("sealed", vault.seal(file, SEAL_CONTEXT, task.reason()))
                .update();
    }

    Optional<Snooze> find(UUID id) {
        return jdbc.sql(SELECT + " where s.id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** What still sleeps: of one person, or of the people of a team. */
    List<Snooze> asleep(List<UUID> people, LocalDate today) {
        return jdbc.sql(SELECT
                        + " where s.person_id = any (:people::uuid[]) and s.ended_at is null and s.until > :today"
                        + " order by s.until, s.id limit 200")
                .param("people", people.stream().map(UUID::toString).toArray(String[]::new))
                .param("today", today)
                .query(this::read)
                .list();
    }

    /** @return false when it had ended or is another's */
    boolean end(UUID id, UUID person, Instant at) {
        return jdbc.sql(
                                "update tasks.snooze set ended_at = :at where id = :id and person_id = :person and ended_at is null")
                        .param("id", id)
                        .param("person", person)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    private Snooze read(ResultSet row, int n) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        return new Snooze(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("item_id", UUID.class),
                row.getString("file_code"),
                row.getString("who"),
                row.getTimestamp("at").toInstant(),
                row.getObject("until", LocalDate.class),
                reason(file, row.getBytes("sealed")));
    }

    /** A text that somebody wrote past the application and that does not open takes no list away: its line says so. */
    private @Nullable String reason(UUID file, byte[] sealed) {
        try {
            return vault.unseal(file, SEAL_CONTEXT, sealed, String.class);
        } catch (RuntimeException unreadable) {
            LOG.warn(
                    "The reason of a task that was put off does not open: {}",
                    unreadable.getClass().getSimpleName());
            return null;
        }
    }
}
