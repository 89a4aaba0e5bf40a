package org.akoma.cases;

import java.util.ArrayList;
import java.util.HashMap;
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
        insertTokens(all.stream()
                .flatMap(one -> one.tokens().stream().distinct().map(token -> new Token(token, one)))
                .toList());
    }

    private record Token(long token, Beginning of) {}

    private void insertTokens(List<Token> tokens) {
        if (tokens.isEmpty()) return;
        jdbc.sql("""
                        insert into cases.name_token (token, organisation_id, file_id)
                        select * from unnest(:tokens::bigint[], :organisations::uuid[], :files::uuid[])
                        """)
                .param("tokens", Columns.longs(tokens, Token::token))
                .param("organisations", Columns.ids(tokens, one -> one.of().organisation()))
                .param("files", Columns.ids(tokens, one -> one.of().file()))
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
