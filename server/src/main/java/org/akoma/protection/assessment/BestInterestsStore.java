package org.akoma.protection.assessment;

import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.consent.BestInterestsWeighed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.best_interests. */
@Repository
class BestInterestsStore implements BestInterestsWeighed {

    private static final String SEAL_CONTEXT = "cases.best_interests";

    /** What is sealed of a weighing. */
    record Sealed(List<Weighing.Member> panel, Weighing.SealedText words) {}

    private final JdbcClient jdbc;
    private final Vault vault;

    BestInterestsStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Weighing> of(UUID file) {
        return jdbc.sql("select * from cases.best_interests where file_id = :file order by at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    /** What was determined last and confirmed; empty when nothing was. */
    Optional<Weighing> determined(UUID file) {
        return jdbc.sql("""
                        select x.* from cases.best_interests x join access.decision d on d.kind = 'PANEL' and d.subject = x.id and d.file_id = x.file_id
                         where x.file_id = :file and x.kind = 'DETERMINATION' and d.state = 'AGREED' order by x.at desc, x.id desc limit 1
                        """).param("file", file).query((row, n) -> read(row)).optional();
    }

    /** Whether they were ever weighed. */
    @Override
    public boolean any(UUID file) {
        return jdbc.sql("select exists (select from cases.best_interests where file_id = :file)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    void insert(UUID file, Weighing made) {
        jdbc.sql("""
                        insert into cases.best_interests (id, file_id, kind, ground, at, members, professions, sealed, author, minutes_id,
                               minutes_written, answer, answer_country)
                        values (:id, :file, :kind, :ground, :at, :members, :professions, :sealed, :author, :document::uuid, :written, :answer, :country)
                        """)
                .param("id", made.id())
                .param("file", file)
                .param("kind", made.kind().name())
                .param("ground", made.ground() == null ? null : made.ground().name())
                .param("at", utc(made.at()))
                .param("members", made.panel().size())
                .param("professions", Weighing.professions(made.panel()))
                .param("sealed", vault.seal(file, SEAL_CONTEXT, new Sealed(made.panel(), made.words())))
                .param("author", made.author())
                .param("document", made.minutesDocument(), java.sql.Types.OTHER)
                .param("written", made.words().minutes() != null)
                .param(
                        "answer",
                        made.answer() == null ? null : made.answer().solution().name())
                .param("country", made.answer() == null ? null : made.answer().country())
                .update();
    }

    private Weighing read(ResultSet row) throws SQLException {
        @Nullable String ground = row.getString("ground");
        @Nullable String answer = row.getString("answer");
        Sealed sealed =
                vault.read(row.getObject("file_id", UUID.class), SEAL_CONTEXT, row.getBytes("sealed"), Sealed.class);
        return new Weighing(
                row.getObject("id", UUID.class),
                Weighing.Kind.valueOf(row.getString("kind")),
                ground == null ? null : Weighing.Ground.valueOf(ground),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                sealed.panel(),
                sealed.words(),
                answer == null
                        ? null
                        : new Weighing.Answer(Weighing.Solution.valueOf(answer), row.getString("answer_country")),
                row.getObject("minutes_id", UUID.class),
                row.getObject("author", UUID.class));
    }
}
