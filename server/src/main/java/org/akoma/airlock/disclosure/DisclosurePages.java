package org.akoma.airlock.disclosure;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Requests of the police, and what came of them: for who asked, and for the data protection officer. */
@Controller
class DisclosurePages {

    private static final String HERE = "/disclosures";

    private final Disclosures disclosures;
    private final ReceivedReports reports;
    private final Forms forms;

    DisclosurePages(Disclosures disclosures, ReceivedReports reports, Forms forms) {
        this.disclosures = disclosures;
        this.reports = reports;
        this.forms = forms;
    }

    static boolean reads(Actor actor) {
        return actor.may(Verb.DISCLOSURE_ASK) || Disclosures.watches(actor);
    }

    @GetMapping(HERE)
    String list(Actor actor, Model model) {
        if (!reads(actor)) throw PageRefusal.notFound();
        PostedForm.nothing(model);
        model.addAttribute("requests", disclosures.list(actor));
        model.addAttribute("reports", reports.list(actor));
        model.addAttribute("asks", actor.may(Verb.DISCLOSURE_ASK));
        model.addAttribute("receives", actor.is(Role.LE_COORDINATOR));
        model.addAttribute("now", disclosures.now());
        return "disclosure/list";
    }

    /** First about whom, then what. */
    @GetMapping(HERE + "/new")
    String form(
            Actor actor,
            @RequestParam(required = false) @Nullable String operation,
            @RequestParam(required = false) @Nullable String victim,
            Model model) {
        PostedForm.nothing(model);
        return ask(actor, operation, victim, model);
    }

    private String ask(Actor actor, @Nullable String operation, @Nullable String victim, Model model) {
        if (!actor.may(Verb.DISCLOSURE_ASK)) throw PageRefusal.notFound();
        List<DisclosureStore.Victim> victims = disclosures.victims(actor);
        DisclosureStore.Victim chosen = victims.stream()
                .filter(one -> one.operation().equals(operation) && one.victim().equals(victim))
                .findFirst()
                .orElse(null);
        model.addAttribute("victims", victims);
        model.addAttribute(
                "operations",
                victims.stream()
                        .collect(Collectors.groupingBy(
                                DisclosureStore.Victim::operation, LinkedHashMap::new, Collectors.toList())));
        model.addAttribute("chosen", chosen);
        model.addAttribute(
                "ask",
                chosen == null
                        ? forms.fresh(AskDisclosure.class)
                        : forms.fresh(AskDisclosure.class)
                                .prefilled("operation", chosen.operation())
                                .prefilled("victim", chosen.victim()));
        return "disclosure/ask";
    }

    @PostMapping(HERE + "/new")
    String askOnPage(Actor actor, Submission<AskDisclosure> submission) {
        String operation = submission.form().typed("operation");
        String victim = submission.form().typed("victim");
        AskDisclosure asked = submission.read();
        if (asked == null) return submission.again(m -> ask(actor, operation, victim, m));
        return switch (disclosures.ask(actor, asked)) {
            case ActResult.Done<DisclosureRequest>(DisclosureRequest made) ->
                "redirect:" + HERE + "/" + made.number() + "?done=disclosure.asked";
            case ActResult.Refused<DisclosureRequest>(FieldError why) ->
                submission.again(why, m -> ask(actor, operation, victim, m));
            case ActResult.NotFound<DisclosureRequest>() -> throw PageRefusal.notFound();
            case ActResult.Forbidden<DisclosureRequest>() -> throw PageRefusal.forbidden();
        };
    }

    @GetMapping(HERE + "/{number:DC-\\d{4}-\\d{4,}}")
    String one(Actor actor, @PathVariable String number, Model model) {
        PostedForm.nothing(model);
        return show(actor, number, model);
    }

    private String show(Actor actor, String number, Model model) {
        Disclosures.Opened opened = disclosures.open(actor, number).orElseThrow(PageRefusal::notFound);
        model.addAttribute("one", opened);
        model.addAttribute("request", opened.request());
        model.addAttribute("asked", actor.may(Verb.DISCLOSURE_ASK));
        model.addAttribute("out", opened.request().isOut(disclosures.now()));
        return "disclosure/request";
    }

    @PostMapping(HERE + "/{number:DC-\\d{4}-\\d{4,}}/withdrawal")
    String withdraw(Actor actor, @PathVariable String number, PostedForm posted) {
        return switch (disclosures.withdraw(actor, number)) {
            case ActResult.Done<DisclosureRequest>(DisclosureRequest done) ->
                "redirect:" + HERE + "/" + number + "?done=disclosure.withdrawn";
            case ActResult.Refused<DisclosureRequest>(FieldError why) -> posted.again(why, m -> show(actor, number, m));
            case ActResult.NotFound<DisclosureRequest>() -> throw PageRefusal.notFound();
            case ActResult.Forbidden<DisclosureRequest>() -> throw PageRefusal.forbidden();
        };
    }

    /** The link between victim and file, on the page that opened it and nowhere else. */
    @PostMapping(HERE + "/{number:DC-\\d{4}-\\d{4,}}/link")
    String link(Actor actor, @PathVariable String number, PostedForm posted) {
        return switch (disclosures.openLink(actor, number)) {
            case ActResult.Done<DisclosureStore.Link>(DisclosureStore.Link link) -> {
                PostedForm.nothing(posted.model());
                posted.model().addAttribute("link", link);
                yield show(actor, number, posted.model());
            }
            case ActResult.Refused<DisclosureStore.Link>(FieldError why) ->
                posted.again(why, m -> show(actor, number, m));
            case ActResult.NotFound<DisclosureStore.Link>() -> throw PageRefusal.notFound();
            case ActResult.Forbidden<DisclosureStore.Link>() -> throw PageRefusal.forbidden();
        };
    }

    @GetMapping(HERE + "/{number:DC-\\d{4}-\\d{4,}}/{part:paper|data|signature}")
    ResponseEntity<byte[]> file(Actor actor, @PathVariable String number, @PathVariable String part) {
        return file(disclosures, actor, number, part);
    }

    static ResponseEntity<byte[]> file(Disclosures disclosures, Actor actor, String number, String part) {
        GivenDisclosure.Part wanted = switch (part) {
            case "paper" -> GivenDisclosure.Part.PDF;
            case "data" -> GivenDisclosure.Part.JSON;
            case "signature" -> GivenDisclosure.Part.SIGNATURE;
            default -> throw PageRefusal.notFound();
        };
        GivenDisclosure given = disclosures.fetch(actor, number, wanted).orElseThrow(PageRefusal::notFound);
        byte[] body = switch (wanted) {
            case PDF -> given.paper();
            case JSON -> given.json().getBytes(StandardCharsets.UTF_8);
            case SIGNATURE -> given.signature().getBytes(StandardCharsets.UTF_8);
        };
        String ending = wanted == GivenDisclosure.Part.SIGNATURE
                ? "signature.json"
                : wanted.name().toLowerCase(Locale.ROOT);
        return ResponseEntity.ok()
                .contentType(
                        wanted == GivenDisclosure.Part.PDF ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + number + "." + ending + "\"")
                .body(body);
    }

    @GetMapping(HERE + "/reports/{number:SI-\\d{4}-\\d{4,}}")
    String report(Actor actor, @PathVariable String number, Model model) {
        PostedForm.nothing(model);
        return report(actor, model, number);
    }

    private String report(Actor actor, Model model, String number) {
        OffenceReport found = reports.open(actor, number).orElseThrow(PageRefusal::notFound);
        model.addAttribute("report", found);
        model.addAttribute("judged", reports.judged(actor, found));
        model.addAttribute("ask", forms.view(AnswerReport.class));
        return "disclosure/report";
    }

    @PostMapping(HERE + "/reports/{number:SI-\\d{4}-\\d{4,}}/answer")
    String answer(Actor actor, @PathVariable String number, Submission<AnswerReport> submission) {
        AnswerReport said = submission.read();
        if (said == null) return submission.again(m -> report(actor, m, number));
        return switch (reports.answer(actor, number, said)) {
            case ActResult.Done<OffenceReport>(OffenceReport done) ->
                "redirect:" + HERE + "/reports/" + number + "?done=disclosure.report-answered";
            case ActResult.Refused<OffenceReport>(FieldError why) ->
                submission.again(why, m -> report(actor, m, number));
            case ActResult.NotFound<OffenceReport>() -> throw PageRefusal.notFound();
            case ActResult.Forbidden<OffenceReport>() -> throw PageRefusal.forbidden();
        };
    }
}
