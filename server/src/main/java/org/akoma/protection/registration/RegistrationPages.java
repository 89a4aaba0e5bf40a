package org.akoma.protection.registration;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipStatus;
import org.akoma.airlock.slips.Slips;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.Prefill;
import org.akoma.protection.identity.OpenCase;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Registering a child, from the hand-over slip or without one. */
@Controller
class RegistrationPages {

    private final Registrations registrations;
    private final Slips slips;
    private final Forms forms;
    private final WorldLanguages world;
    private final Clock clock;

    RegistrationPages(Registrations registrations, Slips slips, Forms forms, WorldLanguages world, Clock clock) {
        this.registrations = registrations;
        this.slips = slips;
        this.forms = forms;
        this.world = world;
        this.clock = clock;
    }

    @GetMapping("/cases/new")
    String ask(Actor actor, @RequestParam(required = false) @Nullable String slip, Model model) {
        if (!actor.may(Verb.CASE_OPEN)) throw PageRefusal.forbidden();
        Optional<Slip> found = slip == null ? Optional.empty() : slips.find(actor, slip);
        if (slip != null && found.isEmpty()) throw PageRefusal.notFound();
        return page(actor, model, found.map(one -> known(actor, one)).orElseGet(() -> unknown(actor)), found);
    }

    private Form unknown(Actor actor) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        known.put("country", registrations.country(actor).orElse(null));
        return Prefill.with(known);
    }

    /** What the slip says of the child already. */
    private Form known(Actor actor, Slip slip) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        known.put("slip", slip.number());
        known.put("sex", slip.content().apparentSex());
        known.put("age", slip.content().apparentAge());
        known.put("ageEstimated", true);
        known.put("country", slips.countryOf(actor, slip).orElse(null));
        known.put("languages", slip.content().interpreterLanguage());
        return Prefill.with(known);
    }

    private String page(Actor actor, Model model, Form form, Optional<Slip> slip) {
        model.addAttribute("waiting", slip.isPresent() ? List.of() : waitingFor(actor));
        model.addAttribute("form", form);
        model.addAttribute("slip", slip.orElse(null));
        return "registration/new";
    }

    /** Slips that hand a child over to the actor: who registers beside them registers a child twice. */
    private List<Slip> waitingFor(Actor actor) {
        return Stream.of(SlipStatus.SIGNED_BY_OFFICER, SlipStatus.OPEN)
                .flatMap(status -> slips.list(actor, null, status, null, SHOWN).stream())
                .filter(one -> one.content().receiver().personId().equals(actor.personId()))
                .toList();
    }

    private static final int SHOWN = 20;

    /** A bed first; the page of the bed leads on to who answers for the child. */
    private static String firstPage(CaseFile file, RegisterChild command) {
        return "/placement?done=" + (asTyped(file, command.open()) ? "cases.registered" : "cases.registered-as-slip");
    }

    private static boolean asTyped(CaseFile file, OpenCase typed) {
        return file.sex().equals(typed.sex())
                && (typed.age() == null || typed.age().equals(file.ageAtRescue()));
    }

    @PostMapping("/cases/new")
    String register(Actor actor, PostedForm posted, Model model) {
        if (!actor.may(Verb.CASE_OPEN)) throw PageRefusal.forbidden();
        Form form = posted.form();
        String number = form.typed("slip");
        Optional<Slip> slip = number.isEmpty() ? Optional.empty() : slips.find(actor, number);
        if (!number.isEmpty() && !form.typed("received").equals("true"))
            form.wrong("received", RegistrationForm.NOT_RECEIVED);
        RegisterChild command = RegistrationForm.read(form, forms, world, Map.of("id", Ids.next()), clock.instant());
        if (command == null) return posted.again(m -> page(actor, m, form, slip));
        return switch (registrations.register(actor, command)) {
            case RegisterChild.Result.Registered(CaseFile file) ->
                "redirect:/cases/" + file.code() + firstPage(file, command);
            case RegisterChild.Result.MaybeKnown known -> {
                model.addAttribute("alike", known.codes());
                model.addAttribute("elsewhere", known.elsewhere());
                form.wrong("anyway", "cases.maybe-known");
                yield posted.again(m -> page(actor, m, form, slip));
            }
            case RegisterChild.Result.Forbidden() -> throw PageRefusal.forbidden();
            case RegisterChild.Result.Refused(var errors) ->
                PageResponses.answer(
                        posted, new Outcome.Refused<CaseFile>(errors), "", m -> page(actor, m, form, slip));
        };
    }
}
