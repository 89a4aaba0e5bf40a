package org.akoma.protection.assistance;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The page on which a service that has not begun is put otherwise. */
@Controller
class ServicePages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/aid/services/{id}";

    private final FileShell shell;
    private final Services services;
    private final Providers providers;
    private final ServedGoals goals;

    private final Forms forms;

    ServicePages(FileShell shell, Services services, Providers providers, ServedGoals goals, Forms forms) {
        this.forms = forms;
        this.shell = shell;
        this.services = services;
        this.providers = providers;
        this.goals = goals;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        Service now = find(actor, upper(code), id);
        String view = show(actor, code, now, now.version(), model);
        PostedForm.empty(model, Form.ofJson(ChangeService.of(now).fields()));
        return view;
    }

    private Service find(Actor actor, String code, UUID id) {
        if (!actor.may(Verb.SERVICE_GIVE) || !services.inHand(actor, code).contains(id)) throw notFound();
        return PageResponses.read(services.of(actor, code)).stream()
                .filter(one -> one.id().equals(id) && one.mayChange())
                .findFirst()
                .orElseThrow(ServicePages::notFound);
    }

    private static ResponseStatusException notFound() {
        return PageRefusal.notFound();
    }

    private String show(Actor actor, String code, Service now, int version, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (frame.least()) throw notFound();
        Map<String, String> choices = new LinkedHashMap<>(providers.choices(actor));
        if (now.provider() != null) choices.putIfAbsent(now.provider(), now.provider());
        model.addAttribute("service", now);
        model.addAttribute("version", version);
        model.addAttribute("providers", choices);
        model.addAttribute("goals", goals.choices(actor, frame.code(), now.goalId()));
        return "assistance/service";
    }

    @PostMapping(PAGE)
    String change(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted, Model model) {
        Service now = find(actor, upper(code), id);
        Integer typed = posted.form().integer("version", 1, Integer.MAX_VALUE);
        int version = typed == null ? 0 : typed;
        Map<String, @Nullable Object> given = new HashMap<>(Map.of("id", id));
        given.put("version", typed);
        ChangeService.Input input = forms.of(ChangeService.Input.class).read(posted.form(), given);
        if (input == null || typed == null) return posted.again(m -> show(actor, code, now, version, m));
        ChangeService command = input.command();
        Outcome<Service> outcome = services.change(actor, upper(code), command, version);
        int next = version;
        if (outcome instanceof Outcome.Stale<Service>(var theirs, var ignored)) {
            next = theirs.version();
            PageResponses.compared(
                    posted,
                    outcome,
                    held -> goals.named(actor, upper(code), ChangeService.of(held)),
                    goals.named(actor, upper(code), command));
        }
        int shown = next;
        String done = "/cases/" + upper(code) + "/aid?done=assistance.service-changed";
        return PageResponses.answer(posted, outcome, done, m -> show(actor, code, now, shown, m));
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
