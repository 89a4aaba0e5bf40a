package org.akoma.protection.messages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** The case conferences of a file: planned ones, a new one, minutes, and the results of the decisions. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/conferences")
class FileConferencePages {

    /** Rows for decisions. */
    private static final int ROWS = 6;

    private final FileShell shell;
    private final Conferences conferences;
    private final ConferenceDecisions decisions;
    private final PersonCodes people;

    FileConferencePages(FileShell shell, Conferences conferences, ConferenceDecisions decisions, PersonCodes people) {
        this.shell = shell;
        this.conferences = conferences;
        this.decisions = decisions;
        this.people = people;
    }

    @GetMapping
    String page(Actor actor, @PathVariable String code, Model model) {
        String view = draw(actor, code, model);
        PostedForm.empty(
                model,
                Form.ofJson(Map.of(
                        "id", Ids.next().toString(), "section", Section.NOTES.name(), "chair", actor.username())));
        return view;
    }

    private String draw(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<Conference> all = PageResponses.read(conferences.of(actor, file.code()));
        model.addAttribute("conferences", all);
        model.addAttribute("codes", people.of(actor, ConferenceApi.named(all)));
        model.addAttribute("myself", actor.personId());
        boolean writes = actor.may(Verb.CONFERENCE_WRITE) && file.status().open() && !frame.byEmergency();
        Map<Section, List<Recipient>> circles =
                writes ? new LinkedHashMap<>(conferences.invitable(actor, file.code())) : Map.of();
        if (writes) circles.keySet().removeIf(section -> !frame.mayWrite(section));
        model.addAttribute("writes", !circles.isEmpty());
        model.addAttribute("circles", circles);
        model.addAttribute("readers", everybody(circles));
        return "messages/file-conferences";
    }

    private static List<Recipient> everybody(Map<Section, List<Recipient>> circles) {
        return circles.values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(java.util.Comparator.comparing(Recipient::organisation).thenComparing(Recipient::username))
                .toList();
    }

    @PostMapping
    String plan(Actor actor, @PathVariable String code, Submission<PlanConference.Input> submission) {
        Set<Section> circles = conferences.invitable(actor, upper(code)).keySet();
        if (circles.isEmpty()) throw notFound();
        return PageResponses.answer(
                submission,
                input -> conferences.plan(actor, upper(code), input, circles),
                input -> done(code, "planned"),
                m -> draw(actor, code, m));
    }

    /** One conference: its plan for changing, and the form of its minutes. */
    @GetMapping("/{id}")
    String one(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        Conference shown = drawOne(actor, code, id, model);
        Map<String, Object> typed = new LinkedHashMap<>();
        String at = shown.plannedFor().toString();
        typed.put("heldAt", at.substring(0, 10));
        typed.put("heldAt-time", at.substring(11, 16));
        // who writes the minutes says of themselves, by this tick, whether they were there
        if (shown.attendance(actor.personId()).isPresent()) typed.put("present", List.of(actor.username()));
        PostedForm.empty(model, Form.ofJson(typed));
        return "messages/conference";
    }

    private Conference drawOne(Actor actor, String code, UUID id, Model model) {
        draw(actor, code, model);
        Conference shown = ((List<?>) java.util.Objects.requireNonNull(model.getAttribute("conferences")))
                .stream()
                        .map(Conference.class::cast)
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(FileConferencePages::notFound);
        model.addAttribute("one", shown);
        model.addAttribute("replans", actor.is(Role.CASE_SUPERVISOR));
        model.addAttribute("mine", sayable(shown, actor, model));
        List<Recipient> readers = conferences.invitable(actor, upper(code)).getOrDefault(shown.section(), List.of());
        Map<UUID, String> names = new LinkedHashMap<>();
        people.of(actor, ConferenceApi.named(List.of(shown)))
                .forEach((person, known) -> names.put(person, known.toLowerCase(Locale.ROOT)));
        model.addAttribute("readers", readers);
        model.addAttribute("names", names);
        model.addAttribute("plan", typed(shown, names));
        model.addAttribute("rows", ROWS);
        return shown;
    }

    /** What is known of the reader's own presence, where it is theirs to say; else null. */
    private static Conference.@Nullable Attendance sayable(Conference shown, Actor actor, Model model) {
        boolean emergency = model.getAttribute("frame") instanceof FileFrame frame && frame.byEmergency();
        return emergency || shown.state() != Conference.State.HELD
                ? null
                : shown.attendance(actor.personId()).orElse(null);
    }

    /**
     * A plan as the page shows it for changing.
     *
     * @param names user names by id
     */
    private static Form typed(Conference plan, Map<UUID, String> names) {
        Map<String, Object> typed = new LinkedHashMap<>();
        String at = plan.plannedFor().toString();
        typed.put("plannedFor", at.substring(0, 10));
        typed.put("plannedFor-time", at.substring(11, 16));
        typed.put("chair", names.getOrDefault(plan.chair(), ""));
        typed.put(
                "people",
                plan.coming().stream().map(id -> names.getOrDefault(id, "")).toList());
        typed.put("agenda", plan.agenda().text());
        String place = plan.agenda().place();
        if (place != null) typed.put("place", place);
        return Form.ofJson(typed);
    }

    private String again(Actor actor, String code, UUID id, Model model) {
        drawOne(actor, code, id, model);
        return "messages/conference";
    }

    @PostMapping("/{id}/plan")
    String change(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<PlanConference.Change> submission) {
        return PageResponses.answer(
                submission.given("id", id),
                input -> conferences.plan(actor, upper(code), input.command()),
                input -> done(code, "changed"),
                m -> {
                    String view = again(actor, code, id, m);
                    m.addAttribute("plan", submission.sent().form());
                    return view;
                });
    }

    @PostMapping("/{id}/cancellation")
    String cancel(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<PlanConference.Cancel> submission) {
        return PageResponses.answer(
                submission,
                input -> conferences.cancel(actor, upper(code), id, input.reason(), input.version()),
                input -> done(code, "cancelled"),
                m -> again(actor, code, id, m));
    }

    @PostMapping("/{id}/minutes")
    String hold(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<HoldConference.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> conferences.hold(actor, upper(code), id, input.command(), input.version()),
                input -> doneOne(code, id, "held"),
                m -> again(actor, code, id, m));
    }

    @PostMapping("/{id}/presence")
    String say(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<SayPresence> submission) {
        return PageResponses.answer(
                submission,
                input -> conferences.say(actor, upper(code), id, input),
                input -> doneOne(code, id, input.wasThere() ? "confirmed" : "denied"),
                m -> again(actor, code, id, m));
    }

    @PostMapping("/decisions/{decision}")
    String settle(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID decision,
            Submission<Decision.Settle> submission) {
        return PageResponses.answer(
                submission,
                input -> decisions.settle(actor, upper(code), decision, input.state(), input.note(), input.version()),
                input -> done(code, "settled"),
                m -> draw(actor, code, m));
    }

    private static String done(String code, String what) {
        return "/cases/" + upper(code) + "/conferences?done=referrals.conference-" + what;
    }

    /** Back to the one conference, where each who was asked says whether they were there. */
    private static String doneOne(String code, UUID id, String what) {
        return "/cases/" + upper(code) + "/conferences/" + id + "?done=referrals.conference-" + what;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    private static ResponseStatusException notFound() {
        return PageRefusal.notFound();
    }
}
