package org.akoma.ground.pages;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;

/**
 * Drawings of a room on the page of who steers: over all children for a project manager, over the own team for a supervisor; counts, never a row of one
 * child. Implemented as a bean; {@code @Order} decides the place. The first two also stand on the home page.
 */
public interface SteeringCharts {

    List<HomeCard> chartsFor(Actor actor, LocalDate today);

    /** The same by the structures that follow the children, behind all others. */
    default List<HomeCard> structuresFor(Actor actor, LocalDate today) {
        return List.of();
    }
}
