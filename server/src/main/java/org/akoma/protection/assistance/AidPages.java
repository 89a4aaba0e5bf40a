package org.akoma.protection.assistance;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntFunction;
import org.akoma.ground.access.Actor;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of a child's file on what is done for the child, with the acts on services. */
@Controller
class AidPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/aid";

    private final AidPage page;
    private final Services services;
    private final CodeLists lists;
    private final CaseWork work;

    AidPages(AidPage page, Services services, CodeLists lists, CaseWork work) {
        this.page = page;
        this.services = services;
        this.lists = lists;
        this.work = work;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        String view = page.show(actor, code, model);
        PostedForm.nothing(model);
        return view;
    }

    @PostMapping(PAGE + "/services")
    String plan(Actor actor, @PathVariable String code, PostedForm posted) {
        PlanService command = ServiceForm.read(posted.form(), lists);
        if (command == null) return posted.again(m -> page.show(actor, code, m));
        return answer(posted, services.plan(actor, upper(code), command), actor, code, "service-planned");
    }

    @PostMapping(PAGE + "/services/{id}/approval")
    String approve(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        return step(
                posted, version -> services.approve(actor, upper(code), id, version), actor, code, "service-approved");
    }

    @PostMapping(PAGE + "/services/{id}/start")
    String start(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        Instant at = at(posted);
        if (!posted.form().isSound()) return posted.again(m -> page.show(actor, code, m));
        return step(
                posted, version -> services.start(actor, upper(code), id, at, version), actor, code, "service-started");
    }

    @PostMapping(PAGE + "/services/{id}/end")
    String end(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        Instant at = at(posted);
        String reason = posted.form().choice("reason", ServiceForm.codes(lists, "service-interruption"));
        if (!posted.form().isSound()) return posted.again(m -> page.show(actor, code, m));
        return reason == null
                ? step(
                        posted,
                        version -> services.complete(actor, upper(code), id, at, version),
                        actor,
                        code,
                        "service-completed")
                : step(
                        posted,
                        version -> services.interrupt(actor, upper(code), id, at, reason, version),
                        actor,
                        code,
                        "service-interrupted");
    }

    /** The moment typed, or now. */
    private Instant at(PostedForm posted) {
        Instant typed = posted.form().moment("at");
        return typed == null ? work.now() : typed;
    }

    private <T> String step(PostedForm posted, IntFunction<Outcome<T>> step, Actor actor, String code, String done) {
        return PageResponses.step(posted, step, next(code, done), m -> page.show(actor, code, m));
    }

    private <T> String answer(PostedForm posted, Outcome<T> outcome, Actor actor, String code, String done) {
        return PageResponses.answer(posted, outcome, next(code, done), m -> page.show(actor, code, m));
    }

    private static String next(String code, String done) {
        return "/cases/" + upper(code) + "/aid?done=assistance." + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
