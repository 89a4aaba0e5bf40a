package org.akoma.ground.pages;

import java.util.List;
import org.akoma.ground.access.Actor;

/** A room that has a page of its own says here who finds it in the main navigation. A bean; {@code @Order} decides the place. */
public interface NavItems {
    List<NavItem> navFor(Actor actor);
}
