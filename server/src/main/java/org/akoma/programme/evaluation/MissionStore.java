package org.akoma.programme.evaluation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on missions, their team, schedule, questions and ratings. Who writes is set by the database. */
@Repository
class MissionStore {

    private static final String SELECT = """
            select m.*, evaluation.in_team(m.id) as member, coalesce(m.made_by = access.actor(), false) as leads,
                   array(select c.code from evaluation.criterion c where c.criteria_set = m.criteria_set order by c.place) as criteria,
                   array(select t.account from evaluation.team t where t.mission_id = m.id and t.left_at is null order by t.account) as team,
                   evaluation.evaluators_of(m.id) as evaluators, f.account as refused_account, f.at as refused_at
              from evaluation.mission m left join lateral evaluation.refused_release(m.id) f on true
            """;

    private static final String TOWN = "evaluation.mission.town";

    private final JdbcClient jdbc;
    private final Vault vault;

    MissionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Under the key that all who read missions share: the care side, the police and the custodian. */
    private byte @Nullable [] sealed(UUID id, @Nullable String town) {
        return town == null ? null : vault.sealInAirlock(id, TOWN, town);
    }

    private @Nullable String opened(UUID id, byte @Nullable [] town) {
        return town == null ? null : vault.readInAirlock(id, TOWN, town, String.class);
    }

    List<Mission> all(int most) {
        return jdbc.sql(SELECT + " order by m.first_day desc, m.id desc limit :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Mission> find(String code) {
        return jdbc.sql(SELECT + " where m.code = :code")
                .param("code", code)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Mission> find(UUID id) {
        return jdbc.sql(SELECT + " where m.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Accounts whose removal waits for a second person, and since when. */
    Map<String, Instant> removalsWaiting(UUID mission) {
        Map<String, Instant> found = new TreeMap<>();
        jdbc.sql("select account, asked_at from evaluation.removals_waiting(:mission)")
                .param("mission", mission)
                .query(row -> {
                    found.put(row.getString("account"), Timestamps.moment(row, "asked_at"));
                });
        return found;
    }

    boolean insert(UUID id, String code, MissionPlan plan) {
        return planned(jdbc.sql("""
                        insert into evaluation.mission (id, code, kind, town, first_day, last_day, terms, report_on, response_due_on)
                        values (:id, :code, :kind, :town, :first, :last, :terms, :report, :due) on conflict (code) do nothing
                        """).param("code", code), id, plan).update() == 1;
    }

    /** False when another version is current. */
    boolean update(UUID id, MissionPlan plan, int version) {
        return planned(jdbc.sql("""
                        update evaluation.mission set kind = :kind, town = :town, first_day = :first, last_day = :last, terms = :terms,
                               report_on = :report, response_due_on = :due, version = version + 1
                         where id = :id and version = :version
                        """).param("version", version), id, plan).update() == 1;
    }

    private JdbcClient.StatementSpec planned(JdbcClient.StatementSpec sql, UUID id, MissionPlan plan) {
        return sql.param("id", id)
                .param("kind", plan.kind().name())
                .param("town", sealed(id, plan.town()))
                .param("first", plan.firstDay())
                .param("last", plan.lastDay())
                .param("terms", plan.terms())
                .param("report", plan.reportOn())
                .param("due", plan.responseDueOn());
    }

    /** For the first time, or again after it was taken back: then it keeps the day of the first release. */
    void release(UUID id, int version, boolean again) {
        String what = again
                ? "recall_id = null, recall_agreed_at = null"
                : "released_at = access.moment(), released_by = access.actor()";
        jdbc.sql("update evaluation.mission set " + what
                        + ", version = version + 1 where id = :id and version = :version")
                .param("id", id)
                .param("version", version)
                .update();
    }

    /** That the actor read what was released, for who has to know it once it is taken back. */
    void noteReading(UUID id) {
        jdbc.sql("select evaluation.note_reading(:id)")
                .param("id", id)
                .query((row, n) -> true)
                .list();
    }

    void close(UUID id, int version) {
        jdbc.sql("""
                        update evaluation.mission set closed_at = access.moment(), closed_by = access.actor(), version = version + 1
                         where id = :id and version = :version
                        """).param("id", id).param("version", version).update();
    }

    /** Whether questions, ratings or findings name criteria of its set. */
    boolean usesItsCriteria(UUID id) {
        return jdbc.sql("""
                        select exists (select from evaluation.question q where q.mission_id = :id)
                            or exists (select from evaluation.rating r where r.mission_id = :id)
                            or exists (select from evaluation.finding f where f.mission_id = :id)
                        """).param("id", id).query(Boolean.class).single();
    }

    /** The set of a day. */
    String criteriaOn(LocalDate day) {
        return jdbc.sql(
                        "select code from evaluation.criteria_set where valid_from <= :day order by valid_from desc limit 1")
                .param("day", day)
                .query(String.class)
                .single();
    }

    /** The latest day of an answer to a report of this day, as the database has it. */
    LocalDate lastAnswer(LocalDate report) {
        return jdbc.sql("select evaluation.last_answer(:report)")
                .param("report", report)
                .query(LocalDate.class)
                .single();
    }

    void addMember(UUID mission, String account) {
        jdbc.sql("insert into evaluation.team (mission_id, account) values (:mission, :account)")
                .param("mission", mission)
                .param("account", account)
                .update();
    }

    void removeMember(UUID mission, String account) {
        jdbc.sql(
                        "update evaluation.team set left_at = access.moment(), left_by = access.actor() where mission_id = :mission and account = :account and left_at is null")
                .param("mission", mission)
                .param("account", account)
                .update();
    }

    /** Somebody of a team. */
    record Member(UUID id, UUID mission, UUID person, String account, int version) {}

    Optional<Member> member(UUID mission, String account) {
        return jdbc.sql(
                        "select * from evaluation.team where mission_id = :mission and account = :account and left_at is null")
                .param("mission", mission)
                .param("account", account)
                .query((row, n) -> aMember(row))
                .optional();
    }

    Optional<Member> member(UUID id) {
        return jdbc.sql("select * from evaluation.team where id = :id")
                .param("id", id)
                .query((row, n) -> aMember(row))
                .optional();
    }

    private static Member aMember(ResultSet row) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getObject("mission_id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("account"),
                row.getInt("version"));
    }

    /** As it was agreed to. */
    void takeOff(UUID id, String why) {
        jdbc.sql(
                        "update evaluation.team set left_at = access.moment(), left_by = access.actor(), left_why = :why where id = :id and left_at is null")
                .param("id", id)
                .param("why", why)
                .update();
    }

    List<Mission.Slot> slots(UUID mission) {
        return jdbc.sql("select * from evaluation.slot where mission_id = :mission order by day, begins, id")
                .param("mission", mission)
                .query((row, n) -> new Mission.Slot(
                        row.getObject("id", UUID.class),
                        row.getObject("day", LocalDate.class),
                        row.getObject("begins", LocalTime.class),
                        row.getObject("ends", LocalTime.class),
                        Mission.Work.valueOf(row.getString("work")),
                        row.getString("note")))
                .list();
    }

    boolean insert(UUID mission, Mission.Slot slot) {
        return jdbc.sql("""
                        insert into evaluation.slot (id, mission_id, day, begins, ends, work, note)
                        values (:id, :mission, :day, :begins, :ends, :work, :note) on conflict (id) do nothing
                        """)
                        .param("id", slot.id())
                        .param("mission", mission)
                        .param("day", slot.day())
                        .param("begins", slot.begins())
                        .param("ends", slot.ends())
                        .param("work", slot.work().name())
                        .param("note", slot.note())
                        .update()
                == 1;
    }

    boolean removeSlot(UUID mission, UUID slot) {
        return jdbc.sql("delete from evaluation.slot where mission_id = :mission and id = :id")
                        .param("mission", mission)
                        .param("id", slot)
                        .update()
                == 1;
    }

    List<Mission.Question> questions(UUID mission) {
        return jdbc.sql("""
                        select q.* from evaluation.question q join evaluation.criterion c on c.criteria_set = q.criteria_set and c.code = q.criterion
                         where q.mission_id = :mission order by c.place, q.id
                        """)
                .param("mission", mission)
                .query((row, n) -> new Mission.Question(
                        row.getObject("id", UUID.class),
                        Criterion.valueOf(row.getString("criterion")),
                        row.getString("words"),
                        texts(row, "sources").stream().map(Source::valueOf).toList()))
                .list();
    }

    boolean insert(UUID mission, AskQuestion asked) {
        return jdbc.sql("""
                        insert into evaluation.question (id, mission_id, criterion, words, sources)
                        values (:id, :mission, :criterion, :words, :sources::text[]) on conflict (id) do nothing
                        """)
                        .param("id", asked.id())
                        .param("mission", mission)
                        .param("criterion", asked.criterion().name())
                        .param("words", asked.words())
                        .param(
                                "sources",
                                asked.sources().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .toArray(String[]::new))
                        .update()
                == 1;
    }

    boolean removeQuestion(UUID mission, UUID question) {
        return jdbc.sql("delete from evaluation.question where mission_id = :mission and id = :id")
                        .param("mission", mission)
                        .param("id", question)
                        .update()
                == 1;
    }

    List<Mission.Rating> ratings(UUID mission) {
        return jdbc.sql("""
                        select r.* from evaluation.rating r join evaluation.criterion c on c.criteria_set = r.criteria_set and c.code = r.criterion
                         where r.mission_id = :mission order by c.place
                        """)
                .param("mission", mission)
                .query((row, n) -> new Mission.Rating(
                        Criterion.valueOf(row.getString("criterion")),
                        row.getObject("points", Integer.class),
                        row.getString("note"),
                        row.getInt("version")))
                .list();
    }

    void rate(UUID mission, RateCriterion rated) {
        jdbc.sql("""
                        insert into evaluation.rating as r (mission_id, criterion, points, note, rated_by, rated_at)
                        values (:mission, :criterion, :points, :note, access.actor(), access.moment())
                            on conflict (mission_id, criterion) do update set points = excluded.points, note = excluded.note,
                               rated_by = access.actor(), rated_at = access.moment(), version = r.version + 1
                        """)
                .param("mission", mission)
                .param("criterion", rated.criterion().name())
                .param("points", rated.points())
                .param("note", rated.note())
                .update();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Mission.@Nullable Release release(ResultSet row) throws SQLException {
        String by = row.getString("released_account");
        return by == null ? null : new Mission.Release(by, row.getString("asked_account"));
    }

    private static Mission.@Nullable Refusal refusal(ResultSet row) throws SQLException {
        String by = row.getString("refused_account");
        Instant at = moment(row, "refused_at");
        return by == null || at == null ? null : new Mission.Refusal(by, at);
    }

    private static Mission.@Nullable Recall recall(ResultSet row) throws SQLException {
        UUID id = row.getObject("recall_id", UUID.class);
        return id == null ? null : new Mission.Recall(id, moment(row, "recall_agreed_at") != null);
    }

    private Mission read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Mission(
                id,
                row.getString("code"),
                new MissionPlan(
                        Mission.Kind.valueOf(row.getString("kind")),
                        opened(id, row.getBytes("town")),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getString("terms"),
                        row.getObject("report_on", LocalDate.class),
                        row.getObject("response_due_on", LocalDate.class)),
                row.getString("criteria_set"),
                texts(row, "criteria").stream().map(Criterion::valueOf).toList(),
                moment(row, "released_at"),
                release(row),
                recall(row),
                refusal(row),
                moment(row, "closed_at"),
                texts(row, "team"),
                texts(row, "evaluators"),
                row.getBoolean("member"),
                row.getBoolean("leads"),
                row.getInt("version"));
    }

    /**
     * Whether so many of these tokens are names of one child: NAMED, OFTEN when the actor heard so too often today, or null.
     *
     * @param whose code of the mission or the workshop
     */
    @Nullable
    String namesChildren(String whose, List<Long> tokens, int fewest, List<Long> pairs) {
        return jdbc.sql("select evaluation.names_children(:whose, :tokens, :fewest, :pairs)")
                .param("whose", whose)
                .param("tokens", tokens.toArray(Long[]::new))
                .param("fewest", fewest)
                .param("pairs", pairs.toArray(Long[]::new))
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }
}
