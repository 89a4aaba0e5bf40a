package org.akoma.ground.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * What colleagues of a person's side know of them besides the code.
 *
 * @param code as people write it: {@code SW-01}
 * @param name null = not told
 * @param job what they do: {@code travailleuse sociale}
 * @param version counts its changes; 0 = there is none yet
 * @param telephone at work; null also where this host has no key of the person's side
 */
public record PersonCard(
        UUID personId,
        String code,
        String organisation,
        Compartment compartment,
        @Nullable String name,
        @Nullable String job,
        @Nullable String telephone,
        int version) {

    /** What the form of it holds. */
    Map<String, Object> typed() {
        Map<String, Object> typed = new LinkedHashMap<>();
        if (name != null) typed.put("name", name);
        if (job != null) typed.put("job", job);
        if (telephone != null) typed.put("telephone", telephone);
        return typed;
    }
}
