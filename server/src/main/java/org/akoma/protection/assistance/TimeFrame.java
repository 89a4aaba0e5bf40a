package org.akoma.protection.assistance;

import java.time.Duration;
import org.akoma.ground.reference.Policies;

/** Within which time a service is to begin, from when it was planned ({@code requirements.md 2.4, T7}). */
public enum TimeFrame {
    IMMEDIATE("immediate"),
    URGENT("urgent"),
    ONE_DAY("one-day"),
    THREE_DAYS("three-days");

    private final String policy;

    TimeFrame(String policy) {
        this.policy = policy;
    }

    Duration length(Policies policies) {
        return policies.hours("service-time-frame." + policy);
    }
}
