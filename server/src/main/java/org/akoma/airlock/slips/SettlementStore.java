package org.akoma.airlock.slips;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on the slip of a child who was sent back, and on the other slip that answers for that child. */
@Repository
class SettlementStore {

    private final JdbcClient jdbc;

    SettlementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Both slips that are said to be one child's, the one that was sent back first; none for who does not follow it. */
    List<SlipSettlements.Child> settlement(UUID slip) {
        return jdbc.sql("select * from slips.settlement(:slip)")
                .param("slip", slip)
                .query((row, n) -> new SlipSettlements.Child(
                        row.getString("number"),
                        row.getString("site_code"),
                        row.getInt("child_number"),
                        row.getString("apparent_sex"),
                        row.getInt("apparent_age"),
                        row.getObject("found_at", OffsetDateTime.class).toInstant(),
                        row.getString("receiver_organisation")))
                .list();
    }

    /** Numbers of the slips of an operation that wait for another one; police side only. */
    List<String> sentBackOf(UUID operation) {
        return jdbc.sql("""
                        select s.number from slips.slip s where s.operation_id = :operation and s.status = 'REFUSED' and s.settled_at is null order by s.number
                        """)
                .param("operation", operation)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** The other slips of children who were sent back, by the id of the slip that was sent back. */
    Map<UUID, OtherSlip> othersOf(List<UUID> refused) {
        Map<UUID, OtherSlip> others = new HashMap<>();
        jdbc.sql("select * from slips.others_of(:refused::uuid[])")
                .param("refused", refused.toArray(UUID[]::new))
                .query((row, n) -> others.put(
                        row.getObject("slip_id", UUID.class),
                        new OtherSlip(row.getString("number"), OtherSlip.How.valueOf(row.getString("how")))))
                .list();
        return others;
    }

    /** By who agreed, in the same transaction. False where the other slip answers for another child by now. */
    boolean settle(UUID slip) {
        return jdbc.sql("select slips.settle(:slip)")
                .param("slip", slip)
                .query(Boolean.class)
                .single();
    }

    /** Answers with a word of the database. */
    String askSettlement(UUID slip, String other) {
        return jdbc.sql("select slips.ask_settlement(:slip, :other)")
                .param("slip", slip)
                .param("other", other)
                .query(String.class)
                .single();
    }
}
