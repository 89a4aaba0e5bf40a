package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.guardian. */
@Repository
class GuardianStore {

    private static final String SEAL_CONTEXT = "cases.guardian";

    /** What is sealed of a guardian. */
    record SealedText(
            String name, @Nullable String contact, @Nullable String words) {}

    private final JdbcClient jdbc;
    private final Vault vault;

    GuardianStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Guardian> of(UUID file) {
        return jdbc.sql("select * from cases.guardian where file_id = :file order by appointed_on desc, id desc")
                .param("file", file)
                .query((row, n) -> {
                    SealedText words = vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), SealedText.class);
                    return new Guardian(
                            row.getObject("id", UUID.class),
                            Guardian.Kind.valueOf(row.getString("kind")),
                            row.getObject("appointed_on", LocalDate.class),
                            row.getObject("ended_on", LocalDate.class),
                            words.name(),
                            words.contact(),
                            words.words(),
                            row.getObject("recorded_by", UUID.class),
                            row.getBoolean("waits"));
                })
                .list();
    }

    void insert(UUID file, Guardian guardian) {
        jdbc.sql("""
                        insert into cases.guardian (id, file_id, kind, appointed_on, sealed, recorded_by)
                        values (:id, :file, :kind, :on, :sealed, :by)
                        """)
                .param("id", guardian.id())
                .param("file", file)
                .param("kind", guardian.kind().name())
                .param("on", guardian.appointedOn())
                .param(
                        "sealed",
                        vault.seal(
                                file,
                                SEAL_CONTEXT,
                                new SealedText(guardian.name(), guardian.contact(), guardian.words())))
                .param("by", guardian.recordedBy())
                .update();
    }

    /** Whether this guardian answered for the child at some time, be it until the family was barred. */
    boolean hasAnswered(UUID guardian) {
        return jdbc.sql("select answered from cases.guardian where id = :id")
                .param("id", guardian)
                .query(Boolean.class)
                .single();
    }

    /** Whether this is the name of somebody who works on the file or for its structure. */
    boolean isOfTheStaff(UUID file, String name) {
        return jdbc.sql("select cases.is_of_the_staff(:file, :name)")
                .param("file", file)
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    void end(UUID file, UUID guardian, LocalDate day) {
        jdbc.sql("update cases.guardian set ended_on = :day where file_id = :file and id = :id and ended_on is null")
                .param("file", file)
                .param("id", guardian)
                .param("day", day)
                .update();
    }
}
