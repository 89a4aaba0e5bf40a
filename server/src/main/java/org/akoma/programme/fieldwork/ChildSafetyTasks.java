package org.akoma.programme.fieldwork;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Children that staff harms and whose safety nobody took on yet: of the data protection officer or who keeps the interview in their place, until a supervisor of
 * another structure said so, of who was asked, and of who looks after the child until it is safe.
 */
@Component
@Order(49)
class ChildSafetyTasks implements Tasks, HomeCards {

    private final StudyLinks links;

    ChildSafetyTasks(StudyLinks links) {
        this.links = links;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        return Stream.concat(
                        links.unsafe(actor).stream()
                                .map(one -> task(
                                        one.nobody() ? "child-safety-nobody" : "child-safety",
                                        one,
                                        "/evaluations/" + one.mission() + "/study-links/" + one.interview()
                                                + "/safety")),
                        links.safeties(actor).stream()
                                .filter(one -> !one.declined())
                                .map(one -> task(
                                        one.takenAt() == null ? "child-safety-asked" : "child-safety-mine",
                                        one.study(),
                                        one.since(),
                                        "/child-safety/" + one.interview())))
                .toList();
    }

    private static Task task(String kind, StudyLink.Unsafe one, String page) {
        return task(kind, one.study(), one.since(), page);
    }

    private static Task task(String kind, String study, Instant since, String page) {
        return new Task(kind, study, null, LocalDate.ofInstant(since, ZoneOffset.UTC), page, 1, false, Urgency.UNSAFE);
    }

    /** Of who said no, as long as nobody looks after the child: they may still say yes. */
    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<HomeCard.Line> mine = links.safeties(actor).stream()
                .filter(StudyLink.Safety::declined)
                .map(one ->
                        new HomeCard.Line(one.study(), null, List.of(), "/child-safety/" + one.interview(), null, null))
                .toList();
        return mine.isEmpty() ? List.of() : List.of(HomeCard.work("child-safety", List.of(), mine, null));
    }

    @Override
    public boolean listed() {
        return false;
    }
}
