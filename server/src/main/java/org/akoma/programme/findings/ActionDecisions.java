package org.akoma.programme.findings;

import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** That an action is done, cancelled or transferred, on the page of what is to be decided. */
@Configuration(proxyBeanMethods = false)
class ActionDecisions {

    @Bean
    Decidable decidedFinish(ActionEndings endings) {
        return new Ending(endings, ActionEndings.Kind.FINISH_ACTION, Set.of("done_on", "proof"));
    }

    @Bean
    Decidable decidedCancellation(ActionEndings endings) {
        return new Ending(endings, ActionEndings.Kind.CANCEL_ACTION, Set.of("cancelled_why"));
    }

    @Bean
    Decidable decidedTransferOfAction(ActionEndings endings) {
        return new Ending(endings, ActionEndings.Kind.TRANSFER_ACTION, Set.of("receiver", "receiver_id", "structure"));
    }

    private record Ending(ActionEndings endings, ActionEndings.Kind of, Set<String> needs) implements Decidable {

        @Override
        public String kind() {
            return of.name();
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            return endings.show(decision, of);
        }

        @Override
        public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return endings.decide(actor, decision, of, agreed, reason);
        }

        @Override
        public Optional<String> again(Actor actor, Decision decision) {
            return Optional.of("/actions/" + decision.subject());
        }
    }
}
