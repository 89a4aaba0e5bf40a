package org.akoma.protection.payments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.assistance.AidPart;
import org.akoma.protection.assistance.Service;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the help for a child costs, on the page of that help. */
@Component
class PaymentPart implements AidPart {

    private final Payments payments;

    PaymentPart(Payments payments) {
        this.payments = payments;
    }

    @Override
    public List<UUID> add(Actor actor, FileFrame frame, List<Service> services, Model model) {
        boolean money = actor.may(Verb.PAYMENT_READ) && frame.holds(Section.ASSISTANCE);
        List<Payment> paid = money ? PageResponses.read(payments.of(actor, frame.code())) : List.of();
        model.addAttribute("payments", paid);
        model.addAttribute("payable", payable(services, frame.emergencyCareOnly()));
        model.addAttribute("money", money);
        model.addAttribute("asks", frame.writes(Section.ASSISTANCE) && money && actor.may(Verb.PAYMENT_REQUEST));
        model.addAttribute("names", frame.holds(Section.FAMILY));
        model.addAttribute("named", money ? payments.named(actor, frame.code()) : Set.of());
        return paid.stream()
                .flatMap(one -> Stream.of(one.requestedBy(), one.approvedBy(), one.paidBy(), one.refusedBy()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** What money may be asked for: the child's services that go on; after a no to case management the immediate ones. */
    private static Map<String, Service> payable(List<Service> all, boolean emergencyOnly) {
        Map<String, Service> open = new LinkedHashMap<>();
        all.stream()
                .filter(one -> one.state().open() && one.section() == Section.ASSISTANCE)
                .filter(one -> !emergencyOnly || Service.isImmediate(one.code()))
                .forEach(one -> open.put(one.id().toString(), one));
        return open;
    }
}
