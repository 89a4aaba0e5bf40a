package org.akoma.cases;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which fields of two versions differ, by the names that pages and JSON know. */
public final class Differences {

    private Differences() {}

    public static List<String> between(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        return after.keySet().stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .toList();
    }
}
