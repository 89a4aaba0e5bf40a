package org.akoma.protection.closure;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The signals of a file that nobody who works on it reads, for who leads the programme. */
@Controller
class PassedSignalPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/signals";

    private final FileShell shell;
    private final ReceivedSignals signals;
    private final Forms forms;

    PassedSignalPages(FileShell shell, ReceivedSignals signals, Forms forms) {
        this.shell = shell;
        this.signals = signals;
        this.forms = forms;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        if (!ReceivedSignals.leads(actor)) throw PageRefusal.notFound();
        FileFrame frame = shell.around(actor, code, model);
        List<ReceivedSignal> received = PageResponses.read(signals.of(actor, frame.code()));
        if (received.isEmpty()) throw PageRefusal.notFound();
        model.addAttribute("signals", received);
        model.addAttribute("now", signals.now());
        model.addAttribute("answering", ClosurePages.answered(received));
        model.addAttribute("askAnswer", forms.view(PassOnSignal.class));
        return "closure/passed-signals";
    }

    @PostMapping(PAGE + "/{id}")
    String passOn(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<PassOnSignal> submission) {
        String upper = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                command -> signals.passOn(actor, upper, id, command),
                command -> "/cases/" + upper + "/signals?done=signals.answer-asked",
                m -> show(actor, code, m));
    }
}
