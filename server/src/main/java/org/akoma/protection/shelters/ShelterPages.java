package org.akoma.protection.shelters;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.Revealed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page of shelters and free beds. Where one lies is asked for by a journalled request. */
@Controller
class ShelterPages {

    private final Shelters shelters;
    private final CaseWork work;
    private final Revealed revealed;
    private final ListExport export;
    private final Forms forms;

    ShelterPages(Shelters shelters, CaseWork work, Revealed revealed, ListExport export, Forms forms) {
        this.forms = forms;
        this.export = export;
        this.shelters = shelters;
        this.work = work;
        this.revealed = revealed;
    }

    private static String file(String format, @Nullable LocalDate asOf) {
        return "/shelters/file?format=" + format + (asOf == null ? "" : "&asOf=" + asOf);
    }

    @GetMapping("/shelters")
    ModelAndView page(Actor actor, PostedForm posted, Model model) {
        boolean figuresOnly = !actor.may(Verb.SHELTER_READ);
        if (figuresOnly && !actor.may(Verb.SHELTER_FIGURES)) throw PageRefusal.notFound();
        Form form = posted.form();
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
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private Shelter find(Actor actor, String code) {
        return shelters.find(actor, code).orElseThrow(PageRefusal::notFound);
    }

    private String show(Actor actor, String code, Model model) {
        Shelter one = find(actor, code);
        model.addAttribute("one", one);
        model.addAttribute(
                "drawn",
                shelters.occupancy(actor, code, work.today().minusDays(DAYS_DRAWN), work.today())
                        .orElseThrow());
        model.addAttribute("asleep", shelters.asleep(actor, one, work.today()));
        model.addAttribute("houses", actor.is(Role.SHELTER_MANAGER));
        model.addAttribute("first", work.today().minusDays(DAYS_DRAWN));
        model.addAttribute("today", work.today());
        model.addAttribute("keeps", shelters.keeps(actor, one.organisationId()));
        model.addAttribute("ask", rules(one));
        return "shelters/shelter";
    }

    private FormView rules(Shelter one) {
        return forms.view(ChangeShelter.class, null, one.version())
                .prefilled("name", one.name())
                .prefilled("capacity", one.capacity())
                .prefilled("sexRule", one.sexRule())
                .prefilled("leastAge", one.leastAge())
                .prefilled("mostAge", one.mostAge());
    }

    @PostMapping("/shelters/{code}")
    String change(Actor actor, @PathVariable String code, Submission<ChangeShelter> submission) {
        Shelter before = find(actor, code);
        return PageResponses.answer(
                submission,
                input -> shelters.change(actor, input.command(before), input.version()),
                input -> "/shelters/" + code + "?done=cases.shelter-change-asked",
                m -> show(actor, code, m));
    }

    @PostMapping("/shelters/{code}/closing")
    String close(Actor actor, @PathVariable String code, Submission<CloseShelter> submission) {
        find(actor, code);
        return PageResponses.answer(
                submission,
                input -> shelters.close(actor, code, input.closedOn()),
                input -> "/shelters/" + code + "?done=cases.shelter-closed",
                m -> show(actor, code, m));
    }

    @GetMapping("/shelters/new")
    String fresh(Actor actor, Model model) {
        PostedForm.empty(
                model,
                Form.of(shelters.country(actor)
                        .map(country -> Map.of("country", new String[] {country}))
                        .orElse(Map.of())));
        return form(actor, model);
    }

    private String form(Actor actor, Model model) {
        if (!actor.may(Verb.PLACEMENT_APPROVE)) throw PageRefusal.notFound();
        model.addAttribute("ask", forms.fresh(OpenShelter.class));
        model.addAttribute("runners", shelters.runners(actor));
        return "shelters/shelter-new";
    }

    @PostMapping("/shelters/new")
    String add(Actor actor, Submission<OpenShelter> submission) {
        if (!actor.may(Verb.PLACEMENT_APPROVE)) throw PageRefusal.notFound();
        return PageResponses.answer(
                submission,
                input -> shelters.add(actor, input),
                input -> "/shelters?done=cases.shelter-asked",
                m -> form(actor, m));
    }

    @RecentFactor
    @PostMapping(path = "/shelters/{code}/reveal", headers = Revealed.BY_SCRIPT)
    ResponseEntity<String> locationAlone(Actor actor, @PathVariable String code) {
        return revealed.alone(location(actor, code));
    }

    @RecentFactor
    @PostMapping("/shelters/{code}/reveal")
    String locationPage(Actor actor, @PathVariable String code, Model model) {
        return revealed.page(model, location(actor, code), "cases.shelter.location", "/shelters");
    }

    private String location(Actor actor, String code) {
        Shelter.Location found = shelters.reveal(actor, code).orElseThrow(PageRefusal::notFound);
        return revealed.joined(found.town(), found.address(), found.phone());
    }
}
