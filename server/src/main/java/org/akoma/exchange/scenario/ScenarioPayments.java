package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.later;
import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.payments.Money;
import org.akoma.protection.payments.NotedRate;
import org.akoma.protection.payments.PayPayment;
import org.akoma.protection.payments.Payment;
import org.akoma.protection.payments.Payments;
import org.akoma.protection.payments.Rate;
import org.akoma.protection.payments.Rates;
import org.akoma.protection.payments.RequestPayment;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The payments: requested two days before, approved the day before, paid on the scenario's day. Payments that the scenario lists as rejected are
 * requested all the same, and Akoma's rules have to refuse them.
 */
@Component
@Order(30)
class ScenarioPayments implements ScenarioSection {

    private static final String REJECTED = "REJECTED";
    private static final long DAY = 86_400;

    private final Payments payments;
    private final Rates rates;
    private final CodeLists lists;
    private final Policies policies;

    ScenarioPayments(Payments payments, Rates rates, CodeLists lists, Policies policies) {
        this.payments = payments;
        this.rates = rates;
        this.lists = lists;
        this.policies = policies;
    }

    /** One element of {@code payments}. */
    private record Spent(
            String id,
            Scenario.Child child,
            String type,
            Money money,
            LocalDate on,
            String status,
            String requester,
            @Nullable String approver,
            @Nullable String payer) {

        boolean rejected() {
            return status.startsWith(REJECTED);
        }
    }

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        Map<String, Scenario.Child> children = new HashMap<>();
        scenario.children().forEach(child -> children.put(child.code(), child));
        Set<String> ids = new HashSet<>();
        List<Spent> payments = new ArrayList<>();
        for (ScenarioNode one : all.each("payments")) {
            Spent read = one(one, children, scenario.staffCodes(), ids);
            if (read != null) payments.add(read);
        }
        return (s, made, actors, timeline) -> {
            rates(s, actors, timeline);
            payments.forEach(one -> schedule(s, one, made, actors, timeline));
        };
    }

    private @Nullable Spent one(
            ScenarioNode node, Map<String, Scenario.Child> children, Set<String> staff, Set<String> ids) {
        String id = node.required("id");
        String name = node.required("child");
        Scenario.Child child = name == null ? null : children.get(name);
        if (name != null && child == null) node.wrong("child", name, "exchange.story-unknown", "");
        if (id != null && !ids.add(id)) node.wrong("id", id, "exchange.story-twice", "");
        String type = node.requiredChoice("type", codes("payment-type"));
        Money money = money(node);
        LocalDate on = node.requiredDate("on");
        String status = node.required("status");
        String requester = person(node, "requestedBy", staff);
        String approver = node.text("approvedBy") == null ? null : person(node, "approvedBy", staff);
        String payer = node.text("paidBy") == null ? null : person(node, "paidBy", staff);
        if (status != null && !status.startsWith(REJECTED))
            node.choice("status", Set.of("REQUESTED", "APPROVED", "PAID", "CANCELLED"));
        if ("PAID".equals(status) && (approver == null || payer == null))
            node.wrong(payer == null ? "paidBy" : "approvedBy", "", "exchange.story-missing", "");
        if (id == null || child == null || type == null || money == null || on == null) return null;
        if (status == null || requester == null) return null;
        return new Spent(id, child, type, money, on, status, requester, approver, payer);
    }

    private static @Nullable String person(ScenarioNode node, String field, Set<String> staff) {
        String code = node.required(field);
        return code == null || staff.contains(code) ? code : node.wrong(field, code, "exchange.story-unknown", "");
    }

    private static @Nullable Money money(ScenarioNode node) {
        String currency = node.requiredChoice("currency", Set.of("XOF", "GHS", "GNF"));
        String amount = node.required("amount");
        if (currency == null || amount == null) return null;
        try {
            return new Money(new BigDecimal(amount), Money.Currency.valueOf(currency));
        } catch (NumberFormatException | ArithmeticException notOfThisCurrency) {
            return node.wrong("amount", amount, "exchange.story-number", currency);
        }
    }

    private Set<String> codes(String list) {
        return Set.copyOf(lists.codesOf(list));
    }

    /** The fixed rates of the policy, written down by finance when the operation begins. */
    private void rates(Scenario scenario, ScenarioActors actors, Timeline timeline) {
        Instant begun = scenario.rescue().start().atStartOfDay().toInstant(ZoneOffset.UTC);
        if (actors.all(Role.FINANCE_OFFICER).isEmpty()) return;
        timeline.at(begun, () -> {
            Actor finance = actors.actor(actors.first(Role.FINANCE_OFFICER).code(), begun);
            LocalDate since = scenario.rescue().start();
            String source = "Taux fixe fictif du scénario";
            Actor manager = actors.all(Role.PROJECT_MANAGER).isEmpty()
                    ? null
                    : actors.actor(actors.first(Role.PROJECT_MANAGER).code(), begun);
            note(
                    finance,
                    manager,
                    new Rate(Money.Currency.GHS, since, BigDecimal.ONE, policies.rate("fx.ghs-to-xof"), source));
            note(
                    finance,
                    manager,
                    new Rate(Money.Currency.GNF, since, policies.rate("fx.gnf-per-xof"), BigDecimal.ONE, source));
        });
    }

    private void note(Actor finance, @Nullable Actor manager, Rate rate) {
        if (rates.record(finance, rate) instanceof Outcome.Done<NotedRate>(var made) && made.waits() && manager != null)
            rates.agree(manager, made.id());
    }

    private void schedule(Scenario scenario, Spent one, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Instant registered = one.child().registeredAt();
        Instant paid = noon(one.on());
        Instant asked = later(one.rejected() ? paid : paid.minusSeconds(2 * DAY), registered.plusSeconds(120));
        LocalDate home = one.child().placedOn();
        if (one.type().equals("FOSTER_ALLOWANCE") && home != null)
            asked = later(asked, noon(home).plusSeconds(300));
        RequestPayment command = new RequestPayment(
                ids.of("payment", one.id()), one.type(), one.money(), null, null, null, receiver(one), null, null);
        Actor requester = actors.actor(one.requester(), registered);
        Actor worker = actors.actor(one.child().worker(), registered);
        Asking asking = new Asking(one, command, requester, worker, timeline);
        if (one.rejected()) {
            timeline.at(asked, () -> rejected(asking, actors));
            return;
        }
        String what = "payment " + one.id();
        timeline.at(asked, one.child().code(), what, () -> askRegular(asking, scenario, actors));
        Instant agreed = later(paid.minusSeconds(DAY), asked.plusSeconds(60));
        String approver = one.approver();
        if (approver != null)
            timeline.at(
                    agreed,
                    one.child().code(),
                    what + " approval",
                    () -> payments.approve(actors.actor(approver, registered), command.id()));
        String payer = one.payer();
        if (payer != null)
            timeline.at(
                    later(paid, agreed.plusSeconds(60)),
                    one.child().code(),
                    what + " receipt",
                    () -> payments.pay(actors.actor(payer, registered), command.id(), receipt(one)));
    }

    private record Asking(Spent one, RequestPayment command, Actor requester, Actor worker, Timeline timeline) {
        UUID id() {
            return command.id();
        }

        Asking irregular() {
            RequestPayment other = new RequestPayment(
                    command.id(),
                    command.type(),
                    command.money(),
                    null,
                    null,
                    "INSTALMENT",
                    command.payTo(),
                    null,
                    null);
            return new Asking(one, other, requester, worker, timeline);
        }
    }

    /** A payment that was made for a period other than the next one is requested with an override, to which the child's supervisor agrees. */
    private Outcome<Payment> askRegular(Asking a, Scenario scenario, ScenarioActors actors) {
        Spent one = a.one();
        if (payments.obstacle(a.worker(), one.child().code(), a.command()) == null) return ask(a);
        String supervisor = ScenarioProvisioning.supervisorOf(
                        scenario, one.child().worker())
                .code();
        a.timeline()
                .otherwise(one.child().code() + " payment " + one.id()
                        + ": not the period that follows the last one; asked for with an override, to which "
                        + supervisor
                        + " agreed");
        Outcome<Payment> asked = ask(a.irregular());
        if (!(asked instanceof Outcome.Done)) return asked;
        return payments.agreeToPeriod(actors.actor(supervisor, one.child().registeredAt()), a.id(), true, null);
    }

    /** Who does not work on the child's file cannot ask: then the child's own worker does. */
    private Outcome<Payment> ask(Asking a) {
        Outcome<Payment> outcome =
                payments.request(a.requester(), a.one().child().code(), a.command());
        if (!(outcome instanceof Outcome.NotFound) && !(outcome instanceof Outcome.Forbidden)) return outcome;
        if (a.requester().equals(a.worker())) return outcome;
        a.timeline()
                .otherwise(a.one().child().code() + " payment " + a.one().id() + ": said to be asked for by "
                        + a.one().requester() + ", who does not work on the file; taken as asked for by "
                        + a.one().child().worker());
        return payments.request(a.worker(), a.one().child().code(), a.command());
    }

    /** A rule refuses it; where none does, the approver does, with the scenario's reason. */
    private void rejected(Asking a, ScenarioActors actors) {
        Outcome<Payment> outcome = ask(a);
        String approver = a.one().approver();
        if (outcome instanceof Outcome.Done && approver != null) {
            Actor by = actors.actor(approver, a.one().child().registeredAt());
            outcome = approver.equals(a.one().requester())
                    ? payments.approve(by, a.id())
                    : payments.refuse(by, a.id(), reason(a.one()));
            if (outcome instanceof Outcome.Done<Payment>(Payment done) && done.state() == Payment.State.REFUSED) return;
        }
        if (!(outcome instanceof Outcome.Refused))
            a.timeline()
                    .refuse(a.one().child().code() + " payment " + a.one().id() + ": said to be "
                            + a.one().status() + ", but no rule refuses it: " + outcome);
    }

    private String reason(Spent one) {
        String reason = one.status().replaceFirst("^REJECTED_?", "");
        return codes("payment-refusal").contains(reason) ? reason : "OTHER";
    }

    /** Every payment has a receipt, whose number no other scenario brings; who signed it is what is usual for the type. */
    private static PayPayment receipt(Spent one) {
        String number = "R-" + (one.child().code() + "-" + one.id()).replaceAll("[^A-Za-z0-9-]", "");
        return new PayPayment(number, one.on(), receiver(one), null, true, null);
    }

    private static String receiver(Spent one) {
        return RequestPayment.usualReceiver(one.type());
    }
}
