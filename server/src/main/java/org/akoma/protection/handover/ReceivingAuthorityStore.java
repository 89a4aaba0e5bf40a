package org.akoma.protection.handover;

import java.sql.Types;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on handover.readiness: rows are added, and none is changed. */
@Repository
class ReceivingAuthorityStore {

    private final JdbcClient jdbc;
    private final HandoverFunctionStore notes;

    ReceivingAuthorityStore(JdbcClient jdbc, HandoverFunctionStore notes) {
        this.jdbc = jdbc;
        this.notes = notes;
    }

    boolean isSafe(@Nullable String note) {
        return notes.isSafe(note);
    }

    /** What the records say of a point that nobody writes. */
    boolean isReady(UUID structure, ReceivingAuthorities.Point point) {
        return jdbc.sql("select handover.is_ready(:structure, :point)")
                .param("structure", structure)
                .param("point", point.name())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** For how many children the structure answers today. */
    long children(UUID structure) {
        return jdbc.sql("select handover.children_of(:structure)")
                .param("structure", structure)
                .query(Long.class)
                .single();
    }

    boolean hasPeople(UUID structure) {
        return jdbc.sql("select handover.has_people(:structure)")
                .param("structure", structure)
                .query(Boolean.class)
                .single();
    }

    /** False: it is there already. */
    boolean insert(ReceivingAuthorities.WriteReadiness one, UUID structure, UUID by) {
        return jdbc.sql("""
                        insert into handover.readiness (id, organisation_id, item, met, note, written_by, written_at)
                        values (:id, :structure, :item, :met, :note, :by, access.moment()) on conflict do nothing
                        """)
                        .param("id", one.id())
                        .param("structure", structure)
                        .param("item", one.item().name())
                        .param("met", one.met())
                        .param("note", one.note(), Types.VARCHAR)
                        .param("by", by)
                        .update()
                == 1;
    }

    HandoverWord askSuccession(UUID id, UUID ends, LocalDate until, UUID successor) {
        return HandoverWord.valueOf(jdbc.sql("select handover.ask_succession(:id, :ends, :until, :successor)")
                .param("id", id)
                .param("ends", ends)
                .param("until", until)
                .param("successor", successor)
                .query(String.class)
                .single());
    }

    Map<ReceivingAuthorities.Noted, ReceivingAuthorities.Ready> newest(UUID structure) {
        Map<ReceivingAuthorities.Noted, ReceivingAuthorities.Ready> found =
                new EnumMap<>(ReceivingAuthorities.Noted.class);
        jdbc.sql("""
                        select distinct on (r.item) r.*, w.code as by from handover.readiness r join access.person w on w.id = r.written_by
                         where r.organisation_id = :structure order by r.item, r.written_at desc, r.id desc
                        """).param("structure", structure).query(row -> {
            String item = row.getString("item");
            found.put(
                    ReceivingAuthorities.Noted.valueOf(item),
                    new ReceivingAuthorities.Ready(
                            ReceivingAuthorities.Point.valueOf(item),
                            row.getBoolean("met"),
                            row.getString("note"),
                            row.getString("by"),
                            Timestamps.moment(row, "written_at")));
        });
        return found;
    }
}
