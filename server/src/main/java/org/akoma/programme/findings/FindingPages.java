package org.akoma.programme.findings;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The board of a mission's findings, the forms of its team, one recommendation with response and actions, and the counts of all missions. */
@Controller
class FindingPages {

    private static final String BOARD = "/evaluations/{code}/findings";
    private static final int ROWS = 4;

    private final Findings findings;
    private final FindingReleases releases;
    private final Responses responses;
    private final Actions actions;
    private final Missions missions;
    private final Forms forms;

    FindingPages(
            Findings findings,
            FindingReleases releases,
            Responses responses,
            Actions actions,
            Missions missions,
            Forms forms) {
        this.findings = findings;
        this.releases = releases;
        this.responses = responses;
        this.actions = actions;
        this.missions = missions;
        this.forms = forms;
    }

    @GetMapping("/findings")
    String figures(Actor actor, Model model) {
        model.addAttribute("figures", findings.figures(actor).orElseThrow(PageRefusal::forbidden));
        model.addAttribute("states", Action.State.values());
        model.addAttribute("reads", actor.may(Verb.FINDING_READ));
        return "findings/figures";
    }

    @GetMapping(BOARD)
    String board(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return board(actor, found(actor, code), model);
    }

    private Mission found(Actor actor, String code) {
        return missions.find(actor, code).orElseThrow(PageRefusal::notFound);
    }

    private String board(Actor actor, Mission mission, Model model) {
        List<Finding> found = findings.of(actor, mission);
        Map<UUID, List<Recommendation>> recommended = findings.recommendations(actor, mission).stream()
                .collect(Collectors.groupingBy(Recommendation::findingId));
        model.addAttribute("mission", mission);
        model.addAttribute("areas", Finding.Area.values());
        model.addAttribute("findings", found);
        model.addAttribute("written", found.stream().map(Finding::area).collect(Collectors.toSet()));
        model.addAttribute("recommended", recommended);
        boolean drafts = mission.member() && mission.isWritten();
        model.addAttribute("drafts", drafts);
        model.addAttribute("another", drafts && releases.needsAnother(actor, mission));
        model.addAttribute("request", drafts ? releases.waiting(actor, mission).orElse(null) : null);
        model.addAttribute("closes", mission.member() && mission.isOpen() && mission.recall() == null);
        return "findings/board";
    }

    @GetMapping(BOARD + "/new")
    String ask(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return written(actor, found(actor, code), null, model);
    }

    /** @param draft null = a new one */
    private String written(Actor actor, Mission mission, @Nullable Finding draft, Model model) {
        if (!mission.member() || !mission.isWritten()) throw PageRefusal.forbidden();
        model.addAttribute("mission", mission);
        model.addAttribute("draft", draft);
        model.addAttribute("rows", ROWS);
        model.addAttribute("citable", findings.citable(actor, mission));
        model.addAttribute(
                "ask",
                (draft == null ? forms.fresh(WriteFinding.class) : filled(draft))
                        .offering("criterion", mission.criteria()));
        return "findings/finding-form";
    }

    private FormView filled(Finding draft) {
        FormView ask = forms.view(ChangeFinding.class, null, draft.version())
                .prefilled("area", draft.area())
                .prefilled("criterion", draft.criterion())
                .prefilled("severity", draft.severity())
                .prefilled("words", draft.words());
        int n = 1;
        for (Finding.Evidence one : draft.evidence()) {
            ask = ask.prefilled("source-" + n, one.source())
                    .prefilled("note-" + n, one.note())
                    .prefilled("cites-" + n, one.cites());
            n++;
        }
        return ask;
    }

    @PostMapping(BOARD + "/new")
    String write(Actor actor, @PathVariable String code, Submission<WriteFinding> submission) {
        return Answer.page(
                submission,
                input -> findings.write(actor, code, input),
                done -> written(done, "written"),
                m -> written(actor, found(actor, code), null, m));
    }

    /** What is asked for next is the second source, then the recommendation. */
    private static String written(Finding draft, String done) {
        return to(draft.mission(), draft.evidence().size() < 2 ? "one-source" : done) + "&finding=" + draft.id();
    }

    private static String to(String mission, String done) {
        return "/evaluations/" + mission + "/findings?done=evaluation.finding-" + done;
    }

    @GetMapping("/findings/{id}/edit")
    String edit(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return edited(actor, id, model);
    }

    private String edited(Actor actor, UUID id, Model model) {
        Finding draft = findings.find(actor, id).orElseThrow(PageRefusal::notFound);
        return written(actor, found(actor, draft.mission()), draft, model);
    }

    @PostMapping("/findings/{id}/edit")
    String change(Actor actor, @PathVariable UUID id, Submission<ChangeFinding> submission) {
        return Answer.page(
                submission,
                input -> findings.change(actor, id, input),
                done -> written(done, "changed"),
                m -> edited(actor, id, m));
    }

    @GetMapping("/findings/{id}/recommendations/new")
    String askRecommendation(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return recommending(actor, id, model);
    }

    private String recommending(Actor actor, UUID id, Model model) {
        Finding from = findings.find(actor, id).orElseThrow(PageRefusal::notFound);
        Mission mission = found(actor, from.mission());
        if (!mission.member() || !mission.isWritten()) throw PageRefusal.forbidden();
        model.addAttribute("finding", from);
        model.addAttribute("ask", forms.fresh(Recommend.class).prefilled("priority", from.severity()));
        return "findings/recommend";
    }

    @PostMapping("/findings/{id}/recommendations/new")
    String recommend(Actor actor, @PathVariable UUID id, Submission<Recommend> submission) {
        return Answer.page(
                submission,
                input -> findings.recommend(actor, id, input),
                done -> to(done.mission(), "recommended"),
                m -> recommending(actor, id, m));
    }

    @PostMapping("/evaluations/{code}/release")
    String release(Actor actor, @PathVariable String code, PostedForm posted) {
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        Answer<Mission> answer = releases.release(actor, code, version);
        boolean waits = answer instanceof Answer.Done<Mission>(Mission now) && !now.isReleased();
        return step(actor, code, answer, waits ? "asked" : "released", posted);
    }

    @PostMapping("/evaluations/{code}/close")
    String close(Actor actor, @PathVariable String code, PostedForm posted) {
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        return step(actor, code, findings.close(actor, code, version), "closed", posted);
    }

    private String step(Actor actor, String code, Answer<Mission> answer, String done, PostedForm posted) {
        return switch (answer) {
            case Answer.Done<Mission>(Mission now) -> "redirect:" + to(now.code(), done);
            case Answer.NotFound<Mission>() -> throw PageRefusal.notFound();
            case Answer.Forbidden<Mission>() -> throw PageRefusal.forbidden();
            case Answer.Overtaken<Mission>() -> throw PageRefusal.overtaken();
            case Answer.Refused<Mission>(var why) ->
                posted.again(why, m -> {
                    mended(why).ifPresent(finding -> m.addAttribute("mend", finding));
                    return board(actor, found(actor, code), m);
                });
        };
    }

    /** Code of the finding whose sources say nothing, so that its page is linked. */
    private static Optional<Object> mended(List<FieldError> why) {
        return why.stream()
                .filter(one -> one.code().equals(FindingReleases.EMPTY_SOURCE))
                .map(one -> one.args().getFirst())
                .findFirst();
    }

    @GetMapping("/recommendations/{id}/edit")
    String editRecommendation(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return correcting(actor, id, model);
    }

    private String correcting(Actor actor, UUID id, Model model) {
        Recommendation one = findings.recommendation(actor, id).orElseThrow(PageRefusal::notFound);
        Mission mission = found(actor, one.mission());
        if (!mission.member() || !mission.isWritten()) throw PageRefusal.forbidden();
        model.addAttribute("recommendation", one);
        model.addAttribute(
                "ask",
                forms.view(CorrectRecommendation.class, null, one.version()).prefilled("words", one.words()));
        return "findings/correct-recommendation";
    }

    @PostMapping("/recommendations/{id}/edit")
    String correctRecommendation(Actor actor, @PathVariable UUID id, Submission<CorrectRecommendation> submission) {
        return Answer.page(
                submission,
                input -> findings.correct(actor, id, input),
                done -> to(done.mission(), "corrected"),
                m -> correcting(actor, id, m));
    }

    @GetMapping("/recommendations/{id}")
    String recommendation(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return show(actor, id, model);
    }

    private String show(Actor actor, UUID id, Model model) {
        Recommendation one = findings.recommendation(actor, id).orElseThrow(PageRefusal::notFound);
        Recommendation.Response response = one.response();
        model.addAttribute("recommendation", one);
        model.addAttribute("finding", findings.find(actor, one.findingId()).orElseThrow(PageRefusal::notFound));
        model.addAttribute("actions", actions.of(actor, one.id()));
        model.addAttribute("earlier", findings.earlier(actor, one.id()));
        model.addAttribute("late", one.dueOn() == null ? 0 : ChronoUnit.DAYS.between(one.dueOn(), actions.today()));
        model.addAttribute(
                "request", response != null && response.waits() ? responses.toDecide(actor, response) : null);
        model.addAttribute(
                "answers",
                actor.may(Verb.RESPONSE_PROPOSE)
                        && one.mine()
                        && one.dueOn() != null
                        && one.open()
                        && response == null);
        model.addAttribute("rows", ROWS);
        model.addAttribute("ask", forms.fresh(ProposeResponse.class));
        return "findings/recommendation";
    }

    @PostMapping("/recommendations/{id}")
    String propose(Actor actor, @PathVariable UUID id, Submission<ProposeResponse> submission) {
        return Answer.page(
                submission,
                input -> responses.propose(actor, id, input),
                done -> "/recommendations/" + id + "?done=evaluation.response-proposed&evaluation=" + done.mission(),
                m -> show(actor, id, m));
    }
}
