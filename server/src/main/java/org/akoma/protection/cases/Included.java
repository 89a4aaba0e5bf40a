package org.akoma.protection.cases;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.akoma.ground.access.Actor;

/**
 * A part of a file that a room adds to the answer about the file: {@code GET /api/v1/cases/{code}?include=visits}. Implemented as a bean by who
 * answers the part's own address, with the same reading: the same items, of the same sections, with the same entry in the journal.
 *
 * @param <V> an item, as JSON
 */
public interface Included<V> {

    /** By which it is asked for, and under which it is answered: the last word of the part's own address. */
    String name();

    /**
     * What the part's own address answers to this actor today; empty where it answers that it is not found. Called inside {@link
     * FileShell#reading}.
     */
    Optional<List<V>> included(Actor actor, String code);

    /** The items that a reading found, as JSON; empty when it found nothing. */
    static <T, V> Optional<List<V>> of(Outcome<List<T>> read, Function<List<T>, ItemList<V>> view) {
        return read instanceof Outcome.Done<List<T>>(List<T> all)
                ? Optional.of(view.apply(all).items())
                : Optional.empty();
    }
}
