package org.akoma.protection.payments;

import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on lists and sums of payments. Which rows there are is row-level security's affair; a list is led by a column of the row. */
@Repository
class PaymentListStore {

    /** The state of a payment at the end of the day: it counts as paid from the day on which it was paid. */
    private static final String STATE = """
            case when p.reversed_at < :end then 'REVERSED' when p.paid_on <= :day then 'PAID' when p.refused_at < :end then 'REFUSED' when p.cancelled_at < :end then 'CANCELLED'
                 when p.approved_at < :end or exists (select from assistance.payment_return b where b.payment_id = p.id and b.approved_at < :end
                     and b.returned_at >= :end) then 'APPROVED' else 'REQUESTED' end
            """;

    private static final String THERE = " (p.requested_at < :end or p.paid_on <= :day) ";

    private final JdbcClient jdbc;

    PaymentListStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ListPayments.Line> list(Actor actor, ListPayments wanted) {
        Map<String, Object> params = params(actor, wanted);
        StringBuilder where = new StringBuilder(where(actor, wanted));
        ListPayments.Place after = wanted.after();
        if (after != null) {
            where.append(" and (p.requested_at, p.id) < (:at, :id)");
            params.put("at", utc(after.at()));
            params.put("id", after.id());
        }
        params.put("limit", wanted.limit() + 1);
        return jdbc.sql("select p.*, " + STATE + """
                         as stood, o.code as organisation, upper(r.code) as requester, upper(a.code) as approver, upper(f.code) as payer, upper(t.code) as pay_to_worker, upper(g.code) as receiver, upper(w.code) as witness,
                               case when p.service_id is not null then (select v.code from assistance.purpose(p.id) v) end as service
                          from assistance.payment p left join access.organisation o on o.id = p.organisation_id
                          left join access.person r on r.id = p.requested_by left join access.person a on a.id = p.approved_by
                          left join access.person f on f.id = p.paid_by left join access.person g on g.id = p.received_by_id
                          left join access.person w on w.id = p.witness_id left join access.person t on t.id = p.pay_to_id where
                        """ + where + " order by p.requested_at desc, p.id desc limit :limit")
                .params(params)
                .query((row, n) -> line(row, wanted.asOf()))
                .list();
    }

    private static ListPayments.Line line(ResultSet row, LocalDate day) throws SQLException {
        Payment now = PaymentStore.read(row);
        Payment then = now.asOf(day).orElse(now);
        return new ListPayments.Line(
                then,
                Payment.State.valueOf(row.getString("stood")),
                row.getString("organisation"),
                row.getString("requester"),
                then.approvedBy() == null ? null : row.getString("approver"),
                then.paidBy() == null ? null : row.getString("payer"),
                row.getString("pay_to_worker"),
                then.receivedById() == null ? null : row.getString("receiver"),
                then.witnessId() == null ? null : row.getString("witness"),
                row.getString("service"));
    }

    /** What was paid of the list, by currency. */
    List<ListPayments.Total> totals(Actor actor, ListPayments wanted) {
        return jdbc.sql(
                        "select p.currency, sum(p.amount) as amount, count(*) as n from assistance.payment p where p.paid_on <= :day and (p.reversed_at is null or p.reversed_at >= :end) and "
                                + where(actor, wanted) + " group by p.currency order by p.currency desc")
                .params(params(actor, wanted))
                .query((row, n) -> new ListPayments.Total(
                        Money.Currency.valueOf(row.getString("currency")),
                        row.getBigDecimal("amount"),
                        row.getLong("n")))
                .list();
    }

    /** How many were refused by the end of the day. */
    long refused(LocalDate day) {
        return jdbc.sql("select count(*) from assistance.payment where refused_at < :end")
                .param("end", end(day))
                .query(Long.class)
                .single();
    }

    /** Oldest request first. */
    List<ListPayments.ToPay> approved(int most) {
        return jdbc.sql("""
                        select p.*, assistance.payment_stops(p.id) as stops from assistance.payment p
                         where p.state = 'APPROVED' order by p.requested_at, p.id limit :most
                        """)
                .param("most", most)
                .query((row, n) -> new ListPayments.ToPay(PaymentStore.read(row), row.getBoolean("stops")))
                .list();
    }

    /** Of the same payments that the list of a month shows. */
    List<ListPayments.Month> months(LocalDate first, LocalDate today) {
        return jdbc.sql("""
                        select date_trunc('month', paid_on::timestamp)::date as month, currency, sum(amount) as amount from assistance.payment
                         where paid_on between :first and :day and (reversed_at is null or reversed_at >= :end) group by 1, 2 order by 1 desc, 2 desc
                        """)
                .param("first", first)
                .param("day", today)
                .param("end", end(today))
                .query((row, n) -> new ListPayments.Month(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        new Money(row.getBigDecimal("amount"), Money.Currency.valueOf(row.getString("currency")))))
                .list();
    }

    /** How many wait in this state, up to a limit. */
    int waiting(Payment.State state, int most) {
        return jdbc.sql("select count(*) from (select from assistance.payment where state = :state limit :most) x")
                .param("state", state.name())
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    private static String where(Actor actor, ListPayments wanted) {
        List<String> all = new ArrayList<>(List.of(THERE));
        if (!everywhere(actor)) all.add(scope(actor));
        if (wanted.state() != null) all.add("(" + STATE + ") = :state");
        if (wanted.type() != null) all.add("p.type = :type");
        if (wanted.currency() != null) all.add("p.currency = :currency");
        if (wanted.month() != null) all.add("p.paid_on between :first and :last");
        return String.join(" and ", all);
    }

    private static boolean everywhere(Actor actor) {
        return actor.is(Role.PROJECT_MANAGER) || actor.is(Role.FINANCE_OFFICER);
    }

    private static String scope(Actor actor) {
        if (actor.is(Role.CASE_SUPERVISOR)) return "p.supervisor_id = :me";
        if (actor.is(Role.CASE_WORKER)) return "p.worker_id = :me";
        return "p.file_id in (select g.file_id from access.file_grant g where g.holder = any (access.holders()) and not g.own)";
    }

    private static Map<String, Object> params(Actor actor, ListPayments wanted) {
        Map<String, Object> params = new HashMap<>();
        UUID me = actor.personId();
        params.put("me", me);
        params.put("day", wanted.asOf());
        params.put("end", end(wanted.asOf()));
        if (wanted.state() != null) params.put("state", wanted.state().name());
        if (wanted.type() != null) params.put("type", wanted.type().toUpperCase(Locale.ROOT));
        if (wanted.currency() != null) params.put("currency", wanted.currency().name());
        if (wanted.month() != null) {
            params.put("first", wanted.month().atDay(1));
            params.put("last", wanted.month().atEndOfMonth());
        }
        return params;
    }

    private static java.time.OffsetDateTime end(LocalDate day) {
        return day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
