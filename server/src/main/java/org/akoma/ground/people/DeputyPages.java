package org.akoma.ground.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Deputy;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** Pages of the deputies of structures with one supervisor. */
@Controller
class DeputyPages {

    private final Deputies deputies;

    private final AccountChoices choices;

    DeputyPages(Deputies deputies, AccountChoices choices) {
        this.choices = choices;
        this.deputies = deputies;
    }

    @GetMapping("/deputies")
    String all(Actor actor, Model model) {
        if (!Deputy.readBy(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        PostedForm.nothing(model);
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        List<String> codes = deputies.structures(actor);
        Map<String, String> structures = new LinkedHashMap<>();
        codes.forEach(one -> structures.put(one, one));
        model.addAttribute("deputies", deputies.running(actor));
        model.addAttribute("names", !codes.isEmpty());
        model.addAttribute("ends", Deputy.endedBy(actor));
        model.addAttribute("structures", structures);
        model.addAttribute("people", choices.deputies(actor));
        model.addAttribute("makes", actor.may(Verb.PEOPLE_WRITE));
        return "people/deputies";
    }

    @PostMapping("/deputies")
    String name(Actor actor, Submission<Deputies.NameDeputy> submission) {
        Deputies.NameDeputy wanted = submission.read();
        if (wanted == null) return submission.sent().again(submission.errors(), m -> page(actor, m));
        return switch (deputies.name(actor, wanted.structure(), wanted.person())) {
            case Deputies.Result.Done done -> "redirect:/deputies?done=deputies.named";
            case Deputies.Result.Forbidden no -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Deputies.Result.Refused(var why) -> submission.sent().again(why, m -> page(actor, m));
        };
    }

    @PostMapping("/deputies/{id}/end")
    String end(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return switch (deputies.end(actor, id)) {
            case DONE -> "redirect:/deputies?done=deputies.ended";
            case NOT_FOUND -> throw PeopleAnswers.nothing();
            case SUCCESSOR_FIRST -> posted.again(FieldError.of("", Accounts.SUCCESSOR_FIRST), m -> page(actor, m));
            case FORBIDDEN, TO_ONESELF, CHANGED, WAITS, FACTOR, SUPERVISOR_FIRST, TOO_MANY ->
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }
}
