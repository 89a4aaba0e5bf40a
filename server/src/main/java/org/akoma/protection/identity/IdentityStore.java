package org.akoma.protection.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.SqlArrays;
import org.akoma.protection.cases.ProposedWords;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.identity and the blind tokens of its names. */
@Repository
class IdentityStore {

    private final JdbcClient jdbc;

    IdentityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param core keyed hash of what two people verified; null = the identity is not verified */
    record Sealed(byte[] bytes, int version, @Nullable Long core) {}

    Optional<Sealed> find(UUID file) {
        return jdbc.sql("select sealed, version, core from cases.identity where file_id = :file")
                .param("file", file)
                .query((row, n) -> new Sealed(row.getBytes(1), row.getInt(2), row.getObject(3, Long.class)))
                .optional();
    }

    /**
     * Whether the reader has access only through a stay, a service or a referral to one. Referrals to an authority, or to another structure that works
     * on cases, do not count: with consent they receive the whole identity, to look for the family or to receive the child.
     */
    boolean seesMinimum(UUID file) {
        return jdbc.sql("select cases.sees_minimum(:file)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** A new file's identity, and the tokens it is found by. */
    record Beginning(UUID file, UUID organisation, byte[] sealed, List<Long> tokens) {}

    void insert(List<Beginning> all) {
        jdbc.sql("""
                        insert into cases.identity (file_id, sealed) select * from unnest(:files::uuid[], :sealeds::bytea[])
                        """)
                .param("files", SqlArrays.ids(all, Beginning::file))
                .param("sealeds", SqlArrays.bytes(all, Beginning::sealed))
                .update();
        List<Token> tokens = new ArrayList<>();
        for (int n = 0; n < all.size(); n++)
            for (long token : new LinkedHashSet<>(all.get(n).tokens())) tokens.add(new Token(token, n + 1));
        if (!tokens.isEmpty()) insertTokens(tokens, all);
    }

    /** @param of the place of its file among all, from 1, as PostgreSQL counts arrays */
    private record Token(long token, int of) {}

    /** Some twelve tokens a child. Each refers to its file by place, so that the ids of a file and its structure are sent once. */
    private void insertTokens(List<Token> tokens, List<Beginning> files) {
        jdbc.sql("""
                        insert into cases.name_token (token, organisation_id, file_id)
                        select t.token, (:organisations::uuid[])[t.n], (:files::uuid[])[t.n]
                          from unnest(:tokens::bigint[], :ofs::int[]) as t (token, n)
                        """)
                .param("tokens", SqlArrays.longs(tokens, Token::token))
                .param("ofs", SqlArrays.numbers(tokens, Token::of))
                .param("organisations", SqlArrays.ids(files, Beginning::organisation))
                .param("files", SqlArrays.ids(files, Beginning::file))
                .update();
    }

    /** False when somebody else changed it first. */
    boolean update(UUID file, byte[] sealed, @Nullable Long core, int version) {
        return jdbc.sql("""
                                update cases.identity set sealed = :sealed, core = :core, version = version + 1
                                 where file_id = :file and version = :version
                                """)
                        .param("file", file)
                        .param("core", core, java.sql.Types.BIGINT)
                        .param("sealed", sealed)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Writes the sealed bytes that are kept with the agreed proposal. False when somebody else changed the identity first. */
    boolean update(UUID file, UUID agreed, @Nullable Long core, int version) {
        return jdbc.sql("update cases.identity set sealed = " + ProposedWords.bytes(ProposedWords.SEALED)
                                + ", core = :core, version = version + 1 where file_id = :file and version = :version")
                        .param("file", file)
                        .param("agreed", agreed)
                        .param("core", core, java.sql.Types.BIGINT)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Keeps the hash of what was verified; false when somebody changed the identity first. */
    boolean hold(UUID file, long core, int version) {
        return jdbc.sql("update cases.identity set core = :core where file_id = :file and version = :version")
                        .param("file", file)
                        .param("core", core)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Lets the child be found by these too; by its former names it is still found. */
    void index(UUID file, UUID organisation, List<Long> tokens) {
        if (tokens.isEmpty()) return;
        jdbc.sql("""
                        insert into cases.name_token (token, organisation_id, file_id)
                        select distinct t, :organisation::uuid, :file::uuid from unnest(:tokens::bigint[]) t on conflict do nothing
                        """)
                .param("file", file)
                .param("organisation", organisation)
                .param("tokens", tokens.toArray(Long[]::new))
                .update();
    }

    /**
     * What is asked of one child's names.
     *
     * @param key of the child
     */
    record Question(UUID key, List<Long> pairs, List<Long> parts, int atLeast) {}

    /**
     * A file whose names sound like a child's.
     *
     * @param child whose names were asked about
     * @param code null when the asker does not see the file
     */
    record Likeness(UUID child, @Nullable String code) {}

    /**
     * Files of any structure whose names share a pair of parts and at least so many tokens with a child's. Those that the asker does not see are
     * included only if {@code told} and while the day's limit of questions allows it; the database notifies their supervisors.
     */
    List<Likeness> alike(List<Question> all, boolean told) {
        return jdbc.sql("""
                        select child, code from cases.ask_doubles(:keys::uuid[], :pairs::text[], :parts::text[], :leasts::int[], :told)
                        """)
                .param("keys", SqlArrays.ids(all, Question::key))
                .param("pairs", SqlArrays.texts(all, one -> array(one.pairs())))
                .param("parts", SqlArrays.texts(all, one -> array(one.parts())))
                .param("leasts", SqlArrays.numbers(all, Question::atLeast))
                .param("told", told)
                .query((row, n) -> new Likeness(row.getObject("child", UUID.class), row.getString("code")))
                .list();
    }

    /** Whether the question just asked was answered for files that the asker does not see. */
    boolean wasTold() {
        return jdbc.sql("select cases.was_told()")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private static String array(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
