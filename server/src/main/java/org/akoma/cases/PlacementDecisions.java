package org.akoma.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.access.Decidable;
import org.akoma.access.Decision;
import org.akoma.access.Decisions;
import org.akoma.access.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What two people decide about where a child lives and about the way there. */
@Configuration(proxyBeanMethods = false)
class PlacementDecisions {

    private static final String PAGE = "/placement";

    /** What is kept of a home with its proposal; where exactly stays in the record, for those who may read it. */
    static Map<String, @Nullable Object> fields(Placement home, @Nullable String shelter) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", home.kind());
        fields.put("shelter", shelter);
        fields.put("country", home.country());
        fields.put("since", home.since());
        fields.put("moveReason", home.reason());
        return fields;
    }

    @Bean
    Decidable decidedHomes(
            Placements placements,
            PlacementStore store,
            CaseFiles files,
            Decisions decisions,
            ReturnDetails returns,
            DecisionLeads leads) {
        return new FileDecidable(
                        Placements.HOME,
                        PAGE,
                        ShelterMoves.FIELDS,
                        files,
                        decisions,
                        (actor, code, decision, agreed, reason) ->
                                placements.decide(actor, code, decision.subject(), decision.id(), agreed, reason),
                        (actor, file, decision) -> placements.withdrawn(decision.subject()),
                        (file, decision) -> Stream.concat(
                                        words(store, file, decision).stream(), returns.ofHome(file, decision).stream())
                                .toList())
                .led(leads::ofFamily);
    }

    private static List<Shown.Field> words(PlacementStore store, CaseFile file, Decision decision) {
        return store.find(file.id(), decision.subject())
                .map(home -> words(home.words()))
                .orElse(List.of());
    }

    private static List<Shown.Field> words(Placement.Words words) {
        return List.of(
                Shown.Field.text("cases.proposed.address", null, words.address()),
                Shown.Field.text("cases.proposed.withWhom", null, words.withWhom()),
                Shown.Field.code(
                        "cases.proposed.relation",
                        "cases.relation",
                        null,
                        words.relation() == null ? null : words.relation().name()),
                Shown.Field.text("cases.proposed.whyInWords", null, words.whyInWords()));
    }

    @Bean
    Decidable decidedMoves(
            ShelterMoves moves, PlacementStore store, CaseFiles files, Decisions decisions, DecisionLeads leads) {
        return new FileDecidable(
                        ShelterMoves.KIND,
                        PAGE,
                        ShelterMoves.FIELDS,
                        files,
                        decisions,
                        moves::decide,
                        (actor, file, decision) -> moves.reverse(actor, file, decision.subject(), null),
                        (file, decision) -> words(store, file, decision))
                .led(leads::ofMove);
    }

    @Bean
    Decidable decidedCareOrders(CareOrders orders, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                CareOrders.KIND,
                PAGE,
                List.of("kind", "orderedOn"),
                files,
                decisions,
                orders::decide,
                (actor, file, decision) -> {},
                (file, decision) -> List.of(Shown.Field.code(
                        "cases.proposed.document", Shown.ADDRESS, null, orders.address(file, decision))));
    }

    @Bean
    Decidable decidedHomeChanges(
            HomeChanges homes, CaseFiles files, Decisions decisions, ReturnDetails returns, DecisionLeads leads) {
        return new FileDecidable(
                        Placements.HOME_CHANGE,
                        PAGE,
                        List.of("address", "withWhom"),
                        files,
                        decisions,
                        homes::decideChange,
                        (actor, file, decision) -> {},
                        returns::ofChange)
                .led(leads::ofFamily);
    }

    @Bean
    Decidable decidedReturnExceptions(
            ReturnExceptions exceptions, CaseFiles files, Decisions decisions, ReturnDetails returns) {
        return new FileDecidable(
                ReturnExceptions.KIND,
                PAGE,
                List.of("country"),
                files,
                decisions,
                (actor, code, decision, agreed, reason) ->
                        exceptions.decide(actor, code, decision.id(), agreed, reason),
                (actor, file, decision) -> {},
                returns::ofException);
    }

    @Bean
    Decidable decidedBorders(Homecomings homecomings, CaseFiles files, Decisions decisions, ReturnDetails returns) {
        return new FileDecidable(
                Homecomings.KIND,
                "/homecoming",
                List.of("toCountry", "acceptedBy", "acceptedOn", "homeAddress", "escort", "document"),
                files,
                decisions,
                homecomings::decide,
                (actor, file, decision) -> {},
                (file, decision) -> returns.determined(file));
    }

    @Bean
    Decidable decidedJourneys(Journeys journeys, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                Journeys.KIND,
                "/homecoming",
                List.of("escort", "homeAddress"),
                files,
                decisions,
                journeys::decide,
                (actor, file, decision) -> {});
    }

    @Bean
    Decidable decidedResumptions(Resumptions resumptions, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                Resumptions.KIND,
                "/homecoming",
                List.of("homecomingState", "suspendedReason", "suspendedWords", "acceptedBy", "acceptedOn"),
                files,
                decisions,
                resumptions::decide,
                (actor, file, decision) -> {});
    }

    @Bean
    Decidable decidedVerifications(
            Tracings tracings, CaseFiles files, Decisions decisions, ReturnDetails returns, DecisionLeads leads) {
        return new FileDecidable(
                        Tracings.KIND,
                        "/tracing",
                        List.of("verifiedBy", "verifiedOn", "returnSafe", "found", "safety"),
                        files,
                        decisions,
                        tracings::decide,
                        (actor, file, decision) -> {},
                        returns::ofTracing)
                .led(leads::ofFamily);
    }
}
