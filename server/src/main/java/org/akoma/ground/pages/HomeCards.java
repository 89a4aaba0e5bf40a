package org.akoma.ground.pages;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;

/**
 * Figures of a room on a person's home page, below their tasks. Implemented as a bean; {@code @Order} decides the place. Each figure must be
 * read by an index and limited: the home page is opened more often than any other.
 */
public interface HomeCards {

    List<HomeCard> cardsFor(Actor actor, LocalDate today);
}
