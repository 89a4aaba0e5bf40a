package org.akoma.programme.training;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry of training: the sessions for who keeps or coordinates, one's own record for who was trained, counts for others. */
@Component
@Order(85)
class TrainingNav implements NavItems {

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
}
