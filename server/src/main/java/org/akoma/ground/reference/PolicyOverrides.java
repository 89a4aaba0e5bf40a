package org.akoma.ground.reference;

import java.util.Map;

/** Policy values that differ from the defaults, by key. A room that keeps them (an imported scenario, a settings page) publishes a bean. */
@FunctionalInterface
public interface PolicyOverrides {

    /** Asked on every look-up: keep it in memory. */
    Map<String, String> values();
}
