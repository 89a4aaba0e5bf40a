package org.akoma.protection.schooling;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The pages where school terms and institutions are kept. */
@Controller
class TermPages {

    /** A day as the hint of the form writes it. */
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final Terms terms;
    private final Institutions institutions;
    private final Forms forms;

    TermPages(Terms terms, Institutions institutions, Forms forms) {
        this.forms = forms;
        this.terms = terms;
        this.institutions = institutions;
    }

    @GetMapping("/terms")
    String all(Actor actor, Model model) {
        AttendancePages.allow(actor, Verb.SCHOOL_READ);
        model.addAttribute(
                "countries",
                terms.all(actor).stream()
                        .collect(Collectors.groupingBy(Term::country, LinkedHashMap::new, Collectors.toList())));
        model.addAttribute("keeps", actor.may(Verb.TERM_WRITE));
        return "schooling/terms";
    }

    @GetMapping("/terms/new")
    String fresh(Actor actor, Model model) {
        PostedForm.nothing(model);
        return termForm(actor, null, model);
    }

    @PostMapping("/terms/new")
    String add(Actor actor, Submission<AddTerm> submission) {
        AttendancePages.allow(actor, Verb.TERM_WRITE);
        return PageResponses.answer(
                submission,
                input -> terms.add(actor, input.term()),
                input -> "/terms?done=assistance.term",
                m -> termForm(actor, null, m));
    }

    @GetMapping("/terms/{country:[A-Z]{2}}/{code}")
    String edit(Actor actor, @PathVariable String country, @PathVariable String code, Model model) {
        Term one = find(actor, country, code);
        PostedForm.nothing(model);
        return termForm(actor, one, model);
    }

    @PostMapping("/terms/{country:[A-Z]{2}}/{code}")
    String change(
            Actor actor, @PathVariable String country, @PathVariable String code, Submission<ChangeTerm> submission) {
        AttendancePages.allow(actor, Verb.TERM_WRITE);
        Term before = find(actor, country, code);
        return PageResponses.answer(
                submission.given("country", before.country()).given("code", before.code()),
                input -> terms.change(actor, input.term(), input.version()),
                input -> "/terms?done=assistance.term",
                m -> termForm(actor, before, m));
    }

    private Term find(Actor actor, String country, String code) {
        return terms.find(actor, country, code).orElseThrow(PageRefusal::notFound);
    }

    private String termForm(Actor actor, @Nullable Term one, Model model) {
        AttendancePages.allow(actor, Verb.TERM_WRITE);
        model.addAttribute("one", one);
        model.addAttribute("ask", one == null ? forms.fresh(AddTerm.class) : change(one));
        return "schooling/term";
    }

    private FormView change(Term one) {
        return forms.view(ChangeTerm.class, null, one.version())
                .prefilled("startsOn", one.startsOn())
                .prefilled("endsOn", one.endsOn())
                .prefilled("closed", one.closed().stream().map(TYPED::format).collect(Collectors.joining("\n")));
    }

    @GetMapping("/institutions/new")
    String newInstitution(Actor actor, Model model) {
        PostedForm.nothing(model);
        return institutionForm(actor, null, model);
    }

    @PostMapping("/institutions/new")
    String addInstitution(Actor actor, Submission<AddInstitution> submission) {
        AttendancePages.allow(actor, Verb.SCHOOL_WRITE);
        return PageResponses.answer(
                submission,
                input -> institutions.add(actor, input.command()),
                (input, made) -> "/attendance/" + made.code() + "?done=assistance.institution",
                m -> institutionForm(actor, null, m));
    }

    @GetMapping("/institutions/{code}")
    String editInstitution(Actor actor, @PathVariable String code, Model model) {
        Institution one = institution(actor, code);
        if (!Institutions.mayChange(actor, one)) throw PageRefusal.forbidden();
        PostedForm.nothing(model);
        return institutionForm(actor, one, model);
    }

    @PostMapping("/institutions/{code}")
    String changeInstitution(Actor actor, @PathVariable String code, Submission<ChangeInstitution> submission) {
        AttendancePages.allow(actor, Verb.SCHOOL_WRITE);
        Institution before = institution(actor, code);
        return PageResponses.answer(
                submission
                        .given("code", before.code())
                        .given("country", before.country())
                        .given("organisation", null),
                input -> institutions.change(actor, input.command()),
                input -> "/attendance/" + before.code() + "?done=assistance.institution",
                m -> institutionForm(actor, before, m));
    }

    @PostMapping("/institutions/{code}/answer")
    String answer(Actor actor, @PathVariable String code, Submission<AnswerInstitution> submission) {
        Institution one = institution(actor, code);
        if (!Institutions.mayAnswer(actor, one)) throw PageRefusal.forbidden();
        AnswerInstitution input = submission.read();
        if (input == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        institutions.answer(actor, one.code(), input.agreed());
        return "redirect:/attendance?done=assistance.institution-answered";
    }

    private Institution institution(Actor actor, String code) {
        return institutions.find(actor, code.toUpperCase(Locale.ROOT)).orElseThrow(PageRefusal::notFound);
    }

    private String institutionForm(Actor actor, @Nullable Institution one, Model model) {
        AttendancePages.allow(actor, Verb.SCHOOL_WRITE);
        model.addAttribute("one", one);
        model.addAttribute("ask", one == null ? forms.fresh(AddInstitution.class) : change(one));
        return "schooling/institution";
    }

    private FormView change(Institution one) {
        return forms.view(ChangeInstitution.class, null, one.version())
                .prefilled("kind", one.kind())
                .prefilled("closedOn", one.closedOn())
                .prefilled("name", one.words().name())
                .prefilled("place", one.words().place())
                .prefilled("focalPoint", one.words().focalPoint())
                .prefilled("hours", one.words().hours());
    }
}
