package org.akoma.protection.closure;

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
import org.springframework.stereotype.Component;

/** The end of a signal that nobody who works on the file reads: codes alone, for people who come to no file. */
@Component
record UnreadSignalDecisions(ReceivedSignals signals) implements Decidable {

    @Override
    public String kind() {
        return ReceivedSignals.UNREAD;
    }

    @Override
    public Set<String> needs() {
        return Set.of("code", "reason", "why");
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        String code = Proposed.text(decision, "code");
        return Optional.of(new Shown(
                code == null ? "" : code,
                code == null || !ReceivedSignals.leads(actor) ? null : "/cases/" + code + "/signals",
                List.of(
                        Shown.Field.code(
                                "signals.give.reason", "signals.reasons", null, Proposed.text(decision, "reason")),
                        Shown.Field.code(
                                "signals.pass-on.why", "signals.whys", null, Proposed.text(decision, "why")))));
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        return signals.decideUnread(actor, decision, agreed, reason);
    }
}
