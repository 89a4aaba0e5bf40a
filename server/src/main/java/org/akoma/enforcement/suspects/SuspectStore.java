package org.akoma.enforcement.suspects;

import static org.akoma.Timestamps.moment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.enforcement.operations.Correction;
import org.akoma.enforcement.operations.Operations;
import org.akoma.enforcement.operations.PoliceCorrections;
import org.akoma.ground.reference.Law;
import org.akoma.ground.reference.Laws;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on operations.suspect, their proceedings, links and evidence. */
@Repository
class SuspectStore {

    private static final String IDENTITY = "operations.suspect/";
    private static final String REFERENCE = "operations.evidence/";
    private static final String SELECT = """
            select s.*, o.country,
                   array(select x.victim_ref from operations.victim_suspect v join operations.screened x on x.id = v.screened_id
                          where v.suspect_id = s.id order by x.victim_ref) as victims,
                   array(select p.status || '|' || p.at_liberty || '|' || p.since || '|' || p.recorded_by || '|' || extract(epoch from p.recorded_at)::bigint
                           from operations.proceeding p where p.suspect_id = s.id order by p.n) as proceedings
              from operations.suspect s join operations.operation o on o.id = s.operation_id
             where s.operation_id = :operation
            """;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Laws laws;

    SuspectStore(JdbcClient jdbc, Vault vault, Laws laws) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.laws = laws;
    }

    /**
     * By code, in order.
     *
     * @param after the last code of the page before, or null
     */
    List<Suspect> list(UUID operation, @Nullable String after, int limit) {
        return jdbc.sql(SELECT + " and (:after::text is null or s.code > :after::text) order by s.code limit :limit")
                .param("operation", operation)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> read(row, operation))
                .list();
    }

    Optional<Suspect> find(UUID operation, String code) {
        return jdbc.sql(SELECT + " and s.code = :code")
                .param("operation", operation)
                .param("code", code)
                .query((row, n) -> read(row, operation))
                .optional();
    }

    /** How many were arrested, and how many referred to court. */
    int count(UUID operation, boolean referred) {
        return jdbc.sql("select count(s." + (referred ? "referred_on" : "arrested_on")
                        + ") from operations.suspect s where s.operation_id = :operation")
                .param("operation", operation)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /** Call {@link Operations#alone} first. */
    int next(UUID operation) {
        return jdbc.sql("""
                        select coalesce(max(substring(s.code from '\\d{1,8}$')::int), 0) + 1 from operations.suspect s where s.operation_id = :operation
                        """)
                .param("operation", operation)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /** False when the operation has a suspect of this code. */
    boolean insert(UUID operation, UUID id, String code, RecordSuspect seen, SuspectStatus status) {
        return jdbc.sql("""
                        insert into operations.suspect (id, operation_id, code, role, facts_on, arrested_on, referred_on, status, at_liberty, identity)
                        values (:id, :operation, :code, :role, :facts, :arrested, :referred, :status, :liberty, :identity)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("operation", operation)
                        .param("code", code)
                        .param("role", seen.role())
                        .param("facts", seen.factsOn())
                        .param("arrested", seen.arrestedOn())
                        .param("referred", seen.referredOn())
                        .param("status", status.name())
                        .param("liberty", seen.atLiberty())
                        .param(
                                "identity",
                                seen.identity().isEmpty()
                                        ? null
                                        : vault.seal(operation, IDENTITY + id, seen.identity()))
                        .update()
                == 1;
    }

    /** False when it was changed meanwhile. What is sealed anew looks like another text, so the same one is left as it is. */
    boolean update(UUID operation, Suspect suspect, CorrectSuspect to) {
        Suspect.Identity known = Objects.requireNonNullElse(suspect.identity(), Suspect.Identity.UNKNOWN);
        return jdbc.sql("""
                        update operations.suspect
                           set role = :role, facts_on = :facts, arrested_on = :arrested, referred_on = :referred,
                               identity = case when :same then identity else :identity end, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("role", to.role())
                        .param("facts", to.factsOn())
                        .param("arrested", to.arrestedOn())
                        .param("referred", to.referredOn())
                        .param("same", known.equals(to.identity()))
                        .param(
                                "identity",
                                to.identity().isEmpty()
                                        ? null
                                        : vault.seal(operation, IDENTITY + suspect.id(), to.identity()))
                        .param("id", suspect.id())
                        .param("version", to.version())
                        .update()
                == 1;
    }

    /** What the database keeps of a suspect, for {@link PoliceCorrections}. */
    Map<String, PoliceCorrections.Column> columns(UUID operation, UUID suspect, String country) {
        return Map.of(
                "role",
                PoliceCorrections.Column.code("role", "operations.role", "suspect-role"),
                "facts_on",
                new PoliceCorrections.Column(
                        List.of(
                                new PoliceCorrections.Field("factsOn", "operations.facts-on", null),
                                new PoliceCorrections.Field("legalBasis", "operations.law", null)),
                        day -> Arrays.asList(LocalDate.parse(day), law(country, LocalDate.parse(day)))),
                "arrested_on",
                PoliceCorrections.Column.day("arrestedOn", "operations.arrested-on"),
                "referred_on",
                PoliceCorrections.Column.day("referredOn", "operations.referred-on"),
                "identity",
                PoliceCorrections.Column.sealed(
                        List.of(
                                new PoliceCorrections.Field("name", "operations.name", null),
                                new PoliceCorrections.Field("nationality", "operations.nationality", "country"),
                                new PoliceCorrections.Field("notes", "operations.note", null)),
                        bytes -> {
                            Suspect.Identity known =
                                    vault.read(operation, IDENTITY + suspect, bytes, Suspect.Identity.class);
                            return Arrays.asList(known.name(), known.nationality(), known.notes());
                        }));
    }

    private @Nullable String law(String country, LocalDate facts) {
        return laws.trafficking(country, facts).map(Law::code).orElse(null);
    }

    void insert(UUID operation, UUID suspect, int n, Suspect.Proceeding state) {
        jdbc.sql("""
                        insert into operations.proceeding (suspect_id, n, operation_id, status, at_liberty, since, recorded_by, recorded_at)
                        values (:id, :n, :operation, :status, :liberty, :since, :by, :at)
                        """)
                .param("id", suspect)
                .param("n", n)
                .param("operation", operation)
                .param("status", state.status().name())
                .param("liberty", state.atLiberty())
                .param("since", state.since())
                .param("by", state.recordedBy())
                .param("at", state.recordedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The suspect is what the state says. */
    void proceed(UUID operation, UUID suspect, int n, Suspect.Proceeding state, @Nullable LocalDate referredOn) {
        insert(operation, suspect, n, state);
        jdbc.sql("""
                        update operations.suspect set status = :status, at_liberty = :liberty, version = version + 1,
                               referred_on = coalesce(:referred::date, referred_on)
                         where id = :id
                        """)
                .param("status", state.status().name())
                .param("liberty", state.atLiberty())
                .param("referred", referredOn)
                .param("id", suspect)
                .update();
    }

    /** Codes of the suspects to whom a victim is linked. */
    Set<String> linked(UUID victim) {
        return new HashSet<>(
                jdbc.sql("""
                        select s.code from operations.victim_suspect v join operations.suspect s on s.id = v.suspect_id where v.screened_id = :victim
                        """).param("victim", victim).query(String.class).list());
    }

    /** The victims who were linked to a suspect once, newest first. */
    List<Correction> formerLinks(UUID operation, Suspect suspect) {
        return jdbc.sql("""
                        select f.removed_at, upper(p.code) as by, x.victim_ref from operations.former_link f
                          join operations.screened x on x.id = f.screened_id left join access.person p on p.id = f.removed_by
                         where f.operation_id = :operation and f.suspect_id = :suspect order by f.id desc
                        """)
                .param("operation", operation)
                .param("suspect", suspect.id())
                .query((row, n) -> new Correction(
                        suspect.code(),
                        moment(row, "removed_at"),
                        Objects.toString(row.getString("by"), ""),
                        List.of(new Correction.Change(
                                "victims", "operations.victims", null, row.getString("victim_ref"), null))))
                .list();
    }

    /**
     * In place of those before.
     *
     * @param version of the victim, as it was read
     * @return false when the victim or its links were changed meanwhile
     */
    boolean link(UUID operation, UUID victim, int version, List<UUID> suspects) {
        if (jdbc.sql("update operations.screened set version = version + 1 where id = :victim and version = :version")
                        .param("victim", victim)
                        .param("version", version)
                        .update()
                == 0) return false;
        jdbc.sql("""
                        delete from operations.victim_suspect where operation_id = :operation and screened_id = :victim and suspect_id <> all (:suspects::uuid[])
                        """)
                .param("operation", operation)
                .param("victim", victim)
                .param("suspects", suspects.toArray(UUID[]::new))
                .update();
        jdbc.sql(
                        "insert into operations.victim_suspect select :operation, :victim, unnest(:suspects::uuid[]) on conflict do nothing")
                .param("operation", operation)
                .param("victim", victim)
                .param("suspects", suspects.toArray(UUID[]::new))
                .update();
        return true;
    }

    List<Evidence> evidence(UUID operation) {
        return jdbc.sql("""
                        select e.*, s.code as suspect from operations.evidence e left join operations.suspect s on s.id = e.suspect_id
                         where e.operation_id = :operation order by e.code limit 1000
                        """)
                .param("operation", operation)
                .query((row, n) -> evidence(row, operation))
                .list();
    }

    /** Call {@link Operations#alone} first. */
    Evidence insert(UUID operation, UUID id, AddEvidence added, @Nullable UUID suspect, String by) {
        return jdbc.sql("""
                        insert into operations.evidence (id, operation_id, code, kind, suspect_id, collected_on, collected_by, reference)
                        select :id, :operation, 'E-' || lpad(n::text, greatest(3, length(n::text)), '0'), :kind, :suspect::uuid, :on, :by, :reference
                          from (select count(*) + 1 as n from operations.evidence e where e.operation_id = :operation) next
                        returning *, :code::text as suspect
                        """)
                .param("id", id)
                .param("operation", operation)
                .param("kind", added.kind().name())
                .param("suspect", suspect)
                .param("on", added.collectedOn())
                .param("by", by)
                .param("reference", vault.seal(operation, REFERENCE + id, added.reference()))
                .param("code", added.suspect())
                .query((row, n) -> evidence(row, operation))
                .single();
    }

    /** False when it was changed meanwhile. What is sealed anew looks like another text, so the same one is left as it is. */
    boolean update(UUID operation, Evidence evidence, CorrectEvidence to, @Nullable UUID suspect) {
        return jdbc.sql("""
                        update operations.evidence
                           set kind = :kind, suspect_id = :suspect, collected_on = :on,
                               reference = case when :same then reference else :reference end, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("kind", to.kind().name())
                        .param("suspect", suspect)
                        .param("on", to.collectedOn())
                        .param("same", evidence.reference().equals(to.reference()))
                        .param("reference", vault.seal(operation, REFERENCE + evidence.id(), to.reference()))
                        .param("id", evidence.id())
                        .param("version", to.version())
                        .update()
                == 1;
    }

    /** What the database keeps of a reference, for {@link PoliceCorrections}. */
    Map<String, PoliceCorrections.Column> columns(UUID operation, UUID evidence, Map<UUID, String> suspects) {
        return Map.of(
                "kind",
                PoliceCorrections.Column.code("kind", "operations.kind", "operations.evidence"),
                "collected_on",
                PoliceCorrections.Column.day("collectedOn", "operations.collected-on"),
                "suspect_id",
                new PoliceCorrections.Column(
                        List.of(new PoliceCorrections.Field("suspect", "operations.suspect", null)),
                        id -> Collections.singletonList(suspects.get(UUID.fromString(id)))),
                "reference",
                PoliceCorrections.Column.sealed(
                        "reference",
                        "operations.reference",
                        bytes -> vault.read(operation, REFERENCE + evidence, bytes, String.class)));
    }

    private Evidence evidence(ResultSet row, UUID operation) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Evidence(
                id,
                row.getString("code"),
                Evidence.Kind.valueOf(row.getString("kind")),
                row.getString("suspect"),
                row.getObject("collected_on", LocalDate.class),
                row.getString("collected_by"),
                vault.read(operation, REFERENCE + id, row.getBytes("reference"), String.class),
                row.getInt("version"));
    }

    private Suspect read(ResultSet row, UUID operation) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        LocalDate facts = row.getObject("facts_on", LocalDate.class);
        byte[] identity = row.getBytes("identity");
        return new Suspect(
                id,
                row.getString("code"),
                row.getString("role"),
                facts,
                row.getObject("arrested_on", LocalDate.class),
                row.getObject("referred_on", LocalDate.class),
                SuspectStatus.valueOf(row.getString("status")),
                row.getBoolean("at_liberty"),
                law(row.getString("country"), facts),
                identity == null ? null : vault.read(operation, IDENTITY + id, identity, Suspect.Identity.class),
                Arrays.asList((String[]) row.getArray("victims").getArray()),
                Arrays.stream((String[]) row.getArray("proceedings").getArray())
                        .map(SuspectStore::proceeding)
                        .toList(),
                row.getInt("version"));
    }

    private static Suspect.Proceeding proceeding(String text) {
        String[] parts = text.split("\\|", -1);
        return new Suspect.Proceeding(
                SuspectStatus.valueOf(parts[0]),
                Boolean.parseBoolean(parts[1]),
                LocalDate.parse(parts[2]),
                parts[3],
                Instant.ofEpochSecond(Long.parseLong(parts[4])));
    }
}
