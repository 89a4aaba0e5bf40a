package org.akoma.ground.oversight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on oversight.incident and its steps. Texts are sealed for the custodian's side, also when another side writes. */
@Repository
class IncidentStore {

    static final String WORDS = "oversight.incident";
    private static final String STEP = "oversight.incident-step";

    private static final String SELECT = """
            select i.*, upper(r.code) as reporter, upper(t.code) as taker from oversight.incident i
              join access.person r on r.id = i.reported_by left join access.person t on t.id = i.taken_by
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    IncidentStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** LATER, PERSON or WHY where it is refused; null when it is reported. */
    @Nullable
    String report(ReportIncident said) {
        Incident.Words words = new Incident.Words(said.what(), said.files(), said.concerned(), said.done());
        String answer = jdbc.sql(
                        "select oversight.report_incident(:id, :kind, :country, :at, :words, :concerned::text[])")
                .param("id", said.id())
                .param("kind", said.kind().name())
                .param("country", said.country().name())
                .param("at", said.discoveredAt().atOffset(ZoneOffset.UTC))
                .param("words", vault.sealForHouse(Compartment.CUSTODY, WORDS, words))
                .param("concerned", said.concerned().toArray(String[]::new))
                .query(String.class)
                .single();
        return answer.startsWith("DI-") ? null : answer;
    }

    List<Incident.Own> own() {
        return jdbc.sql("select * from oversight.own_incidents()")
                .query((row, n) -> new Incident.Own(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        Incident.Kind.valueOf(row.getString("kind")),
                        row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                        Incident.State.valueOf(row.getString("state"))))
                .list();
    }

    List<Incident.Managed> managed() {
        return jdbc.sql("select * from oversight.managed_incidents()")
                .query((row, n) -> new Incident.Managed(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        Incident.Kind.valueOf(row.getString("kind")),
                        Incident.Country.valueOf(row.getString("country")),
                        moment(row, "discovered_at"),
                        moment(row, "reported_at"),
                        row.getString("reporter"),
                        moment(row, "taken_due"),
                        moment(row, "authority_due"),
                        optional(row, "taken_at"),
                        told(row.getString("authority")),
                        optional(row, "closed_at"),
                        row.getBoolean("unkept")))
                .list();
    }

    Set<UUID> concerned(UUID id) {
        return new HashSet<>(jdbc.sql("select unnest(concerned) from oversight.incident where id = :id")
                .param("id", id)
                .query(UUID.class)
                .list());
    }

    boolean hasStep(UUID incident, UUID step) {
        return jdbc.sql(
                        "select exists (select from oversight.incident_step where id = :id and incident_id = :incident)")
                .param("id", step)
                .param("incident", incident)
                .query(Boolean.class)
                .single();
    }

    /** All open ones, those whose clock ends first before the others; then the newest that ended. */
    List<Incident> all(int most) {
        return jdbc.sql(SELECT + """
                         where i.closed_at is null or i.id in (select x.id from oversight.incident x where x.closed_at is not null
                                                                order by x.closed_at desc limit :most)
                         order by i.closed_at is not null, i.taken_due, i.id
                        """)
                .param("most", most)
                .query((row, n) -> read(row, List.of()))
                .list();
    }

    Optional<Incident> find(UUID id) {
        List<Incident.Step> steps = jdbc.sql("""
                        select s.*, upper(p.code) as recorder from oversight.incident_step s join access.person p on p.id = s.recorded_by
                         where s.incident_id = :id order by s.done_at, s.recorded_at, s.id
                        """)
                .param("id", id)
                .query((row, n) -> new Incident.Step(
                        Incident.What.valueOf(row.getString("what")),
                        row.getObject("done_at", OffsetDateTime.class).toInstant(),
                        vault.readOfHouse(Compartment.CUSTODY, STEP, row.getBytes("words"), String.class),
                        row.getString("recorder"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
        return jdbc.sql(SELECT + " where i.id = :id")
                .param("id", id)
                .query((row, n) -> read(row, steps))
                .optional();
    }

    Incident.Outcome take(UUID id) {
        return jdbc.sql("select oversight.take_incident(:id)")
                .param("id", id)
                .query((row, n) -> Incident.Outcome.valueOf(row.getString(1)))
                .single();
    }

    Incident.Outcome step(UUID incident, RecordIncidentStep said) {
        return jdbc.sql("select oversight.step_incident(:step, :incident, :what, :at, :words)")
                .param("step", said.id())
                .param("incident", incident)
                .param("what", said.what().name())
                .param("at", said.doneAt().atOffset(ZoneOffset.UTC))
                .param("words", vault.sealForHouse(Compartment.CUSTODY, STEP, said.words()))
                .query((row, n) -> Incident.Outcome.valueOf(row.getString(1)))
                .single();
    }

    Incident.Outcome close(UUID id) {
        return jdbc.sql("select oversight.close_incident(:id)")
                .param("id", id)
                .query((row, n) -> Incident.Outcome.valueOf(row.getString(1)))
                .single();
    }

    /** @return for how many clocks who oversees was rung */
    int late(Instant now) {
        return jdbc.sql("select oversight.late_incidents(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private Incident read(ResultSet row, List<Incident.Step> steps) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                row.getString("code"),
                Incident.Kind.valueOf(row.getString("kind")),
                Incident.Country.valueOf(row.getString("country")),
                moment(row, "discovered_at"),
                vault.readOfHouse(Compartment.CUSTODY, WORDS, row.getBytes("sealed"), Incident.Words.class),
                row.getString("reporter"),
                moment(row, "reported_at"),
                moment(row, "taken_due"),
                moment(row, "authority_due"),
                row.getString("taker"),
                optional(row, "taken_at"),
                told(row.getString("authority")),
                told(row.getString("persons")),
                optional(row, "closed_at"),
                steps);
    }

    private static Incident.@Nullable Told told(@Nullable String name) {
        return name == null ? null : Incident.Told.valueOf(name);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
