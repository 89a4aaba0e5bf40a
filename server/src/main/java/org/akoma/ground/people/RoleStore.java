package org.akoma.ground.people;

import static org.akoma.Timestamps.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.ShelterCodes;
import org.akoma.ground.database.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.person_role. */
@Repository
class RoleStore {

    private static final String SELECT = """
        select r.*, p.code, nullif(r.valid_until, 'infinity') as until, coalesce(upper(g.code), '') as giver, coalesce(upper(a.code), '') as approver,
               o.code as structure, upper(s.code) as supervisor, p.contract_from, nullif(p.contract_until, 'infinity') as contract,
               case when r.unit_id is not null then access.shelter_code(r.unit_id) end as shelter,
               array(select h.role from access.person_role h where h.person_id = r.person_id and h.id <> r.id and h.valid_until > access.moment()
                        and (h.approved_at is not null or h.given_by is null) order by h.role) as held
          from access.person_role r join access.person p on p.id = r.person_id join access.organisation o on o.id = r.organisation_id
          left join access.person s on s.id = access.named_supervisor(p.id)
          left join access.person g on g.id = r.given_by left join access.person a on a.id = r.approved_by
        """;

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final JdbcClient jdbc;
    private final ShelterCodes codes;

    RoleStore(JdbcClient jdbc, ShelterCodes codes) {
        this.jdbc = jdbc;
        this.codes = codes;
    }

    /** False where the person holds this role already, or it waits for a second person. */
    boolean insert(GivenRole role) {
        return jdbc.sql("""
            insert into access.person_role
                   (id, person_id, compartment, organisation_id, role, unit_id, reach, valid_from, given_by, approved_at, side)
            values (:id, :person, :compartment, :organisation, :role, :unit, :reach, :from, :by, :approved, :side)
            on conflict do nothing
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
                        .param("side", role.side() == null ? null : role.side().name())
                        .param(
                                "approved",
                                role.approvedAt() == null
                                        ? null
                                        : role.approvedAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Whether a role of this person waits for a second person. */
    boolean awaitsOne(UUID person) {
        return jdbc.sql("select access.awaits_role(:person)")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** A role that the person holds, or that waits for a second person, and with which this one does not go together. */
    Optional<Role> apart(UUID person, Role role) {
        return jdbc.sql("select access.apart_from(:person, :role)")
                .param("person", person)
                .param("role", role.name())
                .query((row, n) -> Optional.ofNullable(row.getString(1)).map(Role::valueOf))
                .single();
    }

    /** Whether the role of supervisor in this structure, which an administrator gave this person, waits for a second person. */
    boolean willLead(UUID supervisor, UUID organisation) {
        return jdbc.sql("select access.will_lead(:supervisor, :organisation)")
                .param("supervisor", supervisor)
                .param("organisation", organisation)
                .query(Boolean.class)
                .single();
    }

    /** Whether this role is the first of an account whose supervisor's role is not approved: that one comes first. */
    boolean supervisorFirst(UUID role) {
        return jdbc.sql("select access.supervisor_first(:role)")
                .param("role", role)
                .query(Boolean.class)
                .single();
    }

    boolean approve(UUID role) {
        return jdbc.sql("select access.approve_role(:role)")
                .param("role", role)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** What was refused never holds; by who refused it, in that transaction. */
    boolean refuse(UUID role) {
        return jdbc.sql("select access.refuse_role(:role)")
                .param("role", role)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    Optional<GivenRole.Shown> find(UUID role) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", role)
                .query(this::read)
                .optional();
    }

    /** The shelter of this structure that is meant by a code or an id; by its id alone on a host without the keys of the care side. */
    Optional<UUID> shelter(String typed, UUID organisation) {
        boolean id = ID.matcher(typed).matches();
        return jdbc.sql("select access.shelter_of(:id::uuid, :token::bytea, :organisation)")
                .param("id", id ? typed : null)
                .param("token", id || !codes.areHere() ? null : codes.token(typed.toUpperCase(Locale.ROOT)))
                .param("organisation", organisation)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    /** Shelters by their code, each with its name and structure, in the order of both; empty on a host without the keys of the care side. */
    Map<String, String> shelters() {
        Map<String, String> found = new TreeMap<>();
        jdbc.sql("select id, structure, code, name from access.shelters_to_run()")
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    String code = codes.openHere(id, row.getBytes("code"));
                    if (code == null) return;
                    String name = codes.name(id, row.getBytes("name"));
                    found.put(code, (name == null ? "" : name + ", ") + code + ", " + row.getString("structure"));
                });
        return found;
    }

    /** Whether anybody ever was given it. */
    boolean wasGiven(Role role) {
        return jdbc.sql("select exists (select from access.person_role r where r.role = :role)")
                .param("role", role.name())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /**
     * Whether nobody with oversight, or nobody who decides for a structure with open files, would be left if this ended then.
     *
     * @param role null = the contract, with every role
     */
    boolean isNeeded(UUID person, @Nullable UUID role, Instant until) {
        return jdbc.sql("select exists (select from access.left_without(:person, :role::uuid, :until))")
                .param("person", person)
                .param("role", role, java.sql.Types.OTHER)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Whether the actor ended the roles or contracts of as many others today as one person may. */
    boolean endsEnough(UUID person) {
        return jdbc.sql("select access.others_ended(:person) >= 5")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Whether it was agreed to, and is not only asked for. */
    boolean isHeld(UUID role) {
        return jdbc.sql("select exists (select from access.person_role where id = :id and approved_at is not null)")
                .param("id", role)
                .query(Boolean.class)
                .single();
    }

    boolean end(UUID person, UUID role, Instant now) {
        return jdbc.sql("""
            update access.person_role set valid_until = greatest(:now, valid_from)
             where id = :id and person_id = :person and valid_until > :now
            """)
                        .param("id", role)
                        .param("person", person)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Every role that a person was ever given, newest first. */
    List<GivenRole.Shown> of(UUID person) {
        return jdbc.sql(SELECT + " where r.person_id = :person order by r.valid_from desc, r.id desc limit 500")
                .param("person", person)
                .query(this::read)
                .list();
    }

    /** Oldest first. */
    List<GivenRole.Shown> waiting(Instant now) {
        return jdbc.sql(SELECT + """
             where r.approved_at is null and r.given_by is not null and r.valid_until > :now and access.works_there(r.compartment, r.organisation_id)
               and access.administers_there(r.role, r.side, r.organisation_id)
             order by r.valid_from, r.id limit 500
            """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(this::read)
                .list();
    }

    private static GivenRole.@Nullable Side side(@Nullable String kept) {
        return kept == null ? null : GivenRole.Side.valueOf(kept);
    }

    /** Whether the actor keeps the accounts of this side; null = what is of no side. */
    boolean administers(@Nullable Compartment side) {
        return jdbc.sql("select access.administers(:side)")
                .param("side", side == null ? null : side.login(), java.sql.Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    private GivenRole.Shown read(ResultSet row, int number) throws SQLException {
        GivenRole role = new GivenRole(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("code"),
                row.getObject("organisation_id", UUID.class),
                Role.valueOf(row.getString("role")),
                row.getObject("unit_id", UUID.class),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                instant(row, "until"),
                row.getObject("given_by", UUID.class),
                instant(row, "approved_at"),
                side(row.getString("side")));
        return new GivenRole.Shown(
                role,
                row.getString("giver"),
                row.getString("approver"),
                row.getString("structure"),
                codes.openHere(role.unitId(), row.getBytes("shelter")),
                row.getString("supervisor"),
                Stream.of((String[]) row.getArray("held").getArray())
                        .map(Role::valueOf)
                        .toList(),
                row.getObject("contract_from", LocalDate.class),
                row.getObject("contract", LocalDate.class));
    }
}
