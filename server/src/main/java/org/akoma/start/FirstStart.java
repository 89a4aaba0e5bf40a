package org.akoma.start;

import java.util.ArrayList;
import java.util.List;
import org.akoma.FirstStartStep;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Runs every room's part of the first start, such as making the first administrator, before the port is opened. */
final class FirstStart implements SmartLifecycle {

    private final ApplicationContext context;
    private final List<String> words = new ArrayList<>();
    private boolean done;

    FirstStart(ApplicationContext context) {
        this.context = context;
    }

    /** What the rooms have to tell the operator. */
    List<String> words() {
        return List.copyOf(words);
    }

    @Override
    public void start() {
        context.getBeansOfType(FirstStartStep.class).values().forEach(room -> words.addAll(room.messages()));
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
        return Running.BEFORE_LISTENING;
    }
}
