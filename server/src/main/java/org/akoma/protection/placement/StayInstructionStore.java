package org.akoma.protection.placement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.stay_instruction: a shelter reads those of its own running stay, anyone who works on the case all of them. */
@Repository
class StayInstructionStore {

    private static final String SEAL_CONTEXT = "cases.stay_instruction";

    private final JdbcClient jdbc;
    private final Vault vault;

    StayInstructionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Of the stay that runs now, newest first. */
    List<StayInstruction> ofRunningStay(UUID file) {
        return jdbc.sql("""
                        select i.* from cases.stay_instruction i join cases.placement p on p.id = i.placement_id and p.state = 'CURRENT'
                         where i.file_id = :file order by i.at desc, i.id desc
                        """)
                .param("file", file)
                .query((row, n) -> read(file, row))
                .list();
    }

    Optional<StayInstruction> find(UUID file, UUID id) {
        return jdbc.sql("select * from cases.stay_instruction where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(file, row))
                .optional();
    }

    void insert(UUID file, UUID id, UUID placement, String text, UUID by) {
        jdbc.sql("""
                        insert into cases.stay_instruction (id, file_id, placement_id, sealed, recorded_by)
                        values (:id, :file, :placement, :sealed, :by)
                        """)
                .param("id", id)
                .param("file", file)
                .param("placement", placement)
                .param("sealed", vault.seal(file, SEAL_CONTEXT, text))
                .param("by", by)
                .update();
    }

    private StayInstruction read(UUID file, ResultSet row) throws SQLException {
        return new StayInstruction(
                row.getObject("id", UUID.class),
                row.getObject("placement_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), String.class),
                row.getObject("recorded_by", UUID.class));
    }
}
