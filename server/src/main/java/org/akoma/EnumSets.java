package org.akoma;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Sets of an enum's constants in the order of their declaration. {@code Set.copyOf} has another order at each start, which people would see. */
public final class EnumSets {

    private EnumSets() {}

    /** An unmodifiable copy. */
    public static <E extends Enum<E>> Set<E> inOrder(Class<E> type, Collection<E> some) {
        EnumSet<E> all = EnumSet.noneOf(type);
        all.addAll(some);
        return Collections.unmodifiableSet(all);
    }
}
