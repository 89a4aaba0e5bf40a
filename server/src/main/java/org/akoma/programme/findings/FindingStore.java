package org.akoma.programme.findings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.programme.evaluation.Criterion;
import org.akoma.programme.evaluation.Source;
import org.akoma.programme.findings.Finding.Area;
import org.akoma.programme.findings.Finding.Evidence;
import org.akoma.programme.findings.Finding.Level;
import org.akoma.programme.findings.Recommendation.Reply;
import org.akoma.programme.findings.Recommendation.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on findings, recommendations and responses. */
@Repository
class FindingStore {

    private static final String FINDING = """
            select f.*, m.code as mission from evaluation.finding f join evaluation.mission m on m.id = f.mission_id
            """;

    private static final String RECOMMENDATION = """
            select r.*, m.code as mission, f.code as finding, o.code as structure, m.closed_at is null as open,
                   evaluation.answering(r.id) is not null as answers_itself, evaluation.answers(r.id) as mine,
                   case when m.released_at is not null and m.recall_id is null then m.response_due_on end as due_on,
                   p.id as response_id, p.answer, p.reason, p.proposed_at, p.confirmed_at,
                   (select a.code from access.organisation a where a.id = p.organisation_id) as answered_by
              from evaluation.recommendation r join evaluation.finding f on f.id = r.finding_id join evaluation.mission m on m.id = r.mission_id
              left join access.organisation o on o.id = r.organisation_id
              left join evaluation.response p on p.recommendation_id = r.id
            """;

    private static final String NOT_ENDED = " and p.ended_at is null ";

    private final JdbcClient jdbc;

    FindingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the team has an evaluator besides the actor. */
    boolean hasOtherEvaluator(UUID mission) {
        return jdbc.sql("select evaluation.has_other_evaluator(:mission)")
                .param("mission", mission)
                .query(Boolean.class)
                .single();
    }

    /** Whether one of these can agree now: an administrator may have ended their role. */
    boolean hasWhoAgrees(UUID mission) {
        return jdbc.sql("select evaluation.has_who_agrees(:mission)")
                .param("mission", mission)
                .query(Boolean.class)
                .single();
    }

    /** Whether a finding of it rests on an interview in which a child told of harm. */
    boolean citesHarm(UUID mission) {
        return jdbc.sql("select evaluation.cites_harm(:mission)")
                .param("mission", mission)
                .query(Boolean.class)
                .single();
    }

    List<Finding> ofMission(UUID mission) {
        Map<UUID, List<Evidence>> evidence = evidence("f.mission_id = :id", mission);
        Map<UUID, List<Finding.Earlier>> earlier = earlier("mission_id", mission);
        return jdbc.sql(FINDING + " where f.mission_id = :mission order by f.code")
                .param("mission", mission)
                .query((row, n) -> finding(row, evidence, earlier))
                .list();
    }

    Optional<Finding> find(UUID id) {
        Map<UUID, List<Evidence>> evidence = evidence("f.id = :id", id);
        Map<UUID, List<Finding.Earlier>> earlier = earlier("subject", id);
        return jdbc.sql(FINDING + " where f.id = :id")
                .param("id", id)
                .query((row, n) -> finding(row, evidence, earlier))
                .optional();
    }

    private Map<UUID, List<Evidence>> evidence(String which, UUID id) {
        Map<UUID, List<Evidence>> found = new HashMap<>();
        jdbc.sql("select e.* from evaluation.evidence e join evaluation.finding f on f.id = e.finding_id where " + which
                        + " order by e.source")
                .param("id", id)
                .query(row -> {
                    found.computeIfAbsent(row.getObject("finding_id", UUID.class), one -> new ArrayList<>())
                            .add(new Evidence(
                                    Source.valueOf(row.getString("source")),
                                    row.getString("note"),
                                    row.getString("cites")));
                });
        return found;
    }

    private Map<UUID, List<Finding.Earlier>> earlier(String column, UUID id) {
        Map<UUID, List<Finding.Earlier>> found = new HashMap<>();
        jdbc.sql("select * from evaluation.former where kind = 'FINDING' and " + column
                        + " = :id order by version desc")
                .param("id", id)
                .query(row -> {
                    found.computeIfAbsent(row.getObject("subject", UUID.class), one -> new ArrayList<>())
                            .add(new Finding.Earlier(
                                    row.getString("account"),
                                    row.getObject("changed_at", OffsetDateTime.class)
                                            .toInstant(),
                                    Level.valueOf(row.getString("severity")),
                                    row.getString("words")));
                });
        return found;
    }

    private static Finding finding(
            ResultSet row, Map<UUID, List<Evidence>> evidence, Map<UUID, List<Finding.Earlier>> earlier)
            throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Finding(
                id,
                row.getObject("mission_id", UUID.class),
                row.getString("mission"),
                row.getString("code"),
                Area.valueOf(row.getString("area")),
                Criterion.valueOf(row.getString("criterion")),
                Level.valueOf(row.getString("severity")),
                row.getString("words"),
                evidence.getOrDefault(id, List.of()),
                earlier.getOrDefault(id, List.of()),
                row.getInt("version"));
    }

    /** Codes of what a finding of this mission may cite, each with the guide of its interview; a file of the sample has none. */
    Map<String, String> citable(UUID mission) {
        Map<String, String> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select x.code, x.guide from (
                            select 'IV-' || lpad(i.number::text, 2, '0') as code, i.guide, 0 as place from evaluation.interview i
                             where i.mission_id = :mission and i.ended_at is not null and i.alerted_at is null
                            union all
                            select f.study, '', 1 from evaluation.study_files(:mission) f) x order by x.place, x.code
                        """).param("mission", mission).query(row -> {
            found.put(row.getString("code"), row.getString("guide"));
        });
        return found;
    }

    boolean insert(UUID mission, WriteFinding made) {
        boolean fresh = jdbc.sql("""
                        insert into evaluation.finding (id, mission_id, area, criterion, severity, words)
                        values (:id, :mission, :area, :criterion, :severity, :words) on conflict (id) do nothing
                        """)
                        .param("id", made.id())
                        .param("mission", mission)
                        .param("area", made.area().name())
                        .param("criterion", made.criterion().name())
                        .param("severity", made.severity().name())
                        .param("words", made.words())
                        .update()
                == 1;
        if (fresh) insert(made.id(), made.evidence());
        return fresh;
    }

    private void insert(UUID finding, List<Evidence> evidence) {
        for (Evidence one : evidence)
            jdbc.sql(
                            "insert into evaluation.evidence (finding_id, source, note, cites) values (:finding, :source, :note, :cites)")
                    .param("finding", finding)
                    .param("source", one.source().name())
                    .param("note", one.note())
                    .param("cites", one.cites())
                    .update();
    }

    /** False when another version is current. */
    boolean update(UUID finding, ChangeFinding changed, int version) {
        boolean current = jdbc.sql("""
                        update evaluation.finding set area = :area, criterion = :criterion, severity = :severity, words = :words, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("id", finding)
                        .param("version", version)
                        .param("area", changed.area().name())
                        .param("criterion", changed.criterion().name())
                        .param("severity", changed.severity().name())
                        .param("words", changed.words())
                        .update()
                == 1;
        if (!current) return false;
        jdbc.sql("delete from evaluation.evidence where finding_id = :id")
                .param("id", finding)
                .update();
        insert(finding, changed.evidence());
        return true;
    }

    /** False when another version is current. */
    boolean correct(UUID recommendation, String words, int version) {
        return jdbc.sql(
                                "update evaluation.recommendation set words = :words, version = version + 1 where id = :id and version = :version")
                        .param("id", recommendation)
                        .param("words", words)
                        .param("version", version)
                        .update()
                == 1;
    }

    List<Recommendation> recommendations(UUID mission) {
        return jdbc.sql(RECOMMENDATION + NOT_ENDED + " where r.mission_id = :mission order by r.code")
                .param("mission", mission)
                .query((row, n) -> recommendation(row))
                .list();
    }

    Optional<Recommendation> recommendation(UUID id) {
        return jdbc.sql(RECOMMENDATION + NOT_ENDED + " where r.id = :id")
                .param("id", id)
                .query((row, n) -> recommendation(row))
                .optional();
    }

    /** With this response, which may have been refused or taken back since. */
    Optional<Recommendation> ofResponse(UUID response) {
        return jdbc.sql(RECOMMENDATION + " where p.id = :response")
                .param("response", response)
                .query((row, n) -> recommendation(row))
                .optional();
    }

    /** Responses that were confirmed and ended when their last action was cancelled, the newest first. */
    List<Response> earlier(UUID recommendation) {
        return jdbc.sql("""
                        select p.id as response_id, p.answer, p.reason, p.proposed_at, p.confirmed_at, a.code as answered_by
                          from evaluation.response p join access.organisation a on a.id = p.organisation_id
                         where recommendation_id = :recommendation and confirmed_at is not null and ended_at is not null order by ended_at desc
                        """)
                .param("recommendation", recommendation)
                .query((row, n) -> written(row))
                .list();
    }

    /** Of those that are unanswered, the ones that the actor answers. */
    List<Recommendation> toAnswer(int most) {
        return unanswered(most).stream().filter(Recommendation::mine).toList();
    }

    /** Whom the release of a mission gives something to answer. */
    List<UUID> answerers(UUID mission) {
        return List.copyOf(jdbc.sql("select evaluation.answer_it(:mission)")
                .param("mission", mission)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Released, and with no answer of which the reader knows; the soonest due first. */
    List<Recommendation> unanswered(int most) {
        return jdbc.sql(RECOMMENDATION + NOT_ENDED + """
                         where m.released_at is not null and m.recall_id is null and m.closed_at is null and p.id is null order by m.response_due_on, m.code, r.code limit :most
                        """)
                .param("most", most)
                .query((row, n) -> recommendation(row))
                .list();
    }

    /** With one of these codes, written without signs; of confirmed answers alone. Missions that began last come first. */
    List<FindingsFound.Coded> coded(Set<String> codes) {
        return jdbc.sql("""
                        select x.kind, x.id, x.code, x.words, m.code as mission
                          from (select 'FINDING' as kind, id, code, words, mission_id from evaluation.finding
                                union all select 'RECOMMENDATION', id, code, words, mission_id from evaluation.recommendation
                                union all select 'ACTION', a.id, a.code, a.words, a.mission_id from evaluation.action a
                                          join evaluation.response p on p.id = a.response_id where p.confirmed_at is not null) x
                          join evaluation.mission m on m.id = x.mission_id
                         where replace(x.code, '-', '') = any (:codes) order by m.first_day desc, m.code, x.code
                        """)
                .param("codes", codes.toArray(String[]::new))
                .query((row, n) -> new FindingsFound.Coded(
                        FindingsFound.Kind.valueOf(row.getString("kind")),
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("mission"),
                        row.getString("words")))
                .list();
    }

    private static Recommendation recommendation(ResultSet row) throws SQLException {
        return new Recommendation(
                row.getObject("id", UUID.class),
                row.getObject("finding_id", UUID.class),
                row.getString("mission"),
                row.getString("code"),
                row.getString("finding"),
                row.getString("words"),
                row.getString("structure"),
                row.getBoolean("answers_itself"),
                row.getBoolean("mine"),
                Level.valueOf(row.getString("priority")),
                row.getBoolean("open"),
                row.getObject("due_on", LocalDate.class),
                response(row),
                row.getInt("version"));
    }

    private static @Nullable Response response(ResultSet row) throws SQLException {
        return row.getObject("response_id", UUID.class) == null ? null : written(row);
    }

    private static Response written(ResultSet row) throws SQLException {
        OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        return new Response(
                row.getObject("response_id", UUID.class),
                Reply.valueOf(row.getString("answer")),
                row.getString("reason"),
                row.getString("answered_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                confirmed == null ? null : confirmed.toInstant());
    }

    boolean insert(UUID finding, Recommend made, @Nullable UUID structure) {
        return jdbc.sql("""
                        insert into evaluation.recommendation (id, finding_id, words, organisation_id, priority)
                        values (:id, :finding, :words, :structure, :priority) on conflict (id) do nothing
                        """)
                        .param("id", made.id())
                        .param("finding", finding)
                        .param("words", made.words())
                        .param("structure", structure)
                        .param("priority", made.priority().name())
                        .update()
                == 1;
    }

    void insert(UUID recommendation, ProposeResponse made) {
        jdbc.sql("""
                        insert into evaluation.response (id, recommendation_id, answer, reason, proposed_by, proposed_at)
                        values (:id, :recommendation, :answer, :reason, access.actor(), access.moment())
                        """)
                .param("id", made.id())
                .param("recommendation", recommendation)
                .param("answer", made.answer().name())
                .param("reason", made.reason())
                .update();
    }

    /** By who agreed to it, in that transaction. */
    void confirm(UUID response) {
        jdbc.sql("""
                        update evaluation.response set confirmed_by = access.actor(), confirmed_at = access.moment(), version = version + 1 where id = :id
                        """).param("id", response).update();
    }

    /** After it was refused or taken back. */
    void end(UUID response) {
        jdbc.sql("update evaluation.response set ended_at = access.moment(), version = version + 1 where id = :id")
                .param("id", response)
                .update();
    }

    /** What keeps this account from owning an action of an answer to it: a code of error; empty = nothing does. */
    Optional<String> noOwner(UUID recommendation, String account) {
        return Optional.ofNullable(jdbc.sql("select coalesce(evaluation.no_owner(:recommendation, :account), '')")
                        .param("recommendation", recommendation)
                        .param("account", account)
                        .query(String.class)
                        .single())
                .filter(code -> !code.isEmpty());
    }

    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
