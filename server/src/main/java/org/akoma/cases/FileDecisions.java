package org.akoma.cases;

import java.util.List;
import org.akoma.access.Decidable;
import org.akoma.access.Decisions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What two people decide about the file itself: its end, its return, the age it rests on, a goal of its plan. */
@Configuration(proxyBeanMethods = false)
class FileDecisions {

    @Bean
    Decidable decidedAges(Corrections corrections, CaseFiles files, Decisions decisions, DecisionLeads leads) {
        return new FileDecidable(
                        Corrections.KIND,
                        "/identity/correction",
                        List.of(
                                "sex",
                                "age",
                                "ageEstimated",
                                "birthDate",
                                "ageMethod",
                                "nationality",
                                "country",
                                "sector",
                                "slip"),
                        files,
                        decisions,
                        corrections::decide,
                        (actor, file, decision) -> {})
                .led(leads::ofAge);
    }

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
    Decidable decidedShares(Shares shares, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                Shares.WRITE,
                "/access",
                List.of("grantee", "sections", "until"),
                files,
                decisions,
                shares::decide,
                (actor, file, decision) -> {});
    }

    @Bean
    Decidable decidedClosures(
            Closures closures, CaseFiles files, Decisions decisions, ClosureDetails details, DecisionLeads leads) {
        return new FileDecidable(
                        Closures.KIND,
                        "/closure",
                        List.of("closureCode", "childsView", "caregiversView", "whomToCall", "details"),
                        files,
                        decisions,
                        (actor, code, decision, agreed, reason) -> closures.decide(
                                actor,
                                code,
                                decision.id(),
                                agreed ? Closure.Decision.CLOSED : Closure.Decision.RETURNED,
                                reason),
                        (actor, file, decision) -> closures.withdrawn(file, decision.subject()),
                        details::ofClosure)
                .led(leads::ofClosure);
    }

    @Bean
    Decidable decidedReopenings(Reopenings reopenings, CaseFiles files, Decisions decisions, ClosureDetails details) {
        return new FileDecidable(
                Reopenings.KIND,
                "/closure",
                List.of(),
                files,
                decisions,
                (actor, code, decision, agreed, reason) ->
                        reopenings.decide(actor, code, decision.id(), agreed, reason),
                (actor, file, decision) -> reopenings.withdrawn(file, decision.subject()),
                details::ofReopening);
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
}
