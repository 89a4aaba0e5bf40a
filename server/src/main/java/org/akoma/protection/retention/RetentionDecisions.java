package org.akoma.protection.retention;

import java.util.List;
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
        return new Of(Retention.ERASURE, "basis", "retention.erasure.ground", "retention.grounds", retention);
    }

    @Bean
    Decidable decidedHoldEnds(Retention retention) {
        return new Of(Retention.HOLD_END, "ground", "retention.hold.ground", "retention.hold-grounds", retention);
    }

    /** Who decides sees no file, so that what is asked says all. */
    private record Of(String kind, String field, String label, String codes, Retention retention) implements Decidable {

        @Override
        public Set<String> needs() {
            return Set.of("file", field);
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            String file = Proposed.text(decision, "file");
            return Optional.of(new Shown(
                    file == null ? "" : file,
                    "/retention",
                    List.of(Shown.Field.code(label, codes, null, Proposed.text(decision, field)))));
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return retention.decide(actor, decision, agreed, reason);
        }
    }
}
