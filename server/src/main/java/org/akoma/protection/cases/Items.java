package org.akoma.protection.cases;

import java.util.List;
import java.util.function.Function;

/** A list as JSON: an object, so that it can grow. */
public record Items<T>(List<T> items) {

    public static <T, V> Items<V> of(List<T> all, Function<T, V> view) {
        return new Items<>(all.stream().map(view).toList());
    }
}
