package org.akoma.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Entry;
import org.akoma.access.Role;
import org.akoma.pages.Task;
import org.akoma.pages.Tasks;
import org.akoma.reference.Policies;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the files ask of their worker ({@code requirements.md 2.4}), and of the worker's supervisor. */
@Component
@Order(30)
class CaseTasks implements Tasks {

    /** How far ahead a visit is announced. */
    private static final int AHEAD = 7;

    private final CaseTaskStore store;
    private final Entry entry;
    private final Policies policies;

    CaseTasks(CaseTaskStore store, Entry entry, Policies policies) {
        this.store = store;
        this.entry = entry;
        this.policies = policies;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        boolean supervises = actor.is(Role.CASE_SUPERVISOR);
        if (!supervises && !actor.is(Role.CASE_WORKER)) return List.of();
        return entry.as(actor, () -> {
            List<CaseTaskStore.Due> due = new ArrayList<>(ofWorker(actor, today));
            if (supervises) due.addAll(store.ofSupervisor(actor.personId(), today));
            return due.stream().map(CaseTasks::task).toList();
        });
    }

    private List<CaseTaskStore.Due> ofWorker(Actor actor, LocalDate today) {
        return store.ofWorker(
                actor.personId(),
                today.plusDays(AHEAD),
                new CaseTaskStore.Allowed(
                        days("initial-assessment.low.max"),
                        policies.days("case-plan.max"),
                        days("medical-screening.max"),
                        days("registration.max"),
                        policies.days("guardian.max"),
                        days("arrival-confirmation.max")));
    }

    private int days(String hours) {
        return (int) policies.hours(hours).toDays();
    }

    private static Task task(CaseTaskStore.Due due) {
        return Task.one(due.kind(), due.code(), due.risk(), due.due(), "/cases/" + due.code() + page(due.kind()));
    }

    /** Where it is done. */
    private static String page(String kind) {
        return switch (kind) {
            case "review", "plan", "approve-plan" -> "/plan";
            case "assess", "agree-risk" -> "/assessment";
            case "screening" -> "/health";
            case "guardian" -> "/identity";
            case "consent", "decide-refusal" -> "/consents";
            case "arrival" -> "/homecoming";
            case "search" -> "/search";
            case "decide-closure", "decide-reopening" -> "/closure";
            case "approve-place" -> "/placement";
            default -> "";
        };
    }
}
