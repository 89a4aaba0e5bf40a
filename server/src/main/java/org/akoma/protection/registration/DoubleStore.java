package org.akoma.protection.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.double and on who asked: the database shows a pair to supervisors of either side, and codes of files that they see. */
@Repository
class DoubleStore {

    private final JdbcClient jdbc;

    DoubleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that wait first, then the newest. */
    List<LikelyDouble> list(int limit) {
        return jdbc.sql("""
                        select d.id, f.code, o.code as other, cases.is_a_file(d.other_id) as opened, d.at, d.looked_at, d.verdict,
                               f.sex, f.age_at_rescue, f.age_estimated, f.nationality, f.country, f.registered_at,
                               o.sex as o_sex, o.age_at_rescue as o_age_at_rescue, o.age_estimated as o_age_estimated,
                               o.nationality as o_nationality, o.country as o_country, o.registered_at as o_registered_at,
                               case when p.organisation_id = me.organisation_id then upper(p.code) end as asked_by, case when l.organisation_id = me.organisation_id then upper(l.code) end as looked_by,
                               w.mine, w.speaks, w.others, w.goes_on, w.closes, w.closing, w.over, w.keeps, w.other_keeps
                          from cases.double d left join cases.case_file f on f.id = d.file_id left join cases.case_file o on o.id = d.other_id
                          left join access.person p on p.id = d.asked_by left join access.person l on l.id = d.looked_by
                          left join access.person me on me.id = access.actor() cross join lateral cases.said_of(d.id) w
                         order by d.verdict is not null, d.at desc, d.id limit :limit
                        """).param("limit", limit).query((row, n) -> read(row)).list();
    }

    /** Codes of files of the asker's structure that are alike in facts, by child. */
    Map<UUID, List<String>> alikeInFacts(Map<UUID, Doubles.Plain> children) {
        List<Map.Entry<UUID, Doubles.Plain>> all = List.copyOf(children.entrySet());
        Map<UUID, List<String>> alike = new LinkedHashMap<>();
        jdbc.sql("""
                        select child, code from cases.alike_in_facts(:keys::uuid[], :sexes::text[], :nationalities::text[], :ages::int[])
                        """)
                .param("keys", SqlArrays.ids(all, Map.Entry::getKey))
                .param("sexes", SqlArrays.texts(all, one -> one.getValue().sex()))
                .param(
                        "nationalities",
                        SqlArrays.texts(all, one -> one.getValue().nationality()))
                .param("ages", SqlArrays.numbers(all, one -> one.getValue().age()))
                .query((row, n) -> alike.computeIfAbsent(row.getObject("child", UUID.class), id -> new ArrayList<>())
                        .add(row.getString("code")))
                .list();
        return alike;
    }

    /** The same pairs with the person who answers for each side and the answer, as far as the reader may know. */
    List<LikelyDouble> withWords(List<LikelyDouble> pairs) {
        if (pairs.isEmpty()) return pairs;
        Map<UUID, List<LikelyDouble.Word>> said = new HashMap<>();
        jdbc.sql("""
                        select p.id, w.side, w.person, w.verdict, w.at, w.mine
                          from unnest(:ids::uuid[]) with ordinality p (id, n) cross join lateral cases.words_of(p.id) with ordinality w (side, person, verdict, at, mine, o)
                         order by p.n, w.o
                        """)
                .param("ids", SqlArrays.ids(pairs, LikelyDouble::id))
                .query((row, n) -> said.computeIfAbsent(row.getObject("id", UUID.class), id -> new ArrayList<>())
                        .add(new LikelyDouble.Word(
                                LikelyDouble.Side.valueOf(row.getString("side")),
                                row.getString("person"),
                                verdict(row.getString("verdict")),
                                Timestamps.instant(row, "at"),
                                row.getBoolean("mine"))))
                .list();
        Map<UUID, List<LikelyDouble.Held>> held = files(pairs);
        return pairs.stream()
                .map(pair ->
                        pair.with(said.getOrDefault(pair.id(), List.of()), held.getOrDefault(pair.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<LikelyDouble.Held>> files(List<LikelyDouble> pairs) {
        Map<UUID, List<LikelyDouble.Held>> held = new HashMap<>();
        jdbc.sql(
                        "select p.id, f.* from unnest(:ids::uuid[]) p (id) cross join lateral cases.files_of(p.id) f order by p.id, f.side desc")
                .param("ids", SqlArrays.ids(pairs, LikelyDouble::id))
                .query((row, n) -> held.computeIfAbsent(row.getObject("id", UUID.class), id -> new ArrayList<>())
                        .add(held(row)))
                .list();
        return held;
    }

    private static LikelyDouble.Held held(ResultSet row) throws SQLException {
        return new LikelyDouble.Held(
                LikelyDouble.Side.valueOf(row.getString("side")),
                row.getString("code"),
                row.getString("structure"),
                row.getString("worker"),
                row.getString("status"),
                row.getString("risk"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("plan"),
                row.getBoolean("home"),
                row.getInt("alerts"));
    }

    private static LikelyDouble read(ResultSet row) throws SQLException {
        return new LikelyDouble(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("other"),
                row.getBoolean("opened"),
                row.getString("asked_by"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("looked_by"),
                Timestamps.instant(row, "looked_at"),
                verdict(row.getString("verdict")),
                facts(row, row.getString("code"), ""),
                facts(row, row.getString("other"), "o_"),
                verdict(row.getString("mine")),
                row.getBoolean("speaks"),
                row.getBoolean("others"),
                List.of(),
                List.of(),
                same(row));
    }

    private static LikelyDouble.@Nullable Same same(ResultSet row) throws SQLException {
        String goesOn = row.getString("goes_on");
        String closes = row.getString("closes");
        if (goesOn == null || closes == null) return null;
        return new LikelyDouble.Same(
                goesOn,
                closes,
                LikelyDouble.Side.valueOf(row.getString("closing")),
                row.getBoolean("over"),
                side(row.getString("keeps")),
                side(row.getString("other_keeps")));
    }

    private static LikelyDouble.@Nullable Side side(@Nullable String name) {
        return name == null ? null : LikelyDouble.Side.valueOf(name);
    }

    private static LikelyDouble.@Nullable Verdict verdict(@Nullable String name) {
        return name == null ? null : LikelyDouble.Verdict.valueOf(name);
    }

    /** For the data protection officer: pairs that wait for another word than a side's, on the child or on the file that goes on. */
    List<LikelyDouble> between() {
        return jdbc.sql("select * from cases.doubles_between()")
                .query((row, n) -> new LikelyDouble(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("other"),
                        row.getString("other") != null,
                        null,
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        null,
                        null,
                        verdict(row.getString("verdict")),
                        null,
                        null,
                        verdict(row.getString("mine")),
                        true,
                        true,
                        List.of(),
                        List.of(),
                        asked(row)))
                .list();
    }

    /** Of one child: which file goes on, and which a side would keep instead, where one does; null while that is not settled. */
    private static LikelyDouble.@Nullable Same asked(ResultSet row) throws SQLException {
        String goesOn = row.getString("goes_on");
        String closes = row.getString("closes");
        LikelyDouble.Side wanted = side(row.getString("wanted"));
        if (goesOn == null || closes == null) return null;
        LikelyDouble.Side closing = LikelyDouble.Side.valueOf(row.getString("closing"));
        return new LikelyDouble.Same(goesOn, closes, closing, false, null, wanted);
    }

    private static LikelyDouble.@Nullable Facts facts(ResultSet row, @Nullable String code, String side)
            throws SQLException {
        if (code == null) return null;
        return new LikelyDouble.Facts(
                code,
                row.getString(side + "sex"),
                row.getObject(side + "age_at_rescue", Integer.class),
                row.getBoolean(side + "age_estimated"),
                row.getString(side + "nationality"),
                row.getString(side + "country"),
                row.getObject(side + "registered_at", OffsetDateTime.class).toInstant());
    }

    /** Those that wait for a word of the actor's. */
    int waiting(int limit) {
        return jdbc.sql("""
                        select count(*) from (select d.id from cases.double d where d.verdict is null order by d.at desc limit :limit) d
                         cross join lateral cases.said_of(d.id) w where w.speaks and w.mine is null
                        """)
                .param("limit", limit)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    Doubles.Result judge(UUID id, LikelyDouble.Verdict verdict) {
        return jdbc.sql("select cases.judge_double(:id, :verdict)")
                .param("id", id)
                .param("verdict", verdict.name())
                .query((row, n) -> Doubles.Result.valueOf(row.getString(1)))
                .single();
    }

    Doubles.Result choose(UUID id, LikelyDouble.Side keeps) {
        return jdbc.sql("select cases.choose_double(:id, :keeps)")
                .param("id", id)
                .param("keeps", keeps.name())
                .query((row, n) -> Doubles.Result.valueOf(row.getString(1)))
                .single();
    }

    /** The actor's files of children who have two that are open. */
    List<Doubles.Running> running() {
        return jdbc.sql("select code, closes from cases.same_running()")
                .query((row, n) -> new Doubles.Running(row.getString("code"), row.getBoolean("closes")))
                .list();
    }

    List<Doubles.Asked> whoAsked(String code) {
        return jdbc.sql("select at, person, structure, told from cases.who_asked(:code)")
                .param("code", code)
                .query((row, n) -> new Doubles.Asked(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("person"),
                        row.getString("structure"),
                        row.getBoolean("told")))
                .list();
    }
}
