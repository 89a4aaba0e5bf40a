package org.akoma.ground.pages;

import java.util.List;

/** A room says here where its refusals and confirmations lead to. A bean. */
public interface WaysOn {
    List<WayOn> waysOn();
}
