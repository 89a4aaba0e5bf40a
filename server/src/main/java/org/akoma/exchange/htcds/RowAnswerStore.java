package org.akoma.exchange.htcds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on exchange.row_answer. */
@Repository
class RowAnswerStore {

    private static final String SEAL_CONTEXT = "exchange.row_answer";

    private final JdbcClient jdbc;
    private final Vault vault;

    RowAnswerStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * What is sealed of an answer.
     *
     * @param caseId the sender's identifier of the case
     * @param alike codes of files that the row was like
     */
    record Said(@Nullable String caseId, List<String> alike) {}

    /** A child's file. */
    record Held(UUID id, String code) {}

    /**
     * False where the actor may not write who this child is, or this row was answered before.
     *
     * @param reason null = the same child
     */
    boolean insert(Actor actor, String digest, UUID file, @Nullable OtherChild reason, Said said, Instant now) {
        return jdbc.sql("""
                        insert into exchange.row_answer (digest, file_id, reason, answered_by, answered_at, sealed)
                        select decode(:digest, 'hex'), :file, :reason, :person, :now, :sealed
                         where exists (select from access.held g where g.file_id = :file and g.writes & 1 <> 0)
                        on conflict do nothing
                        """)
                        .param("digest", digest)
                        .param("file", file)
                        .param("reason", reason == null ? null : reason.name())
                        .param("person", actor.personId())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("sealed", vault.seal(file, SEAL_CONTEXT, said))
                        .update()
                == 1;
    }

    /** Of these digests those that were said to be of a child who has a file. */
    Set<String> known(Collection<String> digests) {
        return new HashSet<>(jdbc.sql(
                        "select encode(d, 'hex') from exchange.known_rows(array(select decode(h, 'hex') from unnest(:digests::text[]) h)) d")
                .param("digests", digests.toArray(String[]::new))
                .query((row, n) -> row.getString(1))
                .list());
    }

    /** The file that this row became, or to whose child it was said to belong. */
    Optional<Held> fileOf(String digest) {
        return jdbc.sql("""
                        select f.id, f.code from cases.case_file f
                         where f.source_digest = decode(:digest, 'hex')
                            or f.id in (select a.file_id from exchange.row_answer a where a.digest = decode(:digest, 'hex'))
                        """)
                .param("digest", digest)
                .query((row, n) -> new Held(row.getObject("id", UUID.class), row.getString("code")))
                .optional();
    }

    /** The senders' other identifiers of this child's case. */
    List<String> caseIds(UUID file) {
        return jdbc
                .sql(
                        "select sealed from exchange.row_answer where file_id = :file and reason is null order by answered_at, digest")
                .param("file", file)
                .query((row, n) -> vault.read(file, SEAL_CONTEXT, row.getBytes(1), Said.class))
                .list()
                .stream()
                .map(Said::caseId)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
    }
}
