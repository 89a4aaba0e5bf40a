package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioActors.at;
import static org.akoma.exchange.scenario.ScenarioTime.earlier;
import static org.akoma.exchange.scenario.ScenarioTime.later;
import static org.akoma.exchange.scenario.ScenarioTime.morning;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.akoma.airlock.slips.CareRequests;
import org.akoma.airlock.slips.ConfirmCare;
import org.akoma.enforcement.operations.AddFigure;
import org.akoma.enforcement.operations.AddSite;
import org.akoma.enforcement.operations.Measure;
import org.akoma.enforcement.operations.MoveOperation;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationStatus;
import org.akoma.enforcement.operations.Operations;
import org.akoma.enforcement.operations.PlanOperation;
import org.akoma.enforcement.operations.PublishedFigures;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.reference.PublishedValue;
import org.springframework.stereotype.Component;

/** The police's part of a scenario: the operation, everybody met ({@link ScenarioScreening}), the suspects ({@link ScenarioSuspects}), and what was published. */
@Component
class ScenarioOperation {

    private static final Map<String, Measure> MEASURES = Map.of(
            "children", Measure.CHILDREN,
            "officers", Measure.OFFICERS,
            "arrested", Measure.ARRESTED,
            "referredToCourt", Measure.REFERRED);

    private final Operations operations;
    private final PublishedFigures figures;
    private final ScenarioScreening screening;
    private final ScenarioSuspects suspects;
    private final CareRequests care;

    ScenarioOperation(
            Operations operations,
            PublishedFigures figures,
            ScenarioScreening screening,
            ScenarioSuspects suspects,
            CareRequests care) {
        this.operations = operations;
        this.figures = figures;
        this.screening = screening;
        this.suspects = suspects;
        this.care = care;
    }

    /** @return case code to slip number; it fills while the timeline runs, as the slips are signed */
    Map<String, String> schedule(Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Map<String, String> numbers = new HashMap<>();
        Scenario.Rescue rescue = scenario.rescue();
        Instant planned = morning(rescue.start().minusDays(3));
        if (!timeline.hasCome(planned)) return numbers;
        Actor lead = actors.actor(actors.first(Role.LE_COORDINATOR).code(), planned);
        Operation operation = at(planned, () -> planned(scenario, ids, lead));
        timeline.at(planned.plusSeconds(3_600), () -> confirmed(actors, operation, planned));
        ScenarioRescue context = new ScenarioRescue(scenario, ids, actors, timeline, operation, lead);
        timeline.at(
                earlier(morning(rescue.start()), context.firstMet()),
                () -> move(lead, operation, OperationStatus.RUNNING));
        screening.schedule(context, numbers);
        suspects.schedule(context);
        published(context);
        Instant over = later(
                morning(rescue.end().plusDays(1)), context.lastHandedOver().plusSeconds(60));
        timeline.at(over, () -> move(lead, operation, OperationStatus.CLOSED));
        return numbers;
    }

    private Operation planned(Scenario scenario, ScenarioIds ids, Actor lead) {
        Scenario.Rescue rescue = scenario.rescue();
        operations.plan(
                lead, new PlanOperation(ids.of("operation", rescue.code()), rescue.code(), ScenarioPlan.of(scenario)));
        for (Scenario.Site site : rescue.sites())
            operations.addSite(
                    lead,
                    new AddSite(rescue.code(), site.code(), site.sector() == null ? "OTHER" : site.sector(), null));
        return current(lead, rescue.code());
    }

    /** The police ask, a project manager of care confirms: two persons. */
    private void confirmed(ScenarioActors actors, Operation operation, Instant planned) {
        if (actors.all(Role.PROJECT_MANAGER).isEmpty()) return;
        Actor care = actors.actor(actors.first(Role.PROJECT_MANAGER).code(), planned);
        this.care.confirm(care, new ConfirmCare(operation.id(), null, null, null));
    }

    /** Looked up among all, which leaves no trace: nobody of the scenario has opened it. */
    private Operation current(Actor lead, String code) {
        return operations.list(lead, null, 1_000).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(code + " could not be planned"));
    }

    private void move(Actor lead, Operation planned, OperationStatus to) {
        Operation now = current(lead, planned.code());
        if (now.status().ordinal() + 1 == to.ordinal())
            operations.move(lead, new MoveOperation(now.code(), now.version(), to));
    }

    private void published(ScenarioRescue t) {
        Instant when = morning(t.scenario().rescue().end().plusDays(1));
        for (Scenario.Figure figure : t.scenario().rescue().figures())
            figure.values().forEach((what, text) -> {
                Optional<PublishedValue> value = PublishedValue.parse(text);
                Measure measure = MEASURES.get(what);
                if (measure != null && value.isPresent() && AddFigure.isSource(figure.source()))
                    t.timeline()
                            .at(
                                    when,
                                    () -> figures.add(
                                            t.lead(),
                                            new AddFigure(
                                                    t.operation().code(),
                                                    figure.source(),
                                                    null,
                                                    measure,
                                                    value.get(),
                                                    null)));
            });
    }
}
