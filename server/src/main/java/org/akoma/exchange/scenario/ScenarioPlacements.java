package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.exchange.scenario.ScenarioCare.Steps;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.FamilyReturns;
import org.akoma.protection.homecoming.PlanReturn;
import org.akoma.protection.placement.PlaceChild;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.Placements;
import org.akoma.protection.placement.ReturnExceptions;
import org.akoma.protection.placement.ShelterMoves;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a child of a scenario lives: first a shelter, then, when one is found, a family; across a border with the journey. */
@Component
class ScenarioPlacements {

    private final Placements placements;
    private final ShelterMoves moves;
    private final ReturnExceptions exceptions;
    private final FamilyReturns familyReturns;

    ScenarioPlacements(
            Placements placements, ShelterMoves moves, ReturnExceptions exceptions, FamilyReturns familyReturns) {
        this.placements = placements;
        this.moves = moves;
        this.exceptions = exceptions;
        this.familyReturns = familyReturns;
    }

    void shelter(Scenario scenario, Steps s) {
        String shelter = s.child().shelter();
        LocalDate since = s.child().shelterFrom();
        if (shelter == null || since == null) return;
        Instant when = ScenarioTime.later(ScenarioTime.noon(since), s.child().registeredAt());
        s.at(
                when,
                "shelter",
                () -> placements.place(
                        s.worker(),
                        s.code(),
                        new PlaceChild(
                                s.id("stay"),
                                Placement.Kind.SHELTER,
                                shelter,
                                scenario.countryOf(shelter),
                                since,
                                null,
                                null,
                                words())));
        s.at(when.plusSeconds(60), "shelter confirmed", () -> confirmed(s));
    }

    /** A first night in another structure's shelter is confirmed by the supervisor; one in the own structure's needs nobody. */
    private Outcome<UUID> confirmed(Steps s) {
        UUID stay = s.id("stay");
        moves.of(s.supervisor(), s.code(), stay)
                .ifPresent(asked -> moves.decide(s.supervisor(), s.code(), asked, true, null));
        return new Outcome.Done<>(stay);
    }

    /** Proposed by the worker and approved by the supervisor on the day; who stays in residential care stays where they are. */
    void leave(Scenario scenario, Steps s) {
        String care = s.child().care();
        LocalDate day = s.child().placedOn();
        if (care == null
                || day == null
                || s.child().shelterUntil() == null && s.child().shelter() != null) return;
        String country = s.child().destination();
        Instant when = ScenarioTime.noon(day);
        PlaceChild home = new PlaceChild(
                s.id("home"),
                Placement.Kind.valueOf(care),
                null,
                country,
                day,
                Placement.Kind.valueOf(care).isFamily()
                        ? Placement.Reason.REUNIFICATION
                        : Placement.Reason.BETTER_SUITED,
                null,
                words());
        boolean abroad = !country.equals(scenario.countryOf(s.child().shelter()));
        if (abroad) depart(scenario, s, country, day);
        if (home.kind().isFamily()) except(s, country, when.minusSeconds(60));
        s.at(when, "home", () -> placements.place(s.worker(), s.code(), home));
        if (Placement.Kind.valueOf(care).needsApproval())
            s.at(
                    when.plusSeconds(60),
                    "home approval",
                    () -> placements.decide(s.supervisor(), s.code(), s.id("home"), true, null));
        if (abroad) leaveFor(s, country, day);
        if (abroad) arrive(s, country, day);
    }

    /** A scenario knows no verified family and no weighing of best interests: two people decide that the child was returned nevertheless. */
    private void except(Steps s, String country, Instant when) {
        s.otherwise(
                when,
                "return: given without a verified family and without the best interests weighed; taken as a return by"
                        + " exception, decided by two people");
        s.at(
                when,
                "return exception",
                () -> exceptions.of(s.worker(), s.code()).stream()
                        .findFirst()
                        .<Outcome<Decision>>map(Outcome.Done::new)
                        .orElseGet(() -> exceptions.ask(s.worker(), s.code(), country, Placeholders.BEFORE_THE_RULES)));
        s.at(
                when.plusSeconds(30),
                "return exception agreed",
                () -> exceptions.decide(
                        s.supervisor(),
                        s.code(),
                        exceptions.of(s.supervisor(), s.code()).getFirst().id(),
                        true,
                        Placeholders.BEFORE_THE_RULES));
    }

    /** A scenario names no letter of acceptance: the child-protection authority of the country is taken to have given it by the day of departure. */
    private void depart(Scenario scenario, Steps s, String country, LocalDate day) {
        String authority = scenario.structures().stream()
                .filter(one -> one.country().equals(country) && one.kind() == Organisation.Kind.CENTRAL_GOVERNMENT)
                .map(Scenario.Structure::code)
                .findFirst()
                .orElse(country);
        Instant when = ScenarioTime.noon(day).minusSeconds(3 * 3_600);
        s.at(
                when,
                "journey",
                () -> familyReturns.plan(
                        s.worker(),
                        s.code(),
                        way(s, null, country, FamilyReturn.State.PLANNED, null, null, null, null)));
        s.otherwise(
                when,
                "journey: given without the letter of acceptance; taken as accepted by " + authority
                        + ", confirmed by two people");
        s.at(
                when,
                "acceptance",
                () -> familyReturns.acceptedBefore(
                        s.worker(),
                        s.code(),
                        way(s, 1, country, FamilyReturn.State.ACCEPTED, authority, day, null, null),
                        Placeholders.NO_LETTER));
        s.at(
                when.plusSeconds(30),
                "acceptance confirmed",
                () -> familyReturns.confirm(s.supervisor(), s.code(), s.id("journey")));
    }

    /** Once the home in that country is agreed to. */
    private void leaveFor(Steps s, String country, LocalDate day) {
        s.at(
                ScenarioTime.noon(day).plusSeconds(90),
                "departure",
                () -> familyReturns.plan(
                        s.worker(), s.code(), way(s, 2, country, FamilyReturn.State.DEPARTED, null, null, day, null)));
    }

    private void arrive(Steps s, String country, LocalDate day) {
        Integer hours = s.child().arrivalHours();
        if (hours == null) return;
        Instant arrived = day.atStartOfDay().toInstant(java.time.ZoneOffset.UTC).plusSeconds(hours * 3_600L);
        Instant when = ScenarioTime.later(arrived, ScenarioTime.noon(day).plusSeconds(120));
        s.at(
                when,
                "arrival",
                () -> familyReturns.plan(
                        s.worker(),
                        s.code(),
                        way(s, 3, country, FamilyReturn.State.ARRIVED, null, null, null, arrived)));
    }

    private static PlanReturn way(
            Steps s,
            @Nullable Integer version,
            String country,
            FamilyReturn.State state,
            @Nullable String acceptedBy,
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate departedOn,
            @Nullable Instant arrived) {
        return new PlanReturn(
                s.id("journey"),
                version,
                country,
                null,
                state,
                acceptedBy,
                acceptedOn,
                departedOn,
                arrived,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
    }

    private static Placement.SealedText words() {
        return new Placement.SealedText(null, null, null, null);
    }
}
