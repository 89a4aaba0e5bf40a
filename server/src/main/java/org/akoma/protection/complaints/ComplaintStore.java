package org.akoma.protection.complaints;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.complaint. Texts are sealed for the login of custody and bound to the complaint, also when another side writes. */
@Repository
class ComplaintStore {

    private static final String SELECT =
            "select c.*, o.code as structure from followup.complaint c join access.organisation o on o.id = c.organisation_id ";

    private final JdbcClient jdbc;
    private final Vault vault;

    ComplaintStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Those that wait first; without their words. */
    List<Complaint> all(int most) {
        return jdbc.sql(SELECT + "order by c.closed_at is not null, c.raised_at desc, c.id desc limit :most")
                .param("most", most)
                .query((row, n) -> read(row, new Complaint.SealedText("", null, null, null), List.of()))
                .list();
    }

    Optional<Complaint> find(UUID id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query((row, n) -> read(row, unseal(id, row.getBytes("sealed"), Complaint.SealedText.class), steps(id)))
                .optional();
    }

    /** For who sent the same twice and may not read it. */
    boolean known(UUID id) {
        return jdbc.sql("select followup.complaint_known(:id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Whether the actor raised as many on this day as one may. */
    boolean over() {
        return jdbc.sql("select followup.complaints_over()")
                .query(Boolean.class)
                .single();
    }

    /** Whom it would reach: never those who are named in it as concerned. */
    Set<UUID> readers(RaiseComplaint raised, UUID structure, boolean apart) {
        return people("complaint_would_reach", raised, structure, apart);
    }

    /** Who is asked to appoint a reader: nobody where somebody other than the actor would read it. */
    Set<UUID> appointers(RaiseComplaint raised, UUID structure, boolean apart) {
        return people("complaint_would_ask", raised, structure, apart);
    }

    private Set<UUID> people(String function, RaiseComplaint raised, UUID structure, boolean apart) {
        return Set.copyOf(jdbc.sql(
                        "select followup." + function
                                + "(:structure, :focal, :kind, :about::bytea[], :aboutRoles::text[], :words::bytea[], :roles::text[], :apart)")
                .param("structure", structure)
                .param("focal", !raised.focalConcerned())
                .param("kind", raised.kind().name())
                .param("about", raised.words().concerned().digests())
                .param("aboutRoles", roles(raised.words().concerned()))
                .param("words", raised.words().named().digests())
                .param("roles", roles(raised.words().named()))
                .param("apart", apart)
                .query(UUID.class)
                .list());
    }

    /** Those that nobody reads, for an administrator who may appoint a reader. */
    List<Unread> unread() {
        return jdbc.sql("select * from followup.unread_complaints()")
                .query((row, n) -> new Unread(
                        row.getObject("id", UUID.class),
                        row.getString("structure"),
                        row.getObject("day", LocalDate.class)))
                .list();
    }

    /** @param structure that it is about */
    record Unread(UUID id, String structure, LocalDate day) {}

    void insert(RaiseComplaint raised, UUID structure, boolean apart) {
        jdbc.sql(
                        "select followup.raise_complaint(:id, :named, :structure, :focal, :kind, :sealed, :child, :about::bytea[], :aboutRoles::text[], :words::bytea[], :roles::text[], :apart)")
                .param("id", raised.id())
                .param("named", raised.named())
                .param("structure", structure)
                .param("focal", !raised.focalConcerned())
                .param("kind", raised.kind().name())
                .param("sealed", seal(raised.id(), raised.words()))
                .param("child", raised.words().ofAChild())
                .param("about", raised.words().concerned().digests())
                .param("aboutRoles", roles(raised.words().concerned()))
                .param("words", raised.words().named().digests())
                .param("roles", roles(raised.words().named()))
                .param("apart", apart)
                .query((row, n) -> true)
                .list();
    }

    private static String[] roles(Named named) {
        return named.roles().toArray(String[]::new);
    }

    /** Whether an end that another proposed waits for the actor. */
    boolean asked() {
        return jdbc.sql("select followup.asked_to_confirm()")
                .query(Boolean.class)
                .single();
    }

    /** What the actor raised in their own name: when, about which structure, and whether it is closed. */
    List<Own> own() {
        return jdbc.sql("select * from followup.own_complaints()")
                .query((row, n) -> new Own(
                        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                        row.getString("structure"),
                        row.getObject("acknowledged_at") != null,
                        instant(row, "closed_at")))
                .list();
    }

    /**
     * @param structure that it is about
     * @param closedAt null while somebody works on it
     */
    record Own(
            Instant raisedAt,
            String structure,
            boolean acknowledged,
            @Nullable Instant closedAt) {

        public String state() {
            return closedAt != null ? "CLOSED" : acknowledged ? "UNDER_REVIEW" : "RECEIVED";
        }
    }

    /** Those that reach the actor and that nobody has taken on, or whose end waits for them. */
    int waiting() {
        return jdbc.sql(
                        "select count(*) from followup.complaint c where c.closed_at is null and (c.acknowledged_at is null or c.end_proposed_by <> access.actor())")
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /** When the oldest was raised that reaches the actor and that nobody has taken on. */
    Optional<Instant> waitsSince() {
        return jdbc.sql(
                        "select min(c.raised_at) as since from followup.complaint c where c.closed_at is null and c.acknowledged_at is null")
                .query((row, n) -> Optional.ofNullable(instant(row, "since")))
                .single();
    }

    /** Whether any reaches the actor. */
    boolean any() {
        return jdbc.sql("select exists (select from followup.complaint)")
                .query(Boolean.class)
                .single();
    }

    /** Whether the actor is no colleague of whom it is about, or nobody else is left. */
    boolean mayClose(UUID id) {
        return jdbc.sql(
                        "select followup.closes_complaint(c.organisation_id, c.about_ids, c.end_proposed_by) from followup.complaint c where c.id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Whether it needs two, and nobody whom the actor may second proposed that end. */
    boolean closesAlone(UUID id, Complaint.Outcome outcome) {
        return jdbc.sql("""
                        select followup.closes_alone(c, :outcome) from followup.complaint c where c.id = :id
                        """)
                .param("id", id)
                .param("outcome", outcome.name())
                .query(Boolean.class)
                .single();
    }

    void proposeEnd(UUID id, UUID by, Complaint.Outcome outcome) {
        jdbc.sql(
                        "update followup.complaint set end_proposed_by = :by, end_proposed = :outcome where id = :id and closed_at is null")
                .param("by", by)
                .param("outcome", outcome.name())
                .param("id", id)
                .update();
    }

    /** Who reads it now. */
    Set<UUID> readers(UUID id) {
        return Set.copyOf(jdbc.sql("select followup.complaint_read_by(:id)")
                .param("id", id)
                .query(UUID.class)
                .list());
    }

    private List<Complaint.Step> steps(UUID complaint) {
        return jdbc.sql("select * from followup.complaint_step where complaint_id = :id order by at, id")
                .param("id", complaint)
                .query((row, n) -> {
                    byte[] sealed = row.getBytes("sealed");
                    return new Complaint.Step(
                            row.getObject("id", UUID.class),
                            Complaint.StepKind.valueOf(row.getString("kind")),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getObject("taken_by", UUID.class),
                            sealed == null ? null : unseal(complaint, sealed, String.class));
                })
                .list();
    }

    void insert(UUID complaint, Complaint.Step step) {
        jdbc.sql("""
                        insert into followup.complaint_step (id, complaint_id, kind, at, taken_by, sealed) values (:id, :complaint, :kind, :at, :by, :sealed)
                        """)
                .param("id", step.id())
                .param("complaint", complaint)
                .param("kind", step.kind().name())
                .param("at", utc(step.at()))
                .param("by", step.takenBy())
                .param("sealed", step.text() == null ? null : seal(complaint, step.text()))
                .update();
    }

    void close(UUID id, UUID by, Complaint.Outcome outcome, Instant at) {
        jdbc.sql(
                        "update followup.complaint set closed_at = :at, closed_by = :by, outcome = :outcome where id = :id and closed_at is null")
                .param("at", utc(at))
                .param("by", by)
                .param("outcome", outcome.name())
                .param("id", id)
                .update();
    }

    private byte[] seal(UUID complaint, Object words) {
        return vault.sealForHouse(Compartment.CUSTODY, "followup.complaint/" + complaint, words);
    }

    private <T> T unseal(UUID complaint, byte[] sealed, Class<T> type) {
        return vault.readOfHouse(Compartment.CUSTODY, "followup.complaint/" + complaint, sealed, type);
    }

    private static Complaint read(ResultSet row, Complaint.SealedText words, List<Complaint.Step> steps)
            throws SQLException {
        String outcome = row.getString("outcome");
        return new Complaint(
                row.getObject("id", UUID.class),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getObject("raised_by", UUID.class),
                row.getString("structure"),
                row.getBoolean("to_focal"),
                Complaint.Kind.valueOf(row.getString("kind")),
                words,
                instant(row, "acknowledged_at"),
                instant(row, "closed_at"),
                outcome == null ? null : Complaint.Outcome.valueOf(outcome),
                steps);
    }
}
