package org.akoma.ground.safeguarding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on access.focal_point. */
@Repository
class FocalPointStore {

    private static final String PROPOSED = """
            select f.id, o.code as organisation, upper(p.code) as person, h.code as home from access.focal_point f
              join access.organisation o on o.id = f.organisation_id join access.person p on p.id = f.person_id
              join access.organisation h on h.id = p.organisation_id""";

    private final JdbcClient jdbc;

    FocalPointStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static FocalPointStore of(DataSource owner) {
        return new FocalPointStore(JdbcClient.create(owner));
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

    /** Whether somebody was one, who keeps what was told before their end. */
    boolean ended(UUID person, Instant now) {
        return jdbc.sql(
                        "select exists (select from access.focal_point where person_id = :person and valid_from < valid_until and valid_until <= :now)")
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** @return false where that person is one already, or was proposed by the same officer */
    boolean propose(UUID id, UUID organisation, UUID person, UUID by) {
        return jdbc.sql("""
                        insert into access.focal_point (id, organisation_id, person_id, valid_from, designated_by)
                        select :id, :organisation, :person, 'infinity', :by
                         where not exists (select from access.focal_point f where f.organisation_id = :organisation and f.person_id = :person
                                              and f.valid_until = 'infinity' and (f.valid_from < 'infinity' or f.designated_by = :by)) on conflict do nothing
                        """)
                        .param("id", id)
                        .param("organisation", organisation)
                        .param("person", person)
                        .param("by", by)
                        .update()
                == 1;
    }

    /** By a scenario, as the owner of the tables: in force without a second person. */
    void found(UUID id, String structure, String username, Instant from) {
        jdbc.sql("""
                        insert into access.focal_point (id, organisation_id, person_id, valid_from)
                        select :id, o.id, p.id, :from from access.organisation o join access.person p on p.code = :person
                         where o.code = :structure on conflict do nothing
                        """)
                .param("id", id)
                .param("structure", structure)
                .param("person", username.toLowerCase(Locale.ROOT))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Who is proposed as what; also of those that were refused. */
    Optional<Wanted> wanted(UUID id) {
        return jdbc.sql(PROPOSED + " where f.id = :id")
                .param("id", id)
                .query((row, n) -> wanted(row))
                .optional();
    }

    /** Those who wait for a second person, by structure. */
    List<Wanted> waiting() {
        return jdbc.sql(PROPOSED
                        + " where f.valid_from = 'infinity' and f.valid_until = 'infinity' order by o.code, p.code")
                .query((row, n) -> wanted(row))
                .list();
    }

    private static Wanted wanted(ResultSet row) throws SQLException {
        return new Wanted(
                row.getObject("id", UUID.class),
                row.getString("organisation"),
                row.getString("person"),
                row.getString("home"));
    }

    /** @param home code of the structure where the person works */
    record Wanted(UUID id, String organisation, String person, String home) {}

    /** Whether it still waits, and they have not joined the team of the structure since. */
    boolean mayBeConfirmed(UUID id) {
        return is("select access.may_confirm_focal_point(:id)", id);
    }

    boolean confirm(UUID id) {
        return is("select access.confirm_focal_point(:id)", id);
    }

    boolean drop(UUID id) {
        return is("select access.drop_focal_point(:id)", id);
    }

    /** Whether this person is of the care side, in a structure that is no police. */
    boolean mayReceive(UUID person) {
        return is("select access.may_receive_complaints(:id)", person);
    }

    /** Whether this officer may propose who reads what is told about a structure: no open complaint about it names them, or it names all of them. */
    boolean names(UUID person, UUID organisation) {
        return at("select access.names_focal_point(:id, :at)", person, organisation);
    }

    /** Whether anybody may agree that this person is named, but the actor and the person. */
    boolean hasSecond(UUID person, UUID organisation) {
        return at("select access.has_second_for_focal_point(:id, :at)", person, organisation);
    }

    private boolean at(String question, UUID person, UUID organisation) {
        return jdbc.sql(question)
                .param("id", person)
                .param("at", organisation)
                .query(Boolean.class)
                .single();
    }

    private boolean is(String question, UUID id) {
        return jdbc.sql(question).param("id", id).query(Boolean.class).single();
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

    /** Those of these people who may be named for a structure: of the care side, not of its team, and so that somebody else can agree. */
    Set<UUID> outside(String structure, Collection<UUID> people) {
        return Set.copyOf(jdbc.sql("""
                        select p.id from access.person p join access.organisation o on o.code = :structure
                         where p.id = any (:people) and access.may_receive_complaints(p.id) and not access.is_of_team(p.id, o.id)
                           and access.has_second_for_focal_point(p.id, o.id)
                        """)
                .param("structure", structure)
                .param("people", people.toArray(UUID[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Those of now whom the actor may end. */
    Set<UUID> toEnd(UUID actor) {
        return Set.copyOf(jdbc.sql("""
                        select f.id from access.focal_point f where f.valid_from <= access.moment() and f.valid_until = 'infinity'
                           and not access.is_concerned_at(:actor, f.organisation_id)
                        """)
                .param("actor", actor)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** From now on: what was told before, they keep. */
    boolean end(UUID id) {
        return jdbc.sql(
                                "update access.focal_point set valid_until = access.moment() where id = :id and valid_from < 'infinity' and valid_until = 'infinity'")
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
