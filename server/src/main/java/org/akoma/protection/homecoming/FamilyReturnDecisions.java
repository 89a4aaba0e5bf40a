package org.akoma.protection.homecoming;

import java.util.List;
import java.util.Map;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decisions;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.FileDecidable;
import org.akoma.protection.cases.ProposalForm;
import org.akoma.protection.identity.FamilyLeads;
import org.akoma.protection.placement.KnownDangers;
import org.akoma.protection.placement.ReturnExceptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What two people decide about tracing, the way home, and what a return lacks. */
@Configuration(proxyBeanMethods = false)
class FamilyReturnDecisions {

    @Bean
    Decidable decidedReturnExceptions(
            ReturnExceptions exceptions,
            CaseFiles files,
            Decisions decisions,
            ReturnDetails returns,
            KnownDangers dangers) {
        return new FileDecidable(
                        ReturnExceptions.KIND,
                        "/placement",
                        List.of("country"),
                        files,
                        decisions,
                        (actor, code, decision, agreed, reason) ->
                                exceptions.decide(actor, code, decision.id(), agreed, reason),
                        (actor, file, decision) -> {},
                        returns::ofException)
                .led(dangers::of);
    }

    @Bean
    Decidable decidedBorders(
            FamilyReturns familyReturns,
            CaseFiles files,
            Decisions decisions,
            ReturnDetails returns,
            KnownDangers dangers) {
        return new FileDecidable(
                        FamilyReturns.KIND,
                        "/homecoming",
                        List.of("toCountry", "acceptedBy", "acceptedOn", "homeAddress", "escort", "document"),
                        files,
                        decisions,
                        familyReturns::decide,
                        (actor, file, decision) -> {},
                        (file, decision) -> returns.determined(file))
                .led(dangers::of);
    }

    @Bean
    Decidable decidedJourneys(Journeys journeys, CaseFiles files, Decisions decisions, KnownDangers dangers) {
        return new FileDecidable(
                        Journeys.KIND,
                        "/homecoming",
                        List.of("escort", "homeAddress"),
                        files,
                        decisions,
                        journeys::decide,
                        (actor, file, decision) -> {})
                .led(dangers::of);
    }

    @Bean
    Decidable decidedResumptions(Resumptions resumptions, CaseFiles files, Decisions decisions, KnownDangers dangers) {
        return new FileDecidable(
                        Resumptions.KIND,
                        "/homecoming",
                        List.of("homecomingState", "suspendedReason", "suspendedWords", "acceptedBy", "acceptedOn"),
                        files,
                        decisions,
                        resumptions::decide,
                        (actor, file, decision) -> {})
                .led(dangers::of);
    }

    @Bean
    Decidable decidedVerifications(
            Tracings tracings,
            CaseFiles files,
            Decisions decisions,
            ReturnDetails returns,
            FamilyLeads leads,
            KnownDangers dangers) {
        return new FileDecidable(
                        Tracings.KIND,
                        "/tracing",
                        List.of("verifiedBy", "verifiedOn", "returnSafe", "found", "safety"),
                        files,
                        decisions,
                        tracings::decide,
                        (actor, file, decision) -> {},
                        returns::ofTracing)
                .led(dangers.before(leads::ofFamily));
    }

    @Bean
    ProposalForm exceptionForm() {
        return ProposalForm.of(ReturnExceptions.KIND)
                .asking("exceptionReason")
                .naming(Map.of("country", "exceptionCountry"));
    }

    @Bean
    ProposalForm tracingForm() {
        return ProposalForm.of(Tracings.KIND)
                .filled((file, taken, typed) -> typed.put("status", Tracing.Status.VERIFIED));
    }

    @Bean
    ProposalForm homecomingForm() {
        return ProposalForm.of(FamilyReturns.KIND)
                .filled((file, taken, typed) -> typed.put("state", FamilyReturn.State.ACCEPTED));
    }

    @Bean
    ProposalForm resumptionForm() {
        return ProposalForm.of(Resumptions.KIND).naming(Map.of("homecomingState", "state"));
    }
}
