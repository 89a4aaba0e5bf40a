package org.akoma.protection.tasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.springframework.stereotype.Service;

/** Putting a task off, with a reason that the supervisor reads. */
@Service
public class Snoozes {

    private final SnoozeStore store;
    private final DueStore due;
    private final TaskLists lists;
    private final CaseWork work;
    private final Policies policies;

    Snoozes(SnoozeStore store, DueStore due, TaskLists lists, CaseWork work, Policies policies) {
        this.store = store;
        this.due = due;
        this.lists = lists;
        this.work = work;
        this.policies = policies;
    }

    /** Only a task on the actor's own list, on a file that the actor works on. */
    Outcome<Snooze> snooze(Actor actor, SnoozeTask task) {
        return work.as(actor, () -> {
            Optional<Snooze> again = store.find(task.id());
            if (again.isPresent())
                return task.isSame(again.get())
                        ? new Outcome.Done<>(again.get())
                        : Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            DueItem item = item(actor, task.kind(), task.item()).orElse(null);
            if (item == null || item.code() == null) return new Outcome.NotFound<>();
            FieldError error = SnoozeRule.refusal(
                    task.kind(), item.risk(), task.until(), work.today(), policies.days("task-snooze.max"));
            if (error != null) return new Outcome.Refused<>(List.of(error));
            return work.onAny(actor, item.code(), Verb.CASE_WRITE, Section.STATUS, file -> put(actor, file, task));
        });
    }

    /** A task on one's own list. */
    Optional<DueItem> item(Actor actor, String kind, UUID id) {
        ListTasks wanted = new ListTasks(ListTasks.Scope.MINE, List.of(kind), null, null, null, ListTasks.MOST, null);
        return lists.list(actor, wanted).stream()
                .filter(item -> item.id().equals(id))
                .findFirst();
    }

    private Outcome<Snooze> put(Actor actor, CaseFile file, SnoozeTask task) {
        store.insert(file.id(), actor.personId(), task, work.now());
        work.note(file, Section.STATUS, "tasks.snoozed", Map.of("task", task.kind(), "until", task.until()));
        return new Outcome.Done<>(store.find(task.id()).orElseThrow());
    }

    /** One's own, and those of the people one supervises. */
    List<Snooze> asleep(Actor actor) {
        if (lists.scopes(actor).isEmpty()) return List.of();
        return work.as(actor, () -> {
            List<UUID> people = new java.util.ArrayList<>(List.of(actor.personId()));
            if (actor.is(Role.CASE_SUPERVISOR)) people.addAll(due.people());
            return store.asleep(people, work.today());
        });
    }

    /**
     * Back on the list.
     *
     * @return false when there is no such snooze of one's own
     */
    boolean wake(Actor actor, UUID id) {
        if (lists.scopes(actor).isEmpty()) return false;
        return work.as(actor, () -> store.end(id, actor.personId(), work.now()));
    }
}
