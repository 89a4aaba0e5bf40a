package org.akoma.protection.shelters;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/** A shelter is called by a name that says nothing of where it lies: more people read the name than may know the place. */
final class ShelterName {

    static final int LONGEST = 80;

    /** A shorter word is an article, or too common to tell a place. */
    private static final int LEAST_OF_A_WORD = 4;

    /** Words of addresses that are in names of houses as well. */
    private static final Set<String> COMMON = Set.of(
            "avenue",
            "centre",
            "center",
            "children",
            "community",
            "enfants",
            "filles",
            "foyer",
            "garcons",
            "home",
            "house",
            "maison",
            "place",
            "pour",
            "quartier",
            "road",
            "shelter",
            "street",
            "ville");

    private ShelterName() {}

    /** Refused where the name holds the town, or a word of the address. */
    static @Nullable FieldError refusal(@Nullable String name, Shelter.Location where) {
        if (name == null) return null;
        List<String> said = words(name);
        boolean town = (" " + String.join(" ", said) + " ").contains(" " + String.join(" ", words(where.town())) + " ");
        Set<String> places =
                new HashSet<>(words(where.town() + " " + (where.address() == null ? "" : where.address())));
        places.removeIf(word -> word.length() < LEAST_OF_A_WORD || COMMON.contains(word));
        return town && !where.town().isBlank() || said.stream().anyMatch(places::contains)
                ? FieldError.of("name", "cases.shelter-name-place")
                : null;
    }

    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
