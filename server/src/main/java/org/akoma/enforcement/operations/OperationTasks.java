package org.akoma.enforcement.operations;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.akoma.ground.reference.Policies;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The police's operations that are planned or under way, and children whom no slip hands over. */
@Component
@Order(20)
class OperationTasks implements Tasks {

    private final Operations operations;
    private final Screenings screenings;
    private final Policies policies;
    private final Clock clock;

    OperationTasks(Operations operations, Screenings screenings, Policies policies, Clock clock) {
        this.operations = operations;
        this.screenings = screenings;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.OPERATION_READ)) return List.of();
        Stream<Task> running = operations.list(actor, null, MOST).stream()
                .filter(operation -> operation.status() != OperationStatus.CLOSED)
                .map(operation -> task(actor, operation, today));
        return Stream.concat(unhanded(actor), running).toList();
    }

    /** Children who are with the police and have no hand-over slip: T1 runs from when they were met. Who coordinates signs none, and sees to it that one is made. */
    private Stream<Task> unhanded(Actor actor) {
        boolean writes = actor.may(Verb.SLIP_WRITE);
        if (!writes && !actor.may(Verb.OPERATION_APPROVE)) return Stream.empty();
        return screenings.unhanded(actor, MOST).stream().map(child -> {
            Instant due = child.metAt().plus(policies.hours("handover-to-worker.max"));
            String page = writes
                    ? "/slips/new?operation=" + child.operation() + "&person=" + child.person()
                    : "/operations/" + child.operation() + "/persons/" + child.person();
            return new Task(
                            writes ? "child-without-slip" : "child-without-slip-waits",
                            child.person() + ", " + child.operation(),
                            null,
                            LocalDate.ofInstant(due.minusMillis(1), ZoneOffset.UTC),
                            page,
                            1,
                            clock.instant().isAfter(due),
                            Urgency.UNSAFE)
                    .of(null, due);
        });
    }

    /** What the next step is, and whose: only who coordinates starts an operation, and only care confirms places. */
    private Task task(Actor actor, Operation operation, LocalDate today) {
        String page = "/operations/" + operation.code();
        if (operation.status() == OperationStatus.RUNNING)
            return Task.one("operation-running", operation.code(), null, today, page);
        OperationPlan plan = operation.plan();
        boolean coordinates = actor.may(Verb.OPERATION_APPROVE);
        if (coordinates && !operations.haveOfficers(actor, operation))
            return Task.one("operation-plan", operation.code(), null, null, page + "/edit#participants");
        if (plan.hasCare())
            return Task.one(
                    coordinates ? "operation-start" : "operation-start-waits",
                    operation.code(),
                    null,
                    plan.startsOn().isBefore(today) ? today : plan.startsOn(),
                    page);
        if (!coordinates) return Task.one("operation-planned", operation.code(), null, null, page);
        boolean asked = plan.careConfirmedBy() != null && plan.careCapacity() >= plan.expectedChildren();
        return asked && operations.offered(actor, operation).isEmpty()
                ? Task.one("operation-care", operation.code(), null, null, page)
                : Task.one("operation-plan", operation.code(), null, null, page + "/edit");
    }

    /** On the home page of the police: the operations that are planned or run, and how many people each screened. */
    @Component
    @Order(20)
    static class OperationCards implements HomeCards {

        private static final int MOST = 5;
        private static final int LOOKED_AT = 50;

        private final Operations operations;
        private final Screenings screenings;
        private final Formats words;

        OperationCards(Operations operations, Screenings screenings, Formats words) {
            this.operations = operations;
            this.screenings = screenings;
            this.words = words;
        }

        @Override
        public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
            if (!actor.may(Verb.OPERATION_READ)) return List.of();
            List<HomeCard.Line> lines = operations.list(actor, null, LOOKED_AT).stream()
                    .filter(operation -> operation.status() != OperationStatus.CLOSED)
                    .limit(MOST)
                    .map(operation -> line(actor, operation))
                    .toList();
            return List.of(HomeCard.work("operations", List.of(), lines, "/operations"));
        }

        private HomeCard.Line line(Actor actor, Operation operation) {
            Map<ScreeningStatus, Integer> counts = screenings.counts(actor, operation);
            List<String> why = new ArrayList<>();
            for (ScreeningStatus status : ScreeningStatus.values()) {
                int count = counts.getOrDefault(status, 0);
                if (count > 0) why.add(words.text("card.operations.count", words.code("victim-status", status), count));
            }
            if (why.isEmpty()) why.add(words.text("card.operations.nobody"));
            boolean runs = operation.status() == OperationStatus.RUNNING;
            return new HomeCard.Line(
                    operation.code(),
                    null,
                    why,
                    "/operations/" + operation.code(),
                    runs ? "today" : "info",
                    words.text(runs ? "card.operations.running" : "card.operations.planned"));
        }
    }
}
