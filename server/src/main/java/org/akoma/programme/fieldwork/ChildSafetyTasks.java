package org.akoma.programme.fieldwork;

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
 * another structure said so, and of who was asked.
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
                                        "child-safety",
                                        one,
                                        "/evaluations/" + one.mission() + "/study-links/" + one.interview()
                                                + "/safety")),
                        links.safeties(actor).stream()
                                .filter(one -> one.takenAt() == null)
                                .map(one ->
                                        new StudyLink.Unsafe(one.mission(), one.interview(), one.study(), one.since()))
                                .map(one -> task("child-safety-asked", one, "/child-safety/" + one.interview())))
                .toList();
    }

    private static Task task(String kind, StudyLink.Unsafe one, String page) {
        return new Task(
                kind,
                one.study(),
                null,
                LocalDate.ofInstant(one.since(), ZoneOffset.UTC),
                page,
                1,
                false,
                Urgency.UNSAFE);
    }

    /** Of who took it on, so that they can give it back. */
    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<HomeCard.Line> mine = links.safeties(actor).stream()
                .filter(one -> one.takenAt() != null)
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
