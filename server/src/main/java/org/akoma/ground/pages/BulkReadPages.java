package org.akoma.ground.pages;

import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.emergencies.AskBulkRead;
import org.akoma.ground.emergencies.BulkReads;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where somebody who works with no child asks for a second person to take a list as a file. */
@Controller
@Order(800)
class BulkReadPages implements NavItems {

    private static final String PAGE = "/bulk-reads";

    /** Lists whose page has another address than their name; those of one child have none. */
    private static final Map<String, String> PLACES =
            Map.of("ctdc", "/exchange", "htcds", "/exchange", "csi", "", "risk", "");

    private final BulkReads reads;
    private final Forms forms;

    BulkReadPages(BulkReads reads, Forms forms) {
        this.reads = reads;
        this.forms = forms;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return asks(actor) ? List.of(NavItem.of("bulk-reads", PAGE, "download")) : List.of();
    }

    private static boolean asks(Actor actor) {
        return BulkReads.needsTwo(actor, "cases");
    }

    /** @param list chosen already, by the page of that list */
    @GetMapping(PAGE)
    String ask(Actor actor, @RequestParam(required = false) @Nullable String list, Model model) {
        if (!asks(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        PostedForm.empty(model, Form.ofJson(list == null ? Map.of() : Map.of("list", list)));
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        model.addAttribute("agreed", reads.agreedToday(actor));
        model.addAttribute("waiting", reads.waitingToday(actor));
        model.addAttribute("taken", reads.takenToday(actor));
        model.addAttribute("places", PLACES);
        model.addAttribute("ask", forms.view(AskBulkRead.class));
        return "pages/bulk-read";
    }

    @PostMapping(PAGE)
    String send(Actor actor, Submission<AskBulkRead> submission) {
        if (!asks(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        AskBulkRead wanted = submission.read();
        if (wanted == null) return submission.sent().again(submission.errors(), m -> page(actor, m));
        return switch (reads.ask(actor, wanted.list(), wanted.format(), wanted.why())) {
            case BulkReads.Asked.Waits waits -> "redirect:" + PAGE + "?done=pages.bulk-read";
            case BulkReads.Asked.NotNeeded free ->
                submission.sent().again(FieldError.of("list", "pages.bulk-read-not-needed"), m -> page(actor, m));
            case BulkReads.Asked.Forbidden no -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }
}
