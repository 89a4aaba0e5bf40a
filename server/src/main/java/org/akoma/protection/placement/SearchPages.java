package org.akoma.protection.placement;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of the search for a child whom nobody has seen. */
@Controller
class SearchPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/search";

    private final FileShell shell;
    private final Searches searches;
    private final PersonCodes people;
    private final Forms forms;

    SearchPages(FileShell shell, Searches searches, PersonCodes people, Forms forms) {
        this.forms = forms;
        this.shell = shell;
        this.searches = searches;
        this.people = people;
    }

    /**
     * One step of the protocol.
     *
     * @param done since the child was flagged last
     * @param required before a supervisor looks at the search
     */
    public record Line(SearchStep.Step step, boolean done, boolean required) {}

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<SearchStep> all = PageResponses.read(searches.of(actor, file.code()));
        boolean lost = file.lostSince() != null;
        model.addAttribute("steps", all);
        model.addAttribute("protocol", lost ? protocol(all) : List.of());
        model.addAttribute(
                "ask",
                forms.view(TakeSearchStep.class)
                        .offering("step", choices(actor, lost, lost && searches.isSeenAgain(actor, file.code()))));
        model.addAttribute(
                "people",
                people.of(actor, all.stream().map(SearchStep::recordedBy).toList()));
        model.addAttribute(
                "writes", actor.may(Verb.CASE_WRITE) && frame.writes(Section.FOLLOW_UP) && !frame.byEmergency());
        return "placement/search";
    }

    /** Steps taken since the last flag: the list is newest first. */
    private static List<Line> protocol(List<SearchStep> all) {
        Set<SearchStep.Step> taken = all.stream()
                .takeWhile(step -> step.step() != SearchStep.Step.FLAGGED)
                .map(SearchStep::step)
                .collect(Collectors.toSet());
        return java.util.Arrays.stream(SearchStep.Step.values())
                .filter(step -> step != SearchStep.Step.FLAGGED && step != SearchStep.Step.FOUND)
                .map(step -> new Line(step, taken.contains(step), SearchStep.REQUIRED.contains(step)))
                .toList();
    }

    private static List<SearchStep.Step> choices(Actor actor, boolean lost, boolean seen) {
        if (!lost) return List.of(SearchStep.Step.FLAGGED);
        return java.util.Arrays.stream(SearchStep.Step.values())
                .filter(step -> step != SearchStep.Step.FLAGGED)
                .filter(step -> step != SearchStep.Step.FOUND || seen)
                .filter(step -> step != SearchStep.Step.SUPERVISOR_REVIEW || actor.may(Verb.CASE_APPROVE))
                .toList();
    }

    @PostMapping(PAGE)
    String step(Actor actor, @PathVariable String code, Submission<TakeSearchStep> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                taken -> searches.step(actor, file, taken.id(), taken.step(), taken.words()),
                taken -> "/cases/" + file + "/search?done=cases.search-"
                        + taken.step().name(),
                m -> show(actor, code, m));
    }
}
