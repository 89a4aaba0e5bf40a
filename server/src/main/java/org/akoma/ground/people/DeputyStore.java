package org.akoma.ground.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.decisions.Deputy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.deputy. */
@Repository
class DeputyStore {

    private static final String SELECT = """
            select d.*, nullif(d.valid_until, 'infinity') as until, o.code as structure, upper(p.code) as person, h.code as home,
                   d.named_by is null or access.agreed('DEPUTY', d.id, 1) as agreed
              from access.deputy d join access.organisation o on o.id = d.organisation_id join access.person p on p.id = d.person_id
              join access.organisation h on h.id = p.organisation_id
            """;

    private final JdbcClient jdbc;

    DeputyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** At the first start or by a scenario, as the owner of the tables: in force without a second person. */
    void found(UUID id, UUID organisation, UUID person, Instant from) {
        jdbc.sql("""
                        insert into access.deputy (id, organisation_id, person_id, valid_from) select :id, :organisation, :person, :from
                         where not exists (select from access.deputy d where d.organisation_id = :organisation and d.person_id = :person)
                        """)
                .param("id", id)
                .param("organisation", organisation)
                .param("person", person)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False when the actor may not, or the person is no supervisor of another structure. */
    boolean name(UUID id, UUID organisation, UUID person) {
        return said(jdbc.sql("select access.name_deputy(:id, :organisation, :person)")
                .param("id", id)
                .param("organisation", organisation)
                .param("person", person));
    }

    /** Whether complaints about the structure's people reach this person: who decides about its children reads none. */
    boolean isFocalPoint(UUID person, UUID organisation) {
        return said(jdbc.sql("""
                        select exists (select from access.focal_point f where f.person_id = :person and f.organisation_id = :organisation
                                          and f.valid_from <= access.moment() and f.valid_until > access.moment())
                        """).param("person", person).param("organisation", organisation));
    }

    /** Whether the structure has open files that nobody else would decide about. */
    boolean isNeeded(Deputy deputy) {
        return said(jdbc.sql("select access.undecided_without(:id)").param("id", deputy.id()));
    }

    boolean end(UUID id) {
        return said(jdbc.sql("select access.end_deputy(:id)").param("id", id));
    }

    private static boolean said(JdbcClient.StatementSpec asked) {
        return asked.query((row, n) -> row.getBoolean(1)).single();
    }

    boolean isDeputy(UUID person, UUID organisation) {
        return said(jdbc.sql("select access.is_deputy(:person, :organisation)")
                .param("person", person)
                .param("organisation", organisation));
    }

    /** Those who run, newest first. */
    List<Deputy> running() {
        return jdbc.sql(SELECT + " where d.valid_until > access.moment() order by d.valid_from desc, d.id limit 500")
                .query((row, n) -> read(row))
                .list();
    }

    /** Those who run for this structure, or for one whose deputy this person is. */
    List<Deputy> running(UUID organisation, UUID person) {
        return jdbc.sql(SELECT + """
                         where d.valid_until > access.moment()
                           and (d.organisation_id = :organisation or d.person_id = :person or access.is_deputy(:person, d.organisation_id))
                         order by d.valid_from desc, d.id limit 500
                        """)
                .param("organisation", organisation)
                .param("person", person)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Deputy> find(UUID id) {
        return jdbc.sql(SELECT + " where d.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    private static Deputy read(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
        return new Deputy(
                row.getObject("id", UUID.class),
                row.getString("structure"),
                row.getString("person"),
                row.getString("home"),
                row.getBoolean("agreed"),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant());
    }
}
