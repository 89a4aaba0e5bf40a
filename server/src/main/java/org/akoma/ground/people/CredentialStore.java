package org.akoma.ground.people;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Passwords that one person makes for another. */
@Repository
class CredentialStore {

    private final JdbcClient jdbc;

    CredentialStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who may give this person a new password. */
    enum Way {
        /** An administrator gives the first half; who agrees to the first role gives the second. */
        NOW,
        /** An administrator asks and gives the first half, a second person decides and gives the second. */
        DECISION,
        /** The operator, at the next start. */
        START,
        /** Not the one who asks. */
        NONE
    }

    Way way(UUID person) {
        return jdbc.sql("select coalesce(access.password_way(:person), 'NONE')")
                .param("person", person)
                .query((row, n) -> Way.valueOf(row.getString(1)))
                .single();
    }

    /** The first half, by the administrator who asks. */
    boolean offer(UUID decision, String hash) {
        return yes(jdbc.sql("select access.offer_password(:decision, :hash)")
                .param("decision", decision)
                .param("hash", hash));
    }

    /** How to compute the second half, for who agreed in this transaction; null: no password waits for one. */
    @Nullable
    String salt(UUID decision) {
        return jdbc.sql("select access.password_salt(:decision)")
                .param("decision", decision)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /**
     * Adds the second half of a one-time password, in the transaction in which the second person agrees. The password is good for one sign-in
     * within three days.
     */
    boolean hand(UUID decision, String rest) {
        return yes(jdbc.sql("select access.hand_password(:decision, :rest)")
                .param("decision", decision)
                .param("rest", rest));
    }

    /** Whether who is inside handed over a second half by this decision in the last hour. */
    boolean handed(UUID decision) {
        return yes(jdbc.sql("select access.handed_password(:decision)").param("decision", decision));
    }

    /**
     * What lets in somebody who never came.
     *
     * @param awaits its second half is still to come, with the approval of the role
     * @param opened the link was opened, and the first visit not finished
     */
    record FirstPassword(Instant endsAt, boolean awaits, boolean opened) {
        /** As the page says it. */
        String state(Instant now) {
            if (!endsAt.isAfter(now)) return "ended";
            if (awaits) return "awaits";
            return opened ? "opened" : "runs";
        }
    }

    /** Empty where the person came in, or the reader neither keeps nor approves accounts. */
    Optional<FirstPassword> firstPassword(UUID person) {
        return jdbc.sql("select * from access.first_password(:person)")
                .param("person", person)
                .query((row, n) -> new FirstPassword(
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("awaits"),
                        row.getBoolean("opened")))
                .optional();
    }

    /** Since when the account is linked with the provider of identities; empty where it is not, or the reader neither keeps it nor protects data. */
    Optional<Instant> linkedAt(UUID person) {
        return jdbc.sql("select access.provider_linked(:person)")
                .param("person", person)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    /** @param added when the last one was */
    record Devices(int passkeys, Instant added) {}

    /** How many passkeys a person has; empty where none, or the reader neither keeps the account nor protects data. */
    Optional<Devices> passkeys(UUID person) {
        return jdbc.sql("select * from access.passkeys_of(:person)")
                .param("person", person)
                .query((row, n) -> new Devices(
                        row.getInt("passkeys"),
                        row.getObject("added_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** The former link and half of who is invited anew, by who asked for it in this transaction. */
    boolean endFirstPassword(UUID person) {
        return yes(jdbc.sql("select access.end_first_password(:person)").param("person", person));
    }

    private static boolean yes(JdbcClient.StatementSpec asked) {
        return asked.query((row, n) -> row.getBoolean(1)).single();
    }

    /** The first half, by an administrator who is inside. False unless the way is {@link Way#NOW}. */
    boolean give(UUID person, String hash) {
        return yes(jdbc.sql("select access.give_password(:person, :hash)")
                .param("person", person)
                .param("hash", hash));
    }

    /**
     * By an administrator who is inside, of somebody else.
     *
     * @return how many
     */
    int endSessions(UUID person) {
        return jdbc.sql("select access.end_sessions_of(:person)")
                .param("person", person)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /**
     * As the owner of the tables, while a house is founded.
     *
     * @param until the end of a one-time password; null: it is the person's own
     */
    void found(UUID person, String hash, @Nullable Instant until) {
        jdbc.sql("""
                        insert into access.credential (person_id, password_hash, rest_hash, must_change, one_time_until)
                        values (:person, split_part(:hash, ' ', 1), nullif(split_part(:hash, ' ', 2), ''), :must, :until)
                        on conflict (person_id) do update set password_hash = excluded.password_hash, rest_hash = excluded.rest_hash, rest_awaited = false,
                                                              must_change = excluded.must_change, one_time_until = excluded.one_time_until
                        """)
                .param("person", person)
                .param("hash", hash)
                .param("must", until != null)
                .param(
                        "until",
                        until == null ? null : until.atOffset(ZoneOffset.UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /**
     * A person of the first start who has never signed in.
     *
     * @param until the end of the one-time password
     * @param hash of the one-time password, in one or two halves
     */
    record Founder(UUID id, String username, Role role, Instant until, String hash) {}

    /**
     * As the owner of the tables: people for whom an administrator asked for a new password while nobody who may decide is left, such as the
     * only data protection officer of an installation without a project manager.
     */
    List<UUID> stranded(Instant now) {
        return jdbc.sql("""
                        select d.subject from access.decision d join access.person p on p.id = d.subject
                         where d.kind = 'PASSWORD' and d.state = 'WAITING' and p.supervisor_id is null
                           and not exists (select from access.person_role r join access.person o on o.id = r.person_id
                                            where r.role in ('DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER') and r.person_id not in (d.subject, d.proposed_by)
                                              and r.approved_at <= :now and r.valid_from <= :now and r.valid_until > :now and o.contract_until > :today)
                         order by d.proposed_at
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("today", now.atOffset(ZoneOffset.UTC).toLocalDate())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** As the owner: whether another administrator is at work who keeps all accounts. Who keeps those of one side helps no administrator. */
    boolean isHelped(UUID administrator, Instant now) {
        return jdbc.sql("""
            select exists (select from access.person_role r join access.person p on p.id = r.person_id
                            where r.role = 'SYSTEM_ADMINISTRATOR' and r.side is null and r.person_id <> :person and r.approved_at <= :now
                              and r.valid_from <= :now and r.valid_until > :now and p.contract_until > :today)
            """)
                .param("person", administrator)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("today", now.atOffset(ZoneOffset.UTC).toLocalDate())
                .query(Boolean.class)
                .single();
    }

    /** As the owner: what was asked for this person is done otherwise, and who sits in their name is out. */
    void rescued(UUID person, Instant now) {
        jdbc.sql("""
                        with over as (delete from access.session where person_id = :person)
                        update access.decision set state = 'WITHDRAWN', ended_at = :now where kind = 'PASSWORD' and state = 'WAITING' and subject = :person
                        """)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** As the owner of the tables: notifies the people with oversight that the operator changed an account. */
    void ringOverseers(Instant now) {
        jdbc.sql("""
                        insert into notices.bell (id, person_id, kind, rung_at)
                        select distinct on (r.person_id) gen_random_uuid(), r.person_id, 'account', :now::timestamptz
                          from access.person_role r join access.person p on p.id = r.person_id
                         where r.role in ('DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER') and r.approved_at <= :now and r.valid_from <= :now
                           and r.valid_until > :now and p.contract_until > :today
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("today", now.atOffset(ZoneOffset.UTC).toLocalDate())
                .update();
    }

    /**
     * As the owner: those of the founding who never came in, and whom nobody else may give another password: data protection officers, and an
     * administrator while no administrator ever came in.
     */
    List<Founder> neverCame() {
        return jdbc.sql("""
                        select c.person_id, p.code, r.role, c.one_time_until, concat_ws(' ', c.password_hash, c.rest_hash) as hash
                          from access.credential c join access.person p on p.id = c.person_id
                          join access.person_role r on r.person_id = c.person_id and r.given_by is null
                         where c.must_change and c.one_time_until is not null and p.conduct_accepted_at is null
                           and (r.role = 'DATA_PROTECTION_OFFICER'
                                or r.role = 'SYSTEM_ADMINISTRATOR' and not exists (select from access.credential o join access.person_role q on q.person_id = o.person_id
                                    where q.role = 'SYSTEM_ADMINISTRATOR' and not o.must_change))
                         order by p.code
                        """)
                .query((row, n) -> new Founder(
                        row.getObject("person_id", UUID.class),
                        row.getString("code"),
                        Role.valueOf(row.getString("role")),
                        row.getObject("one_time_until", OffsetDateTime.class).toInstant(),
                        row.getString("hash")))
                .list();
    }
}
