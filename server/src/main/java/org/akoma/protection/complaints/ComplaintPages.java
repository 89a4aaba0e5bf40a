package org.akoma.protection.complaints;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Contacts;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.ground.safeguarding.FocalPoints;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A page for everybody to raise a complaint, and the pages of those whom it reaches. */
@Controller
class ComplaintPages {

    private static final String ONE = "/complaints/{id:[0-9a-fA-F-]{36}}";

    private final Complaints complaints;
    private final Organisations organisations;
    private final FocalPoints guards;
    private final PersonCodes people;
    private final People staff;
    private final ActorTransactions transactions;
    private final CaseWork work;
    private final Names called;
    private final Formats words;
    private final Contacts contacts;
    private final SentOnce sending = new SentOnce();

    ComplaintPages(
            Complaints complaints,
            Organisations organisations,
            FocalPoints guards,
            PersonCodes people,
            People staff,
            ActorTransactions transactions,
            CaseWork work,
            Names called,
            Formats words,
            Contacts contacts) {
        this.contacts = contacts;
        this.words = words;
        this.complaints = complaints;
        this.organisations = organisations;
        this.guards = guards;
        this.people = people;
        this.staff = staff;
        this.transactions = transactions;
        this.work = work;
        this.called = called;
    }

    @GetMapping("/complaint")
    String form(Actor actor, Model model) {
        PostedForm.nothing(model);
        return ask(actor, "", model);
    }

    private String ask(Actor actor, String structure, Model model) {
        model.addAttribute("accounts", accounts(actor, structure));
        model.addAttribute("receives", complaints.receives());
        model.addAttribute("over", complaints.over(actor));
        model.addAttribute("contacts", contacts);
        model.addAttribute("unseen", actor.compartment() == Compartment.ENFORCEMENT);
        model.addAttribute("structures", structures(actor));
        model.addAttribute("guards", guards.all(actor));
        model.addAttribute("kinds", List.of(Complaint.Kind.values()));
        model.addAttribute("own", complaints.own(actor));
        return "complaints/complaint";
    }

    private Map<String, String> structures(Actor actor) {
        LocalDate today = work.today();
        return called.structures(transactions.as(actor, organisations::all).stream()
                .filter(one -> one.existsOn(today))
                .map(Organisation::code)
                .toList());
    }

    /** Accounts to choose among: those of the structure as soon as it is chosen, and before all that one may know, by structure. */
    private Map<String, String> accounts(Actor actor, String structure) {
        return transactions.as(actor, () -> staff.all()).stream()
                .filter(one -> structure.isEmpty() || one.organisation().equals(structure))
                .sorted(Comparator.comparing(Person::organisation).thenComparing(Person::code))
                .collect(Collectors.toMap(
                        Person::code,
                        one -> called.name(one.organisation()) + ", " + called.shortPerson(one.code()),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    @PostMapping("/complaint")
    String raise(Actor actor, Submission<RaiseComplaint.Input> submission) {
        String structure = submission.form().typed("structure");
        return PageResponses.answer(
                submission.given("id", UUID.randomUUID()),
                input -> complaints.send(actor, sending.once(actor, input.command())),
                (input, raised) -> "/complaint?done=" + raised.notice(),
                m -> ask(actor, structure, m));
    }

    /** @param structure for which a focal point is to be named */
    @GetMapping("/complaints")
    String list(Actor actor, @RequestParam(defaultValue = "") String structure, Model model) {
        PostedForm.nothing(model);
        return all(actor, structure, model);
    }

    private String all(Actor actor, String structure, Model model) {
        if (!complaints.judges(actor)) throw PageRefusal.notFound();
        model.addAttribute("complaints", complaints.all(actor));
        model.addAttribute("guards", guards.all(actor));
        model.addAttribute("names", actor.may(Verb.FOCAL_POINT_NAME));
        Map<String, String> structures = structures(actor);
        model.addAttribute("structures", structures);
        model.addAttribute("structure", structures.containsKey(structure) ? structure : null);
        model.addAttribute("joined", guards.joined(actor));
        model.addAttribute("toEnd", guards.toEnd(actor));
        model.addAttribute("proposed", guards.waiting(actor));
        model.addAttribute("people", candidates(actor, structure));
        model.addAttribute("fresh", Ids.next());
        return "complaints/complaints";
    }

    /** Who may be named for this structure: people at work of the care side, not of its team. */
    private Map<String, String> candidates(Actor actor, String structure) {
        if (structure.isEmpty() || !actor.may(Verb.FOCAL_POINT_NAME)) return Map.of();
        List<Person> all = transactions.as(actor, () -> staff.all());
        Set<UUID> outside =
                guards.outside(actor, structure, all.stream().map(Person::id).toList());
        return all.stream()
                .filter(one -> outside.contains(one.id()))
                .filter(one -> !one.roles().isEmpty() && !one.id().equals(actor.personId()))
                .sorted(Comparator.comparing(Person::organisation).thenComparing(Person::code))
                .collect(Collectors.toMap(
                        Person::code,
                        one -> called.name(one.organisation()) + ", " + called.account(one.code()) + ", " + roles(one),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private String roles(Person person) {
        return person.roles().stream()
                .sorted()
                .map(role -> words.code("role", role))
                .collect(Collectors.joining(", "));
    }

    /** What nobody may read, for the administrators who may appoint a reader. */
    @GetMapping("/complaints/unread")
    String unread(Actor actor, Model model) {
        if (!complaints.appoints(actor)) throw PageRefusal.notFound();
        model.addAttribute("unread", complaints.unread(actor));
        return "complaints/unread";
    }

    @PostMapping("/complaints/focal-points")
    String name(Actor actor, PostedForm posted) {
        UUID id = posted.form().idOrNew("id");
        String structure = posted.form().required("structure", 60);
        String person = posted.form().required("person", 60);
        if (!posted.form().isSound() || structure == null || person == null)
            return posted.again(m -> all(actor, posted.form().typed("structure"), m));
        FocalPoints.Named named = guards.name(actor, id, structure, person);
        switch (named) {
            case DONE -> {}
            case IN_TEAM -> posted.form().wrong("person", "followup.focal-in-team");
            case NOT_OF_CARE -> posted.form().wrong("person", "followup.focal-not-of-care");
            case NO_SECOND -> posted.form().wrong("person", "followup.focal-no-second");
            case BY_ANOTHER -> posted.form().wrong("person", "followup.focal-by-another");
            case FORBIDDEN -> throw PageRefusal.forbidden();
            case NO_SUCH_STRUCTURE -> posted.form().wrong("structure", "form.choice", "");
            case NO_SUCH_PERSON -> posted.form().wrong("person", "followup.no-such-person");
        }
        return posted.form().isSound()
                ? "redirect:/complaints?done=followup.focal-point"
                : posted.again(m -> all(actor, structure, m));
    }

    @PostMapping("/complaints/focal-points/{id:[0-9a-fA-F-]{36}}/end")
    String end(Actor actor, @PathVariable UUID id) {
        if (!actor.may(Verb.FOCAL_POINT_NAME)) throw PageRefusal.forbidden();
        if (!guards.end(actor, id)) throw PageRefusal.notFound();
        return "redirect:/complaints?done=followup.focal-point-ended";
    }

    @GetMapping(ONE)
    String one(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return show(actor, id, model);
    }

    private String show(Actor actor, UUID id, Model model) {
        Complaint found = complaints.read(actor, id).orElseThrow(PageRefusal::notFound);
        model.addAttribute("complaint", found);
        model.addAttribute("kinds", Complaint.StepKind.toChoose());
        model.addAttribute("mayClose", complaints.mayClose(actor, id));
        model.addAttribute("outcomes", List.of(Complaint.Outcome.values()));
        model.addAttribute("fresh", Ids.next());
        model.addAttribute("people", people.of(actor, named(found)));
        model.addAttribute(
                "readers",
                people.of(actor, List.copyOf(complaints.readers(actor, id))).values().stream()
                        .sorted()
                        .toList());
        return "complaints/complaint-one";
    }

    private static List<UUID> named(Complaint found) {
        List<UUID> named = new java.util.ArrayList<>(
                found.steps().stream().map(Complaint.Step::takenBy).toList());
        if (found.raisedBy() != null) named.add(found.raisedBy());
        return named;
    }

    @PostMapping(ONE + "/steps")
    String step(Actor actor, @PathVariable UUID id, PostedForm posted) {
        UUID step = posted.form().idOrNew("id");
        Complaint.StepKind kind = ComplaintForm.step(posted.form());
        String text = posted.form().required("text", Form.LONG_TEXT);
        if (!posted.form().isSound() || kind == null) return posted.again(m -> show(actor, id, m));
        return PageResponses.answer(
                posted,
                complaints.step(actor, id, step, kind, text),
                "/complaints/" + id + "?done=followup.complaint-step",
                m -> show(actor, id, m));
    }

    @PostMapping(ONE + "/closing")
    String close(Actor actor, @PathVariable UUID id, PostedForm posted) {
        UUID step = posted.form().idOrNew("id");
        Complaint.Outcome outcome = posted.form().requiredChoice("outcome", Complaint.Outcome.class);
        String text = posted.form().requiredWords("end", Form.LONG_TEXT);
        if (!posted.form().isSound() || outcome == null || text == null) return posted.again(m -> show(actor, id, m));
        Outcome<Complaint> said = complaints.close(actor, id, step, outcome, text);
        boolean closed = said instanceof Outcome.Done<Complaint>(Complaint after) && after.closedAt() != null;
        return PageResponses.answer(
                posted,
                said,
                "/complaints/" + id + "?done=followup." + (closed ? "complaint-closed" : "complaint-end-proposed"),
                m -> show(actor, id, m));
    }
}
