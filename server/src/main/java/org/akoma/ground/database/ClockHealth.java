package org.akoma.ground.database;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Reports that this machine's clock is wrong (503): nobody can work as they should until it is set. */
@Component
class ClockHealth extends AbstractHealthIndicator {

    static final Status WRONG = new Status("CLOCK_WRONG");

    private final ClockWatch watch;

    ClockHealth(ClockWatch watch) {
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.status(watch.isWrong() ? WRONG : Status.UP);
    }
}
