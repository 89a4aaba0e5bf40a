package org.akoma.protection.drafts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Drafts as their person: row-level security shows nobody else's. */
@Component
class DraftStore {

    private static final String PLACE = "drafts.draft/";
    private static final String SELECT = """
            select d.id, d.form, f.code, d.file_id, d.thing, d.at, d.kept_at, d.sealed
              from drafts.draft d left join cases.file_code f on f.id = d.file_id where d.kept_at > :since""";

    private final JdbcClient jdbc;
    private final Vault vault;

    DraftStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Under the file's key; where there is no file yet, under that of the compartment. Bound to its draft, so that it opens nowhere else. */
    byte[] sealed(UUID id, @Nullable UUID file, Map<String, List<String>> typed) {
        return file == null
                ? vault.sealForHouse(Compartment.PROTECTION, PLACE + id, typed)
                : vault.seal(file, PLACE + id, typed);
    }

    /** @return false when there is none of this id and act that is the actor's */
    boolean replace(KeepDraft draft, @Nullable UUID file, byte[] sealed, Instant at) {
        return jdbc.sql("""
                        update drafts.draft set kept_at = :at, sealed = :sealed
                         where id = :id and form = :form and file_id is not distinct from :file and thing is not distinct from :thing""")
                        .param("at", Timestamp.from(at))
                        .param("sealed", sealed)
                        .param("id", draft.begun().id())
                        .param("form", draft.begun().form())
                        .param("file", file)
                        .param("thing", draft.begun().thing())
                        .update()
                == 1;
    }

    void insert(UUID person, KeepDraft draft, @Nullable UUID file, byte[] sealed, Instant at) {
        jdbc.sql("""
                insert into drafts.draft (id, person_id, form, file_id, thing, at, kept_at, sealed)
                values (:id, :person, :form, :file, :thing, :where, :at, :sealed)""")
                .param("id", draft.begun().id())
                .param("person", person)
                .param("form", draft.begun().form())
                .param("file", file)
                .param("thing", draft.begun().thing())
                .param("where", draft.at())
                .param("at", Timestamp.from(at))
                .param("sealed", sealed)
                .update();
    }

    int count() {
        return jdbc.sql("select count(*) from drafts.draft")
                .query(Integer.class)
                .single();
    }

    Optional<Draft> find(UUID id, Instant since) {
        return jdbc.sql(SELECT + " and d.id = :id")
                .param("since", Timestamp.from(since))
                .param("id", id)
                .query(this::draft)
                .optional();
    }

    /** Newest first. */
    List<Draft.Line> all(Instant since) {
        return jdbc.sql(SELECT + " order by d.kept_at desc, d.id")
                .param("since", Timestamp.from(since))
                .query((row, n) -> line(row))
                .list();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from drafts.draft where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** All of this act on this file. */
    void deleteOf(String form, String file, @Nullable UUID thing) {
        jdbc.sql("""
                delete from drafts.draft d using cases.file_code f where f.id = d.file_id and f.code = :file and d.form = :form
                   and d.thing is not distinct from :thing""")
                .param("file", file)
                .param("form", form)
                .param("thing", thing)
                .update();
    }

    /** In nobody's session. */
    void forget(Instant now) {
        jdbc.sql("select drafts.forget(:now)")
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    private static Draft.Line line(ResultSet row) throws SQLException {
        return new Draft.Line(
                new Draft.Begun(
                        row.getObject("id", UUID.class),
                        row.getString("form"),
                        row.getString("code"),
                        row.getObject("thing", UUID.class)),
                row.getString("at"),
                row.getTimestamp("kept_at").toInstant());
    }

    @SuppressWarnings("unchecked") // what sealed() wrote
    private Draft draft(ResultSet row, int n) throws SQLException {
        Draft.Line line = line(row);
        UUID file = row.getObject("file_id", UUID.class);
        byte[] sealed = row.getBytes("sealed");
        Map<String, List<String>> typed = file == null
                ? vault.unsealForHouse(Compartment.PROTECTION, PLACE + line.id(), sealed, Map.class)
                : vault.unseal(file, PLACE + line.id(), sealed, Map.class);
        return new Draft(line.begun(), line.at(), line.keptAt(), typed);
    }
}
