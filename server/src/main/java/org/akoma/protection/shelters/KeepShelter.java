package org.akoma.protection.shelters;

import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.cases.Proposed;
import org.jspecify.annotations.Nullable;

/**
 * Opens a shelter, or changes its places and rules.
 *
 * @param leastAge in years, inclusive, like mostAge
 * @param name null = none yet; of one that is there: as it is
 */
record KeepShelter(
        UUID id,
        String code,
        String country,
        int capacity,
        Shelter.SexRule sexRule,
        int leastAge,
        int mostAge,
        @Nullable String name) {

    static KeepShelter of(UUID id, String code, String country, ShelterRules rules, @Nullable String name) {
        return new KeepShelter(
                id, code, country, rules.capacity(), rules.sexRule(), rules.leastAge(), rules.mostAge(), name);
    }

    @Nullable
    FieldError refusal() {
        if (!code.matches("[A-Z0-9][A-Z0-9-]{1,29}")) return FieldError.of("code", "cases.shelter-code");
        return leastAge > mostAge ? FieldError.of("mostAge", "cases.shelter-ages") : null;
    }

    /** What was proposed of a shelter that is there. */
    static KeepShelter proposed(Shelter before, Decision decision) {
        return new KeepShelter(
                before.id(),
                before.code(),
                before.country(),
                number(decision, "capacity", before.capacity()),
                Shelter.SexRule.valueOf(Objects.requireNonNullElse(
                        Proposed.text(decision, "sexRule"), before.sexRule().name())),
                number(decision, "leastAge", before.leastAge()),
                number(decision, "mostAge", before.mostAge()),
                Proposed.text(decision, "name"));
    }

    private static int number(Decision decision, String name, int before) {
        String proposed = Proposed.text(decision, name);
        return proposed == null ? before : Integer.parseInt(proposed);
    }

    Shelter opened(UUID structure) {
        return new Shelter(id, code, structure, country, capacity, sexRule, leastAge, mostAge, 0, 1).named(name);
    }
}
