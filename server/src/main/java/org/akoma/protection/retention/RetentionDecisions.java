package org.akoma.protection.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.Proposed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the data protection officer decides: that a file is erased, and that a hold ends. */
@Configuration(proxyBeanMethods = false)
class RetentionDecisions {

    @Bean
    Decidable decidedErasures(Retention retention) {
        return new OfErasure(retention);
    }

    @Bean
    Decidable decidedHoldEnds(Retention retention) {
        return new OfHoldEnd(retention);
    }

    /** Who decides sees no file, so that what is asked says all. What the request said is gone once the file is erased. */
    private record OfErasure(Retention retention) implements Decidable {

        @Override
        public String kind() {
            return Retention.ERASURE;
        }

        @Override
        public Set<String> needs() {
            return Set.of("file", "basis");
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            Retained.Asked asked = retention.request(decision.subject()).orElse(null);
            if (asked == null) return Optional.empty();
            return Optional.of(new Shown(asked.code(), "/retention", fields(decision, asked)));
        }

        private static List<Shown.Field> fields(Decision decision, Retained.Asked asked) {
            List<Shown.Field> fields = new ArrayList<>();
            fields.add(Shown.Field.code(
                    "retention.erasure.ground", "retention.grounds", null, Proposed.text(decision, "basis")));
            fields.add(Shown.Field.day("retention.wish.on", null, asked.saidOn()));
            fields.add(new Shown.Field(
                    "retention.wish.recorded",
                    Shown.PERSON,
                    List.of(),
                    asked.recordedBy() == null
                            ? List.of()
                            : List.of(asked.recordedBy().toUpperCase(Locale.ROOT))));
            fields.add(Shown.Field.day("retention.closed", null, day(asked.closedAt())));
            fields.add(Shown.Field.code("retention.closed-as", "closure-reason", null, asked.closedAs()));
            fields.add(Shown.Field.day("retention.due", null, asked.dueOn()));
            return fields;
        }

        /** To the certificate. */
        @Override
        public Optional<String> afterwards(Actor actor, Decision decision) {
            return retention.erasedBy(decision.id()).map(code -> "/retention/files/" + code);
        }

        private static @Nullable LocalDate day(@Nullable Instant at) {
            return at == null ? null : at.atZone(ZoneOffset.UTC).toLocalDate();
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return retention.decide(actor, decision, agreed, reason);
        }
    }

    /** The officer reads why it was set, which may be a worker's objection; who asked reads neither ground nor words of a hold that somebody else set. */
    private record OfHoldEnd(Retention retention) implements Decidable {

        @Override
        public String kind() {
            return Retention.HOLD_END;
        }

        @Override
        public Set<String> needs() {
            return Set.of("file");
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            String file = Proposed.text(decision, "file");
            RetentionStore.Held held = retention.held(decision.subject()).orElse(null);
            return Optional.of(new Shown(
                    file == null ? "" : file,
                    "/retention",
                    held == null
                            ? List.of()
                            : List.of(
                                    Shown.Field.code(
                                            "retention.hold.ground",
                                            "retention.hold-grounds",
                                            null,
                                            held.ground().name()),
                                    Shown.Field.text("retention.hold.why", null, held.why()))));
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return retention.decide(actor, decision, agreed, reason);
        }
    }
}
