package org.akoma.exchange.exports;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.UUID;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The pages of an export that is made behind the answer: the form, how far it is, and the file. */
@Controller
class ExportJobPages {

    static final String HERE = "/exchange/jobs";

    private final ExportJobs jobs;
    private final Forms forms;
    private final Download download;

    ExportJobPages(ExportJobs jobs, Forms forms, HtcdsExport exports, Clock clock) {
        this.jobs = jobs;
        this.forms = forms;
        this.download = new Download(exports, clock);
    }

    @GetMapping(HERE + "/new")
    String ask(Actor actor, Model model) {
        PostedForm.nothing(model);
        return form(actor, model);
    }

    private String form(Actor actor, Model model) {
        if (!HtcdsExport.allowed(actor)) throw PageRefusal.forbidden();
        model.addAttribute("ask", forms.fresh(MakeExport.class));
        return "exports/new";
    }

    @PostMapping(HERE + "/new")
    String send(Actor actor, Submission<MakeExport> submission) {
        return Answer.page(
                submission, command -> jobs.make(actor, command), ExportJobPages::begun, m -> form(actor, m));
    }

    static String begun(ExportJob one) {
        return HERE + "/" + one.id() + "?done=exchange.export-begun";
    }

    private ExportJob found(Actor actor, UUID id) {
        return jobs.find(actor, id).orElseThrow(PageRefusal::notFound);
    }

    @GetMapping(HERE + "/{id}")
    String one(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return show(actor, id, model);
    }

    private String show(Actor actor, UUID id, Model model) {
        ExportJob one = found(actor, id);
        model.addAttribute("job", one);
        model.addAttribute("over", jobs.isOver(one));
        model.addAttribute("take", jobs.isFactorAsked(actor, one) ? forms.view(FactorAgain.Show.class) : null);
        return "exports/job";
    }

    /** What the open page of an export in the making asks for; the whole page is read anew when it is made, or failed. */
    @GetMapping(HERE + "/{id}/progress")
    String progress(Actor actor, @PathVariable UUID id, Model model, HttpServletResponse response) {
        ExportJob one = found(actor, id);
        if (!one.isUnderWay()) response.setHeader("HX-Refresh", "true");
        model.addAttribute("job", one);
        return "exports/job :: progress";
    }

    @PostMapping(HERE + "/{id}/again")
    String again(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return switch (jobs.again(actor, id)) {
            case Answer.Done<ExportJob>(ExportJob one) -> "redirect:" + begun(one);
            case Answer.Forbidden<ExportJob> no -> throw PageRefusal.forbidden();
            case Answer.Refused<ExportJob>(var why) -> posted.again(why, m -> show(actor, id, m));
            case Answer.NotFound<ExportJob> none -> throw PageRefusal.notFound();
            case Answer.Overtaken<ExportJob> later -> throw PageRefusal.overtaken();
        };
    }

    /** A form, not a link: each time leaves a trace. */
    @PostMapping(HERE + "/{id}/file")
    @Nullable
    String take(
            Actor actor, @PathVariable UUID id, Submission<FactorAgain.Show> submission, HttpServletResponse response) {
        FactorAgain.Show command = submission.read();
        if (command == null) return submission.again(m -> show(actor, id, m));
        return switch (jobs.take(actor, id, command.secondFactor())) {
            case Answer.Done<ExportJobs.Taken>(ExportJobs.Taken taken) -> {
                download.send(taken, response);
                yield null;
            }
            case Answer.NotFound<ExportJobs.Taken> none -> throw PageRefusal.notFound();
            case Answer.Forbidden<ExportJobs.Taken> no -> throw PageRefusal.forbidden();
            case Answer.Overtaken<ExportJobs.Taken> later -> throw PageRefusal.overtaken();
            case Answer.Refused<ExportJobs.Taken>(var why) -> submission.sent().again(why, m -> show(actor, id, m));
        };
    }
}
