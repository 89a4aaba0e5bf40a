package org.akoma.ground.access;

import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the work of an actor without a database: for tests of pages alone. */
public final class NoTransactions extends ActorTransactions {

    public NoTransactions() {
        super(null, null, Clock.systemUTC(), null);
    }

    @Override
    public <T extends @Nullable Object> T as(Actor actor, Supplier<T> work) {
        return work.get();
    }
}
