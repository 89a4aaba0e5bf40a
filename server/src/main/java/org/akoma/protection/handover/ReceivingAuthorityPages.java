package org.akoma.protection.handover;

import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The authorities and what each has ready, as a page and as JSON. */
@Controller
class ReceivingAuthorityPages {

    private static final String PAGE = "/handovers/receivers";

    private final ReceivingAuthorities receivers;
    private final AuthorityEnds ends;
    private final Forms forms;

    ReceivingAuthorityPages(ReceivingAuthorities receivers, AuthorityEnds ends, Forms forms) {
        this.receivers = receivers;
        this.ends = ends;
        this.forms = forms;
    }

    @GetMapping(PAGE)
    String page(Actor actor, Model model) {
        PostedForm.nothing(model);
        return show(actor, model);
    }

    private String show(Actor actor, Model model) {
        if (!HandoverPlans.reads(actor)) throw PageRefusal.forbidden();
        model.addAttribute("receivers", receivers.all(actor));
        if (actor.is(Role.PROJECT_MANAGER)) {
            model.addAttribute("ask", forms.fresh(ReceivingAuthorities.WriteReadiness.class));
            model.addAttribute("askEnd", forms.fresh(AuthorityEnds.AskSuccession.class));
        }
        return "handover/receivers";
    }

    @PostMapping(PAGE)
    String write(Actor actor, Submission<ReceivingAuthorities.WriteReadiness> submission) {
        return Answer.page(
                submission,
                one -> receivers.write(actor, one),
                done -> PAGE + "?done=handover.readiness-written",
                m -> show(actor, m));
    }

    @PostMapping(PAGE + "/end")
    String askEnd(Actor actor, Submission<AuthorityEnds.AskSuccession> submission) {
        return Answer.page(
                submission,
                one -> ends.ask(actor, one),
                done -> PAGE + "?done=handover.authority-end-asked",
                m -> show(actor, m));
    }

    /** Asks that an authority which answers for children ends, and who follows it. */
    @ResponseBody
    @PostMapping("/api/v1/handover/successions")
    ResponseEntity<Written> askSuccession(Actor actor, Submission<AuthorityEnds.AskSuccession> submission) {
        return Answer.json(submission, one -> ends.ask(actor, one), HttpStatus.CREATED, Written::new);
    }

    record ReceiverList(List<ReceivingAuthorities.Receiver> items) {}

    /** Every authority that exists today or will, and what it has ready. */
    @ResponseBody
    @GetMapping("/api/v1/handover/receivers")
    ResponseEntity<ReceiverList> list(Actor actor) {
        return HandoverPlans.reads(actor)
                ? ResponseEntity.ok(new ReceiverList(receivers.all(actor)))
                : Problem.forbidden();
    }

    record Written(UUID id) {}

    /** Writes what an authority has ready anew; what was written before stays. */
    @ResponseBody
    @PostMapping("/api/v1/handover/readiness")
    ResponseEntity<Written> writeAnew(Actor actor, Submission<ReceivingAuthorities.WriteReadiness> submission) {
        return Answer.json(submission, one -> receivers.write(actor, one), HttpStatus.CREATED, Written::new);
    }
}
