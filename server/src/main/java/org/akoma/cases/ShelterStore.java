package org.akoma.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.database.Compartment;
import org.akoma.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.shelter and its sealed location. */
@Repository
class ShelterStore {

    private static final String PLACE = "cases.shelter_location";
    private static final String SELECT = """
            select s.*, cases.occupied(s.id, :day) as occupied, cases.places(s.id, :day) as places,
                   exists (select from cases.shelter_location l where l.shelter_id = s.id) as located from cases.shelter s
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    ShelterStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    List<Shelter> all(LocalDate day) {
        return jdbc.sql(SELECT + "order by s.code")
                .param("day", day)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those that the caller runs. */
    List<Shelter> own(LocalDate day) {
        return jdbc.sql(SELECT + "where s.id = any ((select access.grantees())::uuid[]) order by s.code")
                .param("day", day)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Shelter> find(String code, LocalDate day) {
        return jdbc.sql(SELECT + "where s.code = :code")
                .param("day", day)
                .param("code", code)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Shelter> find(UUID id, LocalDate day) {
        return jdbc.sql(SELECT + "where s.id = :id")
                .param("day", day)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** One writer per shelter until the transaction ends: who asks for the last bed second waits, and then sees it taken. */
    void lock(UUID shelter) {
        jdbc.sql("select code from cases.shelter where id = :id for update")
                .param("id", shelter)
                .query((row, n) -> row.getString(1))
                .single();
    }

    /** Children on the fullest day from the first day on. @param until exclusive; null = without end */
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
                        insert into cases.shelter (id, code, organisation_id, country, capacity, sex_rule, least_age, most_age)
                        values (:id, :code, :organisation, :country, :capacity, :rule, :least, :most) on conflict (code) do nothing
                        """)
                .param("id", made.id())
                .param("code", made.code())
                .param("organisation", made.organisationId())
                .param("country", made.country())
                .param("capacity", made.capacity())
                .param("rule", made.sexRule().name())
                .param("least", made.leastAge())
                .param("most", made.mostAge())
                .update();
        if (inserted == 0) return false;
        jdbc.sql("insert into cases.shelter_location (shelter_id, sealed) values (:id, :sealed)")
                .param("id", made.id())
                .param("sealed", vault.sealForHouse(Compartment.PROTECTION, PLACE, location))
                .update();
        return true;
    }

    /** False when it no longer has this version. */
    boolean update(UUID shelter, KeepShelter now, int version) {
        return jdbc.sql("""
                        update cases.shelter set capacity = :capacity, sex_rule = :rule, least_age = :least, most_age = :most, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("capacity", now.capacity())
                        .param("rule", now.sexRule().name())
                        .param("least", now.leastAge())
                        .param("most", now.mostAge())
                        .param("id", shelter)
                        .param("version", version)
                        .update()
                == 1;
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
                .query((row, n) ->
                        vault.unsealForHouse(Compartment.PROTECTION, PLACE, row.getBytes(1), Shelter.Location.class))
                .optional();
    }

    /** Counts only, by the login that reads nothing else. */
    List<ShelterFigure> figures(LocalDate day) {
        return jdbc.sql("select code, country, occupied, capacity from cases.report_shelters(:day)")
                .param("day", day)
                .query((row, n) -> new ShelterFigure(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)))
                .list();
    }

    private static Shelter read(ResultSet row) throws SQLException {
        return new Shelter(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("organisation_id", UUID.class),
                row.getString("country"),
                row.getInt("places"),
                Shelter.SexRule.valueOf(row.getString("sex_rule")),
                row.getInt("least_age"),
                row.getInt("most_age"),
                row.getLong("occupied"),
                row.getBoolean("located"),
                row.getObject("closed_on", LocalDate.class),
                row.getInt("version"));
    }
}
