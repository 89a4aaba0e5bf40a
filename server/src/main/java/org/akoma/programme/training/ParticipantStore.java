package org.akoma.programme.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on training.participant, its attendance and its scores. The care side may not read the column of names. */
@Repository
class ParticipantStore {

    private static final String NAME = "training.participant/";
    private static final String COLUMNS = """
            select p.id, s.code as session, p.code, o.code as structure, p.function, p.sex, p.account, p.practical, p.withdrawn_at, p.version%s
              from training.participant p join training.session s on s.id = p.session_id left join access.organisation o on o.id = p.organisation_id
            """;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final CertificateStore certificates;

    ParticipantStore(JdbcClient jdbc, Vault vault, CertificateStore certificates) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.certificates = certificates;
    }

    private static boolean readsNames(Actor actor) {
        return actor.compartment() == Compartment.ENFORCEMENT;
    }

    private static String select(Actor actor) {
        return COLUMNS.formatted(readsNames(actor) ? ", p.name" : "");
    }

    /** Those of a session after this code, in the order of codes; who left is at its place too. */
    List<Participant> of(Actor actor, UUID session, String after, int most) {
        return jdbc.sql(select(actor) + "where p.session_id = :session and p.code > :after order by p.code limit :most")
                .param("session", session)
                .param("after", after)
                .param("most", most)
                .query((row, n) -> read(actor, row))
                .list();
    }

    /** What is written of the actor, the newest session first. */
    List<Participant> mine(Actor actor) {
        return jdbc.sql(select(actor) + "where p.person_id = access.actor() order by s.days[1] desc, p.code limit 50")
                .query((row, n) -> read(actor, row))
                .list();
    }

    Optional<Participant> find(Actor actor, String code) {
        return jdbc.sql(select(actor) + "where p.code = :code")
                .param("code", code)
                .query((row, n) -> read(actor, row))
                .optional();
    }

    Optional<Participant> find(Actor actor, UUID id) {
        return jdbc.sql(select(actor) + "where p.id = :id")
                .param("id", id)
                .query((row, n) -> read(actor, row))
                .optional();
    }

    /** By code, of those of this session. */
    Map<String, Participant> known(Actor actor, UUID session) {
        Map<String, Participant> known = new HashMap<>();
        of(actor, session, "", Integer.MAX_VALUE).forEach(one -> known.put(one.code(), one));
        return known;
    }

    /** The number that the next one gets. */
    int next(UUID session) {
        return jdbc.sql("select count(*) + 1 from training.participant where session_id = :id")
                .param("id", session)
                .query(Integer.class)
                .single();
    }

    int there(UUID session) {
        return jdbc.sql("select count(*) from training.participant where session_id = :id and withdrawn_at is null")
                .param("id", session)
                .query(Integer.class)
                .single();
    }

    void insert(UUID id, UUID session, String code, @Nullable UUID structure, ParticipantDetails told) {
        jdbc.sql("""
                        insert into training.participant (id, session_id, code, organisation_id, function, sex, account, name)
                        values (:id, :session, :code, :structure::uuid, :function, :sex, :account, :name::bytea)
                        """)
                .param("id", id)
                .param("session", session)
                .param("code", code)
                .param("structure", structure, java.sql.Types.OTHER)
                .param("function", told.profession().name())
                .param("sex", told.sex())
                .param("account", told.account())
                .param("name", sealed(id, told.name()), java.sql.Types.BINARY)
                .update();
    }

    /** A name that stays is not sealed anew: other bytes suspend the certificate. False when they no longer have this version. */
    boolean update(Participant before, @Nullable UUID structure, ParticipantDetails told) {
        return jdbc.sql("""
                        update training.participant set organisation_id = :structure::uuid, function = :function, sex = :sex, account = :account,
                               name = case when :renamed then :name::bytea else name end, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("structure", structure, java.sql.Types.OTHER)
                        .param("function", told.profession().name())
                        .param("sex", told.sex())
                        .param("account", told.account())
                        .param("renamed", !Objects.equals(before.name(), told.name()))
                        .param("name", sealed(before.id(), told.name()), java.sql.Types.BINARY)
                        .param("id", before.id())
                        .param("version", before.version())
                        .update()
                == 1;
    }

    boolean withdraw(UUID id, int version) {
        return jdbc.sql("""
                        update training.participant set withdrawn_at = access.moment(), version = version + 1
                         where id = :id and version = :version and withdrawn_at is null
                        """).param("id", id).param("version", version).update() == 1;
    }

    void practical(UUID id, Participant.Practical how) {
        jdbc.sql("""
                        update training.participant set practical = :how, version = version + 1
                         where id = :id and practical is distinct from :how
                        """).param("how", how.name()).param("id", id).update();
    }

    void attend(UUID id, LocalDate day, boolean present) {
        jdbc.sql("""
                        insert into training.attendance as a (participant_id, day, present) values (:id, :day, :present)
                        on conflict (participant_id, day) do update set present = excluded.present
                         where a.present <> excluded.present
                        """)
                .param("id", id)
                .param("day", day)
                .param("present", present)
                .update();
    }

    /** @param part {@code TOTAL} or a module */
    void score(UUID id, Results.Round round, String part, int points) {
        jdbc.sql("""
                        insert into training.score as s (participant_id, round, part, points) values (:id, :round, :part, :points)
                        on conflict (participant_id, round, part) do update set points = excluded.points
                         where s.points <> excluded.points
                        """)
                .param("id", id)
                .param("round", round.name())
                .param("part", part)
                .param("points", points)
                .update();
    }

    /** Each with all that is recorded of them, in the same order. */
    List<Results> results(List<Participant> people) {
        UUID[] ids = people.stream().map(Participant::id).toArray(UUID[]::new);
        Map<UUID, Map<LocalDate, Boolean>> attended = new HashMap<>();
        jdbc.sql("select participant_id, day, present from training.attendance where participant_id = any (:ids)")
                .param("ids", ids)
                .query(row -> {
                    attended.computeIfAbsent(row.getObject(1, UUID.class), none -> new HashMap<>())
                            .put(row.getObject(2, LocalDate.class), row.getBoolean(3));
                });
        Map<UUID, Map<Results.Round, Integer>> totals = new HashMap<>();
        Map<UUID, Map<Results.Round, Map<TrainingModule, Integer>>> modules = new HashMap<>();
        jdbc.sql("select participant_id, round, part, points from training.score where participant_id = any (:ids)")
                .param("ids", ids)
                .query(row -> {
                    UUID id = row.getObject(1, UUID.class);
                    Results.Round round = Results.Round.valueOf(row.getString(2));
                    if (row.getString(3).equals(TOTAL))
                        totals.computeIfAbsent(id, none -> new EnumMap<>(Results.Round.class))
                                .put(round, row.getInt(4));
                    else
                        modules.computeIfAbsent(id, none -> new EnumMap<>(Results.Round.class))
                                .computeIfAbsent(round, none -> new EnumMap<>(TrainingModule.class))
                                .put(TrainingModule.valueOf(row.getString(3)), row.getInt(4));
                });
        Map<UUID, Certificate> newest = certificates.newest(ids);
        List<Results> results = new ArrayList<>();
        for (Participant one : people)
            results.add(new Results(
                    one,
                    attended.getOrDefault(one.id(), Map.of()),
                    totals.getOrDefault(one.id(), Map.of()),
                    modules.getOrDefault(one.id(), Map.of()),
                    newest.get(one.id())));
        return results;
    }

    static final String TOTAL = "TOTAL";

    private byte @Nullable [] sealed(UUID id, @Nullable String name) {
        return name == null ? null : vault.sealForHouse(Compartment.ENFORCEMENT, NAME + id, name);
    }

    private Participant read(Actor actor, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] name = readsNames(actor) ? row.getBytes("name") : null;
        String practical = row.getString("practical");
        return new Participant(
                id,
                row.getString("session"),
                row.getString("code"),
                row.getString("structure"),
                Profession.valueOf(row.getString("function")),
                row.getString("sex"),
                row.getString("account"),
                name == null ? null : vault.readOfHouse(Compartment.ENFORCEMENT, NAME + id, name, String.class),
                practical == null ? null : Participant.Practical.valueOf(practical),
                row.getObject("withdrawn_at") != null,
                row.getInt("version"));
    }
}
