package org.akoma.programme.publication;

import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** What was published, the form that prepares it, and what partners read. */
@Controller
class ReleasePages {

    private final Releases releases;
    private final Forms forms;
    private final TableWords tables;

    ReleasePages(Releases releases, Forms forms, Formats words) {
        this.releases = releases;
        this.forms = forms;
        this.tables = new TableWords(words);
    }

    private static ResponseStatusException nothing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static void only(Actor actor, Verb verb) {
        if (!actor.may(verb)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    @GetMapping("/publication")
    String all(Actor actor, Model model) {
        only(actor, Verb.RELEASE_READ);
        model.addAttribute("releases", releases.list(actor));
        model.addAttribute("prepares", actor.may(Verb.RELEASE_PREPARE));
        return "publication/releases";
    }

    @GetMapping("/publication/releases/new")
    String ask(Actor actor, Model model) {
        PostedForm.nothing(model);
        return form(actor, model);
    }

    private String form(Actor actor, Model model) {
        only(actor, Verb.RELEASE_PREPARE);
        model.addAttribute(
                "ask",
                forms.fresh(PrepareRelease.class)
                        .prefilled("asOf", releases.today())
                        .prefilled("kinds", EnumSet.allOf(PrepareRelease.Division.class)));
        return "publication/release-form";
    }

    @PostMapping("/publication/releases/new")
    String prepare(Actor actor, Submission<PrepareRelease> submission) {
        return Answer.page(
                submission,
                input -> releases.prepare(actor, input),
                id -> "/publication?done=publication.release-prepared",
                model -> form(actor, model));
    }

    @GetMapping("/publication/releases/{code}")
    String one(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return release(actor, code, model);
    }

    private String release(Actor actor, String code, Model model) {
        Release one = releases.find(actor, code).orElseThrow(ReleasePages::nothing);
        UUID request = releases.request(actor, one);
        model.addAttribute("one", one);
        model.addAttribute("tb", tables);
        model.addAttribute("request", request);
        model.addAttribute("ends", one.state() == Release.State.PUBLISHED && request == null);
        model.addAttribute("ask", forms.view(WithdrawRelease.class));
        return "publication/release";
    }

    @PostMapping("/publication/releases/{code}/withdrawal")
    String withdraw(Actor actor, @PathVariable String code, Submission<WithdrawRelease> submission) {
        return Answer.page(
                submission,
                input -> releases.withdraw(actor, code, input),
                now -> "/publication/releases/" + now.code() + "?done=publication.release-end-asked",
                model -> release(actor, code, model));
    }

    @GetMapping("/publication/partners")
    String partners(Actor actor, Model model) {
        only(actor, Verb.INDICATOR_READ);
        List<Release.Sheet> sheets = releases.forPartners(actor);
        model.addAttribute("sheets", sheets);
        model.addAttribute("tb", tables);
        return "publication/partners";
    }
}
