package org.akoma.enforcement.suspects;

import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationShell;
import org.akoma.enforcement.operations.Screened;
import org.akoma.enforcement.operations.Screenings;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Links a victim to suspects, on the page of the person. */
@Controller
class LinkPages {

    private final Screenings screenings;
    private final Suspects suspects;
    private final OperationShell shell;

    LinkPages(Screenings screenings, Suspects suspects, OperationShell shell) {
        this.screenings = screenings;
        this.suspects = suspects;
        this.shell = shell;
    }

    @PostMapping("/operations/{code}/persons/{person}/suspects")
    String link(
            Actor actor,
            @PathVariable String code,
            @PathVariable String person,
            Submission<LinkVictim.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        String victim = screenings
                .find(actor, operation, person)
                .map(Screened::victimRef)
                .orElseThrow(OperationShell::notFound);
        LinkVictim.Input input = submission.read();
        if (input == null) throw OperationShell.notFound(); // the page offers codes alone
        if (input.version() == null) throw PageRefusal.overtaken();
        LinkVictim.Result result =
                suspects.link(actor, new LinkVictim(code, victim, input.suspects(), input.version()));
        if (result instanceof LinkVictim.Result.Overtaken) throw PageRefusal.overtaken();
        OperationShell.allow(!(result instanceof LinkVictim.Result.Forbidden));
        if (!(result instanceof LinkVictim.Result.Linked)) throw OperationShell.notFound();
        return "redirect:/operations/" + code + "/persons/" + person + "?done=operations.victim-linked";
    }
}
