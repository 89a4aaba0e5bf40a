package org.akoma.protection.record;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.UrgentMark;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the care within 72 hours that sexual violence asks for, and on who ended it. */
@Repository
class UrgentCareStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    UrgentCareStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Ends care within 72 hours: there was no sexual violence. False where the actor wrote of it or took it away, or is no supervisor of the file. */
    boolean liftUrgentCare(UUID file) {
        return jdbc.sql("select cases.lift_urgent_care(:file, :key)")
                .param("file", file)
                .param("key", UrgentMark.key(vault))
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Who confirmed last that there was no sexual violence, which is no longer written. */
    record Lifted(UUID by, Instant at) {}

    Optional<Lifted> lifted(UUID file) {
        return jdbc.sql("""
                        select o.lifted_by, o.lifted_at from cases.former o
                         where o.record_id = :file and o.record = 'cases.exploitation' and o.lifted_at is not null order by o.lifted_at desc limit 1
                        """)
                .param("file", file)
                .query((row, n) -> new Lifted(
                        row.getObject("lifted_by", UUID.class),
                        row.getObject("lifted_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** The treatment that counts as the care within 72 hours although it was given before the violence was written, and none was since. */
    Optional<Instant> treatedBefore(UUID file) {
        see();
        return jdbc.sql("""
                        select c.done_at from cases.urgent_care c
                         where c.file_id = :file and c.done_at < c.told_at and cases.urgent_mark(c.file_id) = c.marks[1]
                           and not exists (select from cases.medical m where m.file_id = c.file_id and m.kind = 'TREATMENT' and m.at >= c.told_at)
                        """)
                .param("file", file)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    private void see() {
        jdbc.sql("select cases.see_urgent(:key)")
                .param("key", UrgentMark.key(vault))
                .query((row, n) -> true)
                .list();
    }

    /** Whether sexual violence was written and taken away, and no supervisor has confirmed that there was none. */
    boolean violenceIsWithdrawn(UUID file) {
        see();
        return jdbc.sql("select exists (select from cases.due_withdrawn_violence d where d.file_id = :file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Whether care within 72 hours is due by what was written. */
    boolean urgentCareIsDue(UUID file) {
        see();
        return jdbc.sql("select exists (select from cases.due_urgent_care d where d.file_id = :file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }
}
