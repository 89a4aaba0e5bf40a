package org.akoma.protection.placement;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.identity.ConsistencyWarnings;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Warnings where something decided for a child contradicts what is known of the child now, after a correction or a birthday. Nothing is changed;
 * the page shows the warnings. Call inside an actor's transaction; sections that the actor does not hold are not read.
 */
@Component
class HomeMisfits implements ConsistencyWarnings {

    private final PlacementStore placements;
    private final Shelters shelters;
    private final Consents consents;
    private final Policies policies;
    private final CaseWork work;
    private final Identities identities;

    HomeMisfits(
            PlacementStore placements,
            Shelters shelters,
            Consents consents,
            Policies policies,
            CaseWork work,
            Identities identities) {
        this.identities = identities;
        this.placements = placements;
        this.shelters = shelters;
        this.consents = consents;
        this.policies = policies;
        this.work = work;
    }

    /** Each by the field of the registration that it rests on. */
    @Override
    public List<FieldError> of(CaseFile file) {
        if (!file.status().open()) return List.of();
        Stream<Placement> homes = Stream.of(Placement.State.CURRENT, Placement.State.PROPOSED)
                .flatMap(state -> placements.in(file.id(), state).stream());
        return Stream.concat(homes.flatMap(home -> ofHome(file, home)), consents.misfit(file).stream())
                .toList();
    }

    private Stream<FieldError> ofHome(CaseFile file, Placement home) {
        return Stream.of(ofShelter(file, home), alone(file, home), elsewhere(file, home))
                .filter(Objects::nonNull);
    }

    private @Nullable FieldError ofShelter(CaseFile file, Placement home) {
        if (home.shelterId() == null) return null;
        Optional<Shelter> shelter = shelters.find(home.shelterId());
        return shelter.map(one -> one.refusal(file.sex(), age(file))).orElse(null);
    }

    /** By the birth date where it is known, as consent and closing count. */
    private @Nullable Integer age(CaseFile file) {
        return Ages.on(file, identities.birthDate(file), work.today());
    }

    private @Nullable FieldError alone(CaseFile file, Placement home) {
        Integer age = age(file);
        int least = policies.years("age.independent-living.min");
        boolean young = home.kind() == Placement.Kind.INDEPENDENT_LIVING && age != null && age < least;
        return young ? FieldError.of("age", "cases.too-young-alone", least) : null;
    }

    private static @Nullable FieldError elsewhere(CaseFile file, Placement home) {
        boolean other =
                home.state() == Placement.State.CURRENT && !home.country().equals(file.country());
        return other ? FieldError.of("country", "cases.lives-elsewhere", home.country()) : null;
    }
}
