package org.akoma.protection.placement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shelters with a free bed, for the form that places a child. */
@Component
class FreeBeds {

    private final Shelters shelters;
    private final Formats words;
    private final Clock clock;

    FreeBeds(Shelters shelters, Formats words, Clock clock) {
        this.shelters = shelters;
        this.words = words;
        this.clock = clock;
    }

    /**
     * The shelters that would take the child today, by code, country and what is free, those of the country where it is first. Where they lie, and how old
     * the child is, is not told here.
     */
    Map<String, String> of(Actor actor, CaseFile file, PlacementPages.@Nullable Line current) {
        String country = current == null ? file.country() : current.placement().country();
        LocalDate today = LocalDate.now(clock);
        Map<String, String> beds = new LinkedHashMap<>();
        shelters.of(actor).stream()
                .filter(one -> one.agreed() && one.takesOn(today) && one.free() > 0)
                .filter(one -> one.refusal(file.sex(), null) == null)
                // a first bed may be in another country; from a home, that country's authority is asked before
                .filter(one -> current == null || one.country().equals(country))
                .filter(one ->
                        current == null || !one.id().equals(current.placement().shelterId()))
                .sorted(Comparator.comparing(one -> !one.country().equals(country)))
                .forEach(one -> beds.put(
                        one.code(),
                        words.text(
                                        "cases.placement.bed",
                                        one.called(),
                                        words.code("country", one.country()),
                                        one.free())
                                + only(one.sexRule())));
        return beds;
    }

    /** A house for one sex says so, or a girl is offered one for boys. */
    private String only(Shelter.SexRule rule) {
        return switch (rule) {
            case MIXED, MIXED_SEPARATE_WINGS -> "";
            case BOYS_ONLY, GIRLS_ONLY -> ", " + words.code("shelter-sex-rule", rule);
        };
    }
}
