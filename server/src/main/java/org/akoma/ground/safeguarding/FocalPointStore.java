package org.akoma.ground.safeguarding;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on access.focal_point. */
@Repository
class FocalPointStore {

    private final JdbcClient jdbc;

    FocalPointStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<FocalPoint> all(Instant now) {
        return jdbc.sql("""
                        select f.id, o.code as organisation, upper(p.code) as person, f.valid_from from access.focal_point f
                          join access.organisation o on o.id = f.organisation_id join access.person p on p.id = f.person_id
                         where f.valid_from <= :now and f.valid_until > :now order by o.code, p.code
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new FocalPoint(
                        row.getObject("id", UUID.class),
                        row.getString("organisation"),
                        row.getString("person"),
                        row.getObject("valid_from", OffsetDateTime.class).toInstant()))
                .list();
    }

    boolean anyFor(UUID person, Instant now) {
        return jdbc.sql(
                        "select exists (select from access.focal_point where person_id = :person and valid_from <= :now and valid_until > :now)")
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    void insert(UUID id, UUID organisation, UUID person, UUID by, Instant now) {
        jdbc.sql("""
                        insert into access.focal_point (id, organisation_id, person_id, valid_from, designated_by)
                        values (:id, :organisation, :person, :now, :by) on conflict do nothing
                        """)
                .param("id", id)
                .param("organisation", organisation)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    boolean isOfTeam(UUID person, UUID organisation) {
        return jdbc.sql("select access.is_of_team(:person, :organisation)")
                .param("person", person)
                .param("organisation", organisation)
                .query(Boolean.class)
                .single();
    }

    /** Those who have joined the team of their structure since they were named. */
    Set<UUID> joined(Instant now) {
        return Set.copyOf(jdbc.sql("""
                        select f.id from access.focal_point f where f.valid_from <= :now and f.valid_until > :now and access.is_of_team(f.person_id, f.organisation_id)
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Those of these people who are not of the team of a structure. */
    Set<UUID> outside(String structure, Collection<UUID> people) {
        return Set.copyOf(jdbc.sql("""
                        select p.id from access.person p join access.organisation o on o.code = :structure
                         where p.id = any (:people) and not access.is_of_team(p.id, o.id)
                        """)
                .param("structure", structure)
                .param("people", people.toArray(UUID[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    boolean end(UUID id, Instant now) {
        return jdbc.sql("update access.focal_point set valid_until = :now where id = :id and valid_until = 'infinity'")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Focal points of the structure, and every data protection officer. */
    Set<UUID> safeguards(UUID organisation) {
        return new HashSet<>(jdbc.sql("select access.safeguards(:organisation)")
                .param("organisation", organisation)
                .query(UUID.class)
                .list());
    }
}
