package org.akoma.ground.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes access.person: accounts and their contracts. */
@Repository
class AccountStore {

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the code is taken. */
    boolean insert(Person made, LocalDate from, @Nullable UUID madeBy, String language) {
        return jdbc.sql("""
                        insert into access.person (id, code, organisation_id, compartment, language, contract_from, contract_until, supervisor_id, made_by)
                        values (:id, :code, :organisation, :compartment, :language, :from, coalesce(:until::date, 'infinity'), :supervisor, :by)
                        on conflict (code) do nothing
                        """)
                        .param("id", made.id())
                        .param("code", made.username())
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

    /** @param until null = open-ended. False when somebody else changed the contract since that version */
    boolean endContract(UUID person, @Nullable LocalDate until, int version) {
        return jdbc.sql("""
            update access.person set contract_until = coalesce(:until::date, 'infinity'), version = version + 1
             where id = :id and version = :version
            """)
                        .param("id", person)
                        .param("until", until)
                        .param("version", version)
                        .update()
                == 1;
    }

    int version(UUID person) {
        return jdbc.sql("select version from access.person where id = :id")
                .param("id", person)
                .query(Integer.class)
                .single();
    }

    /** A contract that was over, by who agreed to it, in that transaction. False when it was changed since. */
    boolean extendContract(UUID person, @Nullable LocalDate until, int version) {
        return jdbc.sql("select access.extend_contract(:id, :until::date, :version)")
                .param("id", person)
                .param("until", until, java.sql.Types.DATE)
                .param("version", version)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    Optional<UUID> supervisor(UUID person) {
        return jdbc.sql("select supervisor_id from access.person where id = :id")
                .param("id", person)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    /** False when somebody else changed the account since that version. */
    boolean changeLanguage(UUID person, String language, int version) {
        return jdbc.sql("update access.person set language = :language, version = version + 1 where id = :id"
                                + " and version = :version")
                        .param("language", language)
                        .param("id", person)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Why an account cannot come to another structure or supervisor. */
    enum MoveRefused {
        /** It can. */
        NO,
        /** The person still has a role, a file or access to one in the present structure. */
        BOUND,
        /** A structure of law enforcement, where nobody of the care side works. */
        POLICE,
        /** That person does not supervise cases in the structure. */
        NO_SUPERVISOR
    }

    MoveRefused moveRefused(UUID person, UUID structure, @Nullable UUID leader) {
        return jdbc.sql("select coalesce(access.move_refused(:person, :structure, :leader::uuid), 'NO')")
                .param("person", person)
                .param("structure", structure)
                .param("leader", leader, java.sql.Types.OTHER)
                .query((row, n) -> MoveRefused.valueOf(row.getString(1)))
                .single();
    }

    /** What a person holds in their structure. */
    enum Held {
        ROLE,
        FILE,
        ACCESS
    }

    /** Why a move of this person is refused as {@link MoveRefused#BOUND}. */
    List<Held> heldBy(UUID person) {
        return jdbc.sql("select unnest(access.move_held_up_by(:person))")
                .param("person", person)
                .query((row, n) -> Held.valueOf(row.getString(1)))
                .list();
    }

    /** By who agreed to exactly this, in that transaction: the open files of the person follow their supervisor. */
    boolean move(UUID decision, UUID structure, @Nullable UUID leader) {
        return jdbc.sql("select access.move_account(:decision, :structure, :leader::uuid)")
                .param("decision", decision)
                .param("structure", structure)
                .param("leader", leader, java.sql.Types.OTHER)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** How many open files would follow another supervisor of this worker, for who decides; 0 for all others. */
    int filesThatFollow(UUID worker) {
        return jdbc.sql("select access.files_that_follow(:worker)")
                .param("worker", worker)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /** As the owner of the tables, while a house is founded. */
    void acceptConduct(UUID person, Instant now) {
        jdbc.sql("update access.person set conduct_accepted_at = :now where id = :id and conduct_accepted_at is null")
                .param("id", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Codes of the people who have a role and never came in, in their order. */
    List<String> neverIn(LocalDate today, int most) {
        return jdbc.sql("""
                        select upper(p.code) as code from access.person p
                         where p.conduct_accepted_at is null and p.contract_until > :today order by p.code limit :most
                        """)
                .param("today", today)
                .param("most", most)
                .query((row, n) -> row.getString("code"))
                .list();
    }
}
