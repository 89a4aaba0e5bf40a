package org.akoma.protection.assistance;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntFunction;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
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
    private final CaseWork work;

    AidPages(AidPage page, Services services, CaseWork work) {
        this.page = page;
        this.services = services;
        this.work = work;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        String view = page.show(actor, code, model);
        PostedForm.nothing(model);
        return view;
    }

    @PostMapping(PAGE + "/services")
    String plan(Actor actor, @PathVariable String code, Submission<PlanService.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> services.plan(actor, upper(code), input.command()),
                input -> next(code, "service-planned"),
                m -> page.show(actor, code, m));
    }

    @PostMapping(PAGE + "/services/{id}/approval")
    String approve(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        return step(
                posted, version -> services.approve(actor, upper(code), id, version), actor, code, "service-approved");
    }

    @PostMapping(PAGE + "/services/{id}/start")
    String start(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<StartService> submission) {
        return PageResponses.answer(
                submission,
                input -> services.start(actor, upper(code), id, orNow(input.at()), input.version()),
                input -> next(code, "service-started"),
                m -> page.show(actor, code, m));
    }

    /** A reason says that it was interrupted. */
    @PostMapping(PAGE + "/services/{id}/end")
    String end(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<EndService> submission) {
        boolean completed = submission.form().typed("reason").isBlank();
        return PageResponses.answer(
                submission.given("completed", completed),
                input -> completed
                        ? services.complete(actor, upper(code), id, orNow(input.at()), input.version())
                        : services.interrupt(
                                actor, upper(code), id, orNow(input.at()), input.reason(), input.version()),
                input -> next(code, completed ? "service-completed" : "service-interrupted"),
                m -> page.show(actor, code, m));
    }

    private Instant orNow(@Nullable Instant typed) {
        return typed == null ? work.now() : typed;
    }

    private <T> String step(PostedForm posted, IntFunction<Outcome<T>> step, Actor actor, String code, String done) {
        return PageResponses.step(posted, step, next(code, done), m -> page.show(actor, code, m));
    }

    private static String next(String code, String done) {
        return "/cases/" + upper(code) + "/aid?done=assistance." + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
