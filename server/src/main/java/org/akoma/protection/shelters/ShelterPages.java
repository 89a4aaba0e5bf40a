package org.akoma.protection.shelters;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.Sent;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.PageAnswers;
import org.akoma.protection.cases.Revealed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The page of shelters and free beds. Where one lies is asked for by a journalled request. */
@Controller
class ShelterPages {

    private final Shelters shelters;
    private final CaseWork work;
    private final Revealed revealed;
    private final ListExport export;

    ShelterPages(Shelters shelters, CaseWork work, Revealed revealed, ListExport export) {
        this.export = export;
        this.shelters = shelters;
        this.work = work;
        this.revealed = revealed;
    }

    private static String file(String format, @Nullable LocalDate asOf) {
        return "/shelters/file?format=" + format + (asOf == null ? "" : "&asOf=" + asOf);
    }

    @GetMapping("/shelters")
    ModelAndView page(Actor actor, Sent sent, Model model) {
        boolean figuresOnly = !actor.may(Verb.SHELTER_READ);
        if (figuresOnly && !actor.may(Verb.SHELTER_FIGURES)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        Form form = sent.form();
        LocalDate asOf = form.pastDay("asOf", work.today());
        LocalDate day = asOf == null ? work.today() : asOf;
        model.addAttribute("form", form);
        model.addAttribute("errors", form.errors());
        model.addAttribute("asOf", asOf);
        model.addAttribute("today", day);
        model.addAttribute("shelters", shelters.of(actor, day));
        model.addAttribute("figures", figuresOnly ? shelters.figures(actor, day) : List.of());
        model.addAttribute("section", "shelters");
        model.addAttribute(
                "files", export.offer(actor, Verb.EXPORT_PSEUDONYMOUS, "shelters", format -> file(format, asOf)));
        model.addAttribute("keeps", actor.may(Verb.PLACEMENT_APPROVE));
        return new ModelAndView(
                "shelters/shelters", model.asMap(), form.isSound() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static final int DAYS_DRAWN = 180;

    @GetMapping("/shelters/{code}")
    String one(Actor actor, @PathVariable String code, Model model) {
        Shelter one = find(actor, code);
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("capacity", one.capacity());
        typed.put("sexRule", one.sexRule());
        typed.put("leastAge", one.leastAge());
        typed.put("mostAge", one.mostAge());
        Sent.empty(model, Form.ofJson(typed));
        return show(actor, code, model);
    }

    private Shelter find(Actor actor, String code) {
        return shelters.find(actor, code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String show(Actor actor, String code, Model model) {
        Shelter one = find(actor, code);
        model.addAttribute("one", one);
        model.addAttribute(
                "drawn",
                shelters.occupancy(actor, code, work.today().minusDays(DAYS_DRAWN), work.today())
                        .orElseThrow());
        model.addAttribute("first", work.today().minusDays(DAYS_DRAWN));
        model.addAttribute("today", work.today());
        model.addAttribute("keeps", shelters.keeps(actor, one.organisationId()));
        model.addAttribute("rules", Shelter.SexRule.values());
        return "shelters/shelter";
    }

    @PostMapping("/shelters/{code}")
    String change(Actor actor, @PathVariable String code, Sent sent) {
        Shelter before = find(actor, code);
        KeepShelter command = ShelterForm.read(sent.form(), before);
        Integer version = sent.form().integer("version", 1, Integer.MAX_VALUE);
        if (command == null || version == null) return sent.again(m -> show(actor, code, m));
        return PageAnswers.answer(
                sent,
                shelters.change(actor, command, version),
                "/shelters/" + code + "?done=cases.shelter-change-asked",
                m -> show(actor, code, m));
    }

    @PostMapping("/shelters/{code}/closing")
    String close(Actor actor, @PathVariable String code, Sent sent) {
        find(actor, code);
        LocalDate day = sent.form().requiredDate("closedOn");
        if (day == null) return sent.again(m -> show(actor, code, m));
        return PageAnswers.answer(
                sent,
                shelters.close(actor, code, day),
                "/shelters/" + code + "?done=cases.shelter-closed",
                m -> show(actor, code, m));
    }

    @GetMapping("/shelters/new")
    String fresh(Actor actor, Model model) {
        Sent.nothing(model);
        return form(actor, model);
    }

    private static String form(Actor actor, Model model) {
        if (!actor.may(Verb.PLACEMENT_APPROVE)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        model.addAttribute("rules", Shelter.SexRule.values());
        return "shelters/shelter-new";
    }

    @PostMapping("/shelters/new")
    String add(Actor actor, Sent sent) {
        if (!actor.may(Verb.PLACEMENT_APPROVE)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        KeepShelter command = ShelterForm.read(sent.form(), null);
        String structure = ShelterForm.structure(sent.form());
        Shelter.Location location = ShelterForm.location(sent.form());
        if (command == null || structure == null || !sent.form().isSound()) return sent.again(m -> form(actor, m));
        return PageAnswers.answer(
                sent,
                shelters.add(actor, command, structure, location),
                "/shelters?done=cases.shelter-asked",
                m -> form(actor, m));
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
