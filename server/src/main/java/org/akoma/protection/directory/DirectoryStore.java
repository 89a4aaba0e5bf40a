package org.akoma.protection.directory;

import static org.akoma.Timestamps.moment;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Organisation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on referrals.structure_entry. */
@Repository
class DirectoryStore {

    private static final String SELECT = """
            select e.*, upper(p.code) as focal from referrals.structure_entry e left join access.person p on p.id = e.focal_id
            """;

    private final JdbcClient jdbc;

    DirectoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asked by data protection officers too, who read nothing else of the directory. */
    Optional<UUID> focal(UUID structure) {
        return jdbc.sql("select f from referrals.focal_of(:id) f where f is not null")
                .param("id", structure)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    Optional<String> region(UUID structure) {
        return jdbc.sql(
                        "select region from referrals.structure_entry where organisation_id = :id and region is not null")
                .param("id", structure)
                .query(String.class)
                .optional();
    }

    Optional<String> telephone(UUID structure) {
        return jdbc.sql(
                        "select telephone from referrals.structure_entry where organisation_id = :id and telephone is not null")
                .param("id", structure)
                .query(String.class)
                .optional();
    }

    /** @param focal null = anybody else than the actor, or nobody */
    boolean namesFocal(UUID structure, @Nullable UUID focal) {
        return jdbc.sql("select referrals.names_focal_point(:structure, :focal::uuid)")
                .param("structure", structure)
                .param("focal", focal, java.sql.Types.OTHER)
                .query(Boolean.class)
                .single();
    }

    /** A structure without an entry is in the directory with what is known of it. */
    StructureEntry of(Organisation structure) {
        return jdbc.sql(SELECT + " where e.organisation_id = :id")
                .param("id", structure.id())
                .query((row, n) -> read(structure, row))
                .optional()
                .orElseGet(() -> nothing(structure));
    }

    /** In the order of the structures. */
    List<StructureEntry> of(List<Organisation> structures) {
        Map<UUID, Organisation> byId = new LinkedHashMap<>();
        structures.forEach(one -> byId.put(one.id(), one));
        Map<UUID, StructureEntry> found = new LinkedHashMap<>();
        jdbc.sql(SELECT + " where e.organisation_id = any (:ids::uuid[])")
                .param("ids", byId.keySet().toArray(UUID[]::new))
                .query((row, n) -> read(
                        java.util.Objects.requireNonNull(byId.get(row.getObject("organisation_id", UUID.class))), row))
                .list()
                .forEach(entry -> found.put(entry.structure().id(), entry));
        return structures.stream()
                .map(one -> found.getOrDefault(one.id(), nothing(one)))
                .toList();
    }

    private static StructureEntry nothing(Organisation structure) {
        return new StructureEntry(structure, List.of(), null, null, null, null, List.of(), null, null, null, null, 0);
    }

    /** All but telephone and e-mail address, which wait for a second person. False when somebody else was faster. */
    boolean save(StructureEntry entry, @Nullable UUID focal, UUID by, Instant now) {
        String sql = entry.version() == 0 ? """
                        insert into referrals.structure_entry (organisation_id, services, region, office, hours, capacity, languages,
                               focal_id, updated_at, updated_by)
                        values (:id, :services::text[], :region, :office, :hours, :capacity, :languages::text[], :focal, :now, :by)
                        on conflict (organisation_id) do nothing
                        """ : """
                        update referrals.structure_entry set services = :services::text[], region = :region, office = :office, hours = :hours,
                               capacity = :capacity, languages = :languages::text[], focal_id = :focal,
                               updated_at = :now, updated_by = :by, version = version + 1
                         where organisation_id = :id and version = :version
                        """;
        JdbcClient.StatementSpec statement = jdbc.sql(sql)
                .param("id", entry.structure().id())
                .param("services", entry.services().toArray(String[]::new))
                .param("region", entry.region())
                .param("office", entry.office())
                .param("hours", entry.hours())
                .param("capacity", entry.capacity())
                .param("languages", entry.languages().toArray(String[]::new))
                .param("focal", focal)
                .param("now", utc(now))
                .param("by", by);
        if (entry.version() > 0) statement = statement.param("version", entry.version());
        return statement.update() == 1;
    }

    /** The number of the request for another telephone or e-mail address. */
    int askNumber(UUID structure, @Nullable String telephone, @Nullable String email) {
        return jdbc.sql("select referrals.ask_number(:structure, :telephone, :email)")
                .param("structure", structure)
                .param("telephone", telephone)
                .param("email", email)
                .query(Integer.class)
                .single();
    }

    /**
     * By who agreed, in that transaction.
     *
     * @param shown the telephone, and the address, as the second person read them; null = none any more
     * @return false: nobody agreed to exactly this
     */
    boolean confirmNumber(UUID structure, int asked, @Nullable String shown, @Nullable String shownEmail) {
        return jdbc.sql("select referrals.confirm_number(:structure, :asked, :shown, :email)")
                .param("structure", structure)
                .param("asked", asked)
                .param("shown", shown)
                .param("email", shownEmail)
                .query(Boolean.class)
                .single();
    }

    /** Another number or address of the structure that waits for a second person. */
    Optional<NumberAsked> numberAsked(UUID structure) {
        return jdbc.sql("select * from referrals.number_waits(:structure)")
                .param("structure", structure)
                .query((row, n) -> new NumberAsked(moment(row, "asked_at"), row.getString("asked_by")))
                .optional();
    }

    private static StructureEntry read(Organisation structure, ResultSet row) throws SQLException {
        return new StructureEntry(
                structure,
                Arrays.asList((String[]) row.getArray("services").getArray()),
                row.getString("region"),
                row.getString("office"),
                row.getString("hours"),
                row.getObject("capacity", Integer.class),
                Arrays.asList((String[]) row.getArray("languages").getArray()),
                row.getString("telephone"),
                row.getString("email"),
                row.getObject("focal_id", UUID.class),
                row.getString("focal"),
                row.getInt("version"));
    }
}
