package org.akoma.cases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.identity and the blind tokens of its names. */
@Repository
class IdentityStore {

    private final JdbcClient jdbc;

    IdentityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Sealed(byte[] bytes, int version) {}

    Optional<Sealed> find(UUID file) {
        return jdbc.sql("select sealed, version from cases.identity where file_id = :file")
                .param("file", file)
                .query((row, n) -> new Sealed(row.getBytes(1), row.getInt(2)))
                .optional();
    }

    void insert(UUID file, byte[] sealed) {
        jdbc.sql("insert into cases.identity (file_id, sealed) values (:file, :sealed)")
                .param("file", file)
                .param("sealed", sealed)
                .update();
    }

    /** False when somebody else changed it first. */
    boolean update(UUID file, byte[] sealed, int version) {
        return jdbc.sql(
                                "update cases.identity set sealed = :sealed, version = version + 1 where file_id = :file and version = :version")
                        .param("file", file)
                        .param("sealed", sealed)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Replaces the tokens the child is found by. */
    void index(UUID file, UUID organisation, List<Long> tokens) {
        jdbc.sql("delete from cases.name_token where file_id = :file")
                .param("file", file)
                .update();
        if (tokens.isEmpty()) return;
        jdbc.sql("""
                        insert into cases.name_token (token, organisation_id, file_id)
                        select distinct t, :organisation::uuid, :file::uuid from unnest(:tokens::bigint[]) t
                        """)
                .param("file", file)
                .param("organisation", organisation)
                .param("tokens", tokens.toArray(Long[]::new))
                .update();
    }

    record Likeness(String code, int score) {}

    /** Files of any structure whose names share a pair of parts and at least so many tokens. Tells only code and score. */
    List<Likeness> alike(List<Long> pairs, List<Long> parts, int atLeast) {
        return jdbc.sql("select code, score from cases.alike(:pairs::bigint[], :parts::bigint[], :least)")
                .param("pairs", pairs.toArray(Long[]::new))
                .param("parts", parts.toArray(Long[]::new))
                .param("least", atLeast)
                .query((row, n) -> new Likeness(row.getString(1), row.getInt(2)))
                .list();
    }
}
