package org.akoma.programme.samples;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.samples.Sample.StudyFile;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The sample of a mission, for its team: how it was drawn, the files by study code, one of them with what happened. */
@Controller
class SamplePages {

    private static final String SAMPLE = "/evaluations/{code}/sample";
    private static final String STUDY = SAMPLE + "/files/{study}";
    private static final String LIST = "evaluation-sample";

    /** A last day of reading within so many days is near: the form warns. */
    private static final int SOON = 14;

    private static final List<Column<StudyFile>> COLUMNS = List.of(
            Column.of("evaluation.study.code", StudyFile::study),
            Column.code("evaluation.study.sex", "sex", StudyFile::sex),
            Column.code("evaluation.study.age", "evaluation.age-group", StudyFile::ageGroup),
            Column.code("evaluation.study.pathway", "evaluation.sample-pathway", StudyFile::pathway),
            Column.code("evaluation.study.country", "country", StudyFile::country),
            Column.code("evaluation.study.care", "care", StudyFile::care),
            Column.of("evaluation.study.since", one -> one.since().toString()));

    private final Samples samples;
    private final Missions missions;
    private final ListExport export;
    private final Forms forms;

    SamplePages(Samples samples, Missions missions, ListExport export, Forms forms) {
        this.samples = samples;
        this.missions = missions;
        this.export = export;
        this.forms = forms;
    }

    /** Of the actor's own team: for everybody else there is no sample. */
    private Mission team(Actor actor, String code) {
        return missions.find(actor, code).filter(Mission::member).orElseThrow(PageRefusal::notFound);
    }

    @GetMapping(SAMPLE)
    String sample(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        Mission mission = missions.find(actor, code)
                .filter(of -> Samples.isRead(actor, of))
                .orElseThrow(PageRefusal::notFound);
        Sample sample = samples.of(actor, mission).orElse(null);
        List<StudyFile> files = samples.files(actor, mission);
        model.addAttribute("mission", mission);
        model.addAttribute("sample", sample);
        model.addAttribute("groups", sample == null ? List.of() : samples.groups(actor, sample));
        model.addAttribute("files", files);
        model.addAttribute("replaced", samples.replaced(actor, mission));
        model.addAttribute(
                "draws",
                mission.leads()
                        && mission.isDraft()
                        && mission.isOpen()
                        && (sample == null || sample.state().isOver()));
        model.addAttribute(
                "renews",
                mission.leads() && mission.isDraft() && mission.isOpen() && sample != null && sample.isRenewable());
        model.addAttribute(
                "exports",
                export.offer(
                        actor,
                        Verb.EVALUATION_WRITE,
                        LIST,
                        format -> "/evaluations/" + mission.code() + "/sample/file?format=" + format));
        return "samples/sample";
    }

    /** {@code format=csv|xlsx}: study codes and coarse facts. */
    @GetMapping({SAMPLE + "/file", "/api/v1" + SAMPLE + "/file"})
    ResponseEntity<byte[]> file(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Mission mission = team(actor, code);
        Form form = Form.of(request.getParameterMap());
        String format = form.choice("format", List.of("csv", "xlsx"));
        if (!form.isSound()) return Problem.of(form.errors());
        return export.send(
                actor,
                Verb.EVALUATION_WRITE,
                LIST,
                format == null ? TableFormat.CSV : TableFormat.of(format).orElse(TableFormat.CSV),
                COLUMNS,
                most -> samples.files(actor, mission));
    }

    @GetMapping(SAMPLE + "/new")
    String ask(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return asked(actor, code, model);
    }

    private String asked(Actor actor, String code, Model model) {
        return form(actor, code, forms.fresh(ProposeSample.class), "new", model);
    }

    /** @param what {@code new} or {@code renewal} */
    private String form(Actor actor, String code, FormView ask, String what, Model model) {
        Mission mission = team(actor, code);
        if (!mission.leads() || !mission.isDraft() || !mission.isOpen()) throw PageRefusal.forbidden();
        model.addAttribute("mission", mission);
        model.addAttribute("ask", ask);
        model.addAttribute("evaluators", evaluators(actor, mission));
        model.addAttribute("what", what);
        model.addAttribute("until", mission.plan().lastDay().plusDays(Sample.DAYS_AFTER));
        model.addAttribute(
                "soon",
                !missions.today()
                        .plusDays(SOON)
                        .isBefore(mission.plan().lastDay().plusDays(Sample.DAYS_AFTER)));
        return "samples/sample-new";
    }

    /** Of the team: who may be named to hear children. */
    private List<String> evaluators(Actor actor, Mission mission) {
        return missions.accounts(actor, Role.EVALUATOR).stream()
                .filter(mission.team()::contains)
                .toList();
    }

    @GetMapping(SAMPLE + "/renewal")
    String renewal(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return renewed(actor, code, model);
    }

    private String renewed(Actor actor, String code, Model model) {
        FormView ask = forms.view(RenewSample.class);
        Sample.Reading reading =
                samples.of(actor, team(actor, code)).map(Sample::reading).orElseThrow(PageRefusal::notFound);
        return form(
                actor,
                code,
                ask.prefilled("interviewers", String.join(" ", reading.interviewers()))
                        .prefilled("training", reading.training()),
                "renewal",
                model);
    }

    @PostMapping(SAMPLE + "/renewal")
    String renew(Actor actor, @PathVariable String code, Submission<RenewSample> submission) {
        return Answer.page(
                submission,
                input -> samples.renew(actor, code, input),
                done -> to(done.mission(), "sample-renewed"),
                m -> renewed(actor, code, m));
    }

    @PostMapping(SAMPLE + "/new")
    String propose(Actor actor, @PathVariable String code, Submission<ProposeSample> submission) {
        return Answer.page(
                submission,
                input -> samples.propose(actor, code, input),
                done -> to(done.mission(), "sample-drawn"),
                m -> asked(actor, code, m));
    }

    private static String to(String mission, String done) {
        return "/evaluations/" + mission + "/sample?done=evaluation." + done;
    }

    @GetMapping(STUDY)
    String study(Actor actor, @PathVariable String code, @PathVariable String study, Model model) {
        PostedForm.nothing(model);
        return shown(actor, code, study, model);
    }

    private String shown(Actor actor, String code, String study, Model model) {
        Mission mission = team(actor, code);
        model.addAttribute("mission", mission);
        Samples.Study found = samples.study(actor, mission, study).orElse(null);
        if (found == null && samples.isEnded(actor, mission))
            return "redirect:/evaluations/" + mission.code() + "/sample";
        if (found == null) throw PageRefusal.notFound();
        model.addAttribute("study", found);
        model.addAttribute("ask", forms.view(ReplaceFile.class));
        return "samples/study";
    }

    @PostMapping(STUDY + "/replacement")
    String replace(
            Actor actor, @PathVariable String code, @PathVariable String study, Submission<ReplaceFile> submission) {
        return Answer.page(
                submission,
                input -> samples.replace(actor, code, study, input),
                instead -> to(code, "sampled-file-replaced"),
                m -> shown(actor, code, study, m));
    }
}
