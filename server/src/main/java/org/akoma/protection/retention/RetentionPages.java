package org.akoma.protection.retention;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.DecisionList;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.journal.SignedStatement;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is due, held and erased: a list of files, the page of one file, and what is left of an erased one. */
@Controller
class RetentionPages {

    private static final String LIST = "/retention";
    private static final String FILE = "/cases/" + FileShell.CODE + "/retention";

    /** The page of the file, or of all, on which a bar is lifted. */
    private static final Map<Retained.Bar, String> LIFTED_AT = Map.ofEntries(
            Map.entry(Retained.Bar.NOT_CLOSED, "/cases/{0}/closure"),
            Map.entry(Retained.Bar.HOLD, "/cases/{0}/retention"),
            Map.entry(Retained.Bar.FOLLOW_UP, "/cases/{0}/visits"),
            Map.entry(Retained.Bar.ALERT, "/cases/{0}/alerts"),
            Map.entry(Retained.Bar.SIGNAL, "/cases/{0}/closure"),
            Map.entry(Retained.Bar.REFERRAL, "/cases/{0}/referrals"),
            Map.entry(Retained.Bar.HANDOVER, "/cases/{0}/handover"),
            Map.entry(Retained.Bar.PAYMENT, "/cases/{0}/aid"),
            Map.entry(Retained.Bar.DECISION, "/decisions"),
            Map.entry(Retained.Bar.EMERGENCY, "/cases/{0}/access"),
            Map.entry(Retained.Bar.PACKAGE, "/cases/{0}/packages"),
            Map.entry(Retained.Bar.EXPORT, "/exchange"),
            Map.entry(Retained.Bar.DISCLOSURE, "/cases/{0}/police"),
            Map.entry(Retained.Bar.DOUBLE, "/doubles"));

    private final Retention retention;
    private final ErasurePaper paper;
    private final FileShell shell;
    private final Forms forms;
    private final DecisionList decisions;

    RetentionPages(Retention retention, ErasurePaper paper, FileShell shell, Forms forms, DecisionList decisions) {
        this.decisions = decisions;
        this.paper = paper;
        this.retention = retention;
        this.shell = shell;
        this.forms = forms;
    }

    @GetMapping(LIST)
    String list(Actor actor, @RequestParam(defaultValue = "") String from, Model model) {
        PostedForm.nothing(model);
        return show(actor, from, model);
    }

    private String show(Actor actor, String from, Model model) {
        if (!Retention.reads(actor)) throw PageRefusal.forbidden();
        Retained.Page page = retention.page(actor, from);
        model.addAttribute("page", page);
        model.addAttribute("held", retention.held(actor, page));
        model.addAttribute("opensFiles", actor.is(Role.CASE_SUPERVISOR));
        if (actor.is(Role.DATA_PROTECTION_OFFICER))
            model.addAttribute("hold", forms.fresh(AskRetention.SetHoldByCode.class));
        return "retention/list";
    }

    @PostMapping(LIST + "/holds")
    String holdByCode(Actor actor, Submission<AskRetention.SetHoldByCode> submission) {
        return Answer.page(
                submission,
                one -> retention.hold(actor, one),
                done -> LIST + "?done=retention.hold-set",
                m -> show(actor, "", m));
    }

    @GetMapping(FILE)
    String file(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, model, code);
    }

    private String show(Actor actor, Model model, String code) {
        FileFrame frame = shell.around(actor, code, model);
        if (!(retention.standing(actor, frame.code()) instanceof Answer.Done<Retained.Standing>(var standing)))
            throw PageRefusal.forbidden();
        boolean leads = actor.is(Role.CASE_SUPERVISOR) && standing.speaks();
        boolean records = standing.speaks();
        model.addAttribute("standing", standing);
        model.addAttribute("liftedAt", LIFTED_AT);
        model.addAttribute("leads", leads);
        model.addAttribute(
                "wish",
                records && retention.mayBeWished(actor, standing) ? forms.fresh(AskRetention.RecordWish.class) : null);
        model.addAttribute("hold", records ? forms.fresh(AskRetention.SetHold.class) : null);
        model.addAttribute("lift", leads ? forms.view(AskRetention.AskHoldEnd.class) : null);
        model.addAttribute(
                "endAsked",
                leads ? decisions.waitingOf(actor, Retention.HOLD_END).keySet() : Set.of());
        model.addAttribute(
                "erase",
                leads && retention.mayBeAsked(actor, standing) ? forms.fresh(AskRetention.AskErasure.class) : null);
        return "retention/file";
    }

    @PostMapping(FILE + "/wishes")
    String wish(Actor actor, @PathVariable String code, Submission<AskRetention.RecordWish> submission) {
        return Answer.page(
                submission,
                one -> retention.wish(actor, upper(code), one),
                done -> next(code, "retention.wish-recorded"),
                m -> show(actor, m, code));
    }

    @PostMapping(FILE + "/holds")
    String hold(Actor actor, @PathVariable String code, Submission<AskRetention.SetHold> submission) {
        return Answer.page(
                submission,
                one -> retention.hold(actor, upper(code), one),
                done -> next(code, "retention.hold-set"),
                m -> show(actor, m, code));
    }

    @PostMapping(FILE + "/holds/{id}/end")
    String endHold(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskRetention.AskHoldEnd> submission) {
        return Answer.page(
                submission,
                one -> retention.askHoldEnd(actor, upper(code), id, one),
                done -> next(code, "retention.hold-end-asked"),
                m -> {
                    m.addAttribute("lifting", id.toString());
                    return show(actor, m, code);
                });
    }

    @PostMapping(FILE + "/erasure")
    String erase(Actor actor, @PathVariable String code, Submission<AskRetention.AskErasure> submission) {
        return Answer.page(
                submission,
                one -> retention.askErasure(actor, upper(code), one),
                done -> next(code, "retention.erasure-asked"),
                m -> show(actor, m, code));
    }

    /** What is left of an erased file: that it was erased, when, why and by whom. */
    @GetMapping(LIST + "/files/" + FileShell.CODE)
    String erased(Actor actor, @PathVariable String code, Model model) {
        Retained.Tombstone stone = retention.tombstone(actor, upper(code)).orElseThrow(PageRefusal::notFound);
        model.addAttribute("stone", stone);
        model.addAttribute("lists", Retention.reads(actor));
        model.addAttribute("certificate", retention.certificate(stone));
        return "retention/erased";
    }

    /** The same as a PDF. */
    @GetMapping(LIST + "/files/" + FileShell.CODE + "/certificate")
    ResponseEntity<byte[]> certificate(Actor actor, @PathVariable String code) {
        Retained.Tombstone stone = retention.tombstone(actor, upper(code)).orElseThrow(PageRefusal::notFound);
        return paper.answer(stone, retention.certificate(stone));
    }

    /** Its statement and signature, for {@code ./akoma journal statement}. */
    @GetMapping(LIST + "/files/" + FileShell.CODE + "/signature")
    ResponseEntity<SignedStatement> signature(Actor actor, @PathVariable String code) {
        Retained.Tombstone stone = retention.tombstone(actor, upper(code)).orElseThrow(PageRefusal::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, ErasurePaper.attachment(stone, "signature.json"))
                .body(retention.certificate(stone));
    }

    private static String next(String code, String done) {
        return "/cases/" + upper(code) + "/retention?done=" + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
