package org.akoma.protection.assessment;

import java.util.List;
import java.util.Map;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileDecidable;
import org.akoma.protection.cases.ProposalForm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What two people decide of the best interests and of a plan: that a panel sat, and that a goal is dropped. */
@Configuration(proxyBeanMethods = false)
class AssessmentDecisions {

    @Bean
    Decidable decidedPanels(BestInterests bestInterests, CaseFiles files, Decisions decisions, PanelDetails panels) {
        return new FileDecidable(
                BestInterests.PANEL,
                "/best-interests",
                List.of("members", "professions", "answer", "toCountry", "determined", "minutes", "minutesDocument"),
                files,
                decisions,
                bestInterests::confirm,
                (actor, file, decision) -> {},
                panels::of);
    }

    @Bean
    Decidable decidedDrops(Plans plans, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                Plans.DROP,
                "/plan",
                List.of("aim", "met"),
                files,
                decisions,
                plans::decideDrop,
                (actor, file, decision) -> {});
    }

    @Bean
    Decidable decidedReviews(PlanReviews reviews, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                PlanReviews.KIND,
                "/plan",
                List.of("changes"),
                files,
                decisions,
                reviews::decide,
                (actor, file, decision) -> {});
    }

    /** The panel and what it weighed are in the record. */
    @Bean
    ProposalForm panelForm(BestInterestsStore weighings) {
        return ProposalForm.of(BestInterests.PANEL)
                .naming(Map.of("determined", "decision"))
                .filled((file, taken, typed) -> panel(weighings, file, taken, typed));
    }

    private static void panel(BestInterestsStore weighings, CaseFile file, Decision taken, Map<String, Object> typed) {
        Weighing made = CaseWork.among(weighings.of(file.id()), Weighing::id, taken.subject())
                .orElse(null);
        if (made == null) return;
        typed.put("kind", made.kind());
        ProposalForm.put(typed, "ground", made.ground());
        if (made.answer() != null)
            ProposalForm.put(typed, "answerCountry", made.answer().country());
        ProposalForm.put(typed, "options", made.words().options());
        ProposalForm.put(typed, "childsView", made.words().childsView());
        ProposalForm.put(typed, "dissent", made.words().dissent());
        int n = 0;
        for (Weighing.Member member : made.panel()) {
            n++;
            typed.put("member-" + n, member.who());
            typed.put("profession-" + n, member.profession());
        }
    }
}
