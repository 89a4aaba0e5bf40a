package org.akoma.protection.placement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.PastDays;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileDangers;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Revealed;
import org.akoma.protection.cases.WithdrawnProposals;
import org.akoma.protection.consent.FirstAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that says where a child lives. It never holds an address, which a separate, journalled request reads. */
@Controller
class PlacementPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/placement";

    private static final Set<String> TOLD_WHERE_BROUGHT = Set.of("RE_EXPLOITATION", "DANGER_AT_HOME", "DANGER_AT_WORK");

    private final FileShell shell;
    private final Placements placements;
    private final ShelterMoves moves;
    private final FreeBeds beds;
    private final ReturnExceptions exceptions;
    private final Revealed revealed;
    private final HomeChanges homes;
    private final PersonCodes people;
    private final WithdrawnProposals takenBack;
    private final Formats words;
    private final Forms forms;
    private final StayInstructions instructions;
    private final FirstAnswer firstAnswer;
    private final Assessments assessments;
    private final Clock clock;

    PlacementPages(
            FileShell shell,
            Placements placements,
            ShelterMoves moves,
            FreeBeds beds,
            ReturnExceptions exceptions,
            Revealed revealed,
            HomeChanges homes,
            PersonCodes people,
            WithdrawnProposals takenBack,
            Formats words,
            Forms forms,
            StayInstructions instructions,
            FirstAnswer firstAnswer,
            Assessments assessments,
            Clock clock) {
        this.firstAnswer = firstAnswer;
        this.assessments = assessments;
        this.words = words;
        this.forms = forms;
        this.instructions = instructions;
        this.clock = clock;
        this.shell = shell;
        this.placements = placements;
        this.moves = moves;
        this.beds = beds;
        this.exceptions = exceptions;
        this.revealed = revealed;
        this.homes = homes;
        this.people = people;
        this.takenBack = takenBack;
    }

    /** A placement as the page shows it: without the address. */
    public record Line(
            Placement placement,
            @Nullable String shelter,
            @Nullable LocalDate orderDue) {}

    @GetMapping(PAGE)
    String page(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable UUID again,
            PostedForm posted,
            Model model) {
        LocalDate day = posted.form().pastDay(PastDays.PARAMETER, LocalDate.now(clock));
        Instant then = posted.form().endOfPastDay(PastDays.PARAMETER, LocalDate.now(clock));
        if (!posted.form().isSound()) return posted.again(m -> show(actor, code, m));
        if (day != null && then != null) return past(actor, code, day, then, posted, model);
        PostedForm.empty(model, takenBack.form(actor, code, again));
        return show(actor, code, model);
    }

    /** Where the child lived at the end of that day, as the file said then; nothing is asked or decided on it. */
    private String past(Actor actor, String code, LocalDate day, Instant then, PostedForm posted, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        List<Line> lines = PageResponses.read(placements.of(actor, frame.code(), then)).stream()
                .map(one -> new Line(one, placements.shelterCalled(actor, one), null))
                .toList();
        Line current = first(lines, Placement.State.CURRENT);
        PostedForm.empty(model, posted.form());
        model.addAttribute("asOf", day);
        model.addAttribute("lines", lines);
        model.addAttribute("current", current);
        model.addAttribute("proposed", first(lines, Placement.State.PROPOSED));
        model.addAttribute(
                "move",
                current == null || current.shelter() == null
                        ? null
                        : moves.state(actor, frame.code(), current.placement().id(), then));
        model.addAttribute("exceptions", List.of());
        model.addAttribute("missing", List.of());
        for (String act : List.of("houses", "writes", "decides", "exceptionWaits")) model.addAttribute(act, false);
        return "placement/placement";
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<Line> lines = PageResponses.read(placements.of(actor, file.code())).stream()
                .map(one -> new Line(one, placements.shelterCalled(actor, one), one.careOrderDue()))
                .toList();
        Line current = first(lines, Placement.State.CURRENT);
        model.addAttribute("current", current);
        model.addAttribute(
                "move",
                current == null
                        ? null
                        : moves.of(actor, file.code(), current.placement().id())
                                .map(Decision::state)
                                .orElse(null));
        model.addAttribute("call", call(actor, current));
        refusedMove(actor, frame, lines, current, model);
        change(actor, current, model);
        Line proposed = first(lines, Placement.State.PROPOSED);
        boolean waits = lines.stream()
                .map(Line::placement)
                .anyMatch(one -> one.state() == Placement.State.PROPOSED && !one.isAgreed());
        model.addAttribute("proposed", proposed);
        model.addAttribute(
                "request",
                proposed == null
                        ? null
                        : placements.request(actor, proposed.placement().id()).orElse(null));
        model.addAttribute("lines", lines);
        Map<String, String> free = beds.of(actor, file, current);
        model.addAttribute("shelters", free);
        if (free.isEmpty()) model.addAttribute("withoutBed", shell.whomToCall(actor, frame));
        model.addAttribute("answered", answered(model));
        model.addAttribute("kinds", waits ? List.of(Placement.Kind.SHELTER) : List.of(Placement.Kind.values()));
        model.addAttribute("waits", waits);
        model.addAttribute("reasons", List.of(Placement.Reason.values()));
        model.addAttribute("relations", List.of(Placement.Relation.values()));
        model.addAttribute(
                "writes",
                actor.may(Verb.PLACEMENT_WRITE)
                        && actor.may(Verb.CASE_WRITE)
                        && frame.writes(Section.PLACEMENT)
                        && !frame.byEmergency());
        model.addAttribute("houses", placements.isHoused(actor, file.code()));
        model.addAttribute("decides", actor.may(Verb.PLACEMENT_APPROVE) && !frame.byEmergency());
        model.addAttribute("myself", actor.personId());
        instructed(actor, file, current, model);
        returning(actor, file, model);
        return "placement/placement";
    }

    /** What the shelter where the child sleeps was asked to do for its safety. */
    private void instructed(Actor actor, CaseFile file, @Nullable Line current, Model model) {
        if (current == null || current.shelter() == null) return;
        List<StayInstruction> all = PageResponses.read(instructions.of(actor, file.code()));
        model.addAttribute("instructions", all);
        Assessment plan =
                all.isEmpty() ? assessments.safetyPlan(actor, file.code()).orElse(null) : null;
        model.addAttribute("plan", plan);
        model.addAttribute(
                "ask",
                plan == null
                        ? forms.fresh(InstructStay.class)
                        : forms.fresh(InstructStay.class)
                                .prefilled("text", plan.words().safetyPlan()));
        model.addAttribute(
                "people",
                people.of(actor, all.stream().map(StayInstruction::recordedBy).toList()));
    }

    /** A stay that a supervisor lately refused: on paper the child is back where it lived before, and may still sleep in the shelter. */
    private void refusedMove(Actor actor, FileFrame frame, List<Line> lines, @Nullable Line current, Model model) {
        UUID now = current == null ? null : current.placement().id();
        Decision refused = lines.stream()
                .map(Line::placement)
                .filter(one -> one.kind() == Placement.Kind.SHELTER && one.left() == LeavePlace.Reason.OTHER)
                .flatMap(one -> moves.refused(actor, frame.code(), one, now).stream())
                .findFirst()
                .orElse(null);
        model.addAttribute("refusedMove", refused);
        UUID by = refused == null ? null : refused.decidedBy();
        model.addAttribute(
                "refusedMoveBy",
                by == null ? null : people.of(actor, List.of(by)).get(by));
    }

    /** Codes of the people to call at the shelter where the child sleeps. The shelter's address is hidden until a supervisor has confirmed the move. */
    private String call(Actor actor, @Nullable Line current) {
        UUID shelter = current == null ? null : current.placement().shelterId();
        return shelter == null
                ? ""
                : String.join(
                        ", ",
                        new TreeSet<>(
                                people.of(actor, moves.toCall(actor, shelter)).values()));
    }

    /** Another address or other people that wait for a supervisor: what exactly is read with the decision. */
    private void change(Actor actor, @Nullable Line current, Model model) {
        Decision waiting = current == null
                ? null
                : homes.waiting(actor, current.placement().id()).orElse(null);
        model.addAttribute("homeChange", waiting);
        model.addAttribute(
                "homeChangeBy",
                waiting == null
                        ? null
                        : people.of(actor, List.of(waiting.proposedBy())).get(waiting.proposedBy()));
    }

    /** What a return still lacks, and the exceptions that were asked for: those that were agreed to stay for ever. */
    private void returning(Actor actor, CaseFile file, Model model) {
        List<ReturnGate.Part> missing =
                exceptions.gate(actor, file.code()).map(ReturnGate::missing).orElse(List.of());
        model.addAttribute("missing", missing);
        model.addAttribute("exceptions", exceptions.agreed(actor, file.code()));
        model.addAttribute(
                "exceptionWaits", exceptions.of(actor, file.code()).stream().anyMatch(Decision::waits));
    }

    @PostMapping(PAGE + "/exception")
    String except(Actor actor, @PathVariable String code, Submission<PlacementInput.Exception> submission) {
        return answer(
                submission,
                input -> exceptions.ask(actor, upper(code), input.country(), input.reason()),
                actor,
                code,
                one -> "return-exception-asked");
    }

    private static @Nullable Line first(List<Line> lines, Placement.State state) {
        return lines.stream()
                .filter(line -> line.placement().state() == state)
                .findFirst()
                .orElse(null);
    }

    /** The alerts of violence and abuse that run, by id, the gravest first: the shelter hears of one of this day only where the child is brought there for it. */
    private Map<String, String> answered(Model model) {
        Map<String, String> alerts = new LinkedHashMap<>();
        if (model.getAttribute("dangers") instanceof List<?> running)
            for (Object one : running)
                if (one instanceof FileDangers.Danger danger
                        && danger.address() != null
                        && TOLD_WHERE_BROUGHT.contains(danger.type()))
                    alerts.put(
                            danger.address().substring(danger.address().lastIndexOf('/') + 1),
                            words.code("alert-type", danger.type()));
        return alerts;
    }

    @PostMapping(PAGE)
    String place(Actor actor, @PathVariable String code, Submission<PlaceChild.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> placements.place(actor, upper(code), input.command()),
                (input, made) -> "/cases/" + upper(code)
                        + placed(actor, code, made, submission.sent().model()),
                m -> show(actor, code, m));
    }

    /** A child who has a bed and was never assessed is assessed next, once case management was asked about; what lacks for that comes before. */
    private String placed(Actor actor, String code, Placement made, Model model) {
        if (made.state() == Placement.State.PROPOSED) return "/placement?done=cases.placement-proposed";
        FileFrame frame = shell.around(actor, code, model);
        boolean first = frame.file().status() == CaseFile.Status.REGISTERED
                && actor.may(Verb.CASE_WRITE)
                && frame.writes(Section.NOTES);
        boolean waits = moves.of(actor, code, made.id())
                .map(Decision::state)
                .filter(Decision.State.WAITING::equals)
                .isPresent();
        String done = "cases.placed" + (waits ? "-waits" : "");
        if (!first) return "/placement?done=" + done + (instructions.lack(actor, upper(code)) ? "#instructions" : "");
        return firstAnswer
                .lack(actor, upper(code))
                .map(lack -> lack.page(done))
                .orElse("/assessment?done=" + done + "-assess");
    }

    @PostMapping(PAGE + "/care-order")
    String order(Actor actor, @PathVariable String code, Submission<PlacementInput.CareOrderDay> submission) {
        return answer(
                submission,
                input -> placements.order(actor, upper(code), input.careOrderOn()),
                actor,
                code,
                one -> "care-order-asked");
    }

    @PostMapping(PAGE + "/instructions")
    String instruct(Actor actor, @PathVariable String code, Submission<InstructStay> submission) {
        return answer(
                submission,
                input -> instructions.write(actor, upper(code), input),
                actor,
                code,
                one -> "stay-instructed");
    }

    private <C, T> String answer(
            Submission<C> submission, Function<C, Outcome<T>> act, Actor actor, String code, Function<T, String> done) {
        return PageResponses.answer(
                submission,
                act,
                (input, made) -> "/cases/" + upper(code) + "/placement?done=cases." + done.apply(made),
                m -> show(actor, code, m));
    }

    @RecentFactor
    @PostMapping(path = PAGE + "/{id}/reveal", headers = Revealed.BY_SCRIPT)
    ResponseEntity<String> addressAlone(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return revealed.alone(address(actor, code, id));
    }

    @RecentFactor
    @PostMapping(PAGE + "/{id}/reveal")
    String addressPage(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        return revealed.page(
                model, address(actor, code, id), "cases.placement.address", "/cases/" + upper(code) + "/placement");
    }

    private String address(Actor actor, String code, UUID id) {
        Placement.SealedText words = placements.reveal(actor, upper(code), id).orElseThrow(PageRefusal::notFound);
        return revealed.joined(words.withWhom(), words.address());
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
