package org.akoma;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Each room uses only the rooms it names, and none uses one above it (house rules, section 2). */
class ModularityTest {
    @Test
    void roomsAreWhatTheySay() {
        ApplicationModules.of(Akoma.class).verify();
    }
}
