package org.akoma.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.Columns;
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

    /** A new file's identity, and the tokens it is found by. */
    record Beginning(UUID file, UUID organisation, byte[] sealed, List<Long> tokens) {}

    void insert(List<Beginning> all) {
        jdbc.sql("""
                        insert into cases.identity (file_id, sealed) select * from unnest(:files::uuid[], :sealeds::bytea[])
                        """)
                .param("files", Columns.ids(all, Beginning::file))
                .param("sealeds", Columns.bytes(all, Beginning::sealed))
                .update();
        List<Token> tokens = new ArrayList<>();
        for (int n = 0; n < all.size(); n++)
            for (long token : new LinkedHashSet<>(all.get(n).tokens())) tokens.add(new Token(token, n + 1));
        if (!tokens.isEmpty()) insertTokens(tokens, all);
    }

    /** @param of whose it is, counted from 1 as PostgreSQL counts */
    private record Token(long token, int of) {}

    /** A child has a dozen: each names its file by place, so that a file and its structure travel once. */
    private void insertTokens(List<Token> tokens, List<Beginning> files) {
        jdbc.sql("""
                        insert into cases.name_token (token, organisation_id, file_id)
                        select t.token, (:organisations::uuid[])[t.n], (:files::uuid[])[t.n]
                          from unnest(:tokens::bigint[], :ofs::int[]) as t (token, n)
                        """)
                .param("tokens", Columns.longs(tokens, Token::token))
                .param("ofs", Columns.numbers(tokens, Token::of))
                .param("organisations", Columns.ids(files, Beginning::organisation))
                .param("files", Columns.ids(files, Beginning::file))
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

    /** What is asked of one child's names. @param key of the child */
    record Question(UUID key, List<Long> pairs, List<Long> parts, int atLeast) {}

    /** As {@link #alike}, of many children at once: codes by child. */
    Map<UUID, List<String>> alike(List<Question> all) {
        Map<UUID, List<String>> found = new HashMap<>();
        jdbc.sql("select child, code from cases.alike(:keys::uuid[], :pairs::text[], :parts::text[], :leasts::int[])")
                .param("keys", Columns.ids(all, Question::key))
                .param("pairs", Columns.texts(all, one -> array(one.pairs())))
                .param("parts", Columns.texts(all, one -> array(one.parts())))
                .param("leasts", Columns.numbers(all, Question::atLeast))
                .query(row -> {
                    found.computeIfAbsent(row.getObject("child", UUID.class), key -> new ArrayList<>())
                            .add(row.getString("code"));
                });
        return found;
    }

    private static String array(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

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
