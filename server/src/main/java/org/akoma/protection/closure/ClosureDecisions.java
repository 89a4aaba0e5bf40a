package org.akoma.protection.closure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decisions;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.FileDecidable;
import org.akoma.protection.cases.ProposalForm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What two people decide about the end of a file: that it is closed, and opened again. */
@Configuration(proxyBeanMethods = false)
class ClosureDecisions {

    @Bean
    Decidable decidedClosures(
            Closures closures, CaseFiles files, Decisions decisions, ClosureDetails details, ClosureLeads leads) {
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
    Decidable decidedSignals(ReceivedSignals signals, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                        ReceivedSignals.KIND,
                        "/closure",
                        List.of(),
                        files,
                        decisions,
                        (actor, code, decision, agreed, reason) ->
                                signals.decide(actor, code, decision, agreed, reason),
                        (actor, file, decision) -> {},
                        signals::said)
                .needing(Set.of("why"));
    }

    @Bean
    ProposalForm closureForm() {
        return ProposalForm.of(Closures.KIND).naming(Map.of("closureCode", "code"));
    }
}
