package org.akoma.protection.assessment;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a child's best interests are weighed. */
@Controller
class BestInterestsPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/best-interests";

    /** Members whom the page asks for. */
    private static final int ROWS = 5;

    private final FileShell shell;
    private final BestInterests bestInterests;
    private final PanelSignatures signatures;
    private final PersonCodes people;
    private final Policies policies;
    private final Formats words;
    private final WithdrawnProposals takenBack;
    private final Forms forms;

    BestInterestsPages(
            FileShell shell,
            BestInterests bestInterests,
            PanelSignatures signatures,
            PersonCodes people,
            Policies policies,
            Formats words,
            WithdrawnProposals takenBack,
            Forms forms) {
        this.shell = shell;
        this.bestInterests = bestInterests;
        this.signatures = signatures;
        this.people = people;
        this.policies = policies;
        this.words = words;
        this.takenBack = takenBack;
        this.forms = forms;
    }

    @GetMapping(PAGE)
    String page(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        PostedForm.empty(model, takenBack.form(actor, code, again));
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<Weighing> all = PageResponses.read(bestInterests.of(actor, file.code()));
        model.addAttribute("weighings", all);
        List<PanelSignature> signed = PageResponses.read(signatures.of(actor, file.code()));
        Map<UUID, String> codes = people.of(
                actor,
                Stream.concat(
                                all.stream().map(Weighing::author),
                                signed.stream().map(PanelSignature::person))
                        .toList());
        model.addAttribute("people", codes);
        model.addAttribute("signed", signedBy(signed, codes));
        model.addAttribute("panels", bestInterests.panels(actor, file.code()));
        model.addAttribute("myself", actor.code());
        model.addAttribute("ask", forms.view(WeighBestInterests.Input.class));
        model.addAttribute("professions", List.of(Weighing.Profession.values()));
        model.addAttribute("rows", ROWS);
        model.addAttribute("papers", papers(actor, file.code()));
        model.addAttribute("members", policies.count("bid-panel.min"));
        model.addAttribute("writes", actor.may(Verb.CASE_WRITE) && frame.writes(Section.NOTES));
        return "assessment/best-interests";
    }

    private Map<String, String> papers(Actor actor, String code) {
        Map<String, String> papers = new LinkedHashMap<>();
        bestInterests
                .papers(actor, code)
                .forEach(paper -> papers.put(
                        paper.id().toString(),
                        words.code("attachment-kind", paper.kind()) + ", " + words.moment(paper.addedAt())));
        return papers;
    }

    /** When each member signed, by the weighing and the member's code in capitals. */
    private static Map<UUID, Map<String, Instant>> signedBy(List<PanelSignature> all, Map<UUID, String> codes) {
        Map<UUID, Map<String, Instant>> signed = new HashMap<>();
        for (PanelSignature one : all) {
            String by = codes.get(one.person());
            if (by != null)
                signed.computeIfAbsent(one.weighing(), w -> new HashMap<>()).put(by.toUpperCase(Locale.ROOT), one.at());
        }
        return signed;
    }

    @PostMapping(PAGE + "/{id}/signature")
    String sign(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                posted,
                signatures.sign(actor, file, id),
                "/cases/" + file + "/best-interests?done=cases.panel-signed",
                m -> show(actor, code, m));
    }

    @PostMapping(PAGE)
    String weigh(Actor actor, @PathVariable String code, Submission<WeighBestInterests.Input> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                input -> bestInterests.weigh(actor, file, input.command()),
                input -> "/cases/" + file + "/best-interests?done=cases.weighed",
                m -> show(actor, code, m));
    }
}
