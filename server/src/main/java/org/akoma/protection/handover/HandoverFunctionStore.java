package org.akoma.protection.handover;

import java.sql.Types;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on handover.function: rows are added, and none is changed. */
@Repository
class HandoverFunctionStore {

    private final JdbcClient jdbc;

    HandoverFunctionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a note has no name, telephone or code of a child in it, as far as the database can tell. */
    boolean isSafe(@Nullable String note) {
        return note == null
                || jdbc.sql("select handover.note_is_safe(:note)")
                        .param("note", note)
                        .query(Boolean.class)
                        .single();
    }

    /** Whether this structure, one of the police, never takes this over. */
    boolean isNeverOf(HandoverFunctions.Function function, UUID owner) {
        return jdbc.sql("select handover.is_never_of(:function, :owner)")
                .param("function", function.name())
                .param("owner", owner)
                .query(Boolean.class)
                .single();
    }

    /** False: it is there already. */
    boolean insert(HandoverFunctions.WriteFunction one, @Nullable UUID owner, UUID by) {
        return jdbc.sql("""
                        insert into handover.function (id, function, cost, currency, owner_id, money, starts_on, risk, note, written_by, written_at)
                        values (:id, :function, :cost, :currency, :owner, :money, :starts, :risk, :note, :by, access.moment()) on conflict do nothing
                        """)
                        .param("id", one.id())
                        .param("function", one.function().name())
                        .param("cost", one.cost(), Types.NUMERIC)
                        .param(
                                "currency",
                                one.currency() == null ? null : one.currency().name(),
                                Types.VARCHAR)
                        .param("owner", owner, Types.OTHER)
                        .param("money", one.money() == null ? null : one.money().name(), Types.VARCHAR)
                        .param("starts", one.startsOn(), Types.DATE)
                        .param("risk", one.risk() == null ? null : one.risk().name(), Types.VARCHAR)
                        .param("note", one.note(), Types.VARCHAR)
                        .param("by", by)
                        .update()
                == 1;
    }

    Map<HandoverFunctions.Function, HandoverFunctions.Line> newest() {
        Map<HandoverFunctions.Function, HandoverFunctions.Line> found = new EnumMap<>(HandoverFunctions.Function.class);
        jdbc.sql("""
                        select distinct on (f.function) f.*, o.code as owner, w.code as by from handover.function f
                          left join access.organisation o on o.id = f.owner_id join access.person w on w.id = f.written_by
                         order by f.function, f.written_at desc, f.id desc
                        """).query(row -> {
            HandoverFunctions.Function function = HandoverFunctions.Function.valueOf(row.getString("function"));
            String money = row.getString("money");
            String currency = row.getString("currency");
            String risk = row.getString("risk");
            found.put(
                    function,
                    new HandoverFunctions.Line(
                            function,
                            row.getBigDecimal("cost"),
                            currency == null ? null : HandoverFunctions.Currency.valueOf(currency),
                            row.getString("owner"),
                            money == null ? null : HandoverFunctions.Money.valueOf(money),
                            row.getObject("starts_on", java.time.LocalDate.class),
                            risk == null ? null : HandoverFunctions.Risk.valueOf(risk),
                            row.getString("note"),
                            row.getString("by"),
                            Timestamps.moment(row, "written_at")));
        });
        return found;
    }
}
