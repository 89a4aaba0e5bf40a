package org.akoma.ground.access;

import static org.akoma.Timestamps.moment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.organisation and its successors. */
@Repository
class OrganisationStore {

    private static final String SELECT = """
            select o.*, nullif(o.valid_from, '-infinity') as life_from, nullif(o.valid_until, 'infinity') as life_until,
                   array(select n.code from access.organisation_successor s join access.organisation n on n.id = s.successor_id
                          where s.organisation_id = o.id order by n.code) as successors
              from access.organisation o
            """;

    private final JdbcClient jdbc;

    OrganisationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static OrganisationStore of(DataSource owner) {
        return new OrganisationStore(JdbcClient.create(owner));
    }

    List<Organisation> all() {
        return jdbc.sql(SELECT + " order by o.country, o.code limit 5000")
                .query((row, n) -> read(row))
                .list();
    }

    List<Organisation> page(String after, int limit) {
        return jdbc.sql(SELECT + " where o.code > :after order by o.code limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /**
     * Whether it would end under open files.
     *
     * @param until the first day on which it no longer exists
     */
    boolean isAtWork(UUID structure, LocalDate until) {
        return jdbc.sql("select access.is_at_work(:structure, :until)")
                .param("structure", structure)
                .param("until", until)
                .query(Boolean.class)
                .single();
    }

    /** Whether children are answered for by it, or by one whose mandate passes to it. */
    boolean isAnswering(UUID structure) {
        return jdbc.sql("select access.is_answering(:structure)")
                .param("structure", structure)
                .query(Boolean.class)
                .single();
    }

    /** @param until the first day on which it no longer exists */
    void end(String code, LocalDate until) {
        jdbc.sql("update access.organisation set valid_until = :until where code = :code")
                .param("code", code)
                .param("until", until)
                .update();
    }

    Optional<Organisation> find(String code) {
        return jdbc.sql(SELECT + " where o.code = :code")
                .param("code", code)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Id to code. */
    Map<UUID, String> codes(Collection<UUID> ids) {
        Map<UUID, String> codes = new HashMap<>();
        jdbc.sql("select id, code from access.organisation where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    codes.put(row.getObject("id", UUID.class), row.getString("code"));
                });
        return codes;
    }

    /** False when nobody may, who is not its own and no administrator. */
    boolean correct(Organisation structure) {
        return jdbc.sql("""
                        update access.organisation set label = :label, label_en = :english, town = :town where id = :id
                        """)
                        .param("id", structure.id())
                        .param("label", structure.label())
                        .param("english", structure.labelEn())
                        .param("town", structure.town())
                        .update()
                == 1;
    }

    boolean correctKind(UUID structure, Organisation.Kind kind) {
        return jdbc.sql("update access.organisation set kind = :kind where id = :id")
                        .param("id", structure)
                        .param("kind", kind.name())
                        .update()
                == 1;
    }

    boolean correctCountry(UUID structure, String country) {
        return jdbc.sql("update access.organisation set country = :country where id = :id")
                        .param("id", structure)
                        .param("country", country)
                        .update()
                == 1;
    }

    /** Whether more relies on it than its own people, the directory, trainings and evaluations: children live by the law of its country. */
    boolean isCountryReliedOn(UUID structure) {
        return jdbc.sql("select access.country_is_relied_on(:id)")
                .param("id", structure)
                .query(Boolean.class)
                .single();
    }

    /** Of its names, town, kind and country. */
    int version(UUID structure) {
        return jdbc.sql("select version from access.organisation where id = :id")
                .param("id", structure)
                .query(Integer.class)
                .single();
    }

    /** Until the end of the transaction nobody else corrects it. False when somebody did since this version. */
    boolean isStill(UUID structure, int version) {
        return jdbc.sql("select version from access.organisation where id = :id for no key update")
                .param("id", structure)
                .query(Integer.class)
                .optional()
                .filter(now -> now == version)
                .isPresent();
    }

    /** False when the actor did not agree to it in this transaction. */
    boolean confirmName(UUID structure, int version) {
        return jdbc.sql("select access.confirm_name(:id, :version)")
                .param("id", structure)
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    boolean isUsed(UUID structure) {
        return jdbc.sql("select access.is_used(:id)")
                .param("id", structure)
                .query(Boolean.class)
                .single();
    }

    /** Whether another structure than this one bears the name, in whatever capitals. */
    boolean isAnothers(UUID structure, String name) {
        return jdbc.sql("select access.name_is_anothers(:id, :name)")
                .param("id", structure)
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /** Its names until now, newest first. */
    List<FormerName> formerNames(UUID structure) {
        return jdbc.sql("""
                        select f.label, f.replaced_at, upper(p.code) as by from access.organisation_name f left join access.person p on p.id = f.replaced_by
                         where f.organisation_id = :id order by f.id desc limit 50
                        """)
                .param("id", structure)
                .query((row, n) ->
                        new FormerName(row.getString("label"), moment(row, "replaced_at"), row.getString("by")))
                .list();
    }

    /** By structure. */
    Map<UUID, NameAsked> namesAsked() {
        Map<UUID, NameAsked> found = new HashMap<>();
        jdbc.sql("select * from access.names_that_wait()")
                .query((row, n) -> found.put(
                        row.getObject("structure", UUID.class),
                        new NameAsked(
                                moment(row, "asked_at"),
                                row.getString("asked_by"),
                                row.getObject("decision", UUID.class))))
                .list();
        return found;
    }

    boolean keepsNames(UUID structure) {
        return jdbc.sql("select access.keeps_names(:id)")
                .param("id", structure)
                .query(Boolean.class)
                .single();
    }

    /** False when the code is taken. */
    boolean insert(Organisation made) {
        return jdbc.sql("""
                        insert into access.organisation (id, code, label, label_en, town, kind, country, mandate, desk_id, valid_from, valid_until)
                        values (:id, :code, :label, :english, :town, :kind, :country, :mandate, :desk, coalesce(:from::date, '-infinity'), coalesce(:until::date, 'infinity'))
                        on conflict (code) do nothing
                        """)
                        .param("id", made.id())
                        .param("code", made.code())
                        .param("label", made.label())
                        .param("english", made.labelEn())
                        .param("town", made.town())
                        .param("kind", made.kind().name())
                        .param("country", made.country())
                        .param("mandate", made.mandate())
                        .param("desk", made.deskId())
                        .param("from", made.validFrom())
                        .param("until", made.validUntil())
                        .update()
                == 1;
    }

    void succeed(String code, String successor) {
        jdbc.sql("""
                        insert into access.organisation_successor
                        select o.id, s.id from access.organisation o, access.organisation s where o.code = :code and s.code = :successor
                        on conflict do nothing
                        """).param("code", code).param("successor", successor).update();
    }

    private static Organisation read(ResultSet row) throws SQLException {
        return new Organisation(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("label"),
                row.getString("label_en"),
                row.getString("town"),
                Organisation.Kind.valueOf(row.getString("kind")),
                row.getString("country"),
                row.getString("mandate"),
                row.getObject("desk_id", UUID.class),
                row.getObject("life_from", LocalDate.class),
                row.getObject("life_until", LocalDate.class),
                Arrays.asList((String[]) row.getArray("successors").getArray()));
    }
}
