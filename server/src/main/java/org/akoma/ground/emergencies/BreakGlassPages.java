package org.akoma.ground.emergencies;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
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

    BreakGlassPages(BreakGlasses glasses) {
        this.glasses = glasses;
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

    private static @Nullable String why(Form form, String field) {
        String why = form.text(field, Form.LONG_TEXT);
        if (BreakGlass.missing(field, BreakGlass.Verdict.NOT_JUSTIFIED, why) != null)
            form.wrong(field, "access.break-glass-why", BreakGlass.SHORTEST_REASON);
        return why;
    }

    @PostMapping("/break-glass/{id}")
    String review(Actor actor, @PathVariable UUID id, PostedForm posted) {
        BreakGlass.Verdict verdict = posted.form().requiredChoice("verdict", BreakGlass.Verdict.class);
        if (verdict == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        String why = verdict == BreakGlass.Verdict.JUSTIFIED ? null : why(posted.form(), "why-" + id);
        if (!posted.form().isSound()) {
            PeopleAnswers.allow(actor, Verb.BREAK_GLASS_REVIEW);
            return posted.again(m -> page(actor, m));
        }
        return switch (glasses.review(actor, id, verdict, why)) {
            case DONE -> "redirect:/break-glass?done=judged";
            case TO_ONESELF -> "redirect:/break-glass?done=not-oneself";
            case CHANGED -> throw new ResponseStatusException(HttpStatus.CONFLICT);
            case WHY, UNREADABLE -> throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
            case NOT_FOUND -> throw PeopleAnswers.nothing();
            case FORBIDDEN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }
}
