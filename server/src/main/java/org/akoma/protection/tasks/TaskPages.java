package org.akoma.protection.tasks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** The whole list of what is due, mine or my team's, now or on a past day; and putting a task off. */
@Controller
class TaskPages {

    private final TaskLists lists;
    private final TaskSubjects subjects;
    private final Snoozes snoozes;
    private final Clock clock;
    private final ListExport export;
    private final Forms forms;
    private final ObjectProvider<Tasks> rooms;
    private final ObjectProvider<Bells> bells;

    TaskPages(
            TaskLists lists,
            TaskSubjects subjects,
            Snoozes snoozes,
            Clock clock,
            ListExport export,
            Forms forms,
            ObjectProvider<Tasks> rooms,
            ObjectProvider<Bells> bells) {
        this.bells = bells;
        this.rooms = rooms;
        this.subjects = subjects;
        this.forms = forms;
        this.export = export;
        this.lists = lists;
        this.snoozes = snoozes;
        this.clock = clock;
    }

    private static final List<String> FILTERS =
            List.of("scope", "kind", "worker", "asOf", "asOf-day", "asOf-month", "asOf-year", "until");

    @GetMapping("/tasks")
    String list(Actor actor, PostedForm posted, Model model) {
        allow(actor);
        ListTasks wanted = TaskForm.read(posted.form(), clock);
        if (!posted.form().isSound())
            return posted.again(m -> page(actor, m, posted.form(), TaskForm.read(Form.ofJson(Map.of()), clock)));
        PostedForm.empty(model, posted.form());
        return page(actor, model, posted.form(), wanted);
    }

    private String page(Actor actor, Model model, Form form, ListTasks wanted) {
        Instant at = wanted.asOf() == null ? lists.now() : wanted.asOf();
        List<DueItem> found = lists.list(actor, wanted.first(wanted.limit() + 1));
        List<DueItem> shown =
                subjects.named(actor, found.stream().limit(wanted.limit()).toList());
        LocalDate day = LocalDate.ofInstant(at.minusMillis(1), ZoneOffset.UTC);
        model.addAttribute("wanted", wanted);
        model.addAttribute("day", day);
        model.addAttribute("at", at);
        model.addAttribute("asOf", wanted.asOf() == null ? null : day);
        model.addAttribute("kept", kept(form));
        model.addAttribute("scopes", lists.scopes(actor));
        model.addAttribute("kinds", lists.kinds(actor, wanted, found));
        model.addAttribute(
                "groups",
                TaskGroup.of(
                        shown,
                        others(actor, wanted, form, day),
                        subjects.of(actor, shown),
                        at,
                        !wanted.kinds().isEmpty()));
        model.addAttribute("rows", shown.size());
        boolean own = wanted.scope() == ListTasks.Scope.MINE && wanted.asOf() == null && wanted.after() == null;
        model.addAttribute(
                "news",
                own ? bells.stream().flatMap(one -> one.news(actor).stream()).toList() : List.of());
        model.addAttribute(
                "next",
                found.size() > wanted.limit()
                        ? next(form, TaskForm.cursor(shown.getLast(), wanted.judgedAt(at)))
                        : null);
        model.addAttribute(
                "files", export.offer(actor, Verb.EXPORT_PSEUDONYMOUS, "tasks", format -> file(form, format)));
        model.addAttribute(
                "loads", wanted.scope() == ListTasks.Scope.TEAM ? lists.caseloads(actor, wanted.asOf()) : List.of());
        model.addAttribute("asleep", wanted.asOf() == null ? snoozes.asleep(actor) : List.of());
        return "tasks/list";
    }

    /** What waits for this person and is not due by a record of the list; on its first page, unless one kind or another day is asked for. */
    private List<Task> others(Actor actor, ListTasks wanted, Form form, LocalDate day) {
        boolean all = wanted.scope() == ListTasks.Scope.MINE
                && FILTERS.stream()
                        .filter(field -> !field.equals("scope"))
                        .allMatch(f -> form.typed(f).isBlank());
        if (!all || wanted.after() != null) return List.of();
        return rooms.orderedStream()
                .filter(room -> !room.listed())
                .flatMap(room -> room.tasksFor(actor, day).stream())
                .toList();
    }

    /** What stays when another day is asked for. */
    private static Map<String, String> kept(Form form) {
        return Stream.of("scope", "kind", "worker")
                .filter(field -> !form.typed(field).isBlank())
                .collect(Collectors.toMap(field -> field, form::typed));
    }

    private static String next(Form form, String cursor) {
        return address("/tasks", form)
                .replaceQueryParam("cursor", cursor)
                .build()
                .encode()
                .toUriString();
    }

    private static String file(Form form, String format) {
        return address("/tasks/file", form)
                .queryParam("format", format)
                .build()
                .encode()
                .toUriString();
    }

    private static UriComponentsBuilder address(String path, Form form) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        for (String field : FILTERS) if (!form.typed(field).isBlank()) address.queryParam(field, form.typed(field));
        return address;
    }

    /** Asks for how long and why. */
    @GetMapping("/tasks/{kind}/{item}/snooze")
    String ask(Actor actor, @PathVariable String kind, @PathVariable UUID item, Model model) {
        PostedForm.nothing(model);
        return show(actor, kind, item, model);
    }

    private String show(Actor actor, String kind, UUID item, Model model) {
        allow(actor);
        model.addAttribute("item", snoozes.item(actor, kind, item).orElseThrow(TaskPages::nothing));
        model.addAttribute("ask", forms.view(SnoozeTask.class).only("until", "reason"));
        return "tasks/snooze";
    }

    @PostMapping("/tasks/{kind}/{item}/snooze")
    String snooze(Actor actor, @PathVariable String kind, @PathVariable UUID item, Submission<SnoozeTask> submission) {
        allow(actor);
        return PageResponses.answer(
                submission.given("kind", kind).given("item", item),
                task -> snoozes.snooze(actor, task),
                task -> "/tasks?done=snoozed",
                m -> show(actor, kind, item, m));
    }

    @PostMapping("/tasks/snoozes/{id}/end")
    String wake(Actor actor, @PathVariable UUID id) {
        if (!snoozes.wake(actor, id)) throw nothing();
        return "redirect:/tasks?done=woken";
    }

    private void allow(Actor actor) {
        if (lists.scopes(actor).isEmpty()) throw PageRefusal.forbidden();
    }

    private static ResponseStatusException nothing() {
        return PageRefusal.notFound();
    }

    static @Nullable String capitals(@Nullable String username) {
        return username == null ? null : username.toUpperCase(java.util.Locale.ROOT);
    }
}
