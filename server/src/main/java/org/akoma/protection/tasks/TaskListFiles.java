package org.akoma.protection.tasks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of tasks as CSV or XLSX: codes and dates. */
@Controller
class TaskListFiles {

    private final TaskLists lists;
    private final ListExport export;
    private final Clock clock;

    TaskListFiles(TaskLists lists, ListExport export, Clock clock) {
        this.lists = lists;
        this.export = export;
        this.clock = clock;
    }

    private static List<Column<DueItem>> columns(Instant at) {
        return List.of(
                Column.of("tasks.code", DueItem::code),
                Column.code("tasks.what", "task", DueItem::kind),
                Column.code("tasks.risk", "risk", DueItem::risk),
                Column.of("tasks.worker", item -> TaskPages.capitals(item.worker())),
                Column.of("tasks.due", DueItem::dueOn),
                Column.of("tasks.late", item -> item.daysLate(at)));
    }

    /** {@code format=csv|xlsx} and the filters of the list; a wrong one is refused: a file of something else would be taken for this. */
    @PastDays
    @GetMapping({"/tasks/file", "/api/v1/tasks/file"})
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        ListTasks wanted = TaskForm.read(form, clock);
        TableFormat format = TableFormat.of(form.typed("format")).orElse(TableFormat.CSV);
        if (!form.isSound()) return Problem.of(form.errors());
        Instant at = wanted.asOf() == null ? lists.now() : wanted.asOf();
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "tasks",
                format,
                columns(at),
                most -> lists.list(actor, wanted.first(most)));
    }
}
