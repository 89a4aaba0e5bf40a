package org.akoma.programme.fieldwork;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Children that staff harms and whose safety nobody took on yet: the data protection officer calls a supervisor of another structure on the same day. */
@Component
@Order(49)
class ChildSafetyTasks implements Tasks {

    private final StudyLinks links;

    ChildSafetyTasks(StudyLinks links) {
        this.links = links;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        return links.unsafe(actor).stream()
                .map(one -> new Task(
                        "child-safety",
                        one.study(),
                        null,
                        LocalDate.ofInstant(one.since(), ZoneOffset.UTC),
                        "/evaluations/" + one.mission() + "/study-links/" + one.interview() + "/safety",
                        1,
                        false,
                        Urgency.UNSAFE))
                .toList();
    }

    @Override
    public boolean listed() {
        return false;
    }
}
