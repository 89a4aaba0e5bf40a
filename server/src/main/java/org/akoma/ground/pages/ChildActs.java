package org.akoma.ground.pages;

import org.akoma.ground.access.Actor;

/** Whether there is a child for whom this person may do what a button of the home page begins, so that no button leads to a refusal. A bean. */
public interface ChildActs {

    boolean raisesAlerts(Actor actor);

    boolean recordsVisits(Actor actor);
}
