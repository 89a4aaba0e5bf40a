package org.akoma.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.database.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.person and access.person_role. */
@Repository
class PersonStore {

    private static final String SELECT = """
            select p.*, o.code as organisation, nullif(p.contract_until, 'infinity') as ends,
                   array(select r.role from access.person_role r where r.person_id = p.id and r.approved_at <= :now
                            and r.valid_from <= :now and r.valid_until > :now) as roles
              from access.person p join access.organisation o on o.id = p.organisation_id
            """;

    private final JdbcClient jdbc;

    PersonStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Person> all(Instant now) {
        return jdbc.sql(SELECT + " order by p.code limit 5000")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Person> find(String username, Instant now) {
        return jdbc.sql(SELECT + " where p.code = :code")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("code", username)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Person> find(UUID id, Instant now) {
        return jdbc.sql(SELECT + " where p.id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    List<Person> withRole(Role role, Instant now) {
        return jdbc.sql(SELECT + """
                         where exists (select from access.person_role r where r.person_id = p.id and r.role = :role
                                          and r.approved_at <= :now and r.valid_from <= :now and r.valid_until > :now)
                           and p.contract_until > :today
                         order by p.code limit 2000
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("today", now.atOffset(ZoneOffset.UTC).toLocalDate())
                .param("role", role.name())
                .query((row, n) -> read(row))
                .list();
    }

    /** False when the code is taken. */
    boolean insert(Person made, LocalDate from, @Nullable UUID madeBy, String language) {
        return jdbc.sql("""
                        insert into access.person (id, code, display_name, organisation_id, compartment, language, contract_from, contract_until, supervisor_id, made_by)
                        values (:id, :code, :name, :organisation, :compartment, :language, :from, coalesce(:until::date, 'infinity'), :supervisor, :by)
                        on conflict (code) do nothing
                        """)
                        .param("id", made.id())
                        .param("code", made.username())
                        .param("name", made.displayName())
                        .param("organisation", made.organisationId())
                        .param("compartment", made.compartment().login())
                        .param("language", language)
                        .param("from", from)
                        .param("until", made.contractUntil())
                        .param("supervisor", made.supervisorId())
                        .param("by", madeBy)
                        .update()
                == 1;
    }

    void insertRole(GivenRole role) {
        jdbc.sql("""
                        insert into access.person_role
                               (id, person_id, compartment, organisation_id, role, unit_id, reach, valid_from, given_by, approved_at)
                        values (:id, :person, :compartment, :organisation, :role, :unit, :reach, :from, :by, :approved)
                        """)
                .param("id", role.id())
                .param("person", role.personId())
                .param("compartment", role.role().compartment().login())
                .param("organisation", role.organisationId())
                .param("role", role.role().name())
                .param("unit", role.unitId())
                .param("reach", role.role().reach().name())
                .param("from", role.from().atOffset(ZoneOffset.UTC))
                .param("by", role.givenBy())
                .param(
                        "approved",
                        role.approvedAt() == null ? null : role.approvedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean approveRole(UUID role) {
        return jdbc.sql("select access.approve_role(:role)")
                .param("role", role)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    boolean nobodyApproves() {
        return jdbc.sql("select access.nobody_approves()")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    boolean endRole(UUID role, Instant now) {
        return jdbc.sql("update access.person_role set valid_until = :now where id = :id and valid_until > :now")
                        .param("id", role)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean endContract(UUID person, LocalDate day) {
        return jdbc.sql("update access.person set contract_until = :day, version = version + 1 where id = :id")
                        .param("id", person)
                        .param("day", day)
                        .update()
                == 1;
    }

    List<GivenRole> roles(@Nullable UUID person) {
        return jdbc.sql("""
                        select r.*, p.code, nullif(r.valid_until, 'infinity') as until
                          from access.person_role r join access.person p on p.id = r.person_id
                         where r.person_id = :person or (:person::uuid is null and r.approved_at is null and r.given_by is not null)
                         order by r.valid_from desc, r.id limit 500
                        """)
                .param("person", person)
                .query((row, n) -> {
                    var until = row.getObject("until", java.time.OffsetDateTime.class);
                    var approved = row.getObject("approved_at", java.time.OffsetDateTime.class);
                    return new GivenRole(
                            row.getObject("id", UUID.class),
                            row.getObject("person_id", UUID.class),
                            row.getString("code"),
                            row.getObject("organisation_id", UUID.class),
                            Role.valueOf(row.getString("role")),
                            row.getObject("unit_id", UUID.class),
                            row.getObject("valid_from", java.time.OffsetDateTime.class)
                                    .toInstant(),
                            until == null ? null : until.toInstant(),
                            row.getObject("given_by", UUID.class),
                            approved == null ? null : approved.toInstant());
                })
                .list();
    }

    void acceptConduct(UUID person, Instant now) {
        jdbc.sql("update access.person set conduct_accepted_at = :now where id = :id and conduct_accepted_at is null")
                .param("id", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Person read(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : (String[]) row.getArray("roles").getArray()) roles.add(Role.valueOf(role));
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("display_name"),
                row.getObject("organisation_id", UUID.class),
                row.getString("organisation"),
                Compartment.ofLogin(row.getString("compartment")),
                row.getObject("ends", LocalDate.class),
                row.getObject("supervisor_id", UUID.class),
                Set.copyOf(roles));
    }
}
