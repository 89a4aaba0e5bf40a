package org.akoma.protection.wellbeing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.visits.HighProposal;
import org.akoma.protection.visits.HighProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The pages of the risk of being trafficked again: what was scored and what it proposes; and the form, one question after the other. */
@Controller
class RiskPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/risk";

    private final FileShell shell;
    private final RiskScores scores;
    private final HighProposals proposals;
    private final PersonCodes people;
    private final Policies policies;
    private final Clock clock;
    private final ListExport export;
    private final Forms forms;

    RiskPages(
            FileShell shell,
            RiskScores scores,
            HighProposals proposals,
            PersonCodes people,
            Policies policies,
            Clock clock,
            ListExport export,
            Forms forms) {
        this.forms = forms;
        this.export = export;
        this.proposals = proposals;
        this.clock = clock;
        this.shell = shell;
        this.scores = scores;
        this.people = people;
        this.policies = policies;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, PostedForm posted, Model model) {
        LocalDate asOf = posted.form().pastDay("asOf", LocalDate.now(clock));
        if (!posted.form().isSound()) return posted.again(m -> show(actor, code, null, m));
        PostedForm.empty(model, posted.form());
        return show(actor, code, asOf, model);
    }

    @GetMapping(PAGE + "/new")
    String form(Actor actor, @PathVariable String code, Model model) {
        String view = ask(actor, code, model);
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("id", Ids.next().toString());
        if (model.getAttribute("frame") instanceof FileFrame frame)
            typed.put("on", frame.today().toString());
        if (model.getAttribute("prefilled") instanceof Map<?, ?> known)
            known.forEach((item, points) -> typed.put(String.valueOf(item), String.valueOf(points)));
        PostedForm.empty(model, Form.ofJson(typed));
        return view;
    }

    private String ask(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!mayScore(actor, frame)) throw PageRefusal.forbidden();
        CaseFile file = frame.file();
        model.addAttribute(
                "prefilled", PageResponses.read(scores.of(actor, file.code())).prefilled());
        model.addAttribute("items", List.of(RiskItem.values()));
        model.addAttribute("assessed", isAssessed(file));
        model.addAttribute("ask", forms.fresh(ScoreRisk.Input.class));
        return "wellbeing/risk-new";
    }

    private static boolean mayScore(Actor actor, FileFrame frame) {
        return actor.may(Verb.CSI_WRITE) && frame.writes(Section.FOLLOW_UP) && !frame.byEmergency();
    }

    private static boolean isAssessed(CaseFile file) {
        return file.status() != CaseFile.Status.REGISTERED;
    }

    /** @param asOf as of the end of that day, without forms; null = now */
    private String show(Actor actor, String code, @Nullable LocalDate asOf, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        RiskScores.Standing standing =
                PageResponses.read(asOf == null ? scores.of(actor, file.code()) : scores.of(actor, file.code(), asOf));
        model.addAttribute("asOf", asOf);
        List<RiskScore> all = standing.scores();
        model.addAttribute("scores", all);
        model.addAttribute(
                "files",
                all.isEmpty()
                        ? ListExport.Offer.NONE
                        : export.offer(
                                actor,
                                Verb.EXPORT_PSEUDONYMOUS,
                                "risk",
                                format -> StatusFiles.address(file.code(), "risk", format, asOf)));
        model.addAttribute("items", List.of(RiskItem.values()));
        model.addAttribute("writes", asOf == null && mayScore(actor, frame));
        model.addAttribute("assessed", isAssessed(file));
        model.addAttribute("stay", forms.view(StayBelowHigh.class));
        if (!all.isEmpty())
            model.addAttribute("interval", interval(all.getFirst().proposed()));
        List<HighProposal> high = asOf == null ? proposals.of(actor, file.code()) : List.of();
        model.addAttribute("proposals", high);
        model.addAttribute("decides", actor.may(Verb.CASE_APPROVE));
        model.addAttribute("myself", actor.personId());
        model.addAttribute(
                "people",
                people.of(
                        actor,
                        Stream.concat(
                                        all.stream().map(RiskScore::scoredBy),
                                        high.stream().flatMap(one -> Stream.ofNullable(one.decidedBy())))
                                .toList()));
        return "wellbeing/risk";
    }

    private int interval(CaseFile.Risk risk) {
        return policies.days("follow-up." + risk.name().toLowerCase(Locale.ROOT) + ".interval");
    }

    /** A supervisor leaves the risk below the HIGH that was proposed. */
    @PostMapping(PAGE + "/proposals/{id}/stay")
    String stay(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<StayBelowHigh> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                input -> proposals.stay(actor, file, id, input.reason()),
                input -> "/cases/" + file + "/risk?done=followup.high-declined",
                m -> show(actor, code, null, m));
    }

    @PostMapping(PAGE)
    String score(Actor actor, @PathVariable String code, Submission<ScoreRisk.Input> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                input -> scores.record(actor, file, input.command()),
                input -> "/cases/" + file + "/risk?done=followup.risk-scored",
                m -> ask(actor, code, m));
    }
}
