package org.akoma.protection.shelters;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.Proposed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What two people decide about a shelter: that children are placed there, and its places and rules. */
@Configuration(proxyBeanMethods = false)
class ShelterDecisions {

    private static final List<String> RULES = List.of("name", "capacity", "sexRule", "leastAge", "mostAge");

    /** Read from the proposal alone: who decides may work on a login that reads no shelter. */
    private abstract static class OfShelter implements Decidable {

        abstract List<String> names();

        @Override
        public Set<String> needs() {
            return Set.of("code", "capacity");
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            return title(actor, decision).map(code -> new Shown(code, page(actor), Proposed.fields(decision, names())));
        }

        private static @Nullable String page(Actor actor) {
            return actor.may(Verb.SHELTER_READ) || actor.may(Verb.SHELTER_FIGURES) ? "/shelters" : null;
        }

        @Override
        public Optional<String> title(Actor actor, Decision decision) {
            return Optional.ofNullable(Proposed.text(decision, "code"));
        }
    }

    @Bean
    Decidable decidedShelters(Shelters shelters) {
        return new OfShelter() {
            @Override
            public String kind() {
                return Shelters.OPENING;
            }

            @Override
            List<String> names() {
                return List.of(
                        "name",
                        "structure",
                        "country",
                        "town",
                        "address",
                        "phone",
                        "capacity",
                        "sexRule",
                        "leastAge",
                        "mostAge");
            }

            @Override
            public boolean isUrgent(Actor actor, Decision decision) {
                return shelters.isChildWithoutPlace(actor);
            }

            @Override
            public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
                return shelters.decide(actor, decision, agreed, reason);
            }
        };
    }

    @Bean
    Decidable decidedShelterChanges(Shelters shelters) {
        return new OfShelter() {
            @Override
            public String kind() {
                return Shelters.CHANGE;
            }

            @Override
            List<String> names() {
                return RULES;
            }

            @Override
            public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
                return shelters.decideChange(actor, decision, agreed, reason);
            }
        };
    }
}
