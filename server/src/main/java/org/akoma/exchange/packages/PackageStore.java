package org.akoma.exchange.packages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on packages sent and received: rows are read, and written by the functions of the schema alone. */
@Repository
class PackageStore {

    private static final String SENT = """
            select s.id, s.file_id, s.handover_id, s.key_id, s.minimum, s.purpose, s.asked_by, s.asked_at, s.state, s.until, s.no_at, s.made_at, a.sha256,
                   s.received_at, s.received_as, s.read_at, o.code as receiver, b.code as asker, d.code as decider,
                   c.reason as call_back, c.called_at, x.code as caller, c.taken_at as call_back_taken_at, y.code as call_back_taker, c.by_officer, c.answer, c.answered_at
              from packages.sent s join packages.partner_key k on k.id = s.key_id join access.organisation o on o.id = k.organisation_id
              join access.person b on b.id = s.asked_by left join access.person d on d.id = s.decided_by
              left join packages.call_back c on c.sent_id = s.id left join access.person x on x.id = c.called_by left join access.person y on y.id = c.taken_by
              left join lateral (select x.sha256 from packages.packed p join packages.archive x on x.id = p.archive_id where p.sent_id = s.id
                                  order by x.made_at desc limit 1) a on true
            """;

    private static final String RECORD = "packages.record";
    private static final String PAPER = "packages.paper";

    private final JdbcClient jdbc;
    private final Vault vault;

    PackageStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * @param receiver code of the authority that would get it
     * @param ownYes the actor recorded the yes that follows a no: another person asks and takes
     */
    record Ready(String receiver, boolean minimum, boolean keyKnown, boolean mayLeave, boolean ownYes) {}

    Optional<Ready> ready(UUID file) {
        return jdbc.sql("select o.code, r.minimum, r.key_known, r.may_leave, r.own_yes from packages.ready(:file) r"
                        + " join access.organisation o on o.id = r.receiver")
                .param("file", file)
                .query((row, n) -> new Ready(
                        row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5)))
                .optional();
    }

    /** Whether an authority has accepted it. */
    boolean isHandedOver(UUID file) {
        return jdbc.sql("select exists (select from handover.proposal p where p.file_id = :file and p.state ="
                        + " 'ACCEPTED')")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Newest first. */
    List<SentPackage> of(UUID file) {
        return jdbc.sql(SENT + " where s.file_id = :file order by s.asked_at desc, s.id desc")
                .param("file", file)
                .query(this::sent)
                .list();
    }

    Optional<SentPackage> find(UUID id) {
        return jdbc.sql(SENT + " where s.id = :id")
                .param("id", id)
                .query(this::sent)
                .optional();
    }

    String ask(UUID id, UUID file, Purpose purpose) {
        return jdbc.sql("select packages.ask(:id, :file, :purpose)")
                .param("id", id)
                .param("file", file)
                .param("purpose", purpose.name())
                .query(String.class)
                .single();
    }

    /** {@code OPEN}, or why the actor may not take it now. */
    String bars(UUID id) {
        return jdbc.sql("select packages.bars(:id)")
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** The database verifies the signature itself. */
    String close(UUID id, SealedFile.Opened<PartnerKey> receipt) {
        return jdbc.sql("select packages.close(:id, :key, :signed, :signature, :words)")
                .param("id", id)
                .param("key", receipt.signer().id())
                .param("words", receipt.member(ReceivedPackages.RECEIPT_NAME))
                .param("signed", receipt.signed())
                .param("signature", receipt.signature())
                .query(String.class)
                .single();
    }

    long forget(Instant now) {
        return jdbc.sql("select packages.forget(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    boolean isKnown(UUID id) {
        return jdbc.sql("select packages.is_known(:id)")
                .param("id", id)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /**
     * A child that came before.
     *
     * @param code null = somebody else leads the file
     * @param madeAt of the package that came last
     * @param erased the file that was made of it is erased
     */
    record Came(UUID file, @Nullable String code, String sex, Instant madeAt, boolean erased) {}

    /** Of the sender who has this key, under its code there. */
    Optional<Came> cameAs(UUID key, String sentAs) {
        return jdbc.sql("select file_id, code, sex, made_at, erased from packages.came_as(:key, :as)")
                .param("key", key)
                .param("as", sentAs)
                .query((row, n) -> new Came(
                        row.getObject("file_id", UUID.class),
                        row.getString("code"),
                        row.getString("sex"),
                        at(row, "made_at"),
                        row.getBoolean("erased")))
                .optional();
    }

    /** Whether its sender, who has this key, called it back before it came. */
    boolean isCalledBack(UUID id, UUID key) {
        return jdbc.sql("select packages.is_called_back(:id, :key)")
                .param("id", id)
                .param("key", key)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether what came along with this file was called back. */
    boolean isClosed(UUID file) {
        return jdbc.sql("select packages.is_closed(:file)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** In the transaction that opened the file. */
    void receive(
            Manifest.Child said, UUID key, UUID file, Instant madeAt, byte[] receipt, byte[] record, byte[] paper) {
        receive("receive", said, key, file, madeAt, receipt, record, paper);
    }

    /** What came along with a file gives way to what comes now. */
    void receiveAgain(
            Manifest.Child said, UUID key, UUID file, Instant madeAt, byte[] receipt, byte[] record, byte[] paper) {
        receive("receive_again", said, key, file, madeAt, receipt, record, paper);
    }

    private void receive(
            String how,
            Manifest.Child said,
            UUID key,
            UUID file,
            Instant madeAt,
            byte[] receipt,
            byte[] record,
            byte[] paper) {
        jdbc.sql("select packages.%s(:id, :key, :file, :as, :purpose, :minimum, :made, :receipt, :record, :paper)"
                        .formatted(how))
                .param("id", said.id())
                .param("key", key)
                .param("file", file)
                .param("as", said.code())
                .param("purpose", said.purpose().name())
                .param("minimum", said.minimum())
                .param("made", madeAt.atOffset(ZoneOffset.UTC))
                .param("receipt", receipt)
                .param("record", vault.sealBytes(file, RECORD, record))
                .param("paper", vault.sealBytes(file, PAPER, paper))
                .query((row, n) -> true)
                .list();
    }

    private static final String RECEIVED = """
            select r.*, o.code as sender, i.code as importer, a.code as accepter from packages.received r join packages.partner_key k on k.id = r.key_id
              join access.organisation o on o.id = k.organisation_id join access.person i on i.id = r.imported_by
              left join access.person a on a.id = r.accepted_by
            """;

    Optional<ReceivedPackage> received(UUID file) {
        return jdbc.sql(RECEIVED + " where r.file_id = :file")
                .param("file", file)
                .query((row, n) -> new ReceivedPackage(
                        row.getObject("id", UUID.class),
                        row.getObject("file_id", UUID.class),
                        row.getString("sender"),
                        row.getString("sent_as"),
                        Purpose.valueOf(row.getString("purpose")),
                        row.getBoolean("minimum"),
                        at(row, "made_at"),
                        row.getString("importer"),
                        at(row, "imported_at"),
                        row.getString("accepter"),
                        Timestamps.instant(row, "accepted_at"),
                        null))
                .optional();
    }

    Optional<byte[]> receipt(UUID file) {
        return jdbc.sql("select receipt from packages.received where file_id = :file")
                .param("file", file)
                .query((row, n) -> Objects.requireNonNull(row.getBytes(1)))
                .optional();
    }

    /** The record as it came, for who holds all that it may speak of. */
    Optional<byte[]> record(UUID file) {
        return jdbc.sql("select record from packages.origin where file_id = :file")
                .param("file", file)
                .query((row, n) -> vault.unsealBytes(file, RECORD, Objects.requireNonNull(row.getBytes(1))))
                .optional();
    }

    Optional<byte[]> paper(UUID file) {
        return jdbc.sql("select paper from packages.origin where file_id = :file")
                .param("file", file)
                .query((row, n) -> vault.unsealBytes(file, PAPER, Objects.requireNonNull(row.getBytes(1))))
                .optional();
    }

    String accept(UUID id) {
        return jdbc.sql("select packages.accept(:id)")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private SentPackage sent(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sha256 = row.getBytes("sha256");
        return new SentPackage(
                id,
                row.getObject("file_id", UUID.class),
                row.getObject("handover_id", UUID.class),
                row.getObject("key_id", UUID.class),
                row.getString("receiver"),
                row.getBoolean("minimum"),
                Purpose.valueOf(row.getString("purpose")),
                row.getObject("asked_by", UUID.class),
                row.getString("asker"),
                at(row, "asked_at"),
                SentPackage.State.valueOf(row.getString("state")),
                row.getString("decider"),
                Timestamps.instant(row, "until"),
                Timestamps.instant(row, "no_at"),
                Timestamps.instant(row, "made_at"),
                sha256 == null ? null : HexFormat.of().formatHex(sha256),
                taken(id),
                receipt(row),
                calledBack(row));
    }

    private List<SentPackage.Taken> taken(UUID id) {
        return jdbc.sql("""
                        select t.taken_at, p.code from packages.taken t join access.person p on p.id = t.taken_by where t.sent_id = :id order by t.taken_at desc
                        """)
                .param("id", id)
                .query((row, n) -> new SentPackage.Taken(at(row, "taken_at"), row.getString("code")))
                .list();
    }

    private static SentPackage.@Nullable Receipt receipt(ResultSet row) throws SQLException {
        Instant received = Timestamps.instant(row, "received_at");
        return received == null
                ? null
                : new SentPackage.Receipt(received, row.getString("received_as"), at(row, "read_at"));
    }

    private static SentPackage.@Nullable CalledBack calledBack(ResultSet row) throws SQLException {
        String reason = row.getString("call_back");
        return reason == null
                ? null
                : new SentPackage.CalledBack(
                        CallBacks.Why.valueOf(reason),
                        at(row, "called_at"),
                        row.getString("caller"),
                        row.getBoolean("by_officer"),
                        row.getString("call_back_taker"),
                        Timestamps.instant(row, "call_back_taken_at"),
                        state(row.getString("answer")),
                        Timestamps.instant(row, "answered_at"));
    }

    private static CallBackReceipts.@Nullable State state(@Nullable String answer) {
        return answer == null ? null : CallBackReceipts.State.valueOf(answer);
    }

    static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
