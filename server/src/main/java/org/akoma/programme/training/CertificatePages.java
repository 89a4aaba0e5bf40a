package org.akoma.programme.training;

import java.util.List;
import java.util.Locale;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own record, certificates as papers, those that end, and the field checklist. */
@Controller
class CertificatePages {

    private final TrainingSessions sessions;
    private final Certificates certificates;
    private final FieldChecklists checklists;
    private final TrainingPages pages;
    private final CertificatePaper paper;
    private final Forms forms;

    CertificatePages(
            TrainingSessions sessions,
            Certificates certificates,
            FieldChecklists checklists,
            TrainingPages pages,
            CertificatePaper paper,
            Forms forms) {
        this.sessions = sessions;
        this.certificates = certificates;
        this.checklists = checklists;
        this.pages = pages;
        this.paper = paper;
        this.forms = forms;
    }

    @GetMapping("/training/mine")
    String mine(Actor actor, Model model) {
        if (!actor.may(Verb.TRAINING_READ)) throw TrainingPages.nothing();
        PassRule rule = certificates.rule();
        model.addAttribute(
                "all",
                sessions.mine(actor).stream()
                        .map(one -> TrainedPerson.of(
                                one,
                                sessions.find(actor, one.participant().session())
                                        .orElseThrow(),
                                certificates.of(actor, one.participant()),
                                checklists.of(actor, one.participant()),
                                rule))
                        .toList());
        model.addAttribute("today", sessions.today());
        model.addAttribute("good", checklists.good());
        return "training/mine";
    }

    @GetMapping({"/training/certificates/{number}/file", "/api/v1/training/certificates/{number}/file"})
    ResponseEntity<byte[]> file(Actor actor, @PathVariable String number, Locale language) {
        Certificate one = certificates.find(actor, number).orElseThrow(TrainingPages::nothing);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + one.number() + ".pdf\"")
                .body(paper.of(actor, one, language));
    }

    @PostMapping("/training/certificates/{number}/revocation")
    String revoke(Actor actor, @PathVariable String number, Submission<Certificates.RevokeCertificate> submission) {
        Certificate one = certificates.find(actor, number).orElseThrow(TrainingPages::nothing);
        return Answer.page(
                submission,
                input -> certificates.askEnd(actor, number, input),
                now -> "/training/people/" + one.participant() + "?done=training.revocation-asked&session="
                        + sessions.result(actor, one.participant())
                                .map(found -> found.participant().session())
                                .orElse(""),
                model -> pages.personPage(actor, one.participant(), model));
    }

    @GetMapping("/training/refreshers")
    String refreshers(Actor actor, Model model) {
        TrainingPages.keeping(actor);
        List<Certificate> all = certificates.refreshers(actor, 200);
        model.addAttribute("all", all);
        model.addAttribute("today", sessions.today());
        return "training/refreshers";
    }

    @GetMapping("/training/checklists")
    String due(
            Actor actor,
            @RequestParam(defaultValue = "") String session,
            @RequestParam(defaultValue = "") String occasion,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        TrainingPages.keeping(actor);
        model.addAttribute("due", checklists.due(actor));
        model.addAttribute("missed", checklists.missed(actor));
        model.addAttribute("today", sessions.today());
        if (!session.isEmpty()) open(actor, session, occasion, after, model);
        return "training/checklists";
    }

    private void open(Actor actor, String code, String occasion, String after, Model model) {
        TrainingSession session = sessions.find(actor, code).orElseThrow(TrainingPages::nothing);
        FieldChecklist.Occasion wanted = List.of(FieldChecklist.Occasion.values()).stream()
                .filter(one -> one.name().equals(occasion))
                .findFirst()
                .orElseThrow(TrainingPages::nothing);
        List<String> found = checklists.unobserved(actor, session, wanted, after, TrainingPages.LINES + 1);
        model.addAttribute("one", session);
        model.addAttribute("occasion", wanted);
        model.addAttribute("people", found.stream().limit(TrainingPages.LINES).toList());
        model.addAttribute("first", after.isEmpty());
        model.addAttribute("next", found.size() > TrainingPages.LINES ? found.get(TrainingPages.LINES - 1) : null);
    }

    @GetMapping("/training/people/{participant}/checklist")
    String checklist(
            Actor actor,
            @PathVariable String participant,
            @RequestParam(defaultValue = "") String occasion,
            Model model) {
        PostedForm.nothing(model);
        return form(actor, participant, occasion, model);
    }

    @PostMapping("/training/people/{participant}/checklist")
    String observe(Actor actor, @PathVariable String participant, Submission<EnterChecklist> submission) {
        return Answer.page(
                submission,
                input -> checklists.record(actor, participant, input),
                now -> "/training/people/" + participant + "?done=training.checklist-recorded",
                model -> form(actor, participant, "", model));
    }

    private String form(Actor actor, String participant, String occasion, Model model) {
        Results found = sessions.result(actor, participant).orElseThrow(TrainingPages::nothing);
        TrainingPages.keeping(actor);
        model.addAttribute("one", found.participant());
        model.addAttribute("ask", forms.view(EnterChecklist.class).prefilled("occasion", occasion));
        return "training/checklist";
    }
}
