package org.akoma.programme.findings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.programme.findings.Finding.Area;
import org.akoma.programme.findings.ProposeResponse.Planned;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on actions. Who acted and when is set by the statement; the database refuses other hands. */
@Repository
class ActionStore {

    private static final String SELECT = """
            select a.*, m.code as mission, c.id as recommendation_id, c.code as recommendation, f.area, o.code as structure, x.code as receiver_structure,
                   r.confirmed_at is not null as confirmed,
                   case when a.transferred_at is null then a.owner_id = access.actor() else evaluation.carries_on(a.id) end as mine, evaluation.state_of(a, :today) as state,
                   a.transferred_at is not null and a.done_at is null and a.due_on < :today as late
              from evaluation.action a join evaluation.response r on r.id = a.response_id
              join evaluation.recommendation c on c.id = r.recommendation_id join evaluation.finding f on f.id = c.finding_id
              join evaluation.mission m on m.id = a.mission_id join access.organisation o on o.id = a.organisation_id
              left join access.organisation x on x.id = a.receiver_id
            """;

    private final JdbcClient jdbc;

    ActionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that were confirmed, the soonest due first. What was transferred is found by who carries it on too, and is open to them. */
    List<Action> list(ActionFilter wanted, LocalDate today, int most) {
        return jdbc.sql("select * from (" + SELECT + """
                        ) a where a.confirmed and (:mission::text is null or a.mission = :mission) and (:area::text is null or a.area = :area)
                           and (:owner::text is null or a.owner = :owner or a.structure = :owner or a.receiver_structure = :owner
                                or a.mine and :owner = (select upper(p.code) from access.person p where p.id = access.actor())) and (:state::text is null or a.state = :state or :state = 'OVERDUE' and a.late)
                           and (not :open or a.state in ('NOT_STARTED', 'IN_PROGRESS', 'OVERDUE') or a.state = 'TRANSFERRED' and a.mine)
                         order by a.due_on, a.mission, a.code limit :most
                        """)
                .param("today", today)
                .param("mission", wanted.mission())
                .param("area", name(wanted.area()))
                .param("owner", wanted.owner())
                .param("state", name(wanted.state()))
                .param("open", wanted.open())
                .param("most", most)
                .query(reading())
                .list();
    }

    private static @Nullable String name(@Nullable Enum<?> code) {
        return code == null ? null : code.name();
    }

    /** Of a recommendation, those that wait for a second person with their response too. */
    List<Action> ofRecommendation(UUID recommendation, LocalDate today) {
        return jdbc.sql(SELECT + " where c.id = :recommendation and r.ended_at is null order by a.code")
                .param("today", today)
                .param("recommendation", recommendation)
                .query(reading())
                .list();
    }

    List<Action> ofResponse(UUID response, LocalDate today) {
        return jdbc.sql(SELECT + " where r.id = :response order by a.code")
                .param("today", today)
                .param("response", response)
                .query(reading())
                .list();
    }

    /** Of a response that was confirmed and has ended since, too. */
    Optional<Action> find(UUID id, LocalDate today) {
        return jdbc.sql(SELECT + " where a.id = :id and (r.ended_at is null or r.confirmed_at is not null)")
                .param("today", today)
                .param("id", id)
                .query(reading())
                .optional();
    }

    /** The actor's own that are open, and those that their structure received and nobody has done yet, due until a day. */
    List<Action> own(LocalDate today, LocalDate until, int most) {
        return jdbc.sql(SELECT + """
                         where a.due_on <= :until and r.confirmed_at is not null and num_nonnulls(a.done_at, a.cancelled_at) = 0
                           and case when a.transferred_at is null then a.owner_id = access.actor() and m.closed_at is null else evaluation.carries_on(a.id) end
                         order by a.due_on, a.code limit :most
                        """)
                .param("today", today)
                .param("until", until)
                .param("most", most)
                .query(reading())
                .list();
    }

    void insert(UUID id, UUID response, Planned planned) {
        jdbc.sql("""
                        insert into evaluation.action (id, response_id, words, owner, due_on, means) values (:id, :response, :words, :owner, :due, :means)
                        """)
                .param("id", id)
                .param("response", response)
                .param("words", planned.words())
                .param("owner", planned.owner().strip().toUpperCase(Locale.ROOT))
                .param("due", planned.dueOn())
                .param("means", planned.means())
                .update();
    }

    /** Of an action, whose account it is and who answered for its response. */
    List<UUID> concerned(UUID action) {
        return List.copyOf(jdbc.sql("""
                        select x from evaluation.action a join evaluation.response r on r.id = a.response_id,
                               unnest(array[a.owner_id, r.proposed_by, r.recommended_by]) x where a.id = :id
                        """)
                .param("id", action)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    List<UUID> owners(UUID response) {
        return List.copyOf(jdbc.sql("select distinct owner_id from evaluation.action where response_id = :response")
                .param("response", response)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** False when another version is current. */
    boolean start(UUID id, int version) {
        return changed(jdbc.sql("""
                        update evaluation.action set started_at = access.moment(), started_by = access.actor(), version = version + 1
                         where id = :id and version = :version
                        """), id, version);
    }

    /** Why it cannot have been done on this day: before its response was proposed, or before it was transferred. */
    Optional<String> tooEarly(UUID id, LocalDate day) {
        return jdbc.sql("""
                        select case when :day < (a.transferred_at at time zone 'UTC')::date then 'evaluation.done-before-transfer'
                                    when :day < (r.proposed_at at time zone 'UTC')::date then 'evaluation.done-before-response' end
                          from evaluation.action a join evaluation.response r on r.id = a.response_id where a.id = :id
                        """)
                .param("day", day)
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    /** Whether nothing else is left of what was accepted, so that the response ends with it. */
    boolean isLast(UUID id) {
        return jdbc.sql("select evaluation.is_last_action(:id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** As it was agreed to. */
    boolean finish(UUID id, int version, LocalDate on, String proof) {
        return changed(jdbc.sql("""
                        update evaluation.action set done_on = :on, done_at = access.moment(), done_by = access.actor(), proof = :proof, version = version + 1
                         where id = :id and version = :version
                        """).param("on", on).param("proof", proof), id, version);
    }

    boolean cancel(UUID id, int version, String why) {
        return changed(jdbc.sql("""
                        update evaluation.action set cancelled_at = access.moment(), cancelled_by = access.actor(), cancelled_why = :why,
                               version = version + 1 where id = :id and version = :version
                        """).param("why", why), id, version);
    }

    boolean transfer(UUID id, int version, String receiver, UUID structure) {
        return changed(jdbc.sql("""
                        update evaluation.action set transferred_at = access.moment(), transferred_by = access.actor(), receiver = :receiver,
                               receiver_id = :structure, version = version + 1 where id = :id and version = :version
                        """).param("receiver", receiver).param("structure", structure), id, version);
    }

    private static boolean changed(JdbcClient.StatementSpec sql, UUID id, int version) {
        return sql.param("id", id).param("version", version).update() == 1;
    }

    private RowMapper<Action> reading() {
        Map<UUID, List<Action.Asked>> asked = asked();
        return (row, n) -> read(row, asked);
    }

    /** What waits for a second person, by the action: who reads an action reads that, and opens it where it is theirs. */
    private Map<UUID, List<Action.Asked>> asked() {
        return jdbc
                .sql("""
                        select e.*, (select d.id from access.decision d where d.id = e.decision) as opened from evaluation.ends_asked() e
                         order by e.asked_at, e.kind
                        """)
                .query((row, n) -> Map.entry(row.getObject("action", UUID.class), asked(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Action.Asked asked(ResultSet row) throws SQLException {
        return new Action.Asked(
                row.getObject("opened", UUID.class),
                ActionEndings.Kind.valueOf(row.getString("kind")),
                row.getString("asked_by"),
                Objects.requireNonNull(FindingStore.moment(row, "asked_at")),
                row.getString("receiver"),
                row.getString("receiver_structure"));
    }

    private static Action read(ResultSet row, Map<UUID, List<Action.Asked>> asked) throws SQLException {
        return new Action(
                row.getObject("id", UUID.class),
                row.getString("mission"),
                row.getString("code"),
                row.getObject("recommendation_id", UUID.class),
                row.getString("recommendation"),
                Area.valueOf(row.getString("area")),
                row.getString("words"),
                row.getString("owner"),
                row.getString("structure"),
                row.getObject("due_on", LocalDate.class),
                row.getString("means"),
                Action.State.valueOf(row.getString("state")),
                row.getBoolean("late"),
                FindingStore.moment(row, "started_at"),
                row.getObject("done_on", LocalDate.class),
                row.getString("proof"),
                row.getString("cancelled_why"),
                row.getString("receiver"),
                row.getString("receiver_structure"),
                row.getBoolean("confirmed"),
                row.getBoolean("mine"),
                asked.getOrDefault(row.getObject("id", UUID.class), List.of()),
                row.getInt("version"));
    }
}
