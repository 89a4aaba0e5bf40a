package org.akoma.ground.oversight;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** What partners hold to check the journal by, as a page. */
@Controller
class HandedPages {

    private static final String HERE = "/journal/handed";

    private final HandedJournals handed;
    private final Forms forms;

    HandedPages(HandedJournals handed, Forms forms) {
        this.handed = handed;
        this.forms = forms;
    }

    @GetMapping(HERE)
    String list(Actor actor, Model model) {
        PostedForm.nothing(model);
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        allow(actor);
        model.addAttribute("handed", handed.list(actor));
        model.addAttribute("partners", handed.partners(actor));
        model.addAttribute("ask", forms.fresh(HandJournal.class));
        return "oversight/handed";
    }

    private static void allow(Actor actor) {
        if (!HandedJournals.hands(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    @PostMapping(HERE)
    String hand(Actor actor, Submission<HandJournal> submission) {
        allow(actor);
        HandJournal wanted = submission.read();
        if (wanted == null) return submission.again(m -> page(actor, m));
        return switch (handed.hand(actor, wanted)) {
            case HandedJournals.Result.Done(HandedJournal made) -> "redirect:" + HERE + "?done=oversight.handed";
            case HandedJournals.Result.Refused(var why) -> submission.again(why, m -> page(actor, m));
            case HandedJournals.Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    /** A form, not a link: each time leaves a trace. */
    @PostMapping(HERE + "/{id}/file")
    ResponseEntity<Resource> file(Actor actor, @PathVariable UUID id, PostedForm posted) {
        allow(actor);
        return handed.open(actor, id)
                .map(HandedApi::file)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/journal/key/file")
    ResponseEntity<byte[]> key(Actor actor) {
        allow(actor);
        return HandedApi.key(handed.key());
    }
}
