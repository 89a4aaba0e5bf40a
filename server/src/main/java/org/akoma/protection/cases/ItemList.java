package org.akoma.protection.cases;

import java.util.List;
import java.util.function.Function;

/** A list as JSON: an object, so that it can grow. */
public record ItemList<T>(List<T> items) {

    public static <T, V> ItemList<V> of(List<T> all, Function<T, V> view) {
        return new ItemList<>(all.stream().map(view).toList());
    }
}
