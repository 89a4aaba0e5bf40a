package org.akoma.assistance;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.akoma.Sent;
import org.akoma.access.Actor;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.cases.CaseWork;
import org.akoma.cases.FileFrame;
import org.akoma.cases.FileShell;
import org.akoma.cases.Outcome;
import org.akoma.cases.PageAnswers;
import org.akoma.cases.PersonCodes;
import org.akoma.reference.CodeLists;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of a child's file on what is done for the child and what it costs. */
@Controller
class AidPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/aid";

    private final FileShell shell;
    private final Services services;
    private final Payments payments;
    private final Providers providers;
    private final ServedGoals goals;
    private final PersonCodes people;
    private final CodeLists lists;
    private final CaseWork work;

    AidPages(
            FileShell shell,
            Services services,
            Payments payments,
            Providers providers,
            ServedGoals goals,
            PersonCodes people,
            CodeLists lists,
            CaseWork work) {
        this.shell = shell;
        this.services = services;
        this.payments = payments;
        this.providers = providers;
        this.goals = goals;
        this.people = people;
        this.lists = lists;
        this.work = work;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        String view = show(actor, code, model);
        Sent.nothing(model);
        return view;
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        List<Service> all = PageAnswers.read(services.of(actor, frame.code()));
        boolean money = actor.may(Verb.PAYMENT_READ) && frame.holds(Section.ASSISTANCE);
        List<Payment> paid = money ? PageAnswers.read(payments.of(actor, frame.code())) : List.of();
        boolean open = frame.file().status().open();
        model.addAttribute("services", all);
        model.addAttribute("payments", paid);
        model.addAttribute("payable", payable(all, frame.emergencyCareOnly()));
        model.addAttribute("money", money);
        model.addAttribute("now", work.now());
        model.addAttribute(
                "serviceCodes",
                lists.codesOf("assistance").stream()
                        .filter(one -> !frame.emergencyCareOnly() || !one.startsWith("LT"))
                        .toList());
        model.addAttribute("plans", frame.writes(Section.ASSISTANCE) && actor.may(Verb.SERVICE_PLAN));
        model.addAttribute("inHand", open ? services.inHand(actor, frame.code()) : Set.of());
        model.addAttribute("changes", open && actor.may(Verb.SERVICE_GIVE) && !frame.least());
        model.addAttribute("approves", open && actor.may(Verb.SERVICE_APPROVE));
        model.addAttribute("asks", frame.writes(Section.ASSISTANCE) && money && actor.may(Verb.PAYMENT_REQUEST));
        model.addAttribute("names", frame.holds(Section.FAMILY));
        model.addAttribute("named", money ? payments.named(actor, frame.code()) : Set.of());
        model.addAttribute("myself", actor.personId());
        model.addAttribute("providers", open && actor.may(Verb.SERVICE_PLAN) ? providers.choices(actor) : Map.of());
        model.addAttribute(
                "goals", open && actor.may(Verb.SERVICE_PLAN) ? goals.choices(actor, frame.code(), null) : Map.of());
        model.addAttribute("people", people.of(actor, hands(all, paid)));
        return "assistance/aid";
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

    private static List<UUID> hands(List<Service> all, List<Payment> paid) {
        Stream<UUID> planned = all.stream()
                .flatMap(one -> Stream.concat(Stream.of(one.plannedBy()), Stream.ofNullable(one.approvedBy())));
        Stream<UUID> asked = paid.stream()
                .flatMap(one -> Stream.of(one.requestedBy(), one.approvedBy(), one.paidBy(), one.refusedBy()))
                .filter(java.util.Objects::nonNull);
        return Stream.concat(planned, asked).toList();
    }

    @PostMapping(PAGE + "/services")
    String plan(Actor actor, @PathVariable String code, Sent sent) {
        PlanService command = ServiceForm.read(sent.form(), lists);
        if (command == null) return sent.again(m -> show(actor, code, m));
        return answer(sent, services.plan(actor, upper(code), command), actor, code, "service-planned");
    }

    @PostMapping(PAGE + "/services/{id}/approval")
    String approve(Actor actor, @PathVariable String code, @PathVariable UUID id, Sent sent) {
        return step(sent, version -> services.approve(actor, upper(code), id, version), actor, code, "service-approved");
    }

    @PostMapping(PAGE + "/services/{id}/start")
    String start(Actor actor, @PathVariable String code, @PathVariable UUID id, Sent sent) {
        Instant at = at(sent);
        if (!sent.form().isSound()) return sent.again(m -> show(actor, code, m));
        return step(sent, version -> services.start(actor, upper(code), id, at, version), actor, code, "service-started");
    }

    @PostMapping(PAGE + "/services/{id}/end")
    String end(Actor actor, @PathVariable String code, @PathVariable UUID id, Sent sent) {
        Instant at = at(sent);
        String reason = sent.form().choice("reason", ServiceForm.codes(lists, "service-interruption"));
        if (!sent.form().isSound()) return sent.again(m -> show(actor, code, m));
        return reason == null
                ? step(
                        sent,
                        version -> services.complete(actor, upper(code), id, at, version),
                        actor,
                        code,
                        "service-completed")
                : step(
                        sent,
                        version -> services.interrupt(actor, upper(code), id, at, reason, version),
                        actor,
                        code,
                        "service-interrupted");
    }

    /** The moment typed, or now. */
    private Instant at(Sent sent) {
        Instant typed = sent.form().moment("at");
        return typed == null ? work.now() : typed;
    }

    @PostMapping(PAGE + "/payments")
    String request(Actor actor, @PathVariable String code, Sent sent) {
        RequestPayment command = PaymentForm.request(sent.form(), lists);
        if (command == null) return sent.again(m -> show(actor, code, m));
        return answer(sent, payments.request(actor, upper(code), command), actor, code, "payment-requested");
    }

    @PostMapping(PAGE + "/payments/{id}/cancellation")
    String cancel(Actor actor, @PathVariable String code, @PathVariable UUID id, Sent sent) {
        return answer(sent, payments.cancel(actor, upper(code), id), actor, code, "payment-cancelled");
    }

    private <T> String step(Sent sent, IntFunction<Outcome<T>> step, Actor actor, String code, String done) {
        return PageAnswers.step(sent, step, next(code, done), m -> show(actor, code, m));
    }

    private <T> String answer(Sent sent, Outcome<T> outcome, Actor actor, String code, String done) {
        return PageAnswers.answer(sent, outcome, next(code, done), m -> show(actor, code, m));
    }

    private static String next(String code, String done) {
        return "/cases/" + upper(code) + "/aid?done=assistance." + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
