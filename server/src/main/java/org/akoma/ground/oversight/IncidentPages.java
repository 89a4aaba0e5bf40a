package org.akoma.ground.oversight;

import java.time.Clock;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** Incidents of data protection, as pages. */
@Controller
class IncidentPages {

    private static final String HERE = "/incidents";
    private static final String NEW = HERE + "/new";
    private static final String ONE = HERE + "/{id:[0-9a-fA-F-]{36}}";

    private final Incidents incidents;
    private final Forms forms;
    private final Clock clock;

    IncidentPages(Incidents incidents, Forms forms, Clock clock) {
        this.clock = clock;
        this.incidents = incidents;
        this.forms = forms;
    }

    @GetMapping(NEW)
    String ask(Actor actor, Model model) {
        PostedForm.nothing(model);
        return asked(actor, model);
    }

    private String asked(Actor actor, Model model) {
        model.addAttribute("ask", forms.fresh(ReportIncident.class));
        model.addAttribute("own", incidents.own(actor));
        return "oversight/report-incident";
    }

    @PostMapping(NEW)
    String report(Actor actor, Submission<ReportIncident> submission) {
        return Answer.page(
                submission,
                said -> incidents.report(actor, said),
                done -> NEW + "?done=oversight.incident-reported",
                m -> asked(actor, m));
    }

    @GetMapping(HERE)
    String list(Actor actor, Model model) {
        if (!Incidents.keeps(actor) && !Incidents.manages(actor))
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        model.addAttribute("now", clock.instant());
        model.addAttribute("keeps", Incidents.keeps(actor));
        model.addAttribute("incidents", incidents.all(actor));
        model.addAttribute("managed", incidents.managed(actor));
        return "oversight/incidents";
    }

    @GetMapping(ONE)
    String show(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return one(actor, id, model);
    }

    private String one(Actor actor, UUID id, Model model) {
        if (!Incidents.keeps(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        Incident found = incidents.read(actor, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        boolean runs = found.takenAt() != null && found.closedAt() == null;
        model.addAttribute("now", clock.instant());
        model.addAttribute("one", found);
        model.addAttribute("step", runs ? forms.fresh(RecordIncidentStep.class) : null);
        model.addAttribute("end", found.mayEnd() ? forms.view(AskIncidentEnd.class) : null);
        return "oversight/incident";
    }

    @PostMapping(ONE + "/taking")
    String take(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return switch (incidents.take(actor, id)) {
            case Answer.Done<UUID> done -> next(id, "oversight.incident-taken");
            case Answer.Overtaken<UUID> overtaken -> "redirect:" + HERE + "/" + id;
            case Answer.Forbidden<UUID> forbidden -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    @PostMapping(HERE + "/{incident:[0-9a-fA-F-]{36}}/steps")
    String step(Actor actor, @PathVariable UUID incident, Submission<RecordIncidentStep> submission) {
        return Answer.page(
                submission,
                said -> incidents.step(actor, incident, said),
                done -> HERE + "/" + incident + "?done=oversight.incident-step",
                m -> one(actor, incident, m));
    }

    @PostMapping(ONE + "/end")
    String end(Actor actor, @PathVariable UUID id, Submission<AskIncidentEnd> submission) {
        return Answer.page(
                submission,
                said -> incidents.askEnd(actor, id, said),
                done -> HERE + "/" + id + "?done=oversight.incident-end",
                m -> one(actor, id, m));
    }

    private static String next(UUID id, String done) {
        return "redirect:" + HERE + "/" + id + "?done=" + done;
    }
}
