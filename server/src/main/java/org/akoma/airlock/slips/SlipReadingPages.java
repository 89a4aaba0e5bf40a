package org.akoma.airlock.slips;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Slips as both sides read them, and as care sends one back. */
@Controller
class SlipReadingPages {

    private static final int LINES = ListPage.ROWS;

    private final Slips slips;
    private final SlipsSentBack sentBack;
    private final ReceiptStore receipts;
    private final Forms forms;
    private final Clock clock;

    SlipReadingPages(Slips slips, SlipsSentBack sentBack, ReceiptStore receipts, Forms forms, Clock clock) {
        this.clock = clock;
        this.sentBack = sentBack;
        this.receipts = receipts;
        this.slips = slips;
        this.forms = forms;
    }

    /** A slip in a list, with how long the child waited. */
    public record Line(Slip slip, HandoverTime time) {}

    @GetMapping("/slips")
    String list(
            Actor actor,
            @RequestParam(required = false) @Nullable SlipStatus status,
            @RequestParam(required = false) @Nullable UUID before,
            Model model) {
        if (!actor.may(Verb.SLIP_READ)) throw PageRefusal.notFound();
        List<Slip> found = slips.list(actor, null, status, before, LINES + 1);
        List<Slip> shown = found.subList(0, Math.min(LINES, found.size()));
        slips.noteListed(actor, shown);
        model.addAttribute(
                "lines",
                shown.stream().map(slip -> new Line(slip, slips.timeOf(slip))).toList());
        model.addAttribute("status", status);
        model.addAttribute("statuses", SlipStatus.values());
        model.addAttribute("first", before == null);
        model.addAttribute("next", found.size() > LINES ? shown.getLast().id() : null);
        model.addAttribute(
                "writes", actor.may(Verb.SLIP_WRITE) && !slips.scenes(actor).isEmpty());
        return "slips/list";
    }

    @GetMapping("/slips/{number}")
    String show(
            Actor actor,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        String view = slip(actor, number, model, "slips/slip");
        if ("slips.signed".equals(done)) next(actor, number, model);
        return view;
    }

    /** After the signature: the child who has no slip, else the next slip to sign, else the next person to be heard. */
    private void next(Actor actor, String number, Model model) {
        Scenes.Met child =
                slips.find(actor, number).flatMap(one -> slips.next(actor, one)).orElse(null);
        model.addAttribute("next", child);
        if (child != null || !actor.may(Verb.SLIP_WRITE)) return;
        Slip unsigned = slips.list(actor, null, SlipStatus.OPEN, null, LINES).stream()
                .filter(one -> one.officerId().equals(actor.personId()))
                .findFirst()
                .orElse(null);
        model.addAttribute("unsigned", unsigned);
        if (unsigned == null)
            model.addAttribute("hears", slips.operationCode(actor, number).orElse(null));
    }

    @GetMapping("/slips/{number}/print")
    String print(Actor actor, @PathVariable String number, Model model) {
        return slip(actor, number, model, "slips/print");
    }

    @GetMapping("/slips/{number}/refusal")
    String refusing(Actor actor, @PathVariable String number, Model model) {
        if (!actor.may(Verb.SLIP_RECEIVE)) throw PageRefusal.notFound();
        PostedForm.nothing(model);
        return refusal(actor, number, model);
    }

    private String refusal(Actor actor, String number, Model model) {
        model.addAttribute("ask", forms.view(RefuseSlip.Input.class));
        return slip(actor, number, model, "slips/refusal");
    }

    @PostMapping("/slips/{number}/refusal")
    String refuse(Actor actor, @PathVariable String number, Submission<RefuseSlip.Input> submission) {
        RefuseSlip.Input input = submission.read();
        if (input == null) return submission.again(m -> refusal(actor, number, m));
        return switch (slips.refuse(actor, new RefuseSlip(number, input.reason()))) {
            case RefuseSlip.Result.Refused(Slip slip) -> "redirect:/slips/" + number + "?done=slips.refused";
            case RefuseSlip.Result.NotFound() -> throw PageRefusal.notFound();
            case RefuseSlip.Result.Forbidden() -> throw PageRefusal.forbidden();
            case RefuseSlip.Result.NotSigned() -> "redirect:/slips/" + number + "?done=slips.not-signed";
            case RefuseSlip.Result.AlreadySettled() -> "redirect:/slips/" + number + "?done=slips.already-settled";
        };
    }

    @GetMapping("/slips/{number}/settlement")
    String settling(
            Actor actor,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String slip,
            Model model) {
        if (!actor.is(Role.CASE_SUPERVISOR)) throw PageRefusal.notFound();
        PostedForm.empty(model, Form.of(slip == null ? Map.of() : Map.of("slip", new String[] {slip})));
        return settlement(actor, number, model);
    }

    private String settlement(Actor actor, String number, Model model) {
        model.addAttribute("ask", forms.view(SettleSlip.Input.class));
        return slip(actor, number, model, "slips/settlement");
    }

    @PostMapping("/slips/{number}/settlement")
    String settle(Actor actor, @PathVariable String number, Submission<SettleSlip.Input> submission) {
        SettleSlip.Input input = submission.read();
        if (input == null) return submission.again(m -> settlement(actor, number, m));
        return switch (slips.settle(actor, input.of(number))) {
            case SettleSlip.Result.Asked(Slip slip) -> "redirect:/slips/" + number + "?done=slips.settle-asked";
            case SettleSlip.Result.NotFound() -> throw PageRefusal.notFound();
            case SettleSlip.Result.Forbidden() -> throw PageRefusal.forbidden();
            case SettleSlip.Result.OwnWork() -> "redirect:/slips/" + number + "?done=slips.settle-own";
            case SettleSlip.Result.NotWaiting() -> "redirect:/slips/" + number + "?done=slips.settle-nothing";
            case SettleSlip.Result.Waits() -> "redirect:/slips/" + number + "?done=slips.settle-waits";
            case SettleSlip.Result.AnswersAlready() ->
                submission.again(SettleSlip.answersAlready(), m -> settlement(actor, number, m));
            case SettleSlip.Result.NoSuchSlip() ->
                submission.again(SettleSlip.noSuchSlip(), m -> settlement(actor, number, m));
        };
    }

    private String slip(Actor actor, String number, Model model, String view) {
        Slip slip = slips.open(actor, number).orElseThrow(PageRefusal::notFound);
        receipts.see(actor, slip);
        model.addAttribute("slip", slip);
        model.addAttribute("time", slips.timeOf(slip));
        model.addAttribute("due", slips.dueOf(slip));
        model.addAttribute("writes", actor.may(Verb.SLIP_WRITE));
        model.addAttribute("police", actor.compartment() == Compartment.ENFORCEMENT);
        model.addAttribute("met", slips.metOf(actor, slip).orElse(null));
        model.addAttribute("mine", slip.officerId().equals(actor.personId()));
        model.addAttribute("receives", actor.may(Verb.SLIP_RECEIVE));
        OtherSlip other = sentBack.othersOf(actor, List.of(slip)).get(slip.id());
        Slip before = slip.insteadOf() == null
                ? null
                : slips.find(actor, slip.insteadOf()).orElse(null);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        model.addAttribute("moment", now.toLocalDate());
        model.addAttribute(
                "momentTime", now.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString());
        model.addAttribute("before", before);
        model.addAttribute(
                "changed", before == null ? List.of() : SlipFields.otherChild(before.content(), slip.content()));
        model.addAttribute("toDo", slip.isSentBack() ? sentBack.toDo(actor, slip, other) : null);
        boolean asked = other != null && other.how() == OtherSlip.How.ASKED;
        model.addAttribute("other", other);
        model.addAttribute(
                "otherShown", other != null && slips.find(actor, other.number()).isPresent());
        model.addAttribute(
                "request", asked ? sentBack.settlementAsked(actor, slip).orElse(null) : null);
        model.addAttribute("anew", sentBack.writesAnew(actor, slip).isPresent());
        model.addAttribute("settles", slip.isSentBack() && !asked && actor.is(Role.CASE_SUPERVISOR));
        return view;
    }
}
