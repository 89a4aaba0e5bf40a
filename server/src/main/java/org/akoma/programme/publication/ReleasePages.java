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
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.programme.publication.Release.Quoted;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

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

    @GetMapping("/publication")
    String all(Actor actor, Model model) {
        if (!actor.may(Verb.RELEASE_READ)) throw PageRefusal.forbidden();
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
        if (!actor.may(Verb.RELEASE_PREPARE)) throw PageRefusal.forbidden();
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
                id -> "/publication?done=publication.release-prepared&release=" + code(actor, id),
                model -> form(actor, model));
    }

    private String code(Actor actor, UUID id) {
        return releases.list(actor).stream()
                .filter(one -> one.id().equals(id))
                .map(Release::code)
                .findFirst()
                .orElse("");
    }

    /** What would be proposed, before anything is. */
    @PostMapping(path = "/publication/releases/new", params = "look")
    String look(Actor actor, Submission<PrepareRelease> submission) {
        PrepareRelease input = submission.read();
        if (input == null) return submission.again(model -> form(actor, model));
        PostedForm sent = submission.sent();
        return switch (releases.look(actor, input)) {
            case Answer.Done<Releases.Preview>(Releases.Preview(Draft draft, List<Quoted> figures)) -> {
                String view = form(actor, sent.model());
                sent.model().addAttribute("form", sent.form());
                sent.model().addAttribute("errors", List.of());
                sent.model().addAttribute("draft", draft);
                sent.model().addAttribute("figures", figures);
                sent.model().addAttribute("tb", tables);
                leftOut(draft.leftOut(), sent.model());
                yield view;
            }
            case Answer.Refused<Releases.Preview>(var why) ->
                sent.again(submission.whereSent(why), model -> form(actor, model));
            case Answer.Forbidden<Releases.Preview> no -> throw PageRefusal.forbidden();
            case Answer.NotFound<Releases.Preview> none -> throw PageRefusal.notFound();
            case Answer.Overtaken<Releases.Preview> other -> throw PageRefusal.overtaken();
        };
    }

    private void leftOut(LeftOut leftOut, Model model) {
        model.addAttribute("leftOut", LeftOutLine.tables(leftOut, tables));
        model.addAttribute("hidden", LeftOutLine.cells(leftOut.cells(), tables));
        model.addAttribute("partnerHidden", LeftOutLine.cells(leftOut.partnerCells(), tables));
    }

    @GetMapping("/publication/releases/{code}")
    String one(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return release(actor, code, model);
    }

    private String release(Actor actor, String code, Model model) {
        Release one = releases.find(actor, code).orElseThrow(PageRefusal::notFound);
        UUID request = releases.request(actor, one);
        model.addAttribute("one", one);
        model.addAttribute("tb", tables);
        leftOut(one.leftOut(), model);
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
        if (!actor.may(Verb.INDICATOR_READ)) throw PageRefusal.forbidden();
        List<Release.Sheet> sheets = releases.forPartners(actor);
        model.addAttribute("sheets", sheets);
        model.addAttribute("tb", tables);
        return "publication/partners";
    }
}
