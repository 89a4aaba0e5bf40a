package org.akoma.protection.shelters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.ShelterCodes;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.ProposedWords;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.shelter, its sealed code and its sealed location. */
@Repository
class ShelterStore {

    private static final String SEAL_CONTEXT = "cases.shelter_location";
    private static final String SELECT = """
            select s.*, cases.occupied(s.id, :day) as occupied, cases.places(s.id, :day) as places,
                   exists (select from cases.shelter_location l where l.shelter_id = s.id) as located,
                   cases.shelter_is_agreed(s.id) as agreed from cases.shelter s
            """;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final ShelterCodes codes;

    ShelterStore(JdbcClient jdbc, Vault vault, ShelterCodes codes) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.codes = codes;
    }

    List<Shelter> all(LocalDate day) {
        return inOrder(jdbc.sql(SELECT + "where cases.stood(s.id, :day)").param("day", day));
    }

    /** Those that the caller runs. */
    List<Shelter> own(LocalDate day) {
        return inOrder(
                jdbc.sql(SELECT + "where s.id = any ((select access.grantees())::uuid[]) and cases.stood(s.id, :day)")
                        .param("day", day));
    }

    /** By code, which the database cannot read. */
    private List<Shelter> inOrder(JdbcClient.StatementSpec asked) {
        return asked.query(this::read).stream()
                .sorted(Comparator.comparing(Shelter::code))
                .toList();
    }

    /** The children who sleep there that night, of whose files the caller sees: whose order of a court is due first, first. */
    List<Sleeping> asleep(UUID shelter, LocalDate day) {
        return jdbc.sql("""
                        select p.file_id, f.code, case when p.care_order_on is null then p.care_order_due end as order_due
                          from cases.placement p join cases.file_code f on f.id = p.file_id
                         where p.shelter_id = :shelter and p.since <= :day and coalesce(p.until, 'infinity') > :day order by order_due nulls last, f.code
                        """)
                .param("shelter", shelter)
                .param("day", day)
                .query((row, n) -> new Sleeping(
                        row.getObject("file_id", UUID.class),
                        row.getString("code"),
                        row.getObject("order_due", LocalDate.class),
                        null))
                .list();
    }

    boolean keeps(UUID organisation) {
        return jdbc.sql("select cases.keeps_shelters_of(:organisation)")
                .param("organisation", organisation)
                .query(Boolean.class)
                .single();
    }

    Optional<Shelter> find(String code, LocalDate day) {
        return jdbc.sql(SELECT + "where s.code_token = :token")
                .param("day", day)
                .param("token", codes.token(code))
                .query(this::read)
                .optional();
    }

    Optional<Shelter> find(UUID id, LocalDate day) {
        return jdbc.sql(SELECT + "where s.id = :id")
                .param("day", day)
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** One writer per shelter until the transaction ends: who asks for the last bed second waits, and then sees it taken. */
    void lock(UUID shelter) {
        jdbc.sql("select id from cases.shelter where id = :id for update")
                .param("id", shelter)
                .query(UUID.class)
                .single();
    }

    /**
     * Children on the fullest day from the first day on.
     *
     * @param until exclusive; null = without end
     */
    long fullest(UUID shelter, UUID leavingOut, LocalDate since, @Nullable LocalDate until) {
        return jdbc.sql("select cases.fullest(:shelter, :without, :since, :until::date)")
                .param("shelter", shelter)
                .param("without", leavingOut)
                .param("since", since)
                .param("until", until)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    /** False when the code is taken. */
    boolean insert(Shelter made, Shelter.Location location) {
        int inserted = jdbc.sql("""
                        insert into cases.shelter (id, code, code_token, organisation_id, country, capacity, sex_rule, least_age, most_age, name)
                        values (:id, :code, :token, :organisation, :country, :capacity, :rule, :least, :most, :name) on conflict (code_token) do nothing
                        """)
                .param("id", made.id())
                .param("code", codes.seal(made.id(), made.code()))
                .param("token", codes.token(made.code()))
                .param("organisation", made.organisationId())
                .param("country", made.country())
                .param("capacity", made.capacity())
                .param("rule", made.sexRule().name())
                .param("least", made.leastAge())
                .param("most", made.mostAge())
                .param("name", sealed(made.id(), made.name()), Types.BINARY)
                .update();
        if (inserted == 0) return false;
        jdbc.sql("insert into cases.shelter_location (shelter_id, sealed) values (:id, :sealed)")
                .param("id", made.id())
                .param("sealed", vault.sealForHouse(Compartment.PROTECTION, SEAL_CONTEXT, location))
                .update();
        return true;
    }

    /** False when it no longer has this version. The name is the one that was proposed, sealed then. */
    boolean update(UUID shelter, KeepShelter now, Decision agreed) {
        return jdbc.sql("""
                        update cases.shelter set capacity = :capacity, sex_rule = :rule, least_age = :least, most_age = :most, version = version + 1,
                               name = coalesce(%s, name)
                         where id = :id and version = :version
                        """.formatted(ProposedWords.bytes("name")))
                        .param("agreed", agreed.id())
                        .param("capacity", now.capacity())
                        .param("rule", now.sexRule().name())
                        .param("least", now.leastAge())
                        .param("most", now.mostAge())
                        .param("id", shelter)
                        .param("version", agreed.version())
                        .update()
                == 1;
    }

    /** How the columns will be that {@link #update} writes. */
    Map<String, Object> columns(UUID shelter, KeepShelter wanted, @Nullable String called) {
        Map<String, Object> columns = new HashMap<>(Map.of(
                "capacity", wanted.capacity(),
                "sex_rule", wanted.sexRule(),
                "least_age", wanted.leastAge(),
                "most_age", wanted.mostAge()));
        byte[] name = sealed(shelter, called);
        if (name != null) columns.put("name", name);
        return columns;
    }

    /** Whether the proposal writes this name; null: none. */
    boolean writes(Decision decision, UUID shelter, @Nullable String name) {
        byte[] sealed = jdbc.sql("select " + ProposedWords.bytes("name"))
                .param("agreed", decision.id())
                .query((row, n) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .orElse(null);
        return Objects.equals(codes.name(shelter, sealed), name);
    }

    private byte @Nullable [] sealed(UUID shelter, @Nullable String name) {
        return name == null ? null : codes.sealName(shelter, name);
    }

    /** The codes of the structures for which the caller may open a shelter. */
    List<String> runners() {
        return jdbc.sql("""
                        select o.code from access.organisation o
                         where cases.may_run_shelters(o.id) and o.valid_until > (access.moment() at time zone 'UTC')::date and cases.keeps_shelters_of(o.id)
                         order by o.code
                        """).query((row, n) -> row.getString(1)).list();
    }

    boolean mayRun(UUID organisation) {
        return jdbc.sql("select cases.may_run_shelters(:organisation)")
                .param("organisation", organisation)
                .query(Boolean.class)
                .single();
    }

    void close(UUID shelter, LocalDate day) {
        jdbc.sql("update cases.shelter set closed_on = :day, version = version + 1 where id = :id")
                .param("day", day)
                .param("id", shelter)
                .update();
    }

    /** How many children were there on each day, both ends inclusive. */
    List<Occupancy.Day> days(UUID shelter, LocalDate first, LocalDate last) {
        return jdbc.sql("select day, occupied from cases.occupied_days(:shelter, :first, :last)")
                .param("shelter", shelter)
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new Occupancy.Day(row.getObject(1, LocalDate.class), row.getLong(2)))
                .list();
    }

    /** Empty for whom row-level security hides it from. */
    Optional<Shelter.Location> location(UUID shelter) {
        return jdbc.sql("select sealed from cases.shelter_location where shelter_id = :id")
                .param("id", shelter)
                .query((row, n) -> vault.readOfHouse(
                        Compartment.PROTECTION, SEAL_CONTEXT, row.getBytes(1), Shelter.Location.class))
                .optional();
    }

    boolean isChildWithoutPlace() {
        return jdbc.sql("select cases.child_without_place()")
                .query(Boolean.class)
                .single();
    }

    /** Counts only, by the login that reads nothing else. */
    List<ShelterFigure> figures(LocalDate day) {
        return jdbc
                .sql("select id, code, country, occupied, capacity from cases.report_shelters(:day)")
                .param("day", day)
                .query((row, n) -> new ShelterFigure(
                        code(row), row.getString("country"), row.getLong("occupied"), row.getInt("capacity")))
                .stream()
                .sorted(Comparator.comparing(ShelterFigure::code))
                .toList();
    }

    private String code(ResultSet row) throws SQLException {
        return codes.open(row.getObject("id", UUID.class), row.getBytes("code"));
    }

    private Shelter read(ResultSet row, int number) throws SQLException {
        return new Shelter(
                row.getObject("id", UUID.class),
                code(row),
                row.getObject("organisation_id", UUID.class),
                row.getString("country"),
                row.getInt("places"),
                Shelter.SexRule.valueOf(row.getString("sex_rule")),
                row.getInt("least_age"),
                row.getInt("most_age"),
                row.getLong("occupied"),
                row.getBoolean("located"),
                row.getObject("closed_on", LocalDate.class),
                row.getBoolean("agreed"),
                row.getInt("version"),
                codes.name(row.getObject("id", UUID.class), row.getBytes("name")));
    }
}
