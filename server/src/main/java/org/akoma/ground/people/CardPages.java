package org.akoma.ground.people;

import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** A colleague: name, function, structure and telephone at work; the form for oneself. */
@Controller
class CardPages {

    private final CalledPeople people;

    CardPages(CalledPeople people) {
        this.people = people;
    }

    @GetMapping("/colleagues/{code}")
    String show(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return page(actor, code, model);
    }

    @PostMapping("/colleagues/{code}")
    String keep(Actor actor, @PathVariable String code, Submission<KeepCard> submission) {
        KeepCard input = submission.read();
        if (submission.lacksVersion()) return overtaken(actor, code, submission);
        if (input == null) return submission.sent().again(submission.errors(), m -> page(actor, code, m));
        FieldError fault = people.fault(actor, code, input);
        if (fault != null) return submission.sent().again(List.of(fault), m -> page(actor, code, m));
        return switch (people.keep(actor, code, input)) {
            case DONE -> "redirect:/colleagues/" + card(actor, code).code() + "?done=card-kept";
            case NOT_FOUND -> throw PeopleAnswers.nothing();
            case CHANGED -> overtaken(actor, code, submission);
            case FORBIDDEN, TO_ONESELF, WAITS, FACTOR, SUCCESSOR_FIRST, SUPERVISOR_FIRST, TOO_MANY ->
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    /** The card as it is now, and the form as it was sent. */
    private String overtaken(Actor actor, String code, Submission<KeepCard> submission) {
        return submission.overtaken("house.changed", m -> page(actor, code, m));
    }

    private PersonCard card(Actor actor, String code) {
        return people.card(actor, code).orElseThrow(PeopleAnswers::nothing);
    }

    private String page(Actor actor, String code, Model model) {
        PersonCard card = card(actor, code);
        model.addAttribute("card", card);
        model.addAttribute("untold", people.untold(actor, code));
        model.addAttribute("keeps", people.keeps(actor, card));
        return "people/colleague";
    }
}
