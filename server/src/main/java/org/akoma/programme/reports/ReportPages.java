package org.akoma.programme.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.reports.Report.Format;
import org.akoma.programme.reports.Report.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of reports: the list, the form, and one of them with how far it is and its files. */
@Controller
class ReportPages {

    /** So many months are offered; a program may ask for an earlier one. */
    private static final int MONTHS = 24;

    private final Reports reports;
    private final Forms forms;
    private final Formats words;

    ReportPages(Reports reports, Forms forms, Formats words) {
        this.reports = reports;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/reports")
    String list(Actor actor, Model model) {
        if (!Reports.uses(actor)) throw PageRefusal.forbidden();
        model.addAttribute("reports", reports.list(actor));
        model.addAttribute("asks", Reports.asks(actor));
        return "reports/reports";
    }

    @GetMapping("/reports/new")
    String ask(Actor actor, @RequestParam(required = false) @Nullable String evaluation, Model model) {
        PostedForm.nothing(model);
        return form(actor, evaluation, model);
    }

    private String form(Actor actor, @Nullable String evaluation, Model model) {
        if (!Reports.asks(actor)) throw PageRefusal.forbidden();
        boolean month = actor.may(Verb.REPORT_DONOR);
        FormView ask = forms.fresh(AskReport.class)
                .prefilled("evaluation", evaluation)
                .prefilled("month", reports.lastMonth().toString())
                .prefilled("language", language());
        if (evaluation != null || !month) ask = ask.prefilled("kind", Kind.EVALUATION);
        model.addAttribute("ask", month ? ask : ask.offering("kind", List.of(Kind.EVALUATION)));
        model.addAttribute("month", month);
        model.addAttribute("missions", missions(actor));
        model.addAttribute("months", months());
        return "reports/new";
    }

    /** Codes to what they are called: of which the actor may have a report made now. */
    private Map<String, String> missions(Actor actor) {
        Map<String, String> offered = new LinkedHashMap<>();
        for (Mission one : reports.missions(actor))
            offered.put(
                    one.code(),
                    words.text(
                            "reports.one-mission",
                            one.code(),
                            words.code("evaluation.kind", one.plan().kind()),
                            words.date(one.plan().firstDay())));
        return offered;
    }

    private Map<String, String> months() {
        Map<String, String> offered = new LinkedHashMap<>();
        YearMonth first = reports.firstMonth();
        for (int back = 0; back < MONTHS; back++) {
            YearMonth one = reports.lastMonth().minusMonths(back);
            if (back > 0 && one.isBefore(first)) break;
            offered.put(one.toString(), words.month(one));
        }
        return offered;
    }

    private static Report.Language language() {
        Locale reader = org.springframework.context.i18n.LocaleContextHolder.getLocale();
        return "en".equals(reader.getLanguage()) ? Report.Language.EN : Report.Language.FR;
    }

    @PostMapping("/reports/new")
    String send(Actor actor, Submission<AskReport> submission) {
        return Answer.page(
                submission,
                input -> reports.ask(actor, input),
                asked -> "/reports/" + asked.id() + "?done=reports.asked",
                m -> form(actor, null, m));
    }

    private Report found(Actor actor, UUID id) {
        return reports.find(actor, id).orElseThrow(PageRefusal::notFound);
    }

    @GetMapping("/reports/{id}")
    String one(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return show(actor, id, model);
    }

    private String show(Actor actor, UUID id, Model model) {
        Report one = found(actor, id);
        model.addAttribute("report", one);
        model.addAttribute("files", reports.files(actor, one));
        model.addAttribute("gone", reports.isGone(one));
        String about = one.mission() == null ? "" : "?evaluation=" + one.mission();
        model.addAttribute("again", Reports.asks(actor) ? "/reports/new" + about : null);
        model.addAttribute("request", reports.waiting(actor, one).orElse(null));
        return "reports/report";
    }

    /** What the open page of a report in the making asks for; the whole page is read anew when it is made, or failed. */
    @GetMapping("/reports/{id}/progress")
    String progress(Actor actor, @PathVariable UUID id, Model model, HttpServletResponse response) {
        Report one = found(actor, id);
        if (!one.isUnderWay()) response.setHeader("HX-Refresh", "true");
        model.addAttribute("report", one);
        return "reports/report :: progress";
    }

    @PostMapping("/reports/{id}/again")
    String again(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return step(actor, id, reports.again(actor, id), "asked", posted);
    }

    @PostMapping("/reports/{id}/release")
    String release(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return step(actor, id, reports.askRelease(actor, id), "release-asked", posted);
    }

    private String step(Actor actor, UUID id, Answer<Report> answer, String done, PostedForm posted) {
        return switch (answer) {
            case Answer.Done<Report>(Report now) -> "redirect:/reports/" + now.id() + "?done=reports." + done;
            case Answer.NotFound<Report>() -> throw PageRefusal.notFound();
            case Answer.Forbidden<Report>() -> throw PageRefusal.forbidden();
            case Answer.Overtaken<Report>() -> throw PageRefusal.overtaken();
            case Answer.Refused<Report>(var why) -> posted.again(why, m -> show(actor, id, m));
        };
    }

    @GetMapping("/reports/{id}/file")
    ResponseEntity<byte[]> file(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "PDF") Format format,
            @RequestParam(defaultValue = "false") boolean draft) {
        return reports.take(actor, id, format, draft)
                .map(taken -> ReportApi.sent(taken, format))
                .orElseThrow(PageRefusal::notFound);
    }
}
