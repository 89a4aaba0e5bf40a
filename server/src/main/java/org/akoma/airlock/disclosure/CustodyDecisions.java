package org.akoma.airlock.disclosure;

import static org.akoma.airlock.disclosure.DisclosureRequest.Urgency.LIFE_DANGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the data protection officer decides: that something crosses to the police, and whether what left at once was right. */
@Configuration(proxyBeanMethods = false)
class CustodyDecisions {

    @Bean
    Decidable decidedDisclosures(Disclosures disclosures, Formats words) {
        return new Asked(disclosures, words);
    }

    @Bean
    Decidable decidedOffenceReports(ReceivedReports reports, Formats words) {
        return new Reported(reports, words);
    }

    private static List<Shown.Note> review(Formats words, boolean atOnce, Decision decision) {
        return atOnce && decision.waits() ? List.of(Shown.Note.of(words.text("disclosure.review.lead"))) : List.of();
    }

    private record Asked(Disclosures disclosures, Formats texts) implements Decidable {

        @Override
        public String kind() {
            return Disclosures.DATA;
        }

        @Override
        public Optional<String> title(Actor actor, Decision decision) {
            return disclosures.find(actor, decision.subject()).map(DisclosureRequest::number);
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            DisclosureRequest one = disclosures.find(actor, decision.subject()).orElse(null);
            PoliceWords words = one == null ? null : disclosures.words(one.id()).orElse(null);
            if (one == null || words == null) return Optional.empty();
            List<Shown.Field> fields = new ArrayList<>(ShownToDeciders.of(one, words));
            if (Disclosures.watches(actor)) {
                fields.add(Shown.Field.code(
                        "disclosure.child-says", "disclosure.answers", null, disclosures.childSays(one.id())));
                fields.add(Shown.Field.code(
                        "disclosure.without",
                        "disclosure.withouts",
                        null,
                        one.without() == null ? null : one.without().name()));
                fields.add(Shown.Field.lines(
                        "disclosure.refused-before",
                        List.of(),
                        disclosures.refusedBefore(one.id()).stream()
                                .map(DisclosureRequest.Refused::number)
                                .toList()));
                disclosures.outline(one.id()).ifPresent(given -> {
                    fields.add(Shown.Field.codes(
                            "disclosure.unknown",
                            "disclosure.facts",
                            List.of(),
                            given.unknownFacts().stream().map(Enum::name).toList()));
                    fields.add(Shown.Field.text(
                            "disclosure.number",
                            null,
                            given.withoutNumber() ? texts.text("disclosure.number.none") : null));
                    fields.add(Shown.Field.text("disclosure.number-typed", null, given.telephone()));
                });
            }
            return Optional.of(new Shown(
                    one.number(), "/disclosures/" + one.number(), fields, review(texts, one.atOnce(), decision)));
        }

        @Override
        public boolean ofDanger(Actor actor, Decision decision) {
            return disclosures
                    .find(actor, decision.subject())
                    .filter(one -> one.ofDanger() || one.urgency() == LIFE_DANGER && !one.isReviewed())
                    .isPresent();
        }

        /** What should not have left has an incident as its next step: its page says so. */
        @Override
        public Optional<String> afterwards(Actor actor, Decision decision) {
            return disclosures
                    .find(actor, decision.subject())
                    .filter(DisclosureRequest::isWrong)
                    .map(one -> "/disclosures/" + one.number());
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return disclosures.decide(actor, decision, agreed, reason);
        }

        @Override
        public Optional<String> again(Actor actor, Decision decision) {
            return Optional.of("/disclosures");
        }
    }

    private record Reported(ReceivedReports reports, Formats texts) implements Decidable {

        @Override
        public String kind() {
            return ReceivedReports.DATA;
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            return reports.find(decision.subject())
                    .map(one -> new Shown(
                            one.number(), null, ShownToDeciders.of(one), review(texts, one.atOnce(), decision)));
        }

        @Override
        public boolean ofDanger(Actor actor, Decision decision) {
            return reports.find(decision.subject())
                    .filter(one ->
                            one.ofDanger() || one.urgency() == LIFE_DANGER && one.atOnce() && one.review() == null)
                    .isPresent();
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return reports.decide(actor, decision, agreed, reason);
        }
    }
}
