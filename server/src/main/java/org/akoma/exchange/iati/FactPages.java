package org.akoma.exchange.iati;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is said of the project to anyone who reads its activity file, and the form that proposes it anew. */
@Controller
class FactPages {

    static final String HERE = "/exchange/project";
    static final String FORM = HERE + "/new";

    private final ProjectFacts facts;
    private final Forms forms;

    FactPages(ProjectFacts facts, Forms forms) {
        this.facts = facts;
        this.forms = forms;
    }

    @GetMapping(HERE)
    String show(Actor actor, Model model) {
        allow(actor);
        FactsVersion confirmed = facts.confirmed(actor).orElse(null);
        FactsVersion waiting = facts.waiting(actor).orElse(null);
        model.addAttribute("confirmed", confirmed);
        model.addAttribute("said", confirmed == null ? List.of() : facts.said(confirmed));
        model.addAttribute("waiting", waiting);
        model.addAttribute("request", waiting == null ? null : facts.request(actor, waiting));
        return "iati/project";
    }

    private static void allow(Actor actor) {
        if (!ProjectFacts.reads(actor)) throw PageRefusal.forbidden();
    }

    /** @param again a proposal that was taken back, to be put right; without it what is confirmed is changed */
    @GetMapping(FORM)
    String ask(Actor actor, @RequestParam(required = false) @Nullable UUID again, Model model) {
        PostedForm.nothing(model);
        return form(actor, again, model);
    }

    private String form(Actor actor, @Nullable UUID again, Model model) {
        allow(actor);
        ProposeFacts before = (again == null ? facts.confirmed(actor) : facts.find(actor, again))
                .map(FactsVersion::facts)
                .orElse(null);
        FormView fresh = forms.fresh(ProposeFacts.class);
        model.addAttribute("ask", before == null ? fresh : filled(fresh, before));
        model.addAttribute(
                "filled",
                before != null && !(model.getAttribute("errors") instanceof List<?> wrong && !wrong.isEmpty()));
        return "iati/project-form";
    }

    @PostMapping(FORM)
    String propose(Actor actor, Submission<ProposeFacts> submission) {
        return Answer.page(
                submission,
                input -> facts.propose(actor, input),
                done -> HERE + "?done=iati.facts-proposed",
                m -> form(actor, null, m));
    }

    private static FormView filled(FormView fresh, ProposeFacts said) {
        FormView view = fresh.prefilled("reporterRef", said.reporterRef())
                .prefilled("reporterName", said.reporterName())
                .prefilled("reporterType", said.reporterType())
                .prefilled("activityCode", said.activityCode())
                .prefilled("titleFr", said.titleFr())
                .prefilled("titleEn", said.titleEn())
                .prefilled("descriptionFr", said.descriptionFr())
                .prefilled("descriptionEn", said.descriptionEn())
                .prefilled("status", said.status())
                .prefilled("plannedStart", said.plannedStart())
                .prefilled("plannedEnd", said.plannedEnd())
                .prefilled("actualStart", said.actualStart())
                .prefilled("actualEnd", said.actualEnd())
                .prefilled("contactName", said.contactName())
                .prefilled("contactNameEn", said.contactNameEn())
                .prefilled("contactEmail", said.contactEmail())
                .prefilled("website", said.website())
                .prefilled("percentCi", said.percentCi())
                .prefilled("percentGh", said.percentGh())
                .prefilled("places", said.places())
                .prefilled("currency", said.currency());
        for (int i = 0; i < said.partners().size(); i++) {
            ProposeFacts.Partner one = said.partners().get(i);
            int n = i + 1;
            view = view.prefilled("name-" + n, one.name())
                    .prefilled("nameEn-" + n, one.nameEn())
                    .prefilled("role-" + n, one.role())
                    .prefilled("type-" + n, one.type())
                    .prefilled("ref-" + n, one.ref());
        }
        for (int i = 0; i < said.sectors().size(); i++) {
            ProposeFacts.Sector one = said.sectors().get(i);
            view = view.prefilled("sector-" + (i + 1), one.sector()).prefilled("percent-" + (i + 1), one.percent());
        }
        for (int i = 0; i < said.budgets().size(); i++) {
            ProposeFacts.Budget one = said.budgets().get(i);
            int n = i + 1;
            view = view.prefilled("from-" + n, one.from())
                    .prefilled("until-" + n, one.until())
                    .prefilled("amount-" + n, Objects.toString(one.amount().toPlainString()));
        }
        for (int i = 0; i < said.targets().size(); i++) {
            ProposeFacts.IndicatorTarget one = said.targets().get(i);
            int n = i + 1;
            view = view.prefilled("indicator-" + n, one.indicator())
                    .prefilled("baseline-" + n, one.baseline())
                    .prefilled("baselineOn-" + n, one.baselineOn())
                    .prefilled("target-" + n, one.target())
                    .prefilled("targetOn-" + n, one.targetOn());
        }
        for (int i = 0; i < said.contacts().size(); i++) {
            ProposeFacts.Contact one = said.contacts().get(i);
            int n = i + 1;
            view = view.prefilled("structure-" + n, one.structure())
                    .prefilled("structureEn-" + n, one.structureEn())
                    .prefilled("town-" + n, one.town())
                    .prefilled("telephone-" + n, one.telephone())
                    .prefilled("mail-" + n, one.mail());
        }
        return view;
    }
}
