package org.akoma.programme.training;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry of training: the sessions for who keeps or coordinates, one's own record for who was trained, counts for others. */
@Component
@Order(85)
class TrainingNav implements NavItems, WaysOn {

    @Override
    public List<NavItem> navFor(Actor actor) {
        if (actor.may(Verb.TRAINING_WRITE))
            return List.of(
                    NavItem.of("training", "/training", "book"),
                    NavItem.of("training-checklists", "/training/checklists", "eye"),
                    NavItem.of("training-overview", "/training/overview", "chart"));
        if (TrainingTasks.coordinates(actor)) return List.of(NavItem.of("training", "/training", "book"));
        if (actor.may(Verb.TRAINING_READ)) return List.of(NavItem.of("training-mine", "/training/mine", "book"));
        return actor.may(Verb.TRAINING_FIGURES)
                ? List.of(NavItem.of("training-overview", "/training/overview", "book"))
                : List.of();
    }

    /** From each act of training to the next: session, people, test, days, test, practical, forms, certificates. */
    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.training.course-added", "/training/new", Verb.TRAINING_WRITE),
                WayOn.to(
                        "done.training.session-planned",
                        "/training/sessions/{code}/participants/new",
                        Verb.TRAINING_WRITE),
                WayOn.to(
                        "done.training.session-changed",
                        "/training/sessions/{code}/participants/new",
                        Verb.TRAINING_WRITE),
                WayOn.to("done.training.session-cancelled", "/training/new", Verb.TRAINING_WRITE),
                WayOn.to("done.training.enrolled", "/training/sessions/{code}", Verb.TRAINING_WRITE),
                WayOn.to(
                        "done.training.list-enrolled",
                        "/training/sessions/{code}/scores?round=BEFORE",
                        Verb.TRAINING_WRITE),
                WayOn.to("done.training.participant-changed", "/training/sessions/{session}", Verb.TRAINING_WRITE),
                WayOn.to("done.training.withdrawn", "/training/sessions/{session}", Verb.TRAINING_WRITE),
                WayOn.to(
                        "done.training.day-recorded",
                        "/training/sessions/{code}/attendance?day={day}",
                        Verb.TRAINING_WRITE),
                WayOn.to(
                        "done.training.days-recorded",
                        "/training/sessions/{code}/scores?round=AFTER",
                        Verb.TRAINING_WRITE),
                WayOn.to("done.training.before-recorded", "/training/sessions/{code}/attendance", Verb.TRAINING_WRITE),
                WayOn.to("done.training.after-recorded", "/training/sessions/{code}/practicals", Verb.TRAINING_WRITE),
                WayOn.to(
                        "done.training.practicals-recorded",
                        "/training/sessions/{code}/end-forms",
                        Verb.TRAINING_WRITE),
                WayOn.to("done.training.recorded", "/training/sessions/{code}", Verb.TRAINING_WRITE),
                WayOn.to("done.training.end-form-entered", "/training/sessions/{code}", Verb.TRAINING_WRITE),
                WayOn.to("done.training.certificates-asked", "#side", Verb.TRAINING_WRITE),
                WayOn.to("done.training.revocation-asked", "/training/sessions/{session}", Verb.TRAINING_WRITE),
                WayOn.to("done.training.checklist-recorded", "/training/checklists", Verb.TRAINING_WRITE));
    }
}
