package org.akoma.ground.pages;

import java.util.List;
import org.akoma.ground.access.Actor;

/** A room's entries in the main navigation, for those who may open its pages. Implemented as a bean; {@code @Order} decides the place. */
public interface NavItems {
    List<NavItem> navFor(Actor actor);
}
