package org.akoma.ground.emergencies;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.people.PeopleAnswers;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** Pages of files opened in an emergency, for the people who judge it within a day. */
@Controller
class BreakGlassPages {

    private final BreakGlasses glasses;
    private final Forms forms;

    BreakGlassPages(BreakGlasses glasses, Forms forms) {
        this.glasses = glasses;
        this.forms = forms;
    }

    @GetMapping("/break-glass")
    String list(Actor actor, Model model) {
        PeopleAnswers.allow(actor, Verb.BREAK_GLASS_REVIEW);
        PostedForm.nothing(model);
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        model.addAttribute("glasses", glasses.toReview(actor));
        model.addAttribute("now", glasses.now());
        return "emergencies/break-glass";
    }

    private static List<FieldError> wrong(String field, Form form, @Nullable ReviewBreakGlass judged) {
        BreakGlass.Verdict verdict = judged == null ? BreakGlass.Verdict.NOT_JUSTIFIED : judged.verdict();
        FieldError missing = BreakGlass.missing(field, verdict, form.typed("why"));
        return missing != null
                ? List.of(missing)
                : form.errors().stream()
                        .map(one -> FieldError.of(field, one.code(), one.args().toArray()))
                        .toList();
    }

    /** Several openings are judged on one page: the reason of each has a name of its own. */
    @PostMapping("/break-glass/{id}")
    String review(Actor actor, @PathVariable UUID id, PostedForm posted) {
        String field = "why-" + id;
        Form form = posted.form().renamed(Map.of(field, "why"));
        ReviewBreakGlass judged = forms.of(ReviewBreakGlass.class).read(form, Map.of());
        if (!form.hasNoError("verdict")) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        List<FieldError> wrong = wrong(field, form, judged);
        if (judged == null || !wrong.isEmpty()) {
            PeopleAnswers.allow(actor, Verb.BREAK_GLASS_REVIEW);
            return posted.again(wrong, m -> page(actor, m));
        }
        boolean justified = judged.verdict() == BreakGlass.Verdict.JUSTIFIED;
        return switch (glasses.review(actor, id, judged.verdict(), justified ? null : judged.why())) {
            case DONE -> "redirect:/break-glass?done=judged";
            case TO_ONESELF -> "redirect:/break-glass?done=not-oneself";
            case BESIDE -> posted.again(FieldError.of("", "access.emergency-beside"), m -> page(actor, m));
            case CHANGED -> throw new ResponseStatusException(HttpStatus.CONFLICT);
            case WHY, UNREADABLE -> throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
            case NOT_FOUND -> throw PeopleAnswers.nothing();
            case FORBIDDEN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }
}
