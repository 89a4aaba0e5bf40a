package org.akoma.ground.database;

import java.util.function.Supplier;

/**
 * The compartment that the present thread works in. There is no default: code that runs outside every compartment gets no connection.
 *
 * <p>Choose the compartment outside the transaction: a transaction keeps the login it began with.
 */
public final class CompartmentContext {

    private static final ScopedValue<Compartment> CHOSEN = ScopedValue.newInstance();

    private CompartmentContext() {}

    /** Runs the work with every connection taken through the compartment's login. */
    public static <T extends @org.jspecify.annotations.Nullable Object> T through(
            Compartment compartment, Supplier<? extends T> work) {
        return ScopedValue.where(CHOSEN, compartment).call(work::get);
    }

    /** As {@link #through(Compartment, Supplier)}, for work without a result. */
    public static void through(Compartment compartment, Runnable work) {
        ScopedValue.where(CHOSEN, compartment).run(work);
    }

    /**
     * The compartment of this thread.
     *
     * @throws IllegalStateException when nobody chose one
     */
    public static Compartment current() {
        if (!CHOSEN.isBound()) {
            throw new IllegalStateException(
                    "No compartment chosen: go through CompartmentContext.through(compartment, ...)");
        }
        return CHOSEN.get();
    }
}
