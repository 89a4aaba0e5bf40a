package org.akoma.ground.journal;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Reports that roots are not published or do not match earlier ones; the application works all the same (200, not 503). */
@Component
class RootsHealth extends AbstractHealthIndicator {

    static final Status UNPUBLISHED = new Status("ROOTS_UNPUBLISHED");

    private final Publisher publisher;

    RootsHealth(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.status(publisher.problem() == null ? Status.UP : UNPUBLISHED);
    }
}
