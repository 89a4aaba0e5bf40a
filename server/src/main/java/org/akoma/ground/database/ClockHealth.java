package org.akoma.ground.database;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Reports that this machine's clock is behind (503): nobody can work as they should until it is set. */
@Component
class ClockHealth extends AbstractHealthIndicator {

    static final Status BEHIND = new Status("CLOCK_BEHIND");

    private final ClockWatch watch;

    ClockHealth(ClockWatch watch) {
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.status(watch.isBehind() ? BEHIND : Status.UP);
    }
}
