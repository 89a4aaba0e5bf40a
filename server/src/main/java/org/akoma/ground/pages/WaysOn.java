package org.akoma.ground.pages;

import java.util.List;

/** The links that follow a room's refusals and confirmations. Implemented as a bean. */
public interface WaysOn {
    List<WayOn> waysOn();
}
