package org.akoma.programme.training;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.SqlArrays;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on training.course and training.session. */
@Repository
class TrainingSessionStore {

    private static final String TRAINERS = "training.session/";
    private static final String SELECT = """
            select s.*, c.code as course, c.edition, c.title, c.modules,
                   (select count(*) from training.participant p where p.session_id = s.id and p.withdrawn_at is null) as participants,
                   (select count(*) from training.participant p where p.session_id = s.id and p.withdrawn_at is null
                       and exists (select from training.certificate k where k.participant_id = p.id and k.revoked_at is null)) as certified
              from training.session s join training.course c on c.id = s.course_id
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    TrainingSessionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    List<Course> courses() {
        return jdbc.sql("select * from training.course order by code, edition desc limit 200")
                .query((row, n) -> new Course(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getInt("edition"),
                        row.getString("title"),
                        modules(row)))
                .list();
    }

    void insert(Course made) {
        jdbc.sql(
                        "insert into training.course (id, code, edition, title, modules) values (:id, :code, :edition, :title, :modules)")
                .param("id", made.id())
                .param("code", made.code())
                .param("edition", made.edition())
                .param("title", made.title())
                .param("modules", SqlArrays.codes(List.copyOf(made.modules()), one -> one))
                .update();
    }

    /** Newest first. */
    List<TrainingSession> all(Actor actor, int most) {
        return jdbc.sql(SELECT + "order by s.days[1] desc, s.code limit :most")
                .param("most", most)
                .query((row, n) -> read(actor, row))
                .list();
    }

    Optional<TrainingSession> find(Actor actor, String code) {
        return jdbc.sql(SELECT + "where s.code = :code")
                .param("code", code)
                .query((row, n) -> read(actor, row))
                .optional();
    }

    /** False when the code is taken. */
    boolean insert(UUID id, String code, UUID course, String country, SessionPlan plan) {
        return jdbc.sql("""
                        insert into training.session (id, code, course_id, country, town, days, capacity, trainers)
                        values (:id, :code, :course, :country, :town, :days::date[], :capacity, :trainers::bytea) on conflict (code) do nothing
                        """)
                        .param("id", id)
                        .param("code", code)
                        .param("course", course)
                        .param("country", country)
                        .param("town", plan.town())
                        .param("days", SqlArrays.days(plan.days(), day -> day))
                        .param("capacity", plan.capacity())
                        .param("trainers", sealed(id, plan.trainers()), java.sql.Types.BINARY)
                        .update()
                == 1;
    }

    /** False when it no longer has this version. */
    boolean update(UUID id, SessionPlan plan, int version) {
        return jdbc.sql("""
                        update training.session set town = :town, days = :days::date[], capacity = :capacity, trainers = :trainers::bytea, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("town", plan.town())
                        .param("days", SqlArrays.days(plan.days(), day -> day))
                        .param("capacity", plan.capacity())
                        .param("trainers", sealed(id, plan.trainers()), java.sql.Types.BINARY)
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    boolean cancel(UUID id, int version) {
        return jdbc.sql("""
                        update training.session set cancelled_at = access.moment(), version = version + 1 where id = :id and version = :version
                           and cancelled_at is null
                        """).param("id", id).param("version", version).update() == 1;
    }

    /** Whether somebody's attendance is recorded: its days are then what they were. */
    boolean isHeld(UUID session) {
        return jdbc.sql("""
                        select exists (select from training.attendance a join training.participant p on p.id = a.participant_id where p.session_id = :id)
                        """).param("id", session).query(Boolean.class).single();
    }

    /** Until the end of the transaction nobody else changes who takes part. */
    void lock(UUID session) {
        jdbc.sql("select id from training.session where id = :id for update")
                .param("id", session)
                .query(UUID.class)
                .single();
    }

    void insertReaction(UUID id, UUID session, List<Integer> answers) {
        jdbc.sql("insert into training.reaction (id, session_id, answers) values (:id, :session, :answers::int[])")
                .param("id", id)
                .param("session", session)
                .param("answers", SqlArrays.numbers(answers, one -> one))
                .update();
    }

    int reactions(UUID session) {
        return jdbc.sql("select count(*) from training.reaction where session_id = :id")
                .param("id", session)
                .query(Integer.class)
                .single();
    }

    boolean hasReaction(UUID id) {
        return jdbc.sql("select exists (select from training.reaction where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private byte @Nullable [] sealed(UUID session, @Nullable String trainers) {
        return trainers == null ? null : vault.sealForHouse(Compartment.ENFORCEMENT, TRAINERS + session, trainers);
    }

    static List<LocalDate> days(ResultSet row) throws SQLException {
        return Arrays.stream((Date[]) row.getArray("days").getArray())
                .map(Date::toLocalDate)
                .toList();
    }

    static java.util.Set<TrainingModule> modules(ResultSet row) throws SQLException {
        Array modules = row.getArray("modules");
        return Stream.of((String[]) modules.getArray())
                .map(TrainingModule::valueOf)
                .collect(Collectors.toSet());
    }

    /** Who teaches is sealed for the police side. */
    private TrainingSession read(Actor actor, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] trainers = row.getBytes("trainers");
        int capacity = row.getInt("capacity");
        boolean limited = !row.wasNull();
        return new TrainingSession(
                id,
                row.getString("code"),
                new Course(
                        row.getObject("course_id", UUID.class),
                        row.getString("course"),
                        row.getInt("edition"),
                        row.getString("title"),
                        modules(row)),
                row.getString("country"),
                row.getString("town"),
                days(row),
                limited ? capacity : null,
                trainers == null || actor.compartment() != Compartment.ENFORCEMENT
                        ? null
                        : vault.readOfHouse(Compartment.ENFORCEMENT, TRAINERS + id, trainers, String.class),
                row.getObject("cancelled_at") != null,
                row.getInt("participants"),
                row.getInt("certified"),
                row.getInt("version"));
    }
}
