package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.later;
import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.SearchStep;
import org.akoma.protection.placement.Searches;
import org.akoma.protection.record.DecideVictimStatus;
import org.akoma.protection.record.VictimStatuses;
import org.springframework.stereotype.Component;

/** The acts on one child's file after registration: what is written at first, assessment and plan, where the child lives, whether it was lost. */
@Component
class ScenarioCare {

    private final ScenarioIntake intake;
    private final ScenarioPlans plans;
    private final ScenarioPlacements homes;
    private final VictimStatuses victims;
    private final Searches searches;

    ScenarioCare(
            ScenarioIntake intake,
            ScenarioPlans plans,
            ScenarioPlacements homes,
            VictimStatuses victims,
            Searches searches) {
        this.intake = intake;
        this.plans = plans;
        this.homes = homes;
        this.victims = victims;
        this.searches = searches;
    }

    /** Tells what was done for the child; it is done when the timeline runs. */
    void schedule(Scenario scenario, Scenario.Child child, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Actor worker = actors.actor(child.worker(), child.registeredAt());
        Actor supervisor = actors.actor(
                ScenarioProvisioning.supervisorOf(scenario, child.worker()).code(), child.registeredAt());
        Steps steps = new Steps(child, ids, worker, supervisor, timeline);
        intake.schedule(steps);
        homes.shelter(scenario, steps);
        confirm(scenario, steps);
        plans.schedule(steps);
        homes.leave(scenario, steps);
        lose(steps);
    }

    /** What one child's steps need, again and again. {@link #at} only puts a step on the timeline: what the step reads from facades belongs inside its work. */
    record Steps(Scenario.Child child, ScenarioIds ids, Actor worker, Actor supervisor, Timeline timeline) {
        String code() {
            return child.code();
        }

        java.util.UUID id(String kind) {
            return ids.of(kind, child.code());
        }

        <T> void at(Instant when, String what, Supplier<Outcome<T>> work) {
            timeline.at(when, code(), what, work);
        }

        /** Reports that a record of the child was changed, once its moment has come. */
        void otherwise(Instant when, String what) {
            if (timeline.hasCome(when)) timeline.otherwise(code() + " " + what);
        }

        /** The timeline has the clock. */
        <T> void at(Clock clock, Instant when, String what, Supplier<Outcome<T>> work) {
            at(when, what, work);
        }
    }

    private void confirm(Scenario scenario, Steps s) {
        LocalDate day = scenario.rescue().end().plusDays(1);
        Instant when = later(noon(day), s.child().registeredAt());
        s.at(
                when,
                "victim status",
                () -> victims.decide(
                        s.supervisor(),
                        s.code(),
                        new DecideVictimStatus(
                                s.id("victim"),
                                CaseFile.VictimStatus.CONFIRMED_VICTIM,
                                decidedBy(scenario, s.supervisor().organisation()),
                                LocalDate.ofInstant(when, ZoneOffset.UTC),
                                Placeholders.INDICATORS_MET)));
    }

    /** The kind of structure that decided, as HTCDS names it. */
    private static String decidedBy(Scenario scenario, String structure) {
        Organisation.Kind kind = scenario.structures().stream()
                .filter(one -> one.code().equals(structure))
                .map(Scenario.Structure::kind)
                .findFirst()
                .orElse(Organisation.Kind.OTHER);
        return switch (kind) {
            case LAW_ENFORCEMENT -> "Police";
            case NGO -> "NGO";
            case CENTRAL_GOVERNMENT, LOCAL_GOVERNMENT -> "NonPoliceGovernmentalOrganization";
            case INTERGOVERNMENTAL, PROVIDER, OTHER -> "Other";
        };
    }

    private void lose(Steps s) {
        Instant flagged = s.child().lostFlaggedAt();
        if (flagged == null) return;
        s.at(
                flagged,
                "lost",
                () -> searches.step(
                        s.worker(),
                        s.code(),
                        s.id("lost"),
                        SearchStep.Step.FLAGGED,
                        new SearchStep.SealedText(s.child().lostOn(), Placeholders.NO_NEWS)));
    }
}
