package org.akoma.protection.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Prefill;
import org.akoma.protection.cases.Versioned;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page on which what was registered of a child is put right, and the corrections made before. */
@Controller
class CorrectionPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/identity/correction";

    private final FileShell shell;
    private final Corrections corrections;
    private final PersonCodes people;
    private final CodeLists lists;
    private final Formats words;
    private final Clock clock;
    private final WithdrawnProposals takenBack;

    CorrectionPages(
            FileShell shell,
            Corrections corrections,
            PersonCodes people,
            CodeLists lists,
            Formats words,
            Clock clock,
            WithdrawnProposals takenBack) {
        this.shell = shell;
        this.corrections = corrections;
        this.people = people;
        this.lists = lists;
        this.words = words;
        this.clock = clock;
        this.takenBack = takenBack;
    }

    @GetMapping(PAGE)
    String ask(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        Corrections.Registered held = held(actor, frame);
        Map<String, @Nullable Object> known = new LinkedHashMap<>(held.now().fields());
        takenBack.typed(actor, frame.code(), again).forEach(known::put);
        return page(actor, frame, held, Prefill.with(known), held.version(), model);
    }

    private Corrections.Registered held(Actor actor, FileFrame frame) {
        if (!frame.worksOnIt() || frame.least()) throw FileShell.notFound();
        return corrections.read(actor, frame.code()).orElseThrow(FileShell::notFound);
    }

    private String page(
            Actor actor, FileFrame frame, Corrections.Registered held, Form form, int version, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("writes", actor.may(Verb.CHILD_WRITE) && frame.mayWrite(Section.IDENTITY));
        model.addAttribute("version", version);
        model.addAttribute("waiting", held.waiting());
        List<UUID> authors =
                held.corrections().stream().map(Correction::recordedBy).toList();
        Map<UUID, String> codes = people.of(actor, authors);
        model.addAttribute(
                "corrections",
                held.corrections().stream()
                        .map(one -> CorrectionRow.of(one, codes, words))
                        .toList());
        return "identity/correction";
    }

    @PostMapping(PAGE)
    String correct(Actor actor, @PathVariable String code, PostedForm posted, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!actor.may(Verb.CHILD_WRITE)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        Form form = posted.form();
        Integer version = form.integer("version", 1, Integer.MAX_VALUE);
        CorrectRegistration command = CorrectionForm.read(form, lists, version, LocalDate.now(clock));
        Corrections.Registered held = held(actor, frame);
        if (command == null) return posted.again(m -> page(actor, frame, held, form, version == null ? 0 : version, m));
        Outcome<Corrections.Registered> outcome = corrections.correct(actor, frame.code(), command);
        int next = PageResponses.next(
                posted, versioned(outcome), command.wanted(), command.version(), Particulars::fields);
        return PageResponses.answer(
                posted,
                outcome,
                "/cases/" + frame.code() + "/identity?done=cases." + (waits(outcome, held) ? "age-asked" : "corrected"),
                m -> page(actor, frame, held, form, next, m));
    }

    /** Whether it was asked for only: what is registered is as it was. */
    private static boolean waits(Outcome<Corrections.Registered> outcome, Corrections.Registered before) {
        return outcome instanceof Outcome.Done<Corrections.Registered>(var now) && now.version() == before.version();
    }

    private static Outcome<Versioned<Particulars>> versioned(Outcome<Corrections.Registered> outcome) {
        return outcome instanceof Outcome.Stale<Corrections.Registered>(var theirs, var fields)
                ? new Outcome.Stale<>(new Versioned<>(theirs.now(), theirs.version()), fields)
                : new Outcome.NotFound<>();
    }
}
