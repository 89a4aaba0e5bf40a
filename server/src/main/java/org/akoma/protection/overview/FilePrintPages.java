package org.akoma.protection.overview;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.emergencies.BreakGlasses;
import org.akoma.ground.emergencies.BulkReads;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * A file on paper: two pages for a case conference, or the whole. What is masked stays masked, and each is journalled as the file's opening. Of a file that an
 * emergency opens, nothing leaves ({@code trust.md G1}).
 */
@Controller
class FilePrintPages {

    private static final String FILE = "/cases/" + FileShell.CODE;
    /** What two people, or a panel, decided. */
    private static final Set<String> DECIDED = Set.of(
            "PLAN_APPROVED",
            "PLAN_RETURNED",
            "BEST_INTERESTS",
            "REFUSAL_RESPECTED",
            "REFUSAL_ASK_AGAIN",
            "REFUSAL_BEST_INTERESTS",
            "CLOSURE_ASKED",
            "CLOSURE_CLOSED",
            "CLOSURE_RETURNED",
            "REOPENING_ASKED");

    private static final int DECISIONS = 5;

    /** As how many lines of a list a paper counts: twenty whole files on a day reach the limit at which the data protection officers are rung. */
    private static final int WHOLE = 100;

    private static final int SHEET = 25;

    private final FileShell shell;
    private final FirstPage first;
    private final FileOverviews overviews;
    private final List<PrintedPart> parts;
    private final Formats words;
    private final Clock clock;
    private final BreakGlasses emergencies;
    private final ThymeleafViewResolver views;
    private final BulkReads leaves;

    FilePrintPages(
            FileShell shell,
            FirstPage first,
            FileOverviews overviews,
            List<PrintedPart> parts,
            Formats words,
            Clock clock,
            BreakGlasses emergencies,
            ThymeleafViewResolver views,
            BulkReads leaves) {
        this.leaves = leaves;
        this.emergencies = emergencies;
        this.views = views;
        this.shell = shell;
        this.first = first;
        this.overviews = overviews;
        this.parts = List.copyOf(parts);
        this.words = words;
        this.clock = clock;
    }

    /** Which of the two is wanted. */
    @GetMapping(FILE + "/printing")
    String choose(Actor actor, @PathVariable String code, Model model) {
        leaving(actor, shell.opening(actor, code, model));
        return "overview/printing";
    }

    @GetMapping(FILE + "/print")
    String whole(Actor actor, @PathVariable String code, Model model) {
        print(actor, code, PrintedPart.Paper.FILE, model);
        return "overview/print";
    }

    /** The whole as a tagged PDF. */
    @GetMapping(FILE + "/print/file")
    View file(Actor actor, @PathVariable String code, Model model, Locale language) throws Exception {
        FileFrame frame = print(actor, code, PrintedPart.Paper.FILE, model);
        View page = Objects.requireNonNull(views.resolveViewName("overview/file-paper", language));
        return new PaperView(page, frame.code().toLowerCase(Locale.ROOT));
    }

    /** Two pages for a case conference. */
    @GetMapping(FILE + "/sheet")
    String sheet(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = print(actor, code, PrintedPart.Paper.SHEET, model);
        model.addAttribute(
                "decided",
                EventRow.of(
                        overviews.of(actor, frame).events().stream()
                                .filter(one -> DECIDED.contains(one.kind()))
                                .toList(),
                        List.of(),
                        DECISIONS,
                        words));
        return "overview/sheet";
    }

    private void leaving(Actor actor, FileFrame frame) {
        if (!frame.worksOnIt()) throw FileShell.notFound();
        if (emergencies.held(actor).contains(frame.code())) throw PageRefusal.forbidden();
    }

    /** Paper leaves with who works on the file, as the page that offers it: nobody else is offered any, nor gets it by its address. */
    private FileFrame print(Actor actor, String code, PrintedPart.Paper paper, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        leaving(actor, frame);
        shell.remember(actor, frame);
        leaves.countPaper(actor, paper == PrintedPart.Paper.FILE ? WHOLE : SHEET);
        first.fill(actor, frame, false, model);
        model.addAttribute(
                "parts",
                parts.stream()
                        .flatMap(part -> part.partFor(actor, frame, paper).stream())
                        .toList());
        model.addAttribute("printedBy", actor.code());
        model.addAttribute("printedAt", clock.instant());
        return frame;
    }
}
