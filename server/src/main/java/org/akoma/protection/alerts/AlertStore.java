package org.akoma.protection.alerts;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.alert and what was done about each. */
@Repository
class AlertStore {

    private static final String SEAL_CONTEXT = "followup.alert";
    private static final String ACTION = "followup.alert_action";
    static final String OF_CHILD =
            "select a.*, f.code from followup.alert a left join cases.file_code f on f.id = a.file_id ";
    /** Police and custodian know devices, no child. */
    private static final String OF_DEVICE = "select a.*, null as code from followup.alert a ";

    private final JdbcClient jdbc;
    private final Vault vault;

    AlertStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    static String select(boolean children) {
        return children ? OF_CHILD : OF_DEVICE;
    }

    List<Alert> of(UUID file) {
        return jdbc.sql(OF_CHILD + "where a.file_id = :file order by a.raised_at desc, a.id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Alert> find(UUID id, boolean children) {
        return jdbc.sql(select(children) + "where a.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Those of this kind that run: one of who reads alerts of the child, and one of each who raised it without reading them. */
    List<Alert> open(UUID file, Alert.Type type) {
        return jdbc.sql(OF_CHILD + "where a.file_id = :file and a.type = :type and a.closed_at is null order by a.id")
                .param("file", file)
                .param("type", type.name())
                .query((row, n) -> read(row))
                .list();
    }

    /** The one of this kind to which the actor adds by reporting it again; who reads no alerts of the child is told of their own alone. */
    Optional<UUID> running(UUID file, Alert.Type type) {
        return jdbc.sql("select followup.running_alert(:file, :type) as id")
                .param("file", file)
                .param("type", type.name())
                .query((row, n) -> Optional.ofNullable(row.getObject("id", UUID.class)))
                .single();
    }

    /** The most urgent first. */
    List<Untaken.Found> untaken() {
        return jdbc.sql("select * from followup.untaken()")
                .query((row, n) -> new Untaken.Found(
                        new Untaken.Called(row.getString("organisation"), codes(row, "leads"), codes(row, "deputies")),
                        new Untaken.Line(
                                row.getString("code"),
                                row.getBoolean("within_hour"),
                                row.getObject("since", OffsetDateTime.class).toInstant())))
                .list();
    }

    private static List<String> codes(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    List<HeardOutside> heardOutside() {
        return jdbc.sql("select * from followup.heard_outside()")
                .query((row, n) -> new HeardOutside(
                        row.getString("code"),
                        row.getString("organisation"),
                        row.getString("what"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What each is shown as ({@link Alert#shown}). */
    Map<UUID, String> shown(Collection<UUID> ids) {
        Map<UUID, String> types = new HashMap<>();
        jdbc.sql(
                        "select id, case when grave then 'LIFE_IN_DANGER' else type end as shown from followup.alert where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    types.put(row.getObject("id", UUID.class), row.getString("shown"));
                });
        return types;
    }

    /** How many wait to be taken on by this person, a hundred at most. */
    int waiting(UUID me, UUID organisation) {
        return jdbc.sql("""
                        select count(*) from (select from followup.alert a where (a.supervisor_id = :me or a.organisation_id = :organisation or a.file_id is null)
                            and a.closed_at is null and a.acknowledged_at is null limit 100) x
                        """)
                .param("me", me)
                .param("organisation", organisation)
                .query(Integer.class)
                .single();
    }

    /** Who acts in this transaction, for what other rooms' events bring about. */
    UUID actor() {
        return jdbc.sql("select access.actor()").query(UUID.class).single();
    }

    void insert(Alert made, @Nullable UUID supervisor, Alert.SealedText words) {
        jdbc.sql("""
                        insert into followup.alert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at,
                               safe_due_at, encrypted, files_on_device, sealed)
                        values (:id, :type, :file, :organisation, :worker, :supervisor, :source, :at, :by, :ack, :safe, :encrypted, :files, :sealed)
                        """)
                .param("id", made.id())
                .param("type", made.type().name())
                .param("file", made.file())
                .param("organisation", made.organisation())
                .param("worker", made.worker())
                .param("supervisor", supervisor)
                .param("source", made.source().name())
                .param("at", utc(made.raisedAt()))
                .param("by", made.raisedBy())
                .param("ack", utc(made.ackDue()))
                .param("safe", utc(made.safeDue()))
                .param("encrypted", made.encrypted())
                .param("files", made.filesOnDevice())
                .param("sealed", seal(made.file(), made.id(), SEAL_CONTEXT, words))
                .update();
    }

    /** The alert to which this was added as being reported again. */
    Optional<Alert> reported(UUID action) {
        return jdbc.sql(
                        OF_CHILD
                                + "where a.id = (select x.alert_id from followup.alert_action x where x.id = :action and x.kind = 'REPORTED_AGAIN')")
                .param("action", action)
                .query((row, n) -> read(row))
                .optional();
    }

    /** How often the actor reported this danger again within the last hour, also who may not read it. */
    int reportsOfTheHour(UUID alert) {
        return jdbc.sql("select followup.reports_of_the_hour(:alert)")
                .param("alert", alert)
                .query(Integer.class)
                .single();
    }

    /** When somebody last did something about it, also for who may not read what; empty = nobody has. */
    Optional<Instant> actedAt(UUID alert) {
        return jdbc.sql("select followup.acted_at(:alert) as at")
                .param("alert", alert)
                .query((row, n) -> Optional.ofNullable(instant(row, "at")))
                .single();
    }

    /** How its clocks ran at an earlier moment, when danger that was reported again set them anew since. */
    Optional<Alert.Round> round(UUID id, Instant then) {
        return jdbc.sql(
                        "select * from followup.alert_round where alert_id = :id and until > :then order by until limit 1")
                .param("id", id)
                .param("then", utc(then))
                .query((row, n) -> new Alert.Round(
                        row.getObject("ack_due_at", OffsetDateTime.class).toInstant(),
                        row.getObject("safe_due_at", OffsetDateTime.class).toInstant(),
                        instant(row, "acknowledged_at"),
                        instant(row, "safe_at"),
                        instant(row, "police_at")))
                .optional();
    }

    Alert.SealedText words(Alert of) {
        byte[] sealed = jdbc.sql("select sealed from followup.alert where id = :id")
                .param("id", of.id())
                .query((row, n) -> row.getBytes(1))
                .single();
        return of.source() == Alert.Source.EVALUATION
                ? vault.readOfHouse(
                        Compartment.PROTECTION, SEAL_CONTEXT + "/" + of.id(), sealed, Alert.SealedText.class)
                : unseal(of.file(), of.id(), SEAL_CONTEXT, sealed, Alert.SealedText.class);
    }

    /** Keeps others off it until the transaction ends. */
    void lock(UUID id) {
        jdbc.sql("select id from followup.alert where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    void acknowledge(UUID id, UUID by, Instant at) {
        jdbc.sql("update followup.alert set acknowledged_at = :at, acknowledged_by = :by where id = :id")
                .param("at", utc(at))
                .param("by", by)
                .param("id", id)
                .update();
    }

    /** Danger to a child may be over once a supervisor has read of it, other than who works with the child and acts; before, the clock runs on. */
    boolean isRead(UUID id) {
        return is("""
                        select a.file_id is null or a.acknowledged_at is not null and not (a.worker_id = access.actor() and a.acknowledged_by = access.actor())
                          from followup.alert a where a.id = :id
                        """, id);
    }

    /** Whether the index that the actor has just made ends this alert of an urgent one. */
    boolean isReassessed(UUID id) {
        return is("select followup.is_reassessed(:id)", id);
    }

    /** Whether the child was searched for since this alert was raised. */
    boolean wasSearched(UUID id) {
        return is("select followup.was_searched(:id)", id);
    }

    private boolean is(String sql, UUID id) {
        return jdbc.sql(sql).param("id", id).query(Boolean.class).single();
    }

    /** The first of its kind stops the clock. */
    void stop(UUID id, AlertAction.Kind kind, Instant at) {
        String column = kind.makesSafe() ? "safe_at" : "police_at";
        jdbc.sql("update followup.alert set " + column + " = coalesce(" + column + ", :at) where id = :id")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    /** What has to be recorded, or written by somebody else, before who acts ends it so; empty: nothing. */
    Optional<String> endRefusal(UUID id, Alert.Outcome outcome) {
        return jdbc.sql("select followup.end_refusal(:id, :outcome)")
                .param("id", id)
                .param("outcome", outcome.name())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    void close(UUID id, UUID by, Alert.Outcome outcome, Instant at) {
        jdbc.sql(
                        "update followup.alert set closed_at = :at, closed_by = :by, outcome = :outcome where id = :id and closed_at is null")
                .param("at", utc(at))
                .param("by", by)
                .param("outcome", outcome.name())
                .param("id", id)
                .update();
    }

    void move(CaseFile to) {
        jdbc.sql("""
                        update followup.alert set organisation_id = :organisation, worker_id = :worker, supervisor_id = :supervisor where file_id = :file
                        """)
                .param("organisation", to.organisationId())
                .param("worker", to.workerId())
                .param("supervisor", to.supervisorId())
                .param("file", to.id())
                .update();
    }

    /** In the order of time. */
    List<AlertAction> actions(Alert of) {
        return jdbc.sql("select * from followup.alert_action where alert_id = :id order by at, id")
                .param("id", of.id())
                .query((row, n) -> action(of, row))
                .list();
    }

    /** Once: who may not read what they added sends it again in good faith. */
    void insert(Alert of, AlertAction taken) {
        insert(of.id(), of.file(), taken);
    }

    /** The same for who may not read the alert either. */
    void insert(UUID alert, @Nullable UUID file, AlertAction taken) {
        jdbc.sql("""
                        insert into followup.alert_action (id, alert_id, file_id, kind, at, taken_by, sealed) values (:id, :alert, :file, :kind, :at, :by, :sealed)
                        on conflict do nothing
                        """)
                .param("id", taken.id())
                .param("alert", alert)
                .param("file", file)
                .param("kind", taken.kind().name())
                .param("at", utc(taken.at()))
                .param("by", taken.takenBy())
                .param("sealed", taken.words() == null ? null : seal(file, alert, ACTION, taken.words()))
                .update();
    }

    private AlertAction action(Alert of, ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        UUID id = row.getObject("id", UUID.class);
        // an evaluator who adds to their own alert holds no key of the file
        boolean heard =
                of.source() == Alert.Source.EVALUATION && of.raisedBy().equals(row.getObject("taken_by", UUID.class));
        if (sealed != null && heard)
            return new AlertAction(
                    id,
                    AlertAction.Kind.valueOf(row.getString("kind")),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    of.raisedBy(),
                    vault.readOfHouse(Compartment.PROTECTION, ACTION + "/" + id, sealed, AlertAction.SealedText.class));
        return new AlertAction(
                id,
                AlertAction.Kind.valueOf(row.getString("kind")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("taken_by", UUID.class),
                sealed == null ? null : unseal(of.file(), of.id(), ACTION, sealed, AlertAction.SealedText.class));
    }

    /** A device belongs to no child: police, care and custodian read of it under the key that they share, bound to the alert. */
    private byte[] seal(@Nullable UUID file, UUID alert, String place, Object words) {
        return file == null ? vault.sealInAirlock(alert, place, words) : vault.seal(file, place, words);
    }

    private <T> T unseal(@Nullable UUID file, UUID alert, String place, byte[] sealed, Class<T> type) {
        return file == null ? vault.readInAirlock(alert, place, sealed, type) : vault.read(file, place, sealed, type);
    }

    static Alert read(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Alert(
                row.getObject("id", UUID.class),
                Alert.Type.valueOf(row.getString("type")),
                row.getObject("file_id", UUID.class),
                row.getString("code"),
                row.getObject("organisation_id", UUID.class),
                row.getObject("worker_id", UUID.class),
                Alert.Source.valueOf(row.getString("source")),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getObject("raised_by", UUID.class),
                instant(row, "again_at"),
                row.getObject("ack_due_at", OffsetDateTime.class).toInstant(),
                row.getObject("safe_due_at", OffsetDateTime.class).toInstant(),
                instant(row, "acknowledged_at"),
                instant(row, "safe_at"),
                instant(row, "police_at"),
                instant(row, "closed_at"),
                outcome == null ? null : Alert.Outcome.valueOf(outcome),
                row.getObject("encrypted", Boolean.class),
                row.getObject("files_on_device", Integer.class),
                row.getBoolean("grave"));
    }

    /** Who supervises the file; those who may for its structure where that person no longer does; nobody for who sees nothing of the file. */
    List<UUID> leading(UUID file) {
        return jdbc.sql("select cases.leads_shown(:file)")
                .param("file", file)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }
}
