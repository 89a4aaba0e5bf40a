package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.morning;
import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decisions;
import org.akoma.protection.alerts.Alert;
import org.akoma.protection.alerts.AlertAction;
import org.akoma.protection.alerts.Alerts;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.closure.Closure;
import org.akoma.protection.closure.Closures;
import org.akoma.protection.closure.RequestClosure;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.handover.AcceptedHandovers;
import org.akoma.protection.handover.HandoverPlans;
import org.akoma.protection.handover.Handovers;
import org.akoma.protection.handover.ProposeHandover;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The hand-overs of a scenario, and the files that were closed before them. The child's supervisor proposes after the answer to the transfer was heard; an
 * authority with people in the scenario answers by them, others in writing. An answer without a day is taken as given on the day of the ceremony. Who could
 * not be asked is handed over by the minimum, which the data protection officer agrees to.
 */
@Component
@Order(110)
class ScenarioHandover implements ScenarioSection {

    private static final Set<String> OUTCOMES = Set.of("TRANSFER", "CLOSED_BEFORE_HANDOVER");
    private static final Set<String> STATES =
            Set.of("ACCEPTED", "AWAITING_ACCEPTANCE", "BLOCKED_NO_CONSENT", "RETURNED_INCOMPLETE");
    private static final Set<String> CONSENTS = Set.of("GIVEN", "REFUSED", "WITHDRAWN", "NOT_OBTAINABLE");
    private static final int DAYS_TO_ANSWER = 11;
    /** What a scenario calls missing, by the point of the checklist. */
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("currentPlan", "PLAN"),
            Map.entry("risk", "RISK"),
            Map.entry("lastVisitWithin30Days", "LAST_VISIT"),
            Map.entry("currentAddress", "ADDRESS"),
            Map.entry("csiWithin90Days", "CSI"),
            Map.entry("educationStatus", "EDUCATION"),
            Map.entry("openServices", "SERVICES"),
            Map.entry("legalStatus", "LEGAL"),
            Map.entry("medicalSummary", "MEDICAL"),
            Map.entry("consents", "CONSENT"),
            Map.entry("alerts", "ALERTS"),
            Map.entry("childsView", "CHILDS_VIEW"),
            Map.entry("keyDates", "KEY_DATES"));

    private final Handovers handovers;
    private final AcceptedHandovers acceptedHandovers;
    private final HandoverPlans plans;
    private final Closures closures;
    private final Alerts alerts;
    private final ScenarioIntake intake;

    ScenarioHandover(
            Handovers handovers,
            AcceptedHandovers acceptedHandovers,
            HandoverPlans plans,
            Closures closures,
            Alerts alerts,
            ScenarioIntake intake) {
        this.handovers = handovers;
        this.acceptedHandovers = acceptedHandovers;
        this.plans = plans;
        this.closures = closures;
        this.alerts = alerts;
        this.intake = intake;
    }

    private record One(
            String child,
            String to,
            LocalDate proposedOn,
            String consent,
            String status,
            @Nullable LocalDate answeredOn,
            @Nullable LocalDate jointVisitOn,
            List<String> lacks) {}

    private record Closed(String child, LocalDate on, Closure.Code code) {}

    private record Plan(
            @Nullable LocalDate ceremonyOn,
            @Nullable LocalDate endsOn,
            @Nullable LocalDate overlapUntil) {}

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        ScenarioNode node = all.part("handover");
        LocalDate ceremony = node.date("ceremonyOn");
        List<One> read = new ArrayList<>();
        List<Closed> closed = new ArrayList<>();
        LocalDate overlap = null;
        for (ScenarioNode one : node.each("cases")) {
            String child = one.requiredChoice("child", scenario.childCodes());
            String outcome = one.requiredChoice("outcome", OUTCOMES);
            if (child == null || outcome == null) continue;
            if (outcome.equals("TRANSFER")) {
                One transfer = transfer(one, child, ceremony, scenario);
                if (transfer != null) read.add(transfer);
                LocalDate until = one.date("overlapUntil");
                if (until != null && (overlap == null || until.isAfter(overlap))) overlap = until;
            } else closed(one, child, closed);
        }
        String end = all.node().at("/meta/asOf/projectEnd").asString("");
        Plan plan = new Plan(ceremony, end.matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(end) : null, overlap);
        return (whole, ids, actors, timeline) -> schedule(read, closed, plan, whole, ids, actors, timeline);
    }

    private static @Nullable One transfer(
            ScenarioNode node, String child, @Nullable LocalDate ceremony, Scenario scenario) {
        String to = node.requiredChoice("receiver", scenario.structureCodes());
        LocalDate proposed = node.requiredDate("proposedOn");
        String consent = node.requiredChoice("consentToTransfer", CONSENTS);
        String status = node.requiredChoice("status", STATES);
        LocalDate accepted = node.date("acceptedOn");
        LocalDate returned = node.date("returnedOn");
        LocalDate joint = node.date("jointVisitOn");
        if (to == null || proposed == null || consent == null || status == null) return null;
        LocalDate undated =
                ceremony != null && !ceremony.isBefore(proposed) ? ceremony : proposed.plusDays(DAYS_TO_ANSWER);
        LocalDate answered = switch (status) {
            case "ACCEPTED" -> accepted == null ? undated : accepted;
            case "RETURNED_INCOMPLETE" -> returned == null ? undated : returned;
            default -> null;
        };
        if (answered != null && answered.isBefore(proposed))
            node.wrong("acceptedOn", answered.toString(), "exchange.story-order", "");
        return new One(
                child,
                to,
                proposed,
                consent,
                status,
                answered,
                joint,
                node.texts("missing").stream()
                        .map(PARTS::get)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static void closed(ScenarioNode node, String child, List<Closed> closed) {
        LocalDate on = node.requiredDate("closedOn");
        String code = node.choice(
                "closureReason",
                java.util.Arrays.stream(Closure.Code.values()).map(Enum::name).toList());
        if (on != null) closed.add(new Closed(child, on, Closure.Code.valueOf(code == null ? "OTHER" : code)));
    }

    private void schedule(
            List<One> all,
            List<Closed> closed,
            Plan plan,
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors actors,
            Timeline timeline) {
        if (all.isEmpty() && closed.isEmpty()) return;
        Map<String, Scenario.Child> children = new LinkedHashMap<>();
        scenario.children().forEach(child -> children.put(child.code(), child));
        all.stream()
                .map(One::proposedOn)
                .min(LocalDate::compareTo)
                .ifPresent(first -> plan(plan, first, ids, actors, timeline));
        for (One one : all) {
            Scenario.Child child = children.get(one.child());
            if (child != null) new FileHandover(one, child, scenario, ids, actors, timeline).schedule();
        }
        for (Closed one : closed) {
            Scenario.Child child = children.get(one.child());
            if (child != null) close(one, child, scenario, ids, actors, timeline);
        }
    }

    private void plan(Plan plan, LocalDate first, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        if (actors.all(Role.PROJECT_MANAGER).isEmpty()) return;
        Scenario.Somebody manager = actors.first(Role.PROJECT_MANAGER);
        timeline.at(
                morning(first),
                null,
                "plan of the hand-over",
                () -> Timeline.outcome(plans.write(
                        actors.actor(manager.code(), morning(first)),
                        new HandoverPlans.WritePlan(
                                ids.of("handover-plan", "1"), plan.ceremonyOn(), plan.endsOn(), plan.overlapUntil()))));
    }

    /**
     * The scenario does not say what was found of the file: it is closed as the scenario says, by the worker and the supervisor. That it was closed says that the two had read what was
     * marked as urgent about the child and had done something about it.
     */
    private void close(
            Closed one,
            Scenario.Child child,
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors actors,
            Timeline timeline) {
        Actor worker = actors.actor(child.worker(), noon(one.on()));
        Actor supervisor = actors.actor(
                ScenarioProvisioning.supervisorOf(scenario, child.worker()).code(), noon(one.on()));
        RequestClosure request = new RequestClosure(
                ids.of("closure", one.child()), one.code(), new Closure.SealedText(null, null, null, null, null));
        timeline.at(noon(one.on()), one.child(), "alerts", () -> settle(worker, supervisor, one.child(), ids));
        timeline.at(noon(one.on()), one.child(), "closing", () -> closures.requestAsTold(worker, one.child(), request));
        timeline.at(noon(one.on()), one.child(), "closing", () -> closures.closeAsTold(supervisor, one.child()));
    }

    private Outcome<List<Alert>> settle(Actor worker, Actor supervisor, String child, ScenarioIds ids) {
        Outcome<List<Alert>> all = alerts.of(supervisor, child);
        if (!(all instanceof Outcome.Done<List<Alert>>(var found))) return all;
        for (Alert alert : found) {
            if (alert.closedAt() != null) continue;
            String id = alert.id().toString();
            if (alert.acknowledgedAt() == null)
                alerts.acknowledge(supervisor, alert.id(), ids.of("closing-acknowledged", id), null);
            if (alert.safeAt() == null)
                alerts.act(
                        worker,
                        alert.id(),
                        ids.of("closing-safe", id),
                        AlertAction.Kind.CHILD_SAFE,
                        "L’enfant a été vu, il va bien.",
                        null);
        }
        return all;
    }

    /** One child's hand-over, step by step. */
    private final class FileHandover {

        private final One one;
        private final Scenario.Child child;
        private final Scenario scenario;
        private final ScenarioActors actors;
        private final Timeline timeline;
        private final UUID id;
        private final ScenarioIds ids;

        FileHandover(
                One one,
                Scenario.Child child,
                Scenario scenario,
                ScenarioIds ids,
                ScenarioActors actors,
                Timeline timeline) {
            this.one = one;
            this.child = child;
            this.scenario = scenario;
            this.ids = ids;
            this.actors = actors;
            this.timeline = timeline;
            this.id = ids.of("handover", one.child());
        }

        void schedule() {
            var asked = noon(one.proposedOn());
            Actor worker = actors.actor(child.worker(), asked);
            Actor supervisor = supervisor();
            intake.answer(
                    timeline,
                    asked,
                    worker,
                    child,
                    ids.of("consent/transfer", one.child()),
                    Consent.Status.valueOf(one.consent()));
            timeline.at(
                    asked,
                    one.child(),
                    "hand-over",
                    () -> handovers.propose(supervisor, one.child(), new ProposeHandover(id, one.to(), WHY)));
            if (one.consent().equals("NOT_OBTAINABLE")) minimum(supervisor);
            LocalDate visited = one.jointVisitOn();
            if (visited != null)
                timeline.at(
                        noon(visited),
                        one.child(),
                        "joint visit",
                        () -> acceptedHandovers.visitedTogether(worker, one.child(), id, visited));
            LocalDate answered = one.answeredOn();
            if (answered != null) answer(worker, supervisor, answered);
        }

        private Actor supervisor() {
            return actors.actor(
                    ScenarioProvisioning.supervisorOf(scenario, child.worker()).code(), noon(one.proposedOn()));
        }

        private void minimum(Actor supervisor) {
            var asked = noon(one.proposedOn());
            timeline.at(
                    asked,
                    one.child(),
                    "minimum without consent",
                    () -> handovers.askMinimum(
                            supervisor,
                            one.child(),
                            id,
                            new ProposeHandover.Minimum(ProposeHandover.Basis.BEST_INTERESTS, UNASKED)));
            Actor custodian =
                    actors.actor(actors.first(Role.DATA_PROTECTION_OFFICER).code(), asked);
            timeline.at(
                    asked,
                    one.child(),
                    "minimum without consent",
                    () -> decided(handovers.decideWaiting(custodian, id, true, null)));
            timeline.at(
                    asked,
                    one.child(),
                    "sending of the minimum",
                    () -> handovers.send(supervisor, one.child(), id, new ProposeHandover.Send(WHY)));
        }

        private void answer(Actor worker, Actor supervisor, LocalDate on) {
            boolean accepted = one.status().equals("ACCEPTED");
            var when = noon(on);
            Scenario.Somebody theirs = scenario.staff().stream()
                    .filter(person -> person.structure().equals(one.to()) && person.role() == Role.MINISTRY_OFFICER)
                    .findFirst()
                    .orElse(null);
            if (theirs != null) {
                Actor officer = actors.actor(theirs.code(), when);
                ProposeHandover.Reply reply =
                        new ProposeHandover.Reply(accepted, accepted ? null : INCOMPLETE, parts());
                timeline.at(
                        when,
                        one.child(),
                        "answer",
                        () -> readAgain(() -> handovers.reply(officer, one.child(), id, reply)));
                return;
            }
            timeline.at(
                    when,
                    one.child(),
                    "written answer",
                    () -> handovers.answerAsTold(worker, one.child(), id, accepted, on, one.lacks()));
            timeline.at(
                    when,
                    one.child(),
                    "confirmation of the answer",
                    () -> readAgain(() -> decided(handovers.decideWaiting(supervisor, id, true, null))));
        }

        private List<org.akoma.protection.handover.Handover.Part> parts() {
            return one.lacks().stream()
                    .map(org.akoma.protection.handover.Handover.Part::valueOf)
                    .toList();
        }
    }

    /** Who answers reads the list again where it got worse since it was sent, and answers then. */
    private static <T> Outcome<T> readAgain(Supplier<Outcome<T>> answer) {
        Outcome<T> first = answer.get();
        boolean changed = first instanceof Outcome.Refused<T>(List<FieldError> why)
                && why.stream().anyMatch(one -> one.code().equals("handover.changed"));
        return changed ? answer.get() : first;
    }

    private static Outcome<UUID> decided(Decisions.Verdict verdict) {
        return verdict instanceof Decisions.Verdict.Done(var decision)
                ? new Outcome.Done<>(decision.id())
                : Verdicts.refusal(verdict);
    }

    private static final String WHY = "L’enfant vit dans votre pays : à suivre par votre service.";
    private static final String UNASKED =
            "L’enfant n’a pas pu être interrogé ; l’autorité de son pays peut le chercher.";
    private static final String INCOMPLETE = "Le dossier est incomplet.";
}
