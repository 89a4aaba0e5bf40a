package org.akoma.protection.messages;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on referrals.conversation and referrals.participant. Messages number themselves and count themselves as unread. */
@Repository
class ConversationStore {

    private static final String SUBJECT = "referrals.conversation.subject";

    private final JdbcClient jdbc;
    private final Vault vault;

    ConversationStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(Conversation made) {
        jdbc.sql("""
                        insert into referrals.conversation (id, compartment, dossier_id, section, subject, opened_by, opened_at, last_at, referral_id)
                        values (:id, :side, :dossier, :section, :subject, :by, :at, :at, :referral)
                        """)
                .param("id", made.id())
                .param("side", CompartmentContext.current().login())
                .param("dossier", made.dossierId())
                .param("section", made.section().bit())
                .param("subject", vault.seal(made.dossierId(), SUBJECT, made.subject()))
                .param("by", made.openedBy())
                .param("at", utc(made.openedAt()))
                .param("referral", made.referralId())
                .update();
    }

    Optional<Conversation> find(UUID id) {
        return jdbc.sql("select * from referrals.conversation where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional()
                .map(this::named);
    }

    /**
     * Newest word first.
     *
     * @param before the last of the page before, or null
     */
    List<Conversation> ofFile(UUID file, @Nullable InboxCursor before, int limit) {
        return jdbc.sql("""
                        select * from referrals.conversation
                         where dossier_id = :file and (:id::uuid is null or (last_at, id) < (:at, :id))
                         order by last_at desc, id desc limit :limit
                        """)
                .param("file", file)
                .param("at", before == null ? null : utc(before.at()))
                .param("id", before == null ? null : before.id())
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those about a referral that the caller may read, newest word first; 100 are more than anybody needs. */
    List<Conversation> aboutReferral(UUID referral) {
        return jdbc.sql(
                        "select * from referrals.conversation where referral_id = :referral order by last_at desc, id desc limit 100")
                .param("referral", referral)
                .query((row, n) -> read(row))
                .list();
    }

    /** Unread first, then the newest word first; what the person may no longer see is not in it. */
    List<InboxLine> inbox(UUID person, @Nullable InboxCursor after, int limit) {
        return jdbc
                .sql("""
                        select c.*, p.unread, p.mentioned
                          from referrals.participant p join referrals.conversation c on c.id = p.conversation_id
                         where p.person_id = :person and p.until is null
                           and (:id::uuid is null or (p.waits, p.last_at, p.conversation_id) < (:waits, :at, :id))
                         order by p.waits desc, p.last_at desc, p.conversation_id desc limit :limit
                        """)
                .param("person", person)
                .param("waits", after == null ? null : after.waits())
                .param("at", after == null ? null : utc(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", limit)
                .query((row, n) -> new InboxLine(read(row), row.getInt("unread"), row.getBoolean("mentioned")))
                .list()
                .stream()
                .map(line -> new InboxLine(named(line.conversation()), line.unread(), line.mentioned()))
                .toList();
    }

    /** How many conversations wait unread, counted up to the limit. */
    int waiting(UUID person, int limit) {
        return jdbc.sql("""
                        select count(*) from (select from referrals.participant p
                                               where p.person_id = :person and p.until is null and p.waits = 1 limit :limit) x
                        """)
                .param("person", person)
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    /** How much of it waits for this person; 0 when they take no part. */
    int unread(UUID conversation, UUID person) {
        return jdbc.sql("""
                        select coalesce(max(unread), 0) from referrals.participant
                         where conversation_id = :conversation and person_id = :person and until is null
                        """)
                .param("conversation", conversation)
                .param("person", person)
                .query(Integer.class)
                .single();
    }

    List<Participant> participants(UUID conversation) {
        return jdbc.sql("select * from referrals.participant where conversation_id = :id order by since, person_id")
                .param("id", conversation)
                .query((row, n) -> new Participant(
                        row.getObject("person_id", UUID.class),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        instant(row, "until"),
                        row.getObject("added_by", UUID.class),
                        row.getInt("read_to"),
                        row.getInt("unread")))
                .list();
    }

    /**
     * Adds a participant, for the first time or again.
     *
     * @param by null = the actor
     */
    void join(Conversation conversation, UUID person, @Nullable UUID by, Instant now) {
        jdbc.sql("""
                        insert into referrals.participant as p (conversation_id, person_id, dossier_id, section, compartment, since, added_by, last_at)
                        values (:conversation, :person, :dossier, :section, :side, :now, coalesce(:by::uuid, access.actor()), :now)
                        on conflict on constraint participant_pk do update set until = null, since = excluded.since, added_by = excluded.added_by
                         where p.until is not null
                        """)
                .param("conversation", conversation.id())
                .param("person", person)
                .param("dossier", conversation.dossierId())
                .param("section", conversation.section().bit())
                .param("side", CompartmentContext.current().login())
                .param("now", utc(now))
                .param("by", by)
                .update();
    }

    void leave(UUID conversation, UUID person, Instant now) {
        jdbc.sql("""
                        update referrals.participant set until = :now
                         where conversation_id = :conversation and person_id = :person and until is null
                        """)
                .param("now", utc(now))
                .param("conversation", conversation)
                .param("person", person)
                .update();
    }

    /** The caller has read it up to this number. */
    void readUpTo(UUID conversation, int number) {
        jdbc.sql("select referrals.read_up_to(:conversation, :number)")
                .param("conversation", conversation)
                .param("number", number)
                .query((row, n) -> true)
                .list();
    }

    /** Everybody whom the grants let read this section of this dossier now. */
    List<Recipient> readers(UUID dossier, Section section) {
        return jdbc.sql("select * from referrals.readers(:dossier, :section)")
                .param("dossier", dossier)
                .param("section", section.bit())
                .query((row, n) -> new Recipient(
                        row.getObject("person_id", UUID.class),
                        row.getString("code"),
                        row.getObject("organisation_id", UUID.class),
                        row.getString("organisation"),
                        roles((String[]) row.getArray("roles").getArray()),
                        row.getBoolean("receives")))
                .list();
    }

    private static Set<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** The police side has no files, and no right to ask for one. */
    private Conversation named(Conversation found) {
        if (!found.onFile()) return found;
        return found.named(jdbc.sql("select code from cases.file_code where id = :id")
                .param("id", found.dossierId())
                .query(String.class)
                .optional()
                .orElse(null));
    }

    private Conversation read(ResultSet row) throws SQLException {
        UUID dossier = row.getObject("dossier_id", UUID.class);
        return new Conversation(
                row.getObject("id", UUID.class),
                dossier,
                row.getBoolean("on_file"),
                null,
                Section.of(row.getInt("section")).iterator().next(),
                vault.read(dossier, SUBJECT, row.getBytes("subject"), String.class),
                row.getObject("opened_by", UUID.class),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getInt("last_number"),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getObject("referral_id", UUID.class));
    }

    /** Whether two words that follow each other are two names of one child whose identity the caller may read. */
    boolean namesAChild(List<Long> pairs) {
        return jdbc.sql("select referrals.names_a_child(:pairs)")
                .param("pairs", pairs.toArray(Long[]::new))
                .query(Boolean.class)
                .single();
    }
}
