package org.akoma.ground.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.akoma.EnumSets;
import org.akoma.ground.database.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads access.person with the roles of today. What an administrator writes is in {@code AccountStore}. */
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

    static PersonStore of(DataSource owner) {
        return new PersonStore(JdbcClient.create(owner));
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

    List<Person> find(Collection<UUID> ids, Instant now) {
        return jdbc.sql(SELECT + " where p.id = any (:ids)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    /** Id to code in capitals, of those whom the login may know. */
    Map<UUID, String> codes(Collection<UUID> ids) {
        Map<UUID, String> codes = new HashMap<>();
        jdbc.sql("select id, upper(code) as code from access.person where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    codes.put(row.getObject("id", UUID.class), row.getString("code"));
                });
        return codes;
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

    /** @param after null = from the beginning */
    List<Person> atWork(Compartment side, @Nullable UUID after, Instant now, int most) {
        return jdbc.sql(SELECT + """
                         where p.compartment = :side and p.id > coalesce(:after, '00000000-0000-0000-0000-000000000000'::uuid)
                           and exists (select from access.person_role r where r.person_id = p.id
                                          and r.approved_at <= :now and r.valid_from <= :now and r.valid_until > :now)
                           and p.contract_from <= :today and p.contract_until > :today
                         order by p.id limit :most
                        """)
                .param("side", side.login())
                .param("after", after, java.sql.Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("today", now.atOffset(ZoneOffset.UTC).toLocalDate())
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    List<Person> at(UUID organisation, Instant now) {
        return jdbc.sql("select * from (" + SELECT + """
                         where p.organisation_id = :organisation and p.contract_until > :today) x where cardinality(x.roles) > 0
                         order by x.code limit 2000
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("today", now.atOffset(ZoneOffset.UTC).toLocalDate())
                .param("organisation", organisation)
                .query((row, n) -> read(row))
                .list();
    }

    /** One more than the page holds, when there are more. */
    List<Person> page(PeopleFilter filter, Instant now) {
        return jdbc.sql(SELECT + """
                         where p.code > :after and p.code >= :beginning and p.code < :beyond
                           and (:organisation::text is null or o.code = :organisation)
                           and (:role::text is null or exists (select from access.person_role r where r.person_id = p.id and r.role = :role
                                     and r.approved_at <= :now and r.valid_from <= :now and r.valid_until > :now))
                        """ + lacking(filter.lacks()) + """
                         order by p.code limit :limit
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("after", filter.after())
                .param("beginning", filter.beginning())
                .param("beyond", filter.beginning() + "~") // the last of the printable letters
                .param("organisation", filter.organisation())
                .param("role", filter.role() == null ? null : filter.role().name())
                .param("today", now.atOffset(ZoneOffset.UTC).toLocalDate())
                .param("limit", filter.limit() + 1)
                .query((row, n) -> read(row))
                .list();
    }

    /** Apart from the statement of everybody: one of its functions is not for the login of the police. */
    private static String lacking(PeopleFilter.@Nullable Lack lack) {
        if (lack == null) return "and :today::date is not null";
        return """
                and p.contract_from <= :today and p.contract_until > :today
                and exists (select from access.person_role r where r.person_id = p.id
                               and r.approved_at <= :now and r.valid_from <= :now and r.valid_until > :now) and
                """
                + switch (lack) {
                    case FIRST_VISIT -> "p.conduct_accepted_at is null";
                    case TELEPHONE -> """
                access.shows_card(p.id, p.compartment) and not exists (
                    select from access.person_card c where c.person_id = p.id and c.telephone is not null)
                """;
                    case ADDRESS -> "p.id in (select access.without_address())";
                    case SUPERVISOR -> "p.id in (select access.without_supervisor())";
                };
    }

    /** Those of these people who never came in. */
    Set<UUID> neverIn(Collection<UUID> people) {
        return new HashSet<>(
                jdbc.sql("select id from access.person where id = any (:ids) and conduct_accepted_at is null")
                        .param("ids", people.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list());
    }

    /** With every role, also those that ended or wait. */
    Optional<AccountSummary> standing(String username, Instant now) {
        return jdbc.sql("""
                        select s.*, nullif(s.contract_from, '-infinity') as begins, upper(v.code) as supervisor from (
                        """ + SELECT
                        + " where p.code = :code) s left join access.person v on v.id = access.named_supervisor(s.id)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("code", username)
                .query((row, n) -> {
                    var accepted = row.getObject("conduct_accepted_at", java.time.OffsetDateTime.class);
                    Person person = read(row);
                    return new AccountSummary(
                            person,
                            row.getObject("begins", LocalDate.class),
                            accepted == null ? null : accepted.toInstant(),
                            row.getString("supervisor"),
                            row.getString("language"),
                            row.getInt("version"),
                            List.of());
                })
                .optional();
    }

    @Nullable
    UUID supervisorOf(UUID person) {
        return jdbc.sql("select access.supervisor_of(:person)")
                .param("person", person)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .orElse(null);
    }

    Set<UUID> supervised() {
        return jdbc.sql("select access.supervised()")
                .query((row, n) -> row.getObject(1, UUID.class))
                .set();
    }

    boolean mayLead(UUID supervisor, UUID organisation) {
        return jdbc.sql("select access.may_lead(:supervisor, :organisation)")
                .param("supervisor", supervisor)
                .param("organisation", organisation)
                .query((row, n) -> row.getBoolean(1))
                .single();
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
                row.getObject("organisation_id", UUID.class),
                row.getString("organisation"),
                Compartment.ofLogin(row.getString("compartment")),
                row.getObject("ends", LocalDate.class),
                row.getObject("supervisor_id", UUID.class),
                EnumSets.inOrder(Role.class, roles));
    }
}
