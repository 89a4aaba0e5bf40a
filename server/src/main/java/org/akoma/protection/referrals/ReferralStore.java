package org.akoma.protection.referrals;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on referrals.referral and its words, one referral at a time. Drafts are in {@link ReferralDraftStore}, lists in {@link ReferralListStore}. */
@Repository
class ReferralStore {

    static final String SEAL_CONTEXT = "referrals.referral";
    private static final String ANSWER = "referrals.answer";
    private static final String OUTCOME = "referrals.outcome";

    /** The child's file is joined as the reader sees it: without it there is no code. */
    static final String SELECT = select("referrals.referral");

    /** As who oversees all files sees them: what it is for, and what goes along, is null. */
    static final String OVERSEEN = select("referrals.referral_overseen");

    private static String select(String from) {
        return """
            select r.*, f.code as file_code, a.code as from_code, b.code as to_code, upper(s.code) as sender, upper(k.code) as acknowledger,
                   upper(w.code) as answerer, r.to_desk = any (access.grantees()) or coalesce(r.to_person = any (access.grantees()), false) as received,
                   (select access.everywhere()) & 256 <> 0
                       and not (r.to_desk = any (access.grantees()) or coalesce(r.to_person = any (access.grantees()), false)
                                or coalesce(r.unit_id = any (access.grantees()), false) or access.sees(r.file_id, 32, false)) as overseen
              from %s r join access.organisation a on a.id = r.from_id join access.organisation b on b.id = r.to_id
              left join cases.file_code f on f.id = r.file_id left join access.person s on s.id = r.sent_by
              left join access.person k on k.id = r.acknowledged_by left join access.person w on w.id = r.answered_by
            """.formatted(from);
    }

    private final JdbcClient jdbc;
    private final Vault vault;

    ReferralStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * What was said about it.
     *
     * @param words null when the reader may not open them
     */
    record Said(
            Referral.@Nullable SealedText words,
            @Nullable String answer,
            @Nullable String outcome) {
        static final Said NOTHING = new Said(null, null, null);
    }

    /** Newest first. */
    List<Referral> of(UUID file) {
        List<Referral> own = of(SELECT, file);
        return own.isEmpty() ? of(OVERSEEN, file) : own;
    }

    private List<Referral> of(String select, UUID file) {
        return jdbc.sql(select + " where r.file_id = :file order by r.drafted_at desc, r.id desc limit 500")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Referral> find(UUID file, UUID id) {
        return byId(id).filter(one -> one.fileId().equals(file));
    }

    Optional<Referral> find(String code) {
        return one("r.code = :asked", code);
    }

    Optional<Referral> byId(UUID id) {
        return one("r.id = :asked", id);
    }

    /** As a side or who works on the file sees it; else as oversight does. */
    private Optional<Referral> one(String condition, Object asked) {
        return one(SELECT, condition, asked).or(() -> one(OVERSEEN, condition, asked));
    }

    private Optional<Referral> one(String select, String condition, Object asked) {
        return jdbc.sql(select + " where " + condition)
                .param("asked", asked)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Whether this draft is as a shelter wrote it with an account of its own. */
    boolean isAskedByShelter(UUID id) {
        return jdbc.sql("select unit_id is not null and version = 1 from referrals.referral where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Keeps others off it until the transaction ends. */
    void lock(UUID id) {
        jdbc.sql("select id from referrals.referral where id = :id for update")
                .param("id", id)
                .query((row, n) -> row.getObject(1))
                .list();
    }

    Said said(UUID file, UUID id) {
        return jdbc.sql("select asked, answer, outcome from referrals.referral_words where referral_id = :id")
                .param("id", id)
                .query((row, n) -> new Said(
                        vault.read(file, SEAL_CONTEXT, row.getBytes(1), Referral.SealedText.class),
                        open(file, ANSWER, row.getBytes(2)),
                        open(file, OUTCOME, row.getBytes(3))))
                .optional()
                .orElse(Said.NOTHING);
    }

    private @Nullable String open(UUID file, String place, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.read(file, place, sealed, String.class);
    }

    /**
     * @param manager when its silence comes to the project manager
     * @param focal the person who gets a grant of their own under {@code focalGrant}; null = the desk alone
     */
    void send(
            UUID id,
            UUID agreement,
            UUID by,
            Instant now,
            Instant due,
            Instant manager,
            Instant until,
            @Nullable UUID focal,
            @Nullable UUID focalGrant) {
        jdbc.sql("""
                        update referrals.referral set sent_at = :now, sent_by = :by, agreement_id = :agreement, due_at = :due, manager_at = :manager, valid_until = :until,
                               to_person = :focal, person_grant = :grant, version = version + 1 where id = :id and sent_at is null
                        """)
                .param("id", id)
                .param("now", utc(now))
                .param("by", by)
                .param("agreement", agreement)
                .param("due", utc(due))
                .param("manager", utc(manager))
                .param("until", utc(until))
                .param("focal", focal)
                .param("grant", focalGrant)
                .update();
    }

    void keepAnswer(UUID file, UUID id, Referral.Step step, String words) {
        boolean outcome = step == Referral.Step.COMPLETE;
        jdbc.sql("update referrals.referral_words set " + (outcome ? "outcome" : "answer")
                        + " = :sealed where referral_id = :id")
                .param("sealed", vault.seal(file, outcome ? OUTCOME : ANSWER, words))
                .param("id", id)
                .update();
    }

    /** An answer acknowledges too, if nobody had before. */
    void step(UUID id, AnswerReferral answer, Referral.How how, UUID by, Instant at, Instant now) {
        String sets = switch (answer.step()) {
            case ACKNOWLEDGE -> "";
            case ACCEPT -> ", answered_at = :at, answered_by = :by, accepted = true";
            case DECLINE ->
                ", answered_at = :at, answered_by = :by, accepted = false, decline_reason = :reason, closed_at = :now";
            case COMPLETE -> ", completed_at = :at, completed_by = :by, closed_at = :now";
        };
        jdbc.sql("""
                        update referrals.referral set acknowledged_at = coalesce(acknowledged_at, :at), acknowledged_by = coalesce(acknowledged_by, :by),
                               answer_how = coalesce(answer_how, :how), version = version + 1
                        """ + sets + " where id = :id")
                .param("id", id)
                .param("at", utc(at))
                .param("now", utc(now))
                .param("by", by)
                .param("how", how.name())
                .param("reason", answer.reason())
                .update();
    }

    /** Who waits for the answer: the file's worker, who sent it, and the shelter's person who asked for it. */
    List<UUID> waiting(UUID id) {
        return jdbc.sql("""
                        select worker_id from referrals.referral where id = :id union select sent_by from referrals.referral where id = :id
                        union select drafted_by from referrals.referral where id = :id and unit_id is not null
                        """)
                .param("id", id)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** The shelter's person who asked the worker for it; nobody where the child's own people wrote it. */
    List<UUID> asking(UUID id) {
        return jdbc.sql("select drafted_by from referrals.referral where id = :id and unit_id is not null")
                .param("id", id)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Whether a supervisor said no to telling its receiver without consent, or has not answered for days. */
    boolean isDangerDenied(UUID id) {
        return jdbc.sql("select referrals.is_danger_denied(:id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Who ended it before its time. */
    Optional<UUID> endedBy(UUID id) {
        return jdbc.sql("select ended_by from referrals.referral where id = :id and ended_by is not null")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    /** Keeps other sessions off sending without consent on this file until the transaction ends. */
    void queueDanger(UUID file) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('referrals.danger ' || :file, 0))")
                .param("file", file.toString())
                .query((row, n) -> 0)
                .list();
    }

    /** The structures that may be named as the sender of a child of this file beside its own. */
    Set<UUID> tellers(UUID file) {
        return Set.copyOf(jdbc.sql("select distinct referrals.tellers(:file)")
                .param("file", file)
                .query(UUID.class)
                .list());
    }

    /** How long a referral of this file to that structure lives; shorter where it holds the file already. */
    Duration validity(UUID file, UUID receiver) {
        return Duration.ofDays(jdbc.sql("select referrals.validity(:file, :receiver)")
                .param("file", file)
                .param("receiver", receiver)
                .query(Integer.class)
                .single());
    }

    /** Until when it would run if a supervisor agreed: as any other. As {@code referrals.confirmed_danger} sets it. */
    Instant termWhenAgreed(UUID id) {
        return jdbc.sql("""
                        select greatest(r.valid_until, least(r.sent_at + make_interval(days => referrals.validity(r.file_id, r.to_id)), least(a.expires_on, a.ended_on)::timestamp at time zone 'UTC'))
                          from referrals.referral r left join access.sharing_agreement a on a.id = r.agreement_id where r.id = :id
                        """)
                .param("id", id)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** A supervisor has just agreed to what left in danger to life: it runs as long as any other. */
    void confirmDanger(UUID id) {
        jdbc.sql("select referrals.confirmed_danger(:id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** The sender ends it before its time. */
    void end(UUID id, UUID by, Instant now) {
        jdbc.sql("""
                        update referrals.referral set ended_at = :now, ended_by = :by, closed_at = :now, version = version + 1
                         where id = :id and sent_at is not null and closed_at is null
                        """).param("id", id).param("by", by).param("now", utc(now)).update();
    }

    /** Marks what has been silent too long and calls its people, whom it answers; by the login that sees no file. */
    Set<UUID> call(Instant moment) {
        return new java.util.HashSet<>(jdbc.sql("select referrals.call(:moment)")
                .param("moment", utc(moment))
                .query(UUID.class)
                .list());
    }

    /** Those of a file that run. */
    List<Referral> running(UUID file, Instant now) {
        return of(file).stream()
                .filter(one -> one.course().sentAt() != null
                        && one.course().endedAt() == null
                        && one.course().completedAt() == null
                        && one.at(now) != Referral.Status.EXPIRED
                        && one.at(now) != Referral.Status.DECLINED)
                .toList();
    }

    /** @return how many of the file's referrals were running */
    int endAll(UUID file, UUID by, Instant now) {
        return jdbc.sql("""
                        update referrals.referral set ended_at = :now, ended_by = :by, closed_at = :now, version = version + 1
                         where file_id = :file and sent_at is not null and closed_at is null and valid_until > :now
                        """)
                .param("file", file)
                .param("by", by)
                .param("now", utc(now))
                .update();
    }

    /** The file has another worker, structure or supervisor. */
    void follow(CaseFile file) {
        jdbc.sql("""
                        update referrals.referral set organisation_id = :organisation, worker_id = :worker, supervisor_id = :supervisor
                         where file_id = :file
                        """)
                .param("file", file.id())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("supervisor", file.supervisorId())
                .update();
    }

    static Referral read(ResultSet row) throws SQLException {
        String how = row.getString("answer_how");
        String purpose = row.getString("purpose"); // null: the view of oversight hid it, and so do pages and programs
        boolean overseen = row.getBoolean("overseen") || purpose == null;
        Referral.Course course = new Referral.Course(
                instant(row, "sent_at"),
                row.getString("sender"),
                instant(row, "due_at"),
                instant(row, "acknowledged_at"),
                row.getString("acknowledger"),
                instant(row, "answered_at"),
                row.getString("answerer"),
                row.getObject("accepted", Boolean.class),
                overseen ? null : row.getString("decline_reason"),
                how == null ? null : Referral.How.valueOf(how),
                instant(row, "completed_at"),
                instant(row, "valid_until"),
                instant(row, "ended_at"));
        return new Referral(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("file_id", UUID.class),
                row.getString("file_code"),
                row.getString("from_code"),
                row.getObject("to_id", UUID.class),
                row.getString("to_code"),
                row.getObject("to_person", UUID.class),
                purpose == null ? Agreement.Purpose.CARE : Agreement.Purpose.valueOf(purpose),
                Referral.Priority.valueOf(row.getString("priority")),
                overseen ? null : row.getString("service"),
                overseen ? Set.of() : Section.of(row.getInt("sections")),
                row.getObject("homecoming_id", UUID.class),
                row.getObject("drafted_at", OffsetDateTime.class).toInstant(),
                course,
                overseen,
                row.getBoolean("received"),
                row.getInt("version"));
    }

    boolean accepted(UUID file, Section section) {
        return jdbc.sql("select referrals.accepted(:file, :section)")
                .param("file", file)
                .param("section", section.bit())
                .query(Boolean.class)
                .single();
    }
}
