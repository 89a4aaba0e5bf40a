package org.akoma.protection.payments;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.moment;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.assistance.Service;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.payment and assistance.payee, one payment at a time. Lists are in {@link PaymentListStore}. */
@Repository
class PaymentStore {

    private static final String PAYEE = "assistance.payee";

    private final JdbcClient jdbc;
    private final Vault vault;

    PaymentStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    List<Payment> of(UUID file) {
        return jdbc.sql("select * from assistance.payment where file_id = :file order by requested_at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Payment> find(UUID id) {
        return jdbc.sql("select * from assistance.payment where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Payment> numbered(long number) {
        return jdbc.sql("select * from assistance.payment where number = :number")
                .param("number", number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** As {@link #find}; nobody else changes it until the transaction ends. */
    Optional<Payment> lock(UUID id) {
        return jdbc.sql("select * from assistance.payment where id = :id for update")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /**
     * @param through the member of staff through whom it goes; null = nobody
     * @param rule that refuses it; null = it is asked for
     */
    void insert(
            CaseFile file,
            RequestPayment asked,
            @Nullable UUID through,
            PaymentPeriod period,
            UUID by,
            Instant now,
            Payment.@Nullable Rule rule) {
        jdbc.sql("""
                        insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, supervisor_id, type, currency, amount, service_id,
                               covers_from, covers_until, override, pay_to, pay_to_id, state, requested_by, requested_at, refused_at, refusal)
                        values (:id, :file, :code, :organisation, :worker, :supervisor, :type, :currency, :amount, :service,
                               :from, :until, :override, :payTo, :through, :state, :by, :now, :refusedAt, :refusal)
                        """)
                .param("id", asked.id())
                .param("file", file.id())
                .param("code", file.code())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("supervisor", file.supervisorId())
                .param("type", asked.type())
                .param("currency", asked.money().currency().name())
                .param("amount", asked.money().amount())
                .param("service", asked.serviceId())
                .param("from", period.from())
                .param("until", period.until())
                .param("override", asked.override())
                .param("payTo", asked.payTo())
                .param("through", through)
                .param("state", rule == null ? "REQUESTED" : "REFUSED")
                .param("by", by)
                .param("now", utc(now))
                .param("refusedAt", rule == null ? null : utc(now))
                .param("refusal", rule == null ? null : rule.name())
                .update();
    }

    /** Writes down whose hands it goes to, sealed; the name itself is compared with those of the staff and not kept. */
    void name(UUID file, UUID payment, String payee) {
        jdbc.sql("select assistance.name_payee(:payment, :sealed, :name)")
                .param("payment", payment)
                .param("sealed", vault.seal(file, PAYEE, payee))
                .param("name", payee)
                .query((row, n) -> payment)
                .single();
    }

    /** Whether the actor's account, or one that may be the same person's, bears this name or bore it before. */
    boolean isOwnName(String name) {
        return jdbc.sql("select assistance.is_own_name(:name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /** Whether who is to receive the payment bears the name of the actor; never for who neither approves nor pays. */
    boolean bearsPayeesName(UUID payment) {
        return jdbc.sql("select assistance.bears_payees_name(:payment)")
                .param("payment", payment)
                .query(Boolean.class)
                .single();
    }

    /** Empty for whom the family does not exist. */
    Optional<String> payee(UUID file, UUID payment) {
        return jdbc.sql("select sealed from assistance.payee where payment_id = :payment and file_id = :file")
                .param("payment", payment)
                .param("file", file)
                .query((row, n) -> vault.read(file, PAYEE, row.getBytes("sealed"), String.class))
                .optional();
    }

    /** Which service it pays for, and how far that is; empty when none is named or it is of health. */
    Optional<Payment.Purpose> purpose(UUID payment) {
        return jdbc.sql("select code, state from assistance.purpose(:payment)")
                .param("payment", payment)
                .query((row, n) -> new Payment.Purpose(row.getString(1), Service.State.valueOf(row.getString(2))))
                .optional();
    }

    /** The last time that finance sent it back; empty when it never did. */
    Optional<Payment.Returned> lastReturn(UUID payment) {
        return jdbc.sql(
                        "select returned_by, returned_at, reason from assistance.payment_return where payment_id = :payment order by returned_at desc limit 1")
                .param("payment", payment)
                .query((row, n) -> new Payment.Returned(
                        row.getObject("returned_by", UUID.class),
                        Timestamps.moment(row, "returned_at"),
                        row.getString("reason")))
                .optional();
    }

    /** A service of the child: its code and how far it is; empty when the caller sees none. */
    Optional<Payment.Purpose> service(UUID file, UUID service) {
        return jdbc.sql("select code, state from assistance.service where id = :service and file_id = :file")
                .param("service", service)
                .param("file", file)
                .query((row, n) -> new Payment.Purpose(row.getString(1), Service.State.valueOf(row.getString(2))))
                .optional();
    }

    /** Whether this person is a case worker who works with the child, as who takes money over for the family is. */
    boolean mayTakeOver(UUID file, UUID person) {
        return jdbc.sql("select assistance.may_take_over(:file, :person)")
                .param("file", file)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Whether this account, or one that may be the same person's, asked for the payment or approved it. */
    boolean hasHand(UUID payment, UUID person) {
        return jdbc.sql("select assistance.has_hand(:payment, :person)")
                .param("payment", payment)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Whether this account is the actor's, or may be the same person's. */
    boolean isOneself(UUID person) {
        return jdbc.sql("select assistance.is_oneself(:person)")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Codes of {@code assistance.note}: what the payer and approver, who may not open the file, should know. */
    List<String> notes(UUID payment) {
        return jdbc.sql("select assistance.money_notes(:payment)")
                .param("payment", payment)
                .query((row, n) -> row.getString(1))
                .list();
    }

    boolean isOwnWorker(UUID payment, UUID person) {
        return jdbc.sql("select worker_id = :person from assistance.payment where id = :payment")
                .param("payment", payment)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Whether this person works where the money was given: in the child's structure, its shelter, or the provider's. */
    boolean mayWitness(UUID payment, UUID person) {
        return jdbc.sql("select assistance.may_witness(:payment, :person)")
                .param("payment", payment)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /**
     * What this money still asks, as a code of an error; empty: nothing. A foster family; for a child who came by a list, that somebody saw the child, then a
     * yes to case management.
     */
    Optional<String> lacks(UUID file, RequestPayment asked) {
        return jdbc.sql("select assistance.money_lacks(:file, :service::uuid, :type)")
                .param("file", file)
                .param("service", asked.serviceId())
                .param("type", asked.type())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    /** Whether its care has ended: the file is closed, or only emergency care continues and it is for none of that. */
    boolean stops(UUID payment) {
        return jdbc.sql("select assistance.payment_stops(:payment)")
                .param("payment", payment)
                .query(Boolean.class)
                .single();
    }

    /** The payments of the file whose payee is written down; none for whom the family does not exist. */
    Set<UUID> named(UUID file) {
        return Set.copyOf(jdbc.sql("select payment_id from assistance.payee where file_id = :file")
                .param("file", file)
                .query(UUID.class)
                .list());
    }

    void approve(UUID id, UUID by, Instant now) {
        jdbc.sql("""
                        update assistance.payment set state = 'APPROVED', approved_by = :by, approved_at = :now, version = version + 1 where id = :id
                        """).param("by", by).param("now", utc(now)).param("id", id).update();
    }

    /** @param by null = a rule refused it */
    void refuse(UUID id, @Nullable UUID by, String refusal, Instant now) {
        jdbc.sql("""
                        update assistance.payment set state = 'REFUSED', refused_by = :by, refused_at = :now, refusal = :refusal, version = version + 1
                         where id = :id
                        """)
                .param("by", by)
                .param("now", utc(now))
                .param("refusal", refusal)
                .param("id", id)
                .update();
    }

    void cancel(UUID id, UUID by, Instant now) {
        jdbc.sql("""
                        update assistance.payment set state = 'CANCELLED', cancelled_by = :by, cancelled_at = :now, version = version + 1 where id = :id
                        """).param("by", by).param("now", utc(now)).param("id", id).update();
    }

    /**
     * @param receiver the member of staff who received it; null = somebody else
     * @param witness the member of staff who saw it; null = it is signed
     */
    void pay(UUID id, PayPayment paid, @Nullable UUID receiver, @Nullable UUID witness, UUID by, Instant now) {
        jdbc.sql("""
                        update assistance.payment set state = 'PAID', paid_by = :by, paid_at = :now, paid_on = :on, receipt = :receipt,
                               received_by = :receivedBy, received_by_id = :receiver, witness_id = :witness, signed = :signed, version = version + 1 where id = :id
                        """)
                .param("by", by)
                .param("now", utc(now))
                .param("on", paid.on())
                .param("receipt", paid.receipt())
                .param("receivedBy", paid.receivedBy())
                .param("receiver", receiver)
                .param("witness", witness)
                .param("signed", paid.signed())
                .param("id", id)
                .update();
    }

    /** An approved payment goes back to who approves. False when it was not approved any more. */
    boolean sendBack(UUID id, String reason) {
        return jdbc.sql("select assistance.return_payment(:id, :reason)")
                .param("id", id)
                .param("reason", reason)
                .query(Boolean.class)
                .single();
    }

    void reverse(UUID id, UUID by, Instant now) {
        jdbc.sql("""
                        update assistance.payment set state = 'REVERSED', reversed_by = :by, reversed_at = :now, version = version + 1 where id = :id
                        """).param("by", by).param("now", utc(now)).param("id", id).update();
    }

    /** The payment that a receipt of this number was written for, however it is typed. */
    Optional<Payment> receipted(String receipt) {
        return jdbc.sql("""
                        select * from assistance.payment where receipt_key = upper(regexp_replace(:receipt, '[^A-Za-z0-9]', '', 'g'))
                        """)
                .param("receipt", receipt)
                .query((row, n) -> read(row))
                .optional();
    }

    static Payment read(ResultSet row) throws SQLException {
        return new Payment(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getObject("file_id", UUID.class),
                row.getString("case_code"),
                row.getString("type"),
                new Money(row.getBigDecimal("amount"), Money.Currency.valueOf(row.getString("currency"))),
                row.getObject("service_id", UUID.class),
                row.getObject("covers_from", LocalDate.class),
                row.getObject("covers_until", LocalDate.class),
                row.getString("override"),
                row.getString("pay_to"),
                row.getObject("pay_to_id", UUID.class),
                Payment.State.valueOf(row.getString("state")),
                row.getObject("requested_by", UUID.class),
                moment(row, "requested_at"),
                row.getObject("approved_by", UUID.class),
                instant(row, "approved_at"),
                row.getObject("refused_by", UUID.class),
                instant(row, "refused_at"),
                row.getString("refusal"),
                instant(row, "cancelled_at"),
                row.getObject("paid_by", UUID.class),
                row.getObject("paid_on", LocalDate.class),
                row.getString("receipt"),
                row.getString("received_by"),
                row.getObject("received_by_id", UUID.class),
                row.getObject("witness_id", UUID.class),
                row.getObject("signed", Boolean.class),
                instant(row, "attested_at"),
                instant(row, "denied_at"),
                row.getObject("arrived", Boolean.class),
                instant(row, "reversed_at"),
                row.getInt("version"));
    }
}
