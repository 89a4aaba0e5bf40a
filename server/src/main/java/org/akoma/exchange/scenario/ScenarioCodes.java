package org.akoma.exchange.scenario;

import java.util.Set;
import java.util.TreeSet;
import org.akoma.ground.reference.CodeLists;
import org.jspecify.annotations.Nullable;

/** The codes that a scenario may use. */
record ScenarioCodes(CodeLists lists) {

    Set<String> list(String name) {
        return Set.copyOf(lists.codesOf(name));
    }

    /** The country of the field, one of the list {@code country}. */
    @Nullable
    String country(ScenarioNode node) {
        return node.required("country") == null ? null : country(node, "country");
    }

    @Nullable
    String country(ScenarioNode node, String field) {
        return node.country(field, list("country"));
    }

    static Set<String> names(Enum<?>[] values) {
        Set<String> names = new TreeSet<>();
        for (Enum<?> value : values) names.add(value.name());
        return names;
    }
}
