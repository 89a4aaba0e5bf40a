package org.akoma.protection.schooling;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.Outcome;
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

    private final Terms terms;
    private final Institutions institutions;

    TermPages(Terms terms, Institutions institutions) {
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
    String add(Actor actor, PostedForm posted) {
        AttendancePages.allow(actor, Verb.TERM_WRITE);
        Term wanted = SchoolForm.term(posted.form(), 1);
        if (wanted == null) return posted.again(m -> termForm(actor, null, m));
        return PageResponses.answer(
                posted, terms.add(actor, wanted), "/terms?done=assistance.term", m -> termForm(actor, null, m));
    }

    @GetMapping("/terms/{country:[A-Z]{2}}/{code}")
    String edit(Actor actor, @PathVariable String country, @PathVariable String code, Model model) {
        Term one = find(actor, country, code);
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("startsOn", one.startsOn().toString());
        typed.put("endsOn", one.endsOn().toString());
        typed.put("closed", one.closed().stream().map(Object::toString).collect(Collectors.joining("\n")));
        PostedForm.empty(model, Form.ofJson(typed));
        return termForm(actor, one, model);
    }

    @PostMapping("/terms/{country:[A-Z]{2}}/{code}")
    String change(Actor actor, @PathVariable String country, @PathVariable String code, PostedForm posted) {
        AttendancePages.allow(actor, Verb.TERM_WRITE);
        Term before = find(actor, country, code);
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("country", country);
        typed.put("code", code);
        for (String field : new String[] {"startsOn", "endsOn", "closed"})
            typed.put(field, posted.form().typed(field));
        Form whole = Form.ofJson(typed);
        Term wanted = SchoolForm.term(whole, 1);
        whole.errors()
                .forEach(e -> posted.form().wrong(e.field(), e.code(), e.args().toArray()));
        if (wanted == null || version == null) return posted.again(m -> termForm(actor, before, m));
        Outcome<Term> outcome = terms.change(actor, wanted, version);
        return PageResponses.answer(posted, outcome, "/terms?done=assistance.term", m -> termForm(actor, before, m));
    }

    private Term find(Actor actor, String country, String code) {
        return terms.find(actor, country, code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String termForm(Actor actor, @Nullable Term one, Model model) {
        AttendancePages.allow(actor, Verb.TERM_WRITE);
        model.addAttribute("one", one);
        return "schooling/term";
    }

    @GetMapping("/institutions/new")
    String newInstitution(Actor actor, Model model) {
        PostedForm.nothing(model);
        return institutionForm(actor, null, model);
    }

    @PostMapping("/institutions/new")
    String addInstitution(Actor actor, PostedForm posted) {
        AttendancePages.allow(actor, Verb.SCHOOL_WRITE);
        KeepInstitution command = SchoolForm.institution(posted.form(), null);
        if (command == null) return posted.again(m -> institutionForm(actor, null, m));
        return PageResponses.answer(
                posted,
                institutions.add(actor, command),
                "/attendance/" + command.code() + "?done=assistance.institution",
                m -> institutionForm(actor, null, m));
    }

    @GetMapping("/institutions/{code}")
    String editInstitution(Actor actor, @PathVariable String code, Model model) {
        Institution one = institution(actor, code);
        if (!Institutions.mayChange(actor, one)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("kind", one.kind());
        put(typed, "closedOn", one.closedOn());
        put(typed, "name", one.words().name());
        put(typed, "place", one.words().place());
        put(typed, "focalPoint", one.words().focalPoint());
        put(typed, "hours", one.words().hours());
        PostedForm.empty(model, Form.ofJson(typed));
        return institutionForm(actor, one, model);
    }

    private static void put(Map<String, Object> typed, String field, @Nullable Object value) {
        if (value != null) typed.put(field, value);
    }

    @PostMapping("/institutions/{code}")
    String changeInstitution(Actor actor, @PathVariable String code, PostedForm posted) {
        AttendancePages.allow(actor, Verb.SCHOOL_WRITE);
        Institution before = institution(actor, code);
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("code", before.code());
        typed.put("country", before.country());
        for (String field : new String[] {"kind", "closedOn", "name", "place", "focalPoint", "hours"})
            typed.put(field, posted.form().typed(field));
        Form whole = Form.ofJson(typed);
        KeepInstitution command = SchoolForm.institution(whole, version);
        whole.errors()
                .forEach(e -> posted.form().wrong(e.field(), e.code(), e.args().toArray()));
        if (command == null || version == null) return posted.again(m -> institutionForm(actor, before, m));
        return PageResponses.answer(
                posted,
                institutions.change(actor, command),
                "/attendance/" + before.code() + "?done=assistance.institution",
                m -> institutionForm(actor, before, m));
    }

    @PostMapping("/institutions/{code}/answer")
    String answer(Actor actor, @PathVariable String code, PostedForm posted) {
        Institution one = institution(actor, code);
        if (!Institutions.mayAnswer(actor, one)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        Boolean agreed = posted.form().answer("agreed");
        if (agreed == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        institutions.answer(actor, one.code(), agreed);
        return "redirect:/attendance?done=assistance.institution-answered";
    }

    private Institution institution(Actor actor, String code) {
        return institutions
                .find(actor, code.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String institutionForm(Actor actor, @Nullable Institution one, Model model) {
        AttendancePages.allow(actor, Verb.SCHOOL_WRITE);
        model.addAttribute("one", one);
        return "schooling/institution";
    }
}
