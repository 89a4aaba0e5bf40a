package org.akoma.protection.overview;

import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The transfer of a file to another structure: asked for by who supervises it, decided by who supervises there. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/transfer")
class TransferPages {

    private final FileShell shell;
    private final Transfers transfers;
    private final WithdrawnProposals takenBack;

    TransferPages(FileShell shell, Transfers transfers, WithdrawnProposals takenBack) {
        this.shell = shell;
        this.transfers = transfers;
        this.takenBack = takenBack;
    }

    @GetMapping
    String ask(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        FileFrame frame = framed(actor, code, model);
        shell.remember(actor, frame);
        return page(actor, frame, takenBack.form(actor, frame.code(), again), model);
    }

    private FileFrame framed(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!actor.may(Verb.CASE_ASSIGN) || frame.byEmergency()) throw PageRefusal.forbidden();
        return frame;
    }

    private String page(Actor actor, FileFrame frame, Form form, Model model) {
        Decision waiting = transfers.waiting(actor, frame.code()).orElse(null);
        model.addAttribute("form", form);
        model.addAttribute("waiting", waiting);
        model.addAttribute("mine", waiting != null && waiting.concerns(actor));
        List<Organisation> receivers = transfers.receivers(actor, frame.code());
        model.addAttribute("receivers", receivers);
        return "overview/transfer";
    }

    @PostMapping
    String propose(Actor actor, @PathVariable String code, Submission<ProposeTransfer> submission, Model model) {
        FileFrame frame = framed(actor, code, model);
        return PageResponses.answer(
                submission,
                command -> transfers.propose(actor, frame.code(), command),
                command -> "/cases/" + frame.code() + "/transfer?done=cases.transfer-proposed",
                m -> page(actor, frame, submission.form(), m));
    }

    @PostMapping("/{id}")
    String decide(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeTransfer.Decide> submission,
            Model model) {
        FileFrame frame = framed(actor, code, model);
        return PageResponses.answer(
                submission,
                input -> transfers.decide(actor, frame.code(), id, input.agreed(), input.reason()),
                input -> input.agreed()
                        ? "/cases/" + frame.code() + "?done=cases.transferred"
                        : "/cases?done=cases.transfer-refused",
                m -> page(actor, frame, submission.form(), m));
    }
}
