package org.akoma.ground.pages;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;

/**
 * A room shows here how things stand for a person, under what waits for them. A bean; {@code @Order} decides the place. Each figure is led
 * by an index and limited: the home page is opened more often than any other.
 */
public interface HomeCards {

    List<HomeCard> cardsFor(Actor actor, LocalDate today);
}
