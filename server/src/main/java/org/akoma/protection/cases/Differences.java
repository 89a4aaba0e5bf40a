package org.akoma.protection.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields in which two versions differ, by their names in pages and JSON. */
public final class Differences {

    private Differences() {}

    /** Names and values in turn, by the names that pages and JSON know. */
    public static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        return fields;
    }

    public static List<String> between(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        return after.keySet().stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .toList();
    }
}
