package org.akoma.protection.placement;

import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.search_step, to which rows are only added. */
@Repository
class SearchStore {

    private static final String SEAL_CONTEXT = "cases.search_step";

    private final JdbcClient jdbc;
    private final Vault vault;

    SearchStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<SearchStep> of(UUID file) {
        return jdbc.sql("select * from cases.search_step where file_id = :file order by at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    void insert(UUID file, SearchStep taken) {
        jdbc.sql("""
                        insert into cases.search_step (id, file_id, step, at, sealed, recorded_by) values (:id, :file, :step, :at, :sealed, :by)
                        """)
                .param("id", taken.id())
                .param("file", file)
                .param("step", taken.step().name())
                .param("at", utc(taken.at()))
                .param("sealed", vault.seal(file, SEAL_CONTEXT, taken.words()))
                .param("by", taken.recordedBy())
                .update();
    }

    /** The flag on the file and the first step, where a stay ended because the child is gone. False when the search runs already. */
    boolean begin(UUID file, UUID step, SearchStep.SealedText words) {
        return jdbc.sql("select cases.begin_search(:file, :step, :sealed)")
                .param("file", file)
                .param("step", step)
                .param("sealed", vault.seal(file, SEAL_CONTEXT, words))
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether each step was taken that comes before a supervisor looks at the search ({@link SearchStep#REQUIRED}). */
    boolean isSearched(UUID file) {
        return jdbc.sql("select cases.is_searched(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Whether a visit saw the child since it was flagged. */
    boolean isSeenAgain(UUID file) {
        return jdbc.sql("select cases.seen_again(:file) is not null")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    private SearchStep read(ResultSet row) throws SQLException {
        return new SearchStep(
                row.getObject("id", UUID.class),
                SearchStep.Step.valueOf(row.getString("step")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                vault.read(
                        row.getObject("file_id", UUID.class),
                        SEAL_CONTEXT,
                        row.getBytes("sealed"),
                        SearchStep.SealedText.class),
                row.getObject("recorded_by", UUID.class));
    }
}
