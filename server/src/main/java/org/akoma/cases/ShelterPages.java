package org.akoma.cases;

import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The page of shelters and free beds. Where one lies is asked for by a journalled request. */
@Controller
class ShelterPages {

    private final Shelters shelters;
    private final CaseWork work;
    private final Revealed revealed;

    ShelterPages(Shelters shelters, CaseWork work, Revealed revealed) {
        this.shelters = shelters;
        this.work = work;
        this.revealed = revealed;
    }

    @GetMapping("/shelters")
    String page(Actor actor, Model model) {
        boolean figuresOnly = !actor.may(Verb.SHELTER_READ);
        if (figuresOnly && !actor.may(Verb.SHELTER_FIGURES)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        List<Shelter> mine = shelters.of(actor);
        model.addAttribute("today", work.today());
        model.addAttribute("shelters", mine);
        model.addAttribute("figures", figuresOnly ? shelters.figures(actor, work.today()) : List.of());
        model.addAttribute("section", "shelters");
        return "cases/shelters";
    }

    @PostMapping(path = "/shelters/{code}/reveal", headers = Revealed.BY_SCRIPT)
    ResponseEntity<String> locationAlone(Actor actor, @PathVariable String code) {
        return revealed.alone(location(actor, code));
    }

    @PostMapping("/shelters/{code}/reveal")
    String locationPage(Actor actor, @PathVariable String code, Model model) {
        return revealed.page(model, location(actor, code), "cases.shelter.location", "/shelters");
    }

    private String location(Actor actor, String code) {
        Shelter.Location found =
                shelters.reveal(actor, code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return revealed.joined(found.town(), found.address(), found.phone());
    }
}
