package org.akoma.protection.tasks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Urgency;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is due as JSON. */
@RestController
@RequestMapping("/api/v1")
class TaskApi {

    private final TaskLists lists;
    private final Snoozes snoozes;
    private final Clock clock;

    TaskApi(TaskLists lists, Snoozes snoozes, Clock clock) {
        this.lists = lists;
        this.snoozes = snoozes;
        this.clock = clock;
    }

    /**
     * @param decision what is to be decided, where the kind is {@code access.decide}
     * @param urgency how soon it is to be looked at; the list has this order
     * @param dueAt the last moment; null = it merely waits
     */
    record Item(
            String kind,
            UUID id,
            @Nullable String decision,
            @Nullable String code,
            @Nullable String risk,
            @Nullable String worker,
            Urgency urgency,
            @Nullable Instant dueAt,
            @Nullable LocalDate dueOn,
            boolean late,
            long daysLate,
            String rule) {
        static Item of(DueItem d, Instant at) {
            return new Item(
                    d.kind(),
                    d.id(),
                    d.decision(),
                    d.code(),
                    d.risk(),
                    d.worker(),
                    d.urgency(),
                    d.dueAt(),
                    d.dueOn(),
                    d.isLate(at),
                    d.daysLate(at),
                    DueViews.place(d.kind()).rule());
        }
    }

    record Items<T>(List<T> items, @Nullable String next) {}

    record LoadView(String worker, int open, int most, boolean over, int late, Caseload.@Nullable Risks risks) {}

    @Operation(
            summary =
                    "What is due, danger to a child first, then clocks of hours, high risk and what was due first; scope MINE or TEAM, kind, worker, until, asOf (a past day), limit, cursor")
    @PastDays
    @GetMapping("/tasks")
    ResponseEntity<Items<Item>> list(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        ListTasks wanted = TaskForm.read(form, clock);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        if (!lists.scopes(actor).contains(wanted.scope())) return Problem.forbidden();
        Instant at = wanted.asOf() == null ? lists.now() : wanted.asOf();
        List<DueItem> found = lists.list(actor, wanted.first(wanted.limit() + 1));
        List<DueItem> shown = found.stream().limit(wanted.limit()).toList();
        return ResponseEntity.ok(new Items<>(
                shown.stream().map(item -> Item.of(item, at)).toList(),
                found.size() > wanted.limit() ? TaskForm.cursor(shown.getLast(), wanted.judgedAt(at)) : null));
    }

    @Operation(
            summary =
                    "What each worker I supervise carries, against the limit and by risk; asOf (a past day, without the risks)")
    @PastDays
    @GetMapping("/caseloads")
    ResponseEntity<Items<LoadView>> caseloads(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        Instant asOf = TaskForm.asOf(form, clock);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        if (!lists.scopes(actor).contains(ListTasks.Scope.TEAM)) return Problem.forbidden();
        return ResponseEntity.ok(new Items<>(
                lists.caseloads(actor, asOf).stream()
                        .map(l -> new LoadView(l.worker(), l.open(), l.most(), l.isOver(), l.late(), l.risks()))
                        .toList(),
                null));
    }

    @Operation(summary = "Tasks put off: mine, and those of the people I supervise")
    @GetMapping("/tasks/snoozes")
    Items<Snooze> asleep(Actor actor) {
        return new Items<>(snoozes.asleep(actor), null);
    }

    @Operation(summary = "Put a task off until a day, with a reason")
    @ApiResponse(responseCode = "201", description = "What was put off", useReturnTypeSchema = true)
    @PostMapping("/tasks/snoozes")
    ResponseEntity<Snooze> snooze(Actor actor, Submission<SnoozeTask> submission) {
        return ApiResponses.created(submission, task -> snoozes.snooze(actor, task), snooze -> snooze);
    }

    @Operation(summary = "Take a task back that I put off")
    @ApiResponse(responseCode = "204", description = "It is due again", useReturnTypeSchema = true)
    @DeleteMapping("/tasks/snoozes/{id}")
    ResponseEntity<Void> wake(Actor actor, @PathVariable UUID id) {
        return snoozes.wake(actor, id) ? ResponseEntity.noContent().build() : Problem.notFound();
    }
}
