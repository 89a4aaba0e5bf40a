package org.akoma.programme.publication;

import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Stories: those that one wrote or agrees to, the form, and taking one off. */
@Controller
class StoryPages {

    private final Stories stories;
    private final Forms forms;

    StoryPages(Stories stories, Forms forms) {
        this.stories = stories;
        this.forms = forms;
    }

    @GetMapping("/publication/stories")
    String all(Actor actor, Model model) {
        if (!actor.may(Verb.STORY_READ)) throw PageRefusal.forbidden();
        model.addAttribute("stories", stories.list(actor));
        model.addAttribute("writes", actor.may(Verb.STORY_WRITE));
        return "publication/stories";
    }

    @GetMapping("/publication/stories/new")
    String ask(Actor actor, Model model) {
        PostedForm.nothing(model);
        return form(actor, model);
    }

    private String form(Actor actor, Model model) {
        if (!actor.may(Verb.STORY_WRITE)) throw PageRefusal.forbidden();
        model.addAttribute("children", stories.children(actor));
        model.addAttribute("ask", forms.fresh(WriteStory.class));
        return "publication/story-form";
    }

    @PostMapping("/publication/stories/new")
    String write(Actor actor, Submission<WriteStory> submission) {
        return Answer.page(
                submission,
                input -> stories.write(actor, input),
                done -> "/publication/stories/" + done.code() + "?done=publication.story-written",
                model -> form(actor, model));
    }

    @GetMapping("/publication/stories/{code}")
    String one(Actor actor, @PathVariable String code, Model model) {
        Story one = stories.find(actor, code).orElseThrow(PageRefusal::notFound);
        model.addAttribute("one", one);
        model.addAttribute("looks", !one.oddWords().isEmpty() && !one.looked() && stories.mayLook(actor, one));
        return "publication/story";
    }

    /** Back to the request that waits for the reader, where the word of agreement is said. */
    @PostMapping("/publication/stories/{code}/look")
    String look(Actor actor, @PathVariable String code) {
        return switch (stories.look(actor, code)) {
            case Answer.Done<Story>(Story one) -> "redirect:/decisions/of/" + one.id();
            case Answer.NotFound<Story> none -> throw PageRefusal.notFound();
            case Answer.Forbidden<Story> no -> throw PageRefusal.forbidden();
            case Answer.Overtaken<Story> other -> "redirect:/publication/stories/" + code;
            case Answer.Refused<Story> over -> "redirect:/publication/stories/" + code;
        };
    }

    @PostMapping("/publication/stories/{code}/unpublication")
    String unpublish(Actor actor, @PathVariable String code) {
        return switch (stories.unpublish(actor, code)) {
            case Answer.Done<Story> done ->
                "redirect:/publication/stories/" + code + "?done=publication.story-unpublished";
            case Answer.NotFound<Story> none -> throw PageRefusal.notFound();
            case Answer.Forbidden<Story> no -> throw PageRefusal.forbidden();
            case Answer.Overtaken<Story> other -> "redirect:/publication/stories/" + code;
            case Answer.Refused<Story> over -> "redirect:/publication/stories/" + code;
        };
    }
}
