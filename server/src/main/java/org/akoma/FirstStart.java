package org.akoma;

import org.akoma.access.Founding;
import org.akoma.access.Founding.FirstAdministrator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Makes the first administrator of a new house, before the doors open. */
final class FirstStart implements SmartLifecycle {

    private final ApplicationContext context;
    private @Nullable FirstAdministrator made;
    private boolean done;

    FirstStart(ApplicationContext context) {
        this.context = context;
    }

    /** Null when the house has people already. */
    @Nullable
    FirstAdministrator made() {
        return made;
    }

    @Override
    public void start() {
        made = context.getBean(Founding.class).firstAdministrator();
        done = true;
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return Running.BEFORE_THE_DOORS_OPEN;
    }
}
