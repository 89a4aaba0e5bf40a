package org.akoma.protection.placement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.FileDecidable;
import org.akoma.protection.cases.ProposalForm;
import org.akoma.protection.identity.FamilyLeads;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What two people decide about where a child lives and about the way there. */
@Configuration(proxyBeanMethods = false)
class PlacementDecisions {

    private static final String PAGE = "/placement";
    private static final String SHELTER = "cases.proposed.shelter";
    private static final Map<String, String> TYPED = Map.of("moveReason", "reason");

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
            ReturnShown returns,
            FamilyLeads leads,
            KnownDangers dangers,
            Shelters shelters) {
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
                .led(dangers.before(leads::ofFamily))
                .named((actor, field) -> withNames(actor, field, shelters));
    }

    /** A shelter is kept by its code; who decides reads its name as well. */
    private static Shown.Field withNames(Actor actor, Shown.Field field, Shelters shelters) {
        return field.label().equals(SHELTER)
                ? new Shown.Field(
                        SHELTER, null, called(actor, field.before(), shelters), called(actor, field.after(), shelters))
                : field;
    }

    private static List<Object> called(Actor actor, List<Object> codes, Shelters shelters) {
        return codes.stream()
                .<Object>map(code -> shelters.find(code.toString())
                        .map(one -> shelters.called(actor, one))
                        .orElse(code.toString()))
                .toList();
    }

    private static List<Shown.Field> words(PlacementStore store, CaseFile file, Decision decision) {
        return store.find(file.id(), decision.subject())
                .map(home -> words(home.words()))
                .orElse(List.of());
    }

    private static List<Shown.Field> words(Placement.SealedText words) {
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
            ShelterMoves moves,
            PlacementStore store,
            CaseFiles files,
            Decisions decisions,
            MoveLeads leads,
            Shelters shelters) {
        return new FileDecidable(
                        ShelterMoves.KIND,
                        PAGE,
                        ShelterMoves.FIELDS,
                        files,
                        decisions,
                        moves::decide,
                        (actor, file, decision) -> moves.reverse(actor, file, decision.subject(), null),
                        (file, decision) -> words(store, file, decision))
                .led(leads::ofMove)
                .kept(decision -> moves.kept(decision.subject()))
                .named((actor, field) -> withNames(actor, field, shelters));
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
            HomeChanges homes,
            CaseFiles files,
            Decisions decisions,
            ReturnShown returns,
            FamilyLeads leads,
            KnownDangers dangers) {
        return new FileDecidable(
                        Placements.HOME_CHANGE,
                        PAGE,
                        List.of("address", "withWhom"),
                        files,
                        decisions,
                        homes::decideChange,
                        (actor, file, decision) -> {},
                        returns::ofChange)
                .typedAt("/placement/%s/home")
                .led(dangers.before(leads::ofFamily));
    }

    @Bean
    ProposalForm homeForm(ProposedHome home) {
        return ProposalForm.of(Placements.HOME).naming(TYPED).filled(home);
    }

    @Bean
    ProposalForm moveForm(ProposedHome home) {
        return ProposalForm.of(ShelterMoves.KIND).naming(TYPED).filled(home);
    }
}
