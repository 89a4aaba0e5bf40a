package org.akoma.cases;

import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/** Opens a shelter, or changes its places and rules. @param leastAge in years, inclusive, like mostAge */
public record KeepShelter(
        UUID id, String code, String country, int capacity, Shelter.SexRule sexRule, int leastAge, int mostAge) {

    @Nullable
    FieldError refusal() {
        if (!code.matches("[A-Z0-9][A-Z0-9-]{1,29}")) return FieldError.of("code", "cases.shelter-code");
        return leastAge > mostAge ? FieldError.of("mostAge", "cases.shelter-ages") : null;
    }

    Shelter opened(UUID structure) {
        return new Shelter(id, code, structure, country, capacity, sexRule, leastAge, mostAge, 0, 1);
    }
}
